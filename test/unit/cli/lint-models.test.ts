import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from './fake-capture';

const folder = mkdtempSync(join(tmpdir(), 'closewait-models-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const source = written('a.c', 'int f(void) { int x = grab(); if (x < 0) return 1; return 0; }\n');

async function lint(...argv: readonly string[]) {
  const given = environment({}, '');
  const status = await run(given, ['lint', ...argv]);
  return { status, out: given.stdout.text, err: given.stderr.text };
}

describe('--models', () => {
  it('says what functions of the project do', async () => {
    expect((await lint(source)).status).toBe(0);
    const { status, out } = await lint(
      '--models',
      written('m.json', '[{"function": "grab", "opens": "result"}]'),
      source,
    );
    expect(status).toBe(1);
    expect(out).toContain("'x', opened by grab()");
  });

  it.each([
    [
      'no JSON',
      '[{]',
      /no-json\.json: line 1, column 3: this is not JSON: expected a name in double quotes or '}', found ']'/,
    ],
    [
      'one that is wrong',
      '[{"function": "a"}, {"closes": 1}]',
      /wrong\.json: model 1: it says nothing .* \(and 1 more\)\n$/,
    ],
  ])('names the file and what was expected: %s', async (name, text, message) => {
    const file = written(name === 'no JSON' ? 'no-json.json' : 'wrong.json', text);
    const { status, err } = await lint('--models', file, source);
    expect(status).toBe(2);
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it('says so in the language that was asked for', async () => {
    const file = written('object.json', '{}');
    const { err } = await lint('--locale', 'zh-cn', '--models', file, source);
    expect(err).toContain('object.json: 应为模型列表，实际是 {}');
  });

  it('needs a file that is there, and a command that lints', async () => {
    expect((await lint('--models', join(folder, 'none.json'), source)).err).toContain(
      'none.json: there is no such file',
    );
    const given = environment({}, '');
    expect(await run(given, ['connections', '--models', 'm.json', 'x.pcap'])).toBe(2);
    expect(given.stderr.text).toContain('--models belongs to lint, not to connections');
  });
});
