import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ServerStatement, Statement } from '../../../src/core/explain';
import type { PacketRow } from '../../../src/core/session/capture';
import { openCapture } from '../findings/find';
import { keepPackets, takeApart } from '../kernel/pcap-parts';
import { CAPTURE_POINTS, readRecording, recordingNames, SIDES } from '../kernel/recordings';
import { CHECKED_OF_SERVERS, checkOfServer, refuteOfServer } from './server-checks';
import { CHECKED_IDS, checkOf, Packets, refute } from './statement-checks';

/**
 * Explains every connection, and every packet, of every recording of a kernel, and holds what is said of packets
 * against the packets.
 */
async function explained(bytes: Uint8Array, endsLater: number) {
  const client = (await openCapture(bytes)).client();
  const rows: PacketRow[] = [];
  for (let from = 0; ; from += 500) {
    const page = await client.rows({ from, to: from + 500, filtered: false });
    rows.push(...page.filter((row): row is PacketRow => row.kind === 'packet'));
    if (page.length < 500) break;
  }
  const times = rows.flatMap(({ time }) => (time === null ? [] : [Number(time)]));
  const [start, end] = [Math.min(...times), Math.max(...times) + endsLater];
  const dropped = client.findings().some(({ id }) => id === 'capture-dropped');
  const byConnection = grouped(rows);
  return {
    client,
    rows,
    packetsOf: (id: number) => new Packets(byConnection.get(id) ?? [], start, end, dropped, rows),
    ids: [...byConnection.keys()].filter((id) => id !== null),
  };
}

function grouped(rows: readonly PacketRow[]): Map<number | null, PacketRow[]> {
  const groups = new Map<number | null, PacketRow[]>();
  for (const row of rows) groups.set(row.connection, [...(groups.get(row.connection) ?? []), row]);
  return groups;
}

const used = new Set<string>();
const check = (packets: Packets, statements: readonly Statement[], where: string): string[] =>
  statements.flatMap((statement) => {
    const key = checkOf(statement.id);
    if (key !== undefined) used.add(key);
    const why = refute(packets, statement);
    return why === null ? [] : [`${where}: ${statement.id} of the ${statement.side}: ${why}`];
  });

/** What the packets of a capture say against its explanation, of each connection and each server. */
async function refutedIn(bytes: Uint8Array, where: string, endsLater = 0): Promise<string[]> {
  const { client, packetsOf, ids } = await explained(bytes, endsLater);
  const ofConnections = ids.flatMap((id) =>
    check(packetsOf(id), client.explain({ connection: id }).statements, `${where}, connection ${id}`),
  );
  return [...ofConnections, ...ofServers(client.serverStatements(), packetsOf, ids, where)];
}

const usedOfServers = new Set<string>();
const ofServers = (
  statements: readonly ServerStatement[],
  of: (id: number) => Packets,
  all: readonly number[],
  where: string,
): string[] =>
  statements.flatMap((statement) => {
    const key = checkOfServer(statement.id);
    if (key !== undefined) usedOfServers.add(key);
    const why = refuteOfServer({ statement, of, all });
    return why === null ? [] : [`${where}: ${statement.id}: ${why}`];
  });

/** The same of every packet, where they are not too many. */
async function refutedAtPackets(bytes: Uint8Array, where: string): Promise<string[]> {
  const { client, rows, packetsOf } = await explained(bytes, 0);
  if (rows.length > 60) return [];
  return rows.flatMap(({ index, connection }) =>
    connection === null
      ? []
      : SIDES.flatMap((side) =>
          check(
            packetsOf(connection),
            client.explain({ index, side }).statements,
            `${where}, packet ${index + 1}`,
          ),
        ),
  );
}

/** Where a recording begins with a forged FIN, nothing before it tells what the numbers are. */
const BEGINS_FORGED: Readonly<Record<string, number>> = { blind_segments: 7 };

/** Begun at a few places in the middle. */
function begunLate(name: string): Uint8Array[] {
  const parts = takeApart(readRecording(name).capture('server'));
  const { length } = parts.records;
  const places = new Set(
    [1, 3, 5, 7, Math.floor(length / 2)].filter(
      (place) => place < length - 1 && place !== BEGINS_FORGED[name],
    ),
  );
  return [...places].map((place) => keepPackets(parts, (index) => index >= place));
}

/** Seconds by which the interface statistics of a file end later than its last packet (isb_endtime, read with capinfos). */
const ENDS_LATER: Readonly<Record<string, number>> = {
  'quiet-end-isb.pcapng': 6.02,
  'one-stuck-then-silence-with-isb.pcapng': 20.12,
};
const VERDICTS = join(__dirname, '../../fixtures/verdicts');
const verdicts = readdirSync(VERDICTS).filter((name) => /\.(pcap|pcapng|log|txt|tcpdump)$/.test(name));

describe('what an explanation says of packets', () => {
  it.each(recordingNames())('%s: holds against them, for every connection and packet', async (name) => {
    for (const point of CAPTURE_POINTS) {
      const bytes = readRecording(name).capture(point);
      expect(await refutedIn(bytes, point)).toEqual([]);
      expect(await refutedAtPackets(bytes, point)).toEqual([]);
    }
  });

  it.each(recordingNames())('%s, begun in the middle: holds against what is left', async (name) => {
    for (const bytes of begunLate(name))
      expect(await refutedIn(bytes, `${takeApart(bytes).records.length} packets`)).toEqual([]);
  });

  it.each(verdicts)('%s: holds against its packets', async (name) => {
    const refuted = await refutedIn(readFileSync(join(VERDICTS, name)), name, ENDS_LATER[name]);
    expect(refuted).toEqual([]);
  });

  it('is checked by nothing that no recording brings up', () => {
    expect(CHECKED_IDS.filter((id) => !used.has(id))).toEqual([]);
    expect(CHECKED_OF_SERVERS.filter((id) => !usedOfServers.has(id))).toEqual([]);
  });
});
