import { NO_CONNECTION } from '../../flow';
import { packetIndex } from '../../tcp';
import { lineIndex } from '../../text';
import type { CaptureReading } from './capture-reading';

/** A stretch of the file's lines, from 1, both ends with it. */
export interface LineRun {
  readonly first: number;
  readonly last: number;
}

/**
 * Stretches of lines without a packet of another connection in between, and within them the lines of each packet that has
 * several; none of one line, at most `most`.
 */
export function packetRuns(reading: CaptureReading, most: number): readonly LineRun[] {
  if (reading.opened.format !== 'text') return [];
  const { lines, tracker } = reading.recorder;
  const runs: LineRun[] = [];
  const open: { run: Open | null; packet: Open | null } = { run: null, packet: null };
  const close = (one: Open | null): void => {
    if (one !== null && one.last > one.first) runs.push({ first: one.first + 1, last: one.last + 1 });
  };
  for (let at = 0; at < lines.length && runs.length < most; at++) {
    const line = lineIndex(at);
    const own = Math.max(lines.packetOf(line), lines.continues(line));
    if (own < 0) continue;
    const connection = tracker.packets.connection(packetIndex(own));
    const here = lines.inFile(line);
    const begins = open.run === null || open.run.of !== connection || connection === NO_CONNECTION;
    if (open.packet?.of !== own) {
      close(open.packet);
      if (begins && !isOne(open)) close(open.run);
      open.packet = { of: own, first: here, last: here };
    }
    if (begins || open.run === null) open.run = { of: connection, first: here, last: here };
    open.run.last = here;
    open.packet.last = here;
  }
  close(open.packet);
  if (!isOne(open)) close(open.run);
  return runs.slice(0, most);
}

/** A connection, or a packet, with its lines from 0. */
interface Open {
  readonly of: number;
  readonly first: number;
  last: number;
}

/** The run holds nothing but the packet. */
const isOne = ({ run, packet }: { readonly run: Open | null; readonly packet: Open | null }): boolean =>
  run?.first === packet?.first;
