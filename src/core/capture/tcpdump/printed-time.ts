import { isDigit } from '../../bytes';
import type { Cursor } from '../../text';

/** How a line gives its time. */
export const TimeStyle = {
  none: 0,
  /** `17:10:43.150463`: the time of day, or with -ttt and -ttttt a difference. */
  clock: 1,
  /** -tt: seconds since 1970. */
  epoch: 2,
  /** -tttt: date and time of day. */
  date: 3,
  /** -ttt of tcpdump 3: `000123` or `5. 000123`, since the packet before. */
  oldDelta: 4,
} as const;
export type TimeStyle = (typeof TimeStyle)[keyof typeof TimeStyle];

/** The time as one line prints it. */
export class PrintedTime {
  style: TimeStyle = TimeStyle.none;
  seconds = 0;
  nanoseconds = 0;
  digits = 0;
  /** A difference that is negative. */
  negative = false;
  /** A blank or a sign stood before it, as -ttt and -ttttt print. */
  signed = false;

  clear(): void {
    this.style = TimeStyle.none;
    this.seconds = this.nanoseconds = this.digits = 0;
    this.negative = this.signed = false;
  }
}

/** Reads a time at the cursor, in any style that ends at a blank or the line's end; moves only on success. */
export function scanTime(c: Cursor, time: PrintedTime): boolean {
  const start = c.at;
  time.clear();
  time.signed = start > 0 && c.text.charCodeAt(start - 1) === 0x20;
  if (c.code() === 0x2d) {
    time.negative = time.signed = true;
    c.at++;
  }
  if (isDigit(c.code()) && scanDigits(c, time) && endsToken(c)) return true;
  c.at = start;
  time.clear();
  return false;
}

function endsToken(c: Cursor): boolean {
  const next = c.code();
  return next === -1 || next === 0x20 || next === 0x09 || next === 0x0a;
}

function scanDigits(c: Cursor, time: PrintedTime): boolean {
  const from = c.at;
  const first = c.number();
  const width = c.at - from;
  switch (c.code()) {
    case 0x3a:
      return width >= 2 && width <= 5 && scanClock(c, time, first);
    case 0x2d:
      return width === 4 && !time.negative && scanDate(c, time, first);
    case 0x2e:
      return width <= 11 && scanAfterPoint(c, time, first);
    default:
      if (width !== 6) return false;
      time.style = TimeStyle.oldDelta;
      time.nanoseconds = first * 1000;
      time.digits = 6;
      return true;
  }
}

function scanClock(c: Cursor, time: PrintedTime, hours: number): boolean {
  const minutes = twoDigits(c, 0x3a);
  const seconds = minutes < 0 ? -1 : twoDigits(c, 0x3a);
  // 60: a leap second.
  if (minutes > 59 || seconds < 0 || seconds > 60) return false;
  time.style = TimeStyle.clock;
  time.seconds = hours * 3600 + minutes * 60 + seconds;
  if (c.code() !== 0x2e) return true;
  c.at++;
  return scanFraction(c, time);
}

function twoDigits(c: Cursor, separator: number): number {
  if (c.code() !== separator || !isDigit(c.code(1)) || !isDigit(c.code(2)) || isDigit(c.code(3))) return -1;
  const value = (c.code(1) - 0x30) * 10 + c.code(2) - 0x30;
  c.at += 3;
  return value;
}

function scanFraction(c: Cursor, time: PrintedTime): boolean {
  const from = c.at;
  const fraction = c.number();
  const digits = c.at - from;
  if (digits < 1 || digits > 9) return false;
  time.nanoseconds = fraction * 10 ** (9 - digits);
  time.digits = digits;
  return true;
}

function scanAfterPoint(c: Cursor, time: PrintedTime, seconds: number): boolean {
  c.at++;
  time.seconds = seconds;
  if (c.code() === 0x20 && isDigit(c.code(1))) {
    c.at++;
    time.style = TimeStyle.oldDelta;
    return scanFraction(c, time) && time.digits === 6;
  }
  time.style = TimeStyle.epoch;
  return scanFraction(c, time) && time.digits >= 6;
}

function scanDate(c: Cursor, time: PrintedTime, year: number): boolean {
  const month = twoDigits(c, 0x2d);
  const day = month < 0 ? -1 : twoDigits(c, 0x2d);
  if (day < 1 || day > 31 || month < 1 || month > 12 || year < 1970 || c.code() !== 0x20) return false;
  c.at++;
  const hours = c.number();
  if (hours < 0 || hours > 23 || !scanClock(c, time, hours)) return false;
  time.style = TimeStyle.date;
  time.seconds += daysSince1970(year, month, day) * 86400;
  return true;
}

/** Days of the proleptic Gregorian calendar; the date is taken as UTC. */
function daysSince1970(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);
}
