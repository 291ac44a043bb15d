import type { CaptureSummary, Row } from '../../core/session/capture';
import type { PageSession } from './session-contract';

/** What has been read so far: resolves again after each step of the load. */
export interface Progressing {
  readonly client: PageSession;
  readonly signal: AbortSignal;
  /** Resolves when more has been read, or the end. */
  more(): Promise<void>;
}

/** Rows on either side of a line that are looked at for a packet. */
const NEIGHBOURS = 500;

/** The packet that line `line` (from 1) of a text log belongs to; else the nearest one above, else below. */
export async function packetOfLine(line: number, reading: Progressing): Promise<number | null> {
  await readUntil(reading, (summary) => summary.rows > line + NEIGHBOURS);
  const from = Math.max(0, line - NEIGHBOURS);
  const rows = await reading.client.rows({ from, to: line + NEIGHBOURS, filtered: false }, reading.signal);
  const here = line - 1 - from;
  const above = rows.slice(0, here + 1).reverse();
  for (const row of [...above, ...rows.slice(here + 1)]) {
    const packet = packetOf(row);
    if (packet !== null) return packet;
  }
  return null;
}

/**
 * The packet whose row shows number `packet`. Numbers count from 1 where the log does not print its own (`-#`),
 * so that is tried first; a log's own numbers rise, within one run of tcpdump.
 */
export async function packetOfNumber(packet: number, reading: Progressing): Promise<number | null> {
  const { packets } = await readUntil(reading, (summary) => summary.packets >= packet);
  if (packets === 0) return null;
  let low = 0;
  let high = packets - 1;
  let index = Math.min(Math.max(packet - 1, low), high);
  while (low < high) {
    const shown = (await reading.client.packet({ index }, reading.signal)).row.packet;
    if (shown === packet) return index;
    if (shown < packet) low = Math.min(index + 1, high);
    else high = Math.max(index - 1, low);
    index = (low + high) >> 1;
  }
  return index;
}

/** Resolves when all has been read, or nothing more will be. */
export async function readWhole(reading: Progressing): Promise<void> {
  await readUntil(reading, () => false);
}

async function readUntil(
  reading: Progressing,
  enough: (summary: CaptureSummary) => boolean,
): Promise<CaptureSummary> {
  for (;;) {
    const summary = await reading.client.summary({}, reading.signal);
    if (summary.done || enough(summary) || reading.signal.aborted) return summary;
    await reading.more();
  }
}

const packetOf = (row: Row): number | null => (row.kind === 'packet' ? row.index : row.of);
