import type { PacketRow } from '../session/capture';
import { spelledOut } from '../text';

/** A packet of a binary capture in one line, as `tcpdump -n` prints it: the clock, and `line`, which is the rest. */
export const packetLine = (row: PacketRow, line: string): string =>
  `${row.time === null ? '' : `${localClock(row.time)} `}${spelledOut(line)}`;

/** The clock of the second told last: packets come many to a second, and a date costs more than the rest of a line. */
let last = { seconds: '', clock: '' };

/** Seconds since 1970 as the clock on the wall here, like tcpdump; all digits are kept. Times that no date has stay as they are. */
function localClock(time: string): string {
  const [whole, fraction] = time.split('.');
  if (whole !== last.seconds) {
    const clock = clockOfSecond(whole);
    if (clock === null) return time;
    last = { seconds: whole, clock };
  }
  return fraction === undefined ? last.clock : `${last.clock}.${fraction}`;
}

/** Null for times that no date has. */
function clockOfSecond(seconds: string): string | null {
  const date = new Date(Number(seconds) * 1000);
  if (seconds.startsWith('-') || Number.isNaN(date.getTime())) return null;
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
