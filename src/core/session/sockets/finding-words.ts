import { firstWithWords, say } from '../../explain';
import type { TableFinding } from '../../incident';
import { formatSocketAddress, type SocketProcess } from '../../sockets';
import { duration, type Locale } from '../../words';

/** Values that are seconds, and are said as spans. */
const SPANS: ReadonlySet<string> = new Set(['next', 'forgotten', 'before']);

/** Findings about a listening socket: its program is meant, named or not. */
const LISTENERS: ReadonlySet<string> = new Set(['never-accepted', 'accept-queue-overflow']);
/** Findings that last, and of which the listing may tell how long. */
const LASTING: ReadonlySet<string> = new Set(['close-wait', 'accepted-not-read']);

export const tableFindingTitle = (locale: Locale, { id }: Pick<TableFinding, 'id'>): string =>
  say(locale, `socket.${id}.title`);

/** A finding about a table in one or two sentences, and how long it has been so where the listing tells. */
export function tableFindingMessage(locale: Locale, finding: TableFinding): string {
  const { id, kind, seconds, sureness } = finding;
  const words = firstWithWords([`socket.${id}.${kind}`]);
  if (words === null) return tableFindingTitle(locale, finding);
  const values = valuesOf(locale, finding);
  const sentence = say(locale, words, values);
  const more = [
    ...(seconds !== null && LASTING.has(id) ? [say(locale, 'socket.at-least', values)] : []),
    ...(id === 'never-accepted' && sureness === 'likely' ? [say(locale, 'socket.never-accepted.doubt')] : []),
  ];
  return [sentence, ...more].join(locale === 'en' ? ' ' : '');
}

function valuesOf(locale: Locale, { id, address, process, seconds, values, rows }: TableFinding) {
  const spans = Object.entries(values).map(([name, value]) => [
    name,
    SPANS.has(name) && typeof value === 'number' ? duration(locale, value) : value,
  ]);
  const peer = rows[0]?.peer ?? null;
  return {
    address: address === null ? say(locale, 'socket.unknown-address') : formatSocketAddress(address),
    peer: peer === null ? say(locale, 'socket.unknown-address') : formatSocketAddress(peer),
    process:
      process === null && LISTENERS.has(id)
        ? say(locale, 'socket.the-listener')
        : processName(locale, process),
    duration: duration(locale, seconds ?? 0),
    ...Object.fromEntries(spans),
  };
}

/** `server (process 4242)`, `process 4242`, `a process`. */
export function processName(locale: Locale, process: SocketProcess | null): string {
  if (process === null) return say(locale, 'socket.a-process');
  const { name, pid } = process;
  if (pid === null) return name;
  return say(locale, name === '' ? 'socket.process-number' : 'socket.process', { name, pid });
}
