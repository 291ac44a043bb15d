import { describe, expect, it } from 'vitest';
import type { CaptureClient, PacketRow } from '../../../src/core/session/capture';
import { openCapture } from '../findings/find';
import { CAPTURE_POINTS, readRecording, recordingNames } from '../kernel/recordings';

type Explanation = ReturnType<CaptureClient['explain']>;

/** What an explanation says has to be run or asked next, beside the packets of the connection. */
interface Advice {
  readonly explanation: Explanation;
  readonly rows: readonly PacketRow[];
}

type End = Explanation['endpoints'][number];

const from = (rows: readonly PacketRow[], side: End['side'], flag: string): boolean =>
  rows.some((row) => row.sender === side && row.flags.includes(flag));
const sentData = (rows: readonly PacketRow[], side: End['side']): boolean =>
  rows.some((row) => row.sender === side && (row.length ?? 0) > 0);

/** What is advised though the packets hold the answer; null: nothing. */
const ANSWERED: Readonly<Record<string, (advice: Advice, end: End) => string | null>> = {
  'whether a port answers that has answered': ({ rows }, { commands }) =>
    (from(rows, 'server', 'S') && commands.find(({ command }) => /^nc |^Test-Net/.test(command))?.command) ||
    null,
  'a socket in a state that its own packet has ended': ({ rows }, { side, state, commands }) => {
    const closed = rows.at(-1)?.[side]?.state === 'CLOSED' && from(rows, side, 'R');
    const ended = closed || (state === 'CLOSE_WAIT' && from(rows, side, 'F'));
    const asks = commands.find(({ command }) => /state |TCP:CLOSE_WAIT|-State |strace|gdb/.test(command));
    return ended ? (asks?.command ?? null) : null;
  },
  'whether a server accepted that has sent data': ({ rows }, { side, commands }) => {
    if (side !== 'server' || !sentData(rows, 'server')) return null;
    return (
      commands.find(({ purpose }) => /no program has accepted it|not accepted\.$/.test(purpose))?.purpose ??
      null
    );
  },
  'whether a SYN arrives that is answered': ({ rows }, { causes }) => {
    if (!from(rows, 'server', 'S')) return null;
    return causes.find(({ text }) => /does the SYN reach a capture at the server/.test(text))?.title ?? null;
  },
  'where nothing listens, though others are accepted': ({ explanation }, { causes }) => {
    const others = causes.some(({ supports }) => supports.some((fact) => /answered other SYNs/.test(fact)));
    const down = causes.find(({ text }) => /listens on another address/.test(text));
    return others && down !== undefined ? `${explanation.title}: ${down.title}` : null;
  },
};

async function rowsOf(client: CaptureClient): Promise<PacketRow[]> {
  const rows: PacketRow[] = [];
  for (let from = 0; ; from += 500) {
    const page = await client.rows({ from, to: from + 500, filtered: false });
    rows.push(...page.filter((row): row is PacketRow => row.kind === 'packet'));
    if (page.length < 500) return rows;
  }
}

/** What is advised about the connections of a capture, though its packets tell. */
async function answered(bytes: Uint8Array, where: string): Promise<string[]> {
  const client = (await openCapture(bytes)).client();
  const all = await rowsOf(client);
  const connections = [
    ...new Set(all.flatMap(({ connection }) => (connection === null ? [] : [connection]))),
  ];
  return connections.flatMap((connection) => {
    const rows = all.filter((row) => row.connection === connection);
    const explanation = client.explain({ connection });
    return explanation.endpoints.flatMap((end) =>
      Object.entries(ANSWERED).flatMap(([what, check]) => {
        const found = check({ explanation, rows }, end);
        return found === null ? [] : [`${where}, connection ${connection}: ${what}: ${found}`];
      }),
    );
  });
}

describe('what is advised next is not answered by the recording itself', () => {
  it.each(recordingNames())('%s', async (name) => {
    const recording = readRecording(name);
    for (const point of CAPTURE_POINTS) expect(await answered(recording.capture(point), point)).toEqual([]);
  });
});
