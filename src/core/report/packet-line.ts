import type { PacketRow } from '../session/capture';
import { spelledOut } from '../text';

/** A packet of a binary capture in one line, as `tcpdump -n` prints it: the clock, and `line`, which is the rest. */
export const packetLine = (row: PacketRow, line: string): string =>
  `${row.time === null ? '' : `${localClock(row.time)} `}${spelledOut(line)}`;

/** Seconds since 1970 as the clock on the wall here, like tcpdump; all digits are kept. Times that no date has stay as they are. */
function localClock(time: string): string {
  const [whole, fraction] = time.split('.');
  const date = new Date(Number(whole) * 1000);
  if (time.startsWith('-') || Number.isNaN(date.getTime())) return time;
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return fraction === undefined ? clock : `${clock}.${fraction}`;
}
