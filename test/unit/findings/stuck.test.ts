import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession } from '../../../src/core/session/capture';
import { CAPTURE_POINTS, recordingNames } from '../kernel/recordings';
import { find, manyConnections, openCapture, recorded } from './find';

const VERDICTS = join(__dirname, '../../fixtures/verdicts');
const everyCapture = (): [string, Uint8Array][] => [
  ...recordingNames().flatMap((name) =>
    CAPTURE_POINTS.map((point): [string, Uint8Array] => [`${name} ${point}`, recorded(name, point)]),
  ),
  ...readdirSync(VERDICTS)
    .filter((file) => !/\.(py|md)$/.test(file))
    .map((file): [string, Uint8Array] => [file, new Uint8Array(readFileSync(join(VERDICTS, file)))]),
  ['healthy_server', manyConnections('healthy_server')],
];

describe('list, filter, count, finding, row and first look', () => {
  it('agree on what is stuck, in every recording', async () => {
    for (const [name, bytes] of everyCapture()) {
      const client = (await openCapture(bytes)).client();
      const { rows, capture } = await find(bytes);
      const firm = rows.filter(({ stuck }) => stuck !== null && stuck.sureness !== 'possible');

      for (const { connection, stuck, findings } of rows) {
        const finding = findings.find(({ id }) => id === 'close-wait') ?? null;
        const told = finding && [finding.endpoint, finding.since, finding.seconds, finding.sureness];
        const listed = stuck && [stuck.endpoint, stuck.since, stuck.seconds, stuck.sureness];
        expect(listed, `${name}, connection ${connection}`).toEqual(told);
      }

      await client.filter({ text: 'stuck' });
      const left = client.connections({
        from: 0,
        to: 1000,
        sort: 'connection',
        descending: false,
        filtered: true,
      });
      expect(
        left.rows.map(({ connection }) => connection),
        name,
      ).toEqual(firm.map(({ connection }) => connection));

      const first = client.firstToExplain();
      const isFirm = firm.some(({ connection }) => connection === first.connection);
      expect(first.otherStuck, name).toBe(firm.length - (isFirm ? 1 : 0));
      // An error about the server is looked at before what is stuck there.
      const found = [...capture, ...rows.flatMap(({ findings }) => findings)];
      const hasError = found.some(({ severity }) => severity === 'error');
      if (firm.length > 0 && !hasError) expect(isFirm, name).toBe(true);
      if (firm.length > 0 || hasError) expect(client.troubledPacket(), name).not.toBeNull();
    }
  }, 120_000);

  it('agree on the number that pile up', async () => {
    const { rows, capture } = await find(recorded('close_wait_pile_up', 'server'));
    const pile = capture.find(({ id }) => id === 'close-wait-pile-up');
    expect(pile?.connections).toEqual(
      rows.filter(({ stuck }) => stuck !== null).map(({ connection }) => connection),
    );
  });

  it('put what may be stuck right behind what is', async () => {
    const bytes = recorded('close_wait_pile_up', 'server');
    const client = (await openCapture(bytes)).client();
    const { rows } = client.connections({
      from: 0,
      to: 100,
      sort: 'stuck',
      descending: true,
      filtered: false,
    });
    const rank = rows.map(({ stuck }) => (stuck === null ? 2 : stuck.sureness === 'possible' ? 1 : 0));
    expect(rank).toEqual([...rank].sort());
  });
});

/** A text log of connections that the server closed after so many milliseconds; null: not before the log ends. */
function served(closings: readonly (number | null)[], tail: number): Uint8Array {
  const lines: [number, string][] = [];
  closings.forEach((closing, at) => {
    const port = 40_000 + at;
    const start = at * 0.05;
    const client = `192.0.2.1.${port} > 192.0.2.2.80`;
    const server = `192.0.2.2.80 > 192.0.2.1.${port}`;
    const add = (after: number, text: string) => lines.push([start + after, text]);
    add(0, `IP ${client}: Flags [S], seq 100, win 64240, options [mss 1460], length 0`);
    add(0.0001, `IP ${server}: Flags [S.], seq 500, ack 101, win 65160, options [mss 1460], length 0`);
    add(0.0002, `IP ${client}: Flags [.], ack 1, win 502, length 0`);
    add(0.0003, `IP ${client}: Flags [P.], seq 1:11, ack 1, win 502, length 10`);
    add(0.0004, `IP ${server}: Flags [P.], seq 1:21, ack 11, win 502, length 20`);
    add(0.0005, `IP ${client}: Flags [F.], seq 11, ack 21, win 502, length 0`);
    add(0.0006, `IP ${server}: Flags [.], ack 12, win 502, length 0`);
    if (closing === null) return;
    add(0.0005 + closing / 1000, `IP ${server}: Flags [F.], seq 21, ack 12, win 502, length 0`);
    add(0.0006 + closing / 1000, `IP ${client}: Flags [.], ack 22, win 502, length 0`);
  });
  lines.push([closings.length * 0.05 + tail, 'IP 192.0.2.9.7 > 192.0.2.8.9: UDP, length 4']);
  lines.sort(([a], [b]) => a - b);
  const text = lines.map(([time, line]) => `${(1_700_000_000 + time).toFixed(6)} ${line}\n`).join('');
  return new TextEncoder().encode(text);
}

const surenessAt = async (bytes: Uint8Array): Promise<(string | null)[]> =>
  (await find(bytes)).rows.map(({ stuck }) => stuck?.sureness ?? null);

describe('how long a server otherwise needs', () => {
  const quick = Array.from({ length: 163 }, (_, at) => 1 + (at % 3));

  it('makes 47 ms enough where it closed 163 connections within 3 ms', async () => {
    const sureness = await surenessAt(served([...quick, null], -0.0025));
    expect(sureness.at(-1)).toMatch(/proven|likely/);
    expect(sureness.filter((one) => one !== null)).toHaveLength(1);
  });

  it('is no reproach to a server that takes three seconds as a rule', async () => {
    const slow = Array.from({ length: 40 }, () => 3000);
    expect((await surenessAt(served([...slow, null], 2)))[40]).toBeNull();
    expect((await surenessAt(served([...slow, null], 9)))[40]).toMatch(/proven|likely/);
  });

  it('is a second where nothing is known of it, and below that only possible', async () => {
    expect(await surenessAt(served([null], 0.5))).toEqual(['possible']);
    expect(await surenessAt(served([null], 1.5))).toEqual(['proven']);
  });
});

describe('a recorder that is watched until it ends', () => {
  /** The packets come in as they are recorded, and the pipe closes so many seconds after the last. */
  async function watched(seconds: number, lag: number) {
    const bytes = served([null], 0.5);
    const last = 1_700_000_000.55;
    let asked = 0;
    const now = () => (++asked > 8 ? last + seconds : last) + lag;
    const source = new MemorySource('capture', bytes);
    const session = CaptureSession.create(source, { locale: 'en', pause: async () => {}, now });
    await session.load(new AbortController().signal, () => {});
    return session.client().connectionRow(1).stuck;
  }

  it('shows how long nothing came', async () => {
    expect(await watched(30, 0.2)).toMatchObject({ sureness: 'proven' });
    expect((await watched(30, 0.2))?.seconds).toBeCloseTo(30.75, 1);
    expect(await watched(0.1, 0.2)).toMatchObject({ sureness: 'possible' });
  });

  it('is no clock of a file that was recorded at another time', async () => {
    expect(await watched(30, 86_400)).toMatchObject({ sureness: 'possible' });
  });
});
