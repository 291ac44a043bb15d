import { clockOfDay, secondOf } from '../../src/core/words';
import type { TimeStyle } from '../../src/protocol';

/** A decimal number of seconds with all its digits: `units` of 10^-digits seconds. */
interface Decimal {
  readonly units: bigint;
  readonly digits: number;
}

const DECIMAL = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?$/;

function parse(text: string): Decimal | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const digits = match[3]?.length ?? 0;
  const units = BigInt(match[2] + (match[3] ?? ''));
  return { units: match[1] === '-' ? -units : units, digits };
}

function format({ units, digits }: Decimal): string {
  const sign = units < 0n ? '-' : '';
  const figures = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  if (digits === 0) return sign + figures;
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}

/** `a - b` in decimal seconds, exact to the last digit of either; null where one is not a number. */
export function subtractTimes(a: string, b: string): string | null {
  const left = parse(a);
  const right = parse(b);
  if (left === null || right === null) return null;
  const digits = Math.max(left.digits, right.digits);
  const scale = (value: Decimal) => value.units * 10n ** BigInt(digits - value.digits);
  return format({ units: scale(left) - scale(right), digits });
}

/** A text log without dates counts from midnight and stays far below this; captures count from 1970. */
const A_YEAR = 365 * 86_400;

export function hasDate(time: string): boolean {
  return Math.abs(Number.parseFloat(time)) >= A_YEAR;
}

/** `17:11:35.668851`: UTC for a time with a date, else what a text log counts from midnight. */
export function clockTime(time: string): string {
  const at = secondOf(time);
  if (at === null || (at.second < 0 && !hasDate(time))) return time;
  const clock = clockOfDay(at.second);
  return at.fraction === undefined ? clock : `${clock}.${at.fraction}`;
}

/** `2026-11-22 17:11:35.668851 UTC`, or the clock alone where there is no date. */
export function fullTime(time: string): string {
  const clock = clockTime(time);
  if (!hasDate(time)) return clock;
  const date = new Date((secondOf(time)?.second ?? Number.NaN) * 1000);
  if (Number.isNaN(date.getTime())) return time;
  return `${date.toISOString().split('T')[0]} ${clock} UTC`;
}

/** The fraction cut (not rounded: a clock does not show what has not come yet) to this many digits. */
export function cutFraction(time: string, digits: number): string {
  const point = time.indexOf('.');
  if (point < 0) return time;
  return time.slice(0, digits === 0 ? point : point + 1 + digits);
}

export interface TimeContext {
  /** Of the capture's first packet that has a time. */
  readonly first: string | null;
  /** Of the packet shown above; null at the top. */
  readonly previous: string | null;
}

export function timeInStyle(time: string, style: TimeStyle, context: TimeContext): string {
  switch (style) {
    case 'clock':
      return clockTime(time);
    case 'epoch':
      return time;
    case 'seconds':
      return context.first === null ? '' : (subtractTimes(time, context.first) ?? '');
    case 'delta':
      return context.previous === null ? '' : (subtractTimes(time, context.previous) ?? '');
  }
}
