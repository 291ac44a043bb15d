/** A stretch of a log line and how it is coloured; '' is not coloured. */
export interface LogToken {
  readonly text: string;
  readonly kind: '' | 'time' | 'address' | 'flags' | 'number' | 'word';
}

/**
 * What the eye looks for in a tcpdump line: its time, its ends, its flags and its numbers. Colour only: nothing
 * is read from these, so a line that is no packet may be coloured here and there. Every alternative begins
 * with a different character class or a fixed word and matches without backtracking further than itself.
 */
const TOKEN =
  /(?<time>\b\d{1,2}:\d\d:\d\d(?:\.\d{1,9})?)|(?<flags>\bFlags \[[^\]]{0,12}\])|(?<address>\b(?:\d{1,3}\.){3}\d{1,3}(?:[.:][\w-]{1,40})?)|(?<word>\b(?:seq|ack|win|length|options|urg)\b)|(?<number>\b\d[\d:]*\b)/g;

/** Lines longer than this are not coloured: they are payload, and the page stays quick. */
const LIMIT = 2000;

export function logTokens(line: string): LogToken[] {
  if (line.length > LIMIT) return [{ text: line, kind: '' }];
  const tokens: LogToken[] = [];
  let end = 0;
  for (const match of line.matchAll(TOKEN)) {
    if (match.index > end) tokens.push({ text: line.slice(end, match.index), kind: '' });
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    tokens.push({ text: match[0], kind: kind as LogToken['kind'] });
    end = match.index + match[0].length;
  }
  if (end < line.length) tokens.push({ text: line.slice(end), kind: '' });
  return tokens;
}
