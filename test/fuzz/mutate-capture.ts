/** Values that lengths, counts and times go wrong at. */
const EDGES = [
  0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 0x40001, 0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff,
];
const PIECES = [
  '\n',
  '\r',
  '\r\n\r\n',
  '\t',
  '\0',
  '\u202e',
  '\u2028',
  '\u001b]52;c;eA==\u0007',
  '\ufeff',
  '-',
  '.',
  ' > ',
  ': ',
  'Flags [S], ',
  'Flags [F.], ',
  'Flags [R], ',
  'seq 4294967295',
  'seq 1:4294967295, ',
  'ack 0, ',
  'win 0, ',
  'length 0',
  'IP6 ',
  'IP ',
  '00:00:00.000000 ',
  '23:59:59.999999 ',
  '1970-01-01 ',
  '99999999999999999999',
  'options [mss 1,nop,wscale 14], ',
  '\t0x0000:  4500 0028 0001 0000 4006 0000 c000 0201',
  '^C\n3 packets captured\n',
  '# ',
  '{time}',
  '\ud83d\ude00',
];
const MOST_BYTES = 32 << 10;

/** The bytes with one to six changes; `other` is another input, of which parts may be put in. */
export function mutated(bytes: Uint8Array, other: Uint8Array, next: () => number): Uint8Array {
  let text = bytes;
  for (let left = 1 + (next() % 6); left > 0; left--) text = KINDS[next() % KINDS.length](text, other, next);
  return text.subarray(0, MOST_BYTES);
}

type Change = (bytes: Uint8Array, other: Uint8Array, next: () => number) => Uint8Array;

const KINDS: readonly Change[] = [
  (bytes, _, next) => {
    const copy = bytes.slice();
    for (let left = next() % 4; left >= 0 && copy.length > 0; left--) copy[next() % copy.length] = next();
    return copy;
  },
  (bytes, _, next) => {
    if (bytes.length < 4) return bytes;
    const copy = bytes.slice();
    const at = Math.min((next() % copy.length) & ~3, copy.length - 4);
    new DataView(copy.buffer).setUint32(at, EDGES[next() % EDGES.length], next() % 2 === 0);
    return copy;
  },
  (bytes, _, next) => bytes.slice(0, next() % (bytes.length + 1)),
  (bytes, _, next) => {
    const from = next() % (bytes.length + 1);
    return joined(bytes.subarray(0, from), bytes.subarray(from + (next() % 128)));
  },
  (bytes, _, next) => {
    const from = next() % (bytes.length + 1);
    const length = next() % 400;
    return joined(bytes.subarray(0, from + length), bytes.subarray(from));
  },
  (bytes, other, next) => {
    const at = next() % (bytes.length + 1);
    const from = next() % (other.length + 1);
    return joined(bytes.subarray(0, at), other.subarray(from, from + (next() % 2000)), bytes.subarray(at));
  },
  (bytes, _, next) => {
    const at = next() % (bytes.length + 1);
    return joined(bytes.subarray(0, at), Buffer.from(PIECES[next() % PIECES.length]), bytes.subarray(at));
  },
  (bytes, _, next) =>
    lines(bytes, (all) => [
      ...all.slice(next() % (all.length + 1)),
      ...all.slice(0, next() % (all.length + 1)),
    ]),
  (bytes, _, next) => lines(bytes, (all) => all.filter(() => next() % 4 > 0)),
  (bytes, _, next) =>
    lines(bytes, (all) => {
      const [a, b] = [next() % all.length, next() % all.length];
      const copy = [...all];
      [copy[a], copy[b]] = [all[b], all[a]];
      return copy;
    }),
  (bytes, _, next) =>
    lines(bytes, (all) =>
      all.map((line) => (next() % 8 === 0 ? line.replace(/\d+/, () => String(next())) : line)),
    ),
  (bytes, _, next) =>
    lines(bytes, (all) =>
      all.map((line) => (next() % 8 === 0 ? line.slice(0, next() % (line.length + 1)) : line)),
    ),
];

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

function lines(bytes: Uint8Array, change: (all: readonly string[]) => readonly string[]): Uint8Array {
  const all = Buffer.from(bytes).toString('latin1').split('\n');
  return new Uint8Array(Buffer.from(change(all).join('\n'), 'latin1'));
}
