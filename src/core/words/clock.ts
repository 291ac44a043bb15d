/**
 * What a capture's times count from: seconds since 1970 (shown in UTC), since midnight, since the first
 * packet, or there are none.
 */
export type TimeBase = 'epoch' | 'midnight' | 'start' | 'none';

/** A decimal-seconds string as a clock: `17:11:35.668512`, `17:11:35.668512 UTC`, `12.345678 s`. All digits are kept. */
export function clockTime(time: string, base: TimeBase): string {
  const [whole, fraction] = time.split('.');
  const seconds = Number(whole);
  if (base === 'none' || base === 'start' || !Number.isSafeInteger(seconds) || seconds < 0)
    return `${time} s`;
  const ofDay = seconds % 86400;
  const clock = [ofDay / 3600, (ofDay / 60) % 60, ofDay % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
  return `${clock}${fraction === undefined ? '' : `.${fraction}`}${base === 'epoch' ? ' UTC' : ''}`;
}

/** Seconds from one decimal-seconds string to another, null where either is unknown. */
export function secondsBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const span = Number(to) - Number(from);
  return Number.isFinite(span) ? Math.round(span * 1e6) / 1e6 : null;
}
