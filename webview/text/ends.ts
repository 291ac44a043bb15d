import type { EndsForm } from '../packets/fit';

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(:\d{1,5})?$/;
const IPV6 = /^\[([\da-f:]{2,39})\](:\d{1,5})$/i;
const PORT = /:\d{1,5}$/;

/** Both ends of a packet, as much of them as a form of the column shows. */
export function endsIn(form: EndsForm, from: string, to: string): readonly [string, string] {
  if (form === 'whole') return [from, to];
  return form === 'short' ? shortEnds(from, to) : portsOf(from, to);
}

/** What differs: `.110:52552` and `.177:8000` for two IPv4 ends in one network, `[…::1]:443` in IPv6. Others stay whole. */
export function shortEnds(from: string, to: string): readonly [string, string] {
  const a = IPV4.exec(from);
  const b = IPV4.exec(to);
  if (a === null || b === null) return shortEnds6(from, to);
  let shared = 0;
  while (shared < 3 && a[shared + 1] === b[shared + 1]) shared++;
  if (shared === 0) return [from, to];
  const short = (match: RegExpExecArray) => `.${match.slice(shared + 1, 5).join('.')}${match[5] ?? ''}`;
  return [short(a), short(b)];
}

/** Whole groups of 16 bits only: a part of one would read as another number. */
function shortEnds6(from: string, to: string): readonly [string, string] {
  const a = IPV6.exec(from);
  const b = IPV6.exec(to);
  if (a === null || b === null) return [from, to];
  const [left, right] = [a[1].split(':'), b[1].split(':')];
  const most = Math.min(left.length, right.length) - 1;
  let shared = 0;
  while (shared < most && left[shared] === right[shared]) shared++;
  if (shared < 2) return [from, to];
  const short = (groups: readonly string[], port: string) => `[…:${groups.slice(shared).join(':')}]${port}`;
  return [short(left, a[2]), short(right, b[2])];
}

/** `:52552` and `:8000`; what has no port stays as it is. */
export function portsOf(from: string, to: string): readonly [string, string] {
  const a = PORT.exec(from);
  const b = PORT.exec(to);
  return a === null || b === null ? [from, to] : [a[0], b[0]];
}
