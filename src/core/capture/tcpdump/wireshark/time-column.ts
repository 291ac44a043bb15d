import { type PrintedTime, TimeStyle } from '../printed-time';

/** Everything that Wireshark's Time column and its time fields print, as a pattern without groups. */
export const TIME =
  '(?:\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z| ?[+-]\\d\\d:?\\d\\d)?' +
  '|\\d{4}/\\d{3} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z?' +
  '|[A-Z][a-z]{2} [ \\d]\\d, \\d{4} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: [A-Z]{2,5}\\b)?' +
  '|\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?|-?\\d{1,10}\\.\\d{1,9})';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
/** Seconds since 1970 of September 2001: a smaller number in the Time column counts from the first packet. */
const EARLIEST_EPOCH = 1_000_000_000;

const dated =
  /^(?:(\d{4})-(\d\d)-(\d\d)|([A-Z][a-z]{2}) ([ \d]\d), (\d{4})|(\d{4})\/(\d{3}))[T ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z| ?([+-])(\d\d):?(\d\d))?/;
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
  const day = dayOf(match);
  const [hours, minutes, seconds, fraction = '', sign, zoneHours, zoneMinutes] = match.slice(9);
  if (day === null) return false;
  const zone = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * clockSeconds(zoneHours, zoneMinutes, '0');
  const at = day + clockSeconds(hours, minutes, seconds) - zone;
  if (at < 0) return false;
  time.style = TimeStyle.date;
  time.seconds = at;
  setFraction(time, fraction);
  return true;
}

/** Seconds since 1970 of the day's beginning: `2026-11-22`, `Nov 22, 2026`, `2026/326` with the day of the year. */
function dayOf(match: RegExpExecArray): number | null {
  const [, year, month, day, monthName, dayOfMonth, yearBehind, yearOfDays, dayOfYear] = match;
  if (yearOfDays !== undefined) return Date.UTC(Number(yearOfDays), 0, Number(dayOfYear)) / 1000;
  const index = monthName === undefined ? Number(month) - 1 : MONTHS.indexOf(monthName) / 3;
  if (!Number.isInteger(index) || index < 0 || index > 11) return null;
  return Date.UTC(Number(year ?? yearBehind), index, Number(day ?? dayOfMonth)) / 1000;
}

const clockSeconds = (hours: string, minutes: string, seconds: string): number =>
  Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);

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
