/** `1,234,567`, with the locale's separators. */
export function count(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `3.4 MiB`: powers of 1024, one digit after the point below 10. */
export function byteSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

/** `120 s`, `2.1 s`, `340 ms`, `12 µs`: three significant digits, for people; exact values are in the tooltips. */
export function duration(seconds: number): string {
  const size = Math.abs(seconds);
  if (size >= 100 || size === 0) return `${Math.round(seconds)} s`;
  if (size >= 1) return `${Number(seconds.toPrecision(3))} s`;
  if (size >= 1e-3) return `${Number((seconds * 1e3).toPrecision(3))} ms`;
  return `${Number((seconds * 1e6).toPrecision(3))} µs`;
}
