import type { PacketRow, Row } from '../../src/core/session/capture';
import type { TimeStyle } from '../../src/protocol';
import { endsIn } from '../text/ends';
import type { EndsForm, TextNeeds } from './fit';

/** What the rows that came first say about the room that the others need. */
export interface CaptureNeeds {
  readonly ends: Readonly<Record<EndsForm, number>>;
  readonly fraction: number;
  /** Characters of a packet's line in a text log: half of them are no longer. */
  readonly line: number;
}

/** Before any row is here: IPv4 addresses of full length, microseconds, a bare ACK as tcpdump prints it. */
export const USUAL_NEEDS: CaptureNeeds = {
  ends: { whole: 40, short: 24, ports: 15 },
  fraction: 6,
  line: 110,
};

const FORMS = ['whole', 'short', 'ports'] as const;
/** Names and IPv6 addresses can take any room; what is longer is cut in its cell. */
const MOST: Readonly<Record<EndsForm, number>> = { whole: 48, short: 30, ports: 15 };
/** `.1:80 → .2:80` is the least; a little more does not look cramped. */
const LEAST = 14;

export function needsOf(rows: readonly Row[]): CaptureNeeds | null {
  const packets = rows.filter((row) => row.kind === 'packet').filter((packet) => packet.connection !== null);
  if (packets.length === 0) return null;
  const longest = (form: EndsForm): number => {
    const lengths = packets.map(({ from, to }) => endsIn(form, from, to).join(' → ').length);
    return Math.min(MOST[form], Math.max(LEAST, ...lengths));
  };
  const [whole, short, ports] = FORMS.map(longest);
  return { ends: { whole, short, ports }, fraction: fractionOf(packets), line: medianLine(packets) };
}

function fractionOf(packets: readonly PacketRow[]): number {
  return Math.max(0, ...packets.map(({ time }) => time?.split('.')[1]?.length ?? 0));
}

function medianLine(packets: readonly PacketRow[]): number {
  const lengths = packets.map(({ text }) => text?.length ?? 0).toSorted((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)];
}

/** Characters before the point: `17:11:35`, `1795361418`, up to a day in seconds. */
const WHOLE_PART: Readonly<Record<TimeStyle, number>> = { clock: 8, epoch: 10, seconds: 5, delta: 4 };

export function textNeeds(needs: CaptureNeeds, rows: number, timeStyle: TimeStyle): TextNeeds {
  const { fraction, ends } = needs;
  const time = WHOLE_PART[timeStyle] + (fraction === 0 ? 0 : fraction + 1);
  return { packet: digitsOf(rows), time, fraction, ends };
}

/** Four digits at least: the column has a title, too. */
export const digitsOf = (rows: number): number => Math.max(4, String(rows).length);
