import { type PrintedTime, TimeStyle } from '../printed-time';

/** Everything that Wireshark's Time column and its time fields print, as a pattern without groups. */
export const TIME =
  '(?:\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z| ?[+-]\\d\\d:?\\d\\d)?' +
  '|[A-Z][a-z]{2} [ \\d]\\d, \\d{4} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: [A-Z]{2,5}\\b)?' +
  '|\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?|-?\\d{1,10}\\.\\d{1,9})';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
/** Seconds since 1970 of September 2001: a smaller number in the Time column counts from the first packet. */
const EARLIEST_EPOCH = 1_000_000_000;

const dated =
  /^(?:(\d{4})-(\d\d)-(\d\d)|([A-Z][a-z]{2}) ([ \d]\d), (\d{4}))[T ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z| ?([+-])(\d\d):?(\d\d))?/;
const clock = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?$/;
const number = /^(-?)(\d+)\.(\d+)$/;

/** Reads a time into `time`; false where it is none. A date without a zone is taken as UTC. */
export function readTime(text: string, time: PrintedTime): boolean {
  time.clear();
  const date = dated.exec(text);
  if (date !== null) return readDate(date, time);
  const day = clock.exec(text);
  if (day !== null) {
    time.style = TimeStyle.clock;
    time.seconds = Number(day[1]) * 3600 + Number(day[2]) * 60 + Number(day[3]);
    setFraction(time, day[4] ?? '');
    return true;
  }
  const seconds = number.exec(text);
  return seconds !== null && readSeconds(seconds, time);
}

function readDate(match: RegExpExecArray, time: PrintedTime): boolean {
  const month = match[4] === undefined ? Number(match[2]) - 1 : MONTHS.indexOf(match[4]) / 3;
  if (!Number.isInteger(month) || month < 0 || month > 11) return false;
  const day = Number(match[3] ?? match[5]);
  const at = Date.UTC(Number(match[1] ?? match[6]), month, day, ...clockOf(match)) / 1000;
  const zone =
    match[11] === undefined
      ? 0
      : (match[11] === '-' ? -1 : 1) * (Number(match[12]) * 3600 + Number(match[13]) * 60);
  if (at - zone < 0) return false;
  time.style = TimeStyle.date;
  time.seconds = at - zone;
  setFraction(time, match[10] ?? '');
  return true;
}

const clockOf = (match: RegExpExecArray): [number, number, number] => [
  Number(match[7]),
  Number(match[8]),
  Number(match[9]),
];

/** Seconds since 1970; else since the first packet, or the one before: clock times, of which the run settles which. */
function readSeconds(match: RegExpExecArray, time: PrintedTime): boolean {
  time.seconds = Number(match[2]);
  time.style = time.seconds >= EARLIEST_EPOCH ? TimeStyle.epoch : TimeStyle.clock;
  time.negative = match[1] === '-';
  setFraction(time, match[3]);
  return true;
}

function setFraction(time: PrintedTime, fraction: string): void {
  time.digits = Math.min(9, fraction.length);
  time.nanoseconds = Number(fraction.slice(0, 9).padEnd(9, '0'));
}
