export { clockOfDay, clockTime, secondOf, secondsBetween, type TimeBase } from './clock';
export { duration, exactDuration } from './duration';
export { fill, type Values } from './fill';
export { LOCALES, type Locale, localeOf } from './locale';
export type { Severity } from './severity';
