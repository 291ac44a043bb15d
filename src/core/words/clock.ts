/**
 * What a capture's times count from: seconds since 1970 (shown in UTC), since midnight, since the first
 * packet, or there are none.
 */
export type TimeBase = 'epoch' | 'midnight' | 'start' | 'none';

/**
 * The second in which a time of decimal seconds lies, and the digits of its fraction: a time before 1970 counts on from an
 * earlier second. Null for what is no such time.
 */
export function secondOf(
  time: string,
): { readonly second: number; readonly fraction: string | undefined } | null {
  const [, sign, whole, fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(time) ?? [];
  const seconds = Number(whole);
  if (!Number.isSafeInteger(seconds)) return null;
  if (sign === '') return { second: seconds, fraction };
  if (fraction === undefined || /^0+$/.test(fraction)) return { second: -seconds, fraction };
  const rest = (10n ** BigInt(fraction.length) - BigInt(fraction)).toString().padStart(fraction.length, '0');
  return { second: -seconds - 1, fraction: rest };
}

/** Seconds since midnight UTC as a clock, `17:11:35`. */
export function clockOfDay(second: number): string {
  const ofDay = ((second % 86400) + 86400) % 86400;
  return [ofDay / 3600, (ofDay / 60) % 60, ofDay % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}

/** A decimal-seconds string as a clock: `17:11:35.668512`, `17:11:35.668512 UTC`, `12.345678 s`. All digits are kept. */
export function clockTime(time: string, base: TimeBase): string {
  const at = base === 'none' || base === 'start' ? null : secondOf(time);
  if (at === null || (at.second < 0 && base !== 'epoch')) return `${time} s`;
  const { second, fraction } = at;
  const clock = clockOfDay(second);
  return `${clock}${fraction === undefined ? '' : `.${fraction}`}${base === 'epoch' ? ' UTC' : ''}`;
}

/** Seconds from one decimal-seconds string to another, null where either is unknown. */
export function secondsBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const span = Number(to) - Number(from);
  return Number.isFinite(span) ? Math.round(span * 1e6) / 1e6 : null;
}
