const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(:\d{1,5})?$/;

/** `.110:52552` and `.177:8000` for two IPv4 ends in one network: without the octets that both begin with. Others stay whole. */
export function shortEnds(from: string, to: string): readonly [string, string] {
  const a = IPV4.exec(from);
  const b = IPV4.exec(to);
  if (a === null || b === null) return [from, to];
  let shared = 0;
  while (shared < 3 && a[shared + 1] === b[shared + 1]) shared++;
  if (shared === 0) return [from, to];
  const short = (match: RegExpExecArray) => `.${match.slice(shared + 1, 5).join('.')}${match[5] ?? ''}`;
  return [short(a), short(b)];
}
