/**
 * What shells, log collectors, mail programs and ticket systems put before a line. Sticky patterns, each linear and
 * bounded; tried in this order at the place where the one before ended.
 */
const prefixes: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'quote', pattern: /(?:>{1,8}|\|) ?(?![>\d]{0,3}=)/y },
  { name: 'bullet', pattern: /(?:[-*+•] {1,4}|\d{1,4}[.)] {1,4})/y },
  { name: 'fence', pattern: /`{1,3}/y },
  { name: 'json', pattern: /\{"log":"/y },
  { name: 'tag', pattern: /<\/?(?:pre|p|br|code|div|span|tt)\b[^<>]{0,80}>/y },
  // kubectl --prefix, stern, foreman: `[pod/web-1/tcpdump] `.
  { name: 'source', pattern: /\[[^\][]{1,200}\]:? {1,4}/y },
  // journalctl, syslog: `Nov 22 10:00:00 host tcpdump[123]: `.
  {
    name: 'journal',
    pattern:
      /(?:<\d{1,3}>)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})? [^\s:]{1,255} [^\s:[]{1,64}(?:\[\d{1,10}\])?: ?/y,
  },
  { name: 'month', pattern: /(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d (?=\d\d:)/y },
  // kubectl logs --timestamps, docker logs -t, CRI logs, rsyslog: an RFC 3339 time, and what may follow it.
  {
    name: 'stamp',
    pattern:
      /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)(?: std(?:out|err) [FP])?(?: [^\s:]{1,255} [^\s:[]{1,64}\[\d{1,10}\]:)? ?/y,
  },
  // docker compose: `web-1  | `.
  { name: 'service', pattern: /[\w.-]{1,100} {1,40}\| ?/y },
  // grep -n and grep -H: `12:`, `12-`, `log.txt:12:`, `log.txt:`.
  { name: 'grep', pattern: /(?:[^\s:]{1,255}[:-])??\d{1,9}[:-]/y },
  { name: 'file', pattern: /[^\s:]{1,255}: ?/y },
  // cat -n, nl, an editor's line numbers.
  { name: 'number', pattern: /\d{1,9}(?:\t| {1,8}|: )/y },
];

/** Rounds of prefixes: a quoted, numbered line of a collected log. */
const MAX_PREFIXES = 8;

/** Where one prefix that begins at `at` ends, -1 where none does. `after` is called with each possible end until it accepts one. */
export function skipPrefixes(text: string, at: number, accepts: (at: number) => boolean): number {
  let here = at;
  for (let round = 0; round < MAX_PREFIXES; round++) {
    const next = skipOne(text, here, accepts);
    if (next < 0) return -1;
    if (accepts(next)) return next;
    here = next;
  }
  return -1;
}

/** The end of the first prefix behind which a packet begins, else of the first that matches at all. */
function skipOne(text: string, at: number, accepts: (at: number) => boolean): number {
  let first = -1;
  for (const { pattern } of prefixes) {
    pattern.lastIndex = at;
    if (!pattern.test(text)) continue;
    const end = skipBlanks(text, pattern.lastIndex);
    if (end <= at) continue;
    if (accepts(end)) return end;
    if (first < 0) first = end;
  }
  return first;
}

export function skipBlanks(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) === 0x20 || text.charCodeAt(i) === 0x09) i++;
  return i;
}

/** Which prefixes, by their place in the table, stand before `start`: the same are taken off the packet's further lines. */
export function lastPrefixPath(text: string, start: number): readonly number[] {
  const path: number[] = [];
  let at = skipBlanks(text, 0);
  while (at < start && path.length < MAX_PREFIXES) {
    const index = prefixes.findIndex(({ pattern }) => {
      pattern.lastIndex = at;
      return pattern.test(text) && pattern.lastIndex <= start;
    });
    if (index < 0) return [];
    prefixes[index].pattern.lastIndex = at;
    prefixes[index].pattern.test(text);
    at = skipBlanks(text, prefixes[index].pattern.lastIndex);
    path.push(index);
  }
  return path;
}

/** Where a packet's further line begins behind the same prefixes, its own indentation kept; 0 where they are not there. */
export function continuationStart(text: string, path: readonly number[]): number {
  if (path.length === 0) return 0;
  let at = 0;
  for (const index of path) {
    const { pattern } = prefixes[index];
    pattern.lastIndex = skipBlanks(text, at);
    if (!pattern.test(text)) return at;
    at = pattern.lastIndex;
  }
  return at;
}
