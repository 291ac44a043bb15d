const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `2026-11-28 23:40:45`, `2026-11-28T23:40:45+00:00`; `Sat Nov 28 23:40:45 UTC 2026` (date(1), watch(1)), `Sat 28 Nov 2026 11:40:45 PM UTC`. */
const ISO = /\b(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)/;
const MONTH_FIRST =
  /\b([A-Z][a-z]{2}) +(\d{1,2}) +(\d\d):(\d\d):(\d\d)(?: +([AP])M)?(?: +[A-Z]{3,5}| +[+-]\d{2,4})? +(\d{4})\b/;
const DAY_FIRST = /\b(\d{1,2}) +([A-Z][a-z]{2}) +(\d{4}) +(\d\d):(\d\d):(\d\d)(?: +([AP])M)?/;

/** The time that a line of its own, or watch's heading, says; null: none. Differences are what it is good for: its zone is not looked at. */
export function clockIn(text: string): number | null {
  if (text.length > 200) return null;
  const iso = ISO.exec(text);
  if (iso !== null) return secondsOf(Number(iso[1]), Number(iso[2]) - 1, iso.slice(3, 7), undefined);
  const [, month, ...first] = MONTH_FIRST.exec(text) ?? [];
  if (month !== undefined)
    return secondsOf(
      Number(first[5]),
      MONTHS.indexOf(month),
      [first[0], first[1], first[2], first[3]],
      first[4],
    );
  const [, day, name, year, ...second] = DAY_FIRST.exec(text) ?? [];
  if (day === undefined) return null;
  return secondsOf(Number(year), MONTHS.indexOf(name), [day, second[0], second[1], second[2]], second[3]);
}

function secondsOf(
  year: number,
  month: number,
  [day, hour, minute, second]: readonly string[],
  half: string | undefined,
): number | null {
  if (month < 0 || month > 11) return null;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  return Date.UTC(year, month, Number(day), hours, Number(minute), Number(second)) / 1000;
}
