/** A file's text by its path. */
export type Files = Map<string, string>;

/** Numbers that look random and are the same every time (Park and Miller's minimal standard generator). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const INSERTED = [
  '  int leak = socket(2, 1, 0);',
  '  if (fd < 0) return -1;',
  '  close(fd);',
  '  DROP(fd);',
  '  return helper(fd);',
  'static int helper(int fd) { return close(fd); }',
  'int helper(int fd) { return fd; }',
  'int circle(int fd) { return round_about(fd); }',
  'int round_about(int fd) { if (fd > 3) return circle(fd - 1); return close(fd); }',
  '#define DROP(fd) close(fd)',
  '#define DROP(fd)',
  'enum { GOOD = 0, BAD };',
  'enum { LOST = 4, BAD, GOOD = LOST | 1 };',
  'const int GOOD = 2;',
  'int net_open(void) { return 1; }',
  '#include "net.h"',
  '#if 0',
  '#ifdef WIN32',
  '#else',
  '#endif',
  '{',
  '}',
  '} /* end */',
  '"',
  '/*',
  '*/ // NOLINT',
  '// closewait-ignore-next-line missing-close: here it is meant',
  '',
];

type Edit = (files: Files, path: string, random: (below: number) => number) => void;

const lines = (change: (all: string[], random: (below: number) => number) => void): Edit => {
  return (files, path, random) => {
    const all = (files.get(path) ?? '').split('\n');
    change(all, random);
    files.set(path, all.join('\n'));
  };
};

/** What people do to sources, and what happens to them during typing. */
const EDITS: readonly Edit[] = [
  lines((all, random) => all.splice(random(all.length), 0, INSERTED[random(INSERTED.length)])),
  lines((all, random) => all.splice(random(all.length), 1)),
  lines((all, random) => all.splice(random(all.length), random(8))),
  lines((all, random) => {
    const from = random(all.length);
    all.splice(random(all.length), 0, ...all.slice(from, from + random(30)));
  }),
  (files, path, random) => {
    const text = files.get(path) ?? '';
    const at = random(text.length + 1);
    files.set(path, text.slice(0, at) + text.slice(at + random(3)));
  },
  (files, path, random) => {
    const text = files.get(path) ?? '';
    const at = random(text.length + 1);
    files.set(path, `${text.slice(0, at)}${'{};()"x'[random(7)]}${text.slice(at)}`);
  },
  (files, path) => files.delete(path),
  (files, path, random) => {
    const text = files.get(path) ?? '';
    files.set(`${random(3)}/${path.slice(path.lastIndexOf('/') + 1)}`, text);
  },
];

/** Changes some file in some way. Now and then all is put back as it was, else nothing would be left that parses. */
export function edit(
  files: Files,
  original: ReadonlyMap<string, string>,
  random: (below: number) => number,
): void {
  if (random(12) === 0) {
    files.clear();
    for (const [path, text] of original) files.set(path, text);
  }
  const paths = [...files.keys()];
  // Two edits in three are made with a single file's text, the rest between files.
  const kind = random(3) > 0 ? random(6) : random(EDITS.length);
  EDITS[kind](files, paths[random(paths.length)] ?? 'net.c', random);
}
