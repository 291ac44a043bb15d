import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from './fake-capture';

const SOURCE = `#include <fcntl.h>
#include <unistd.h>
int probe(const char *name) {
  int fd = open(name, O_RDONLY);
  if (fd < 0) return -1;
#ifdef CLOSES
  close(fd);
#endif
  return 0;
}
`;
const top = mkdtempSync(join(tmpdir(), 'closewait-compiled-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));

let folder = top;
beforeEach(() => {
  folder = mkdtempSync(join(top, 'case-'));
  mkdirSync(join(folder, '.git'));
  write('.gitignore', 'build/\nout/\n');
  write('src/a.c', SOURCE);
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const database = (): string =>
  JSON.stringify([{ directory: folder, file: 'src/a.c', command: 'cc -DCLOSES -c src/a.c' }]);

async function filesFound(path: string): Promise<readonly string[]> {
  const given = environment({});
  await run(given, ['lint', '--format', 'json', join(folder, path)]);
  const { findings } = JSON.parse(given.stdout.text) as { findings: readonly { readonly file: string }[] };
  return findings.map(({ file }) => relative(folder, file));
}

it.each(['build', 'out/Default', '.'])('a database in %s counts, ignored or not', async (where) => {
  expect(await filesFound('.')).toEqual(['src/a.c']);
  write(`${where}/compile_commands.json`, database());
  for (const path of ['.', 'src', 'src/a.c']) expect(await filesFound(path)).toEqual([]);
});

it('what is no database says nothing', async () => {
  write('build/compile_commands.json', '{"CLOSES"');
  mkdirSync(join(folder, 'out/compile_commands.json'), { recursive: true });
  expect(await filesFound('.')).toEqual(['src/a.c']);
});
