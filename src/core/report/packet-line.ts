import type { PacketRow } from '../session/capture';
import { spelledOut } from '../text';
import { secondOf } from '../words';

/** A packet of a binary capture in one line, as `tcpdump -n` prints it: the clock, and `line`, which is the rest. */
export const packetLine = (row: PacketRow, line: string): string =>
  `${row.time === null ? '' : `${localClock(row.time)} `}${spelledOut(line)}`;

/** The clock of the second told last: packets come many to a second, and a date costs more than the rest of a line. */
let last = { second: Number.NaN, clock: '' };

/** Seconds since 1970 as the clock on the wall here, like tcpdump; all digits are kept. Times that no date has stay as they are. */
function localClock(time: string): string {
  const at = secondOf(time);
  if (at === null) return time;
  const { second, fraction } = at;
  if (second !== last.second) {
    const clock = clockOfSecond(second);
    if (clock === null) return time;
    last = { second, clock };
  }
  return fraction === undefined ? last.clock : `${last.clock}.${fraction}`;
}

/** Null for times that no date has. */
function clockOfSecond(second: number): string | null {
  const date = new Date(second * 1000);
  if (Number.isNaN(date.getTime())) return null;
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
