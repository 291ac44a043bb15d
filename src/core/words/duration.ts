import { fill } from './fill';
import type { Locale } from './locale';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

const WORDS = {
  en: {
    microseconds: '{n} µs',
    milliseconds: '{n} ms',
    seconds: '{n} s',
    minutes: '{n} min',
    hours: '{n} h {m} min',
    days: '{n} d {h} h',
  },
  'zh-cn': {
    microseconds: '{n} 微秒',
    milliseconds: '{n} 毫秒',
    seconds: '{n} 秒',
    minutes: '{n} 分钟',
    hours: '{n} 小时 {m} 分',
    days: '{n} 天 {h} 小时',
  },
} as const;

/** A span of seconds as a person says it, to three digits or so: `340 µs`, `1.5 s`, `120 s`, `15 min`, `2 h 5 min`. */
export function duration(locale: Locale, seconds: number): string {
  const words = WORDS[locale];
  const span = Math.max(0, seconds);
  if (span < 0.0009995) return fill(words.microseconds, { n: Math.round(span * 1e6) });
  if (span < 0.9995) return fill(words.milliseconds, { n: short(span * 1e3) });
  if (span < 10 * MINUTE - 0.5) return fill(words.seconds, { n: short(span) });
  if (span < HOUR - 30) return fill(words.minutes, { n: Math.round(span / MINUTE) });
  const minutes = Math.round(span / MINUTE);
  if (span < DAY) return fill(words.hours, { n: Math.floor(minutes / 60), m: minutes % 60 });
  const hours = Math.round(span / HOUR);
  return fill(words.days, { n: Math.floor(hours / 24), h: hours % 24 });
}

const short = (n: number): string => (n < 99.95 ? String(Number(n.toPrecision(3))) : String(Math.round(n)));

/** Seconds to the millisecond, for a length that a timer may have set: `5.000 s`. */
export const exactDuration = (locale: Locale, seconds: number): string =>
  fill(WORDS[locale].seconds, { n: seconds.toFixed(3) });
