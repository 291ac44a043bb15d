import type { Release } from '../rules';
import type { Code } from './code';

/** How streams and directories that these functions open are closed; others by what they are. */
const BY_OPENER: Readonly<Record<string, string>> = { popen: 'pclose', setmntent: 'endmntent' };
const BY_KIND: Readonly<Record<Release['kind'], string>> = {
  descriptor: 'close',
  socket: 'close',
  stream: 'fclose',
  directory: 'closedir',
};

/** What is not true of a holder that has nothing to close. */
const GUARD: Readonly<Record<Release['kind'], string>> = {
  descriptor: ' >= 0',
  socket: ' >= 0',
  stream: ' != NULL',
  directory: ' != NULL',
};

/** A text as a pattern of itself. */
export const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** A holder as a word of its own, however it is spaced. */
export const wordOf = (holder: string): RegExp => new RegExp(`(?<![\\w.>])${escaped(holder)}(?!\\w)`);

/** A call that closes `holder`, as this function itself does it elsewhere, else as its opener wants it. */
export function closeOf(code: Code, whole: string, release: Release, opener: string): string {
  const { holder, kind } = release;
  return `${ownCloser(code, release) ?? usualCloser(whole, kind, opener).concat(`(${holder})`)};`;
}

/** The same, where there may be nothing to close; null where the holder was not set before. */
export function guardedCloseOf(code: Code, release: Release, close: string): string | null {
  const { holder, kind } = release;
  return isInitialized(code, holder) ? `if (${holder}${GUARD[kind]}) ${close}` : null;
}

/** The call by which this function closes it on another path: its author's own way. */
function ownCloser(code: Code, { holder, partialClosers }: Release): string | null {
  const calls = new RegExp(`\\b(\\w*close\\w*)\\s*\\(\\s*(&?\\s*${escaped(holder)})\\s*\\)`, 'gi');
  for (const [, name, argument] of code.blanked.matchAll(calls))
    if (!/^is_|_?closed$|cloexec/i.test(name) && !partialClosers.includes(name))
      return `${name}(${argument.replace(/\s/g, '')})`;
  return null;
}

function usualCloser(whole: string, kind: Release['kind'], opener: string): string {
  const known = BY_OPENER[opener];
  if (known !== undefined) return known;
  if (kind !== 'socket') return BY_KIND[kind];
  if (lastCloser?.whole !== whole) lastCloser = { whole, name: socketCloser(whole) };
  return lastCloser.name;
}

/** What closes sockets in the text that was looked at last: findings come file by file. */
let lastCloser: { readonly whole: string; readonly name: string } | null = null;

/** Winsock: close(2) is for files there. */
const socketCloser = (whole: string): string =>
  /\bclosesocket\s*\(/.test(whole) && !/\bclose\s*\(/.test(whole) ? 'closesocket' : 'close';

/** Declared with a value: wherever control comes from, it holds something that can be asked. */
export function isInitialized(code: Code, holder: string, before = code.blanked.length): boolean {
  if (!/^\w+$/.test(holder)) return false;
  const body = code.blanked.indexOf('{');
  const at = code.blanked.slice(body).search(wordOf(holder));
  if (body < 0 || at < 0 || body + at >= before) return false;
  const declared = code.blanked.slice(code.statementStart(body + at), body + at);
  const value = code.blanked.slice(body + at + holder.length);
  return (
    /^[A-Za-z_]\w*(?:\s+|\s*\*)/.test(declared) &&
    !/[()]/.test(declared.split(',')[0]) &&
    /^\s*=[^=]/.test(value)
  );
}
