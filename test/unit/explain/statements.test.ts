import { describe, expect, it } from 'vitest';
import type { Statement } from '../../../src/core/explain';
import type { PacketRow } from '../../../src/core/session/capture';
import { openCapture } from '../findings/find';
import { CAPTURE_POINTS, type CapturePoint, readRecording, recordingNames } from '../kernel/recordings';
import { CHECKED_IDS, checkOf, Packets, refute } from './statement-checks';

/**
 * Explains every connection, and every packet, of every recording of a kernel, and holds what is said of packets
 * against the packets.
 */
async function explained(name: string, point: CapturePoint) {
  const client = (await openCapture(readRecording(name).capture(point))).client();
  const rows: PacketRow[] = [];
  for (let from = 0; ; from += 500) {
    const page = await client.rows({ from, to: from + 500, filtered: false });
    rows.push(...page.filter((row): row is PacketRow => row.kind === 'packet'));
    if (page.length < 500) break;
  }
  const times = rows.flatMap(({ time }) => (time === null ? [] : [Number(time)]));
  const [start, end] = [Math.min(...times), Math.max(...times)];
  const byConnection = grouped(rows);
  return {
    client,
    rows,
    packetsOf: (id: number) => new Packets(byConnection.get(id) ?? [], start, end),
    ids: [...byConnection.keys()],
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

describe('what an explanation says of packets', () => {
  it.each(recordingNames())(
    '%s: holds against the packets, for every connection and packet',
    async (name) => {
      const refuted: string[] = [];
      for (const point of CAPTURE_POINTS) {
        const { client, rows, packetsOf, ids } = await explained(name, point);
        for (const id of ids) {
          if (id === null) continue;
          const { statements } = client.explain({ connection: id });
          refuted.push(...check(packetsOf(id), statements, `${point}, connection ${id}`));
        }
        if (rows.length > 60) continue;
        for (const { index, connection } of rows) {
          if (connection === null) continue;
          for (const side of ['client', 'server'] as const) {
            const { statements } = client.explain({ index, side });
            refuted.push(...check(packetsOf(connection), statements, `${point}, packet ${index + 1}`));
          }
        }
      }
      expect(refuted).toEqual([]);
    },
  );

  it('is checked by nothing that no recording brings up', () => {
    expect(CHECKED_IDS.filter((id) => !used.has(id))).toEqual([]);
  });
});
