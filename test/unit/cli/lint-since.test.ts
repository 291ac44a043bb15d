import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from './fake-capture';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'closewait-since-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function lint(...argv: readonly string[]) {
  const given = environment({}, '');
  const status = await run(given, ['lint', ...argv]);
  return { status, out: given.stdout.text, err: given.stderr.text };
}

/** The findings as `file line`. */
async function found(...argv: readonly string[]): Promise<readonly string[]> {
  const { out } = await lint('--format', 'json', ...argv);
  const { findings } = JSON.parse(out) as { findings: { file: string; line: number }[] };
  return findings.map(({ file, line }) => `${file.split('/').at(-1)} ${line}`);
}

const leakIn = (name: string): string =>
  `int ${name}(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  return 0;\n}\n`;
const CLOSED =
  'int g(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  close(fd);\n  return 0;\n}\n';

const written = (path: string, text: string): string => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
};

describe.each(['json', 'sarif'])('--baseline with a report in %s', (format) => {
  const source = () => written(`${format}/a.c`, leakIn('f'));
  const reported = async () => written(`${format}/known`, (await lint('--format', format, source())).out);

  it('leaves out what stands in it, also where it has moved', async () => {
    const [file, known] = [source(), await reported()];
    expect(await found('--baseline', known, file)).toEqual([]);
    written(`${format}/a.c`, `/* more\n   lines */\n\n${leakIn('f')}`);
    expect(await found('--baseline', known, file)).toEqual([]);
    expect((await lint('--baseline', known, file)).status).toBe(0);
  });

  it('reports what came since, in the same file and in others', async () => {
    const [file, known] = [source(), await reported()];
    written(`${format}/a.c`, `${leakIn('f')}${leakIn('f2')}`);
    const other = written(`${format}/b.c`, leakIn('g'));
    expect(await found('--baseline', known, file, other)).toEqual(['a.c 9', 'b.c 4']);
    expect((await lint('--baseline', known, file, other)).status).toBe(1);
  });
});

describe('a baseline that is none', () => {
  it.each([
    ['is not there', 'nowhere.json', null, /^closewait: --baseline \S+nowhere\.json: there is no such file/],
    [
      'is no report',
      'other.json',
      '{"findings":[1]}',
      /expected a report of closewait lint in JSON or SARIF/,
    ],
    ['is no JSON', 'text.json', 'a.c:1: warning', /expected a report of closewait lint in JSON or SARIF/],
  ])('%s: an input error in one line', async (_, name, text, message) => {
    const file = text === null ? join(folder, name) : written(name, text);
    const { status, out, err } = await lint('--baseline', file, written('c.c', leakIn('f')));
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('--changed', () => {
  const repository = join(folder, 'repository');
  const git = (...args: readonly string[]): string =>
    execFileSync(
      'git',
      ['-c', 'user.name=n', '-c', 'user.email=e@example.org', '-c', 'commit.gpgsign=false', ...args],
      {
        cwd: repository,
        encoding: 'utf8',
      },
    );
  const commit = (): void => {
    git('add', '-A');
    git('commit', '-q', '-m', 'x');
  };
  const put = (name: string, text: string): string => written(`repository/${name}`, text);
  mkdirSync(repository, { recursive: true });
  git('init', '-q', '-b', 'main');
  put('old.c', leakIn('old'));
  put('closes.c', CLOSED);
  put('helper.c', 'void finish(int fd) { close(fd); }\n');
  put(
    'caller.c',
    'int h(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  finish(fd);\n  return 0;\n}\n',
  );
  commit();

  it('reports nothing where nothing changed, old findings or not', async () => {
    expect(await found('--changed', repository)).toEqual([]);
    expect(await found(repository)).toEqual(['old.c 4']);
  });

  it('reports what came since: in new files, where a close went, and in callers that did not change', async () => {
    put('old.c', `\n\n${leakIn('old')}`);
    put('fresh.c', leakIn('fresh'));
    put('closes.c', CLOSED.replace('  close(fd);\n', ''));
    put('helper.c', 'void finish(int fd) { shutdown(fd, 1); }\n');
    const expected = ['caller.c 5', 'closes.c 4', 'fresh.c 4'];
    expect(await found('--changed', repository)).toEqual(expected);
    expect(await found('--changed=HEAD', repository)).toEqual(expected);
    expect(await found('--changed', 'HEAD', repository)).toEqual(expected);
    git('checkout', '-q', '-b', 'work');
    commit();
    expect(await found('--changed', repository)).toEqual([]);
    expect(await found('--changed', 'main', repository)).toEqual(expected);
  });

  it('does not lay to a branch what the other one mended since', async () => {
    git('checkout', '-q', 'main');
    put('old.c', CLOSED.replace('g(', 'old('));
    commit();
    git('checkout', '-q', 'work');
    expect(await found('--changed', 'main', repository)).toEqual(['caller.c 5', 'closes.c 4', 'fresh.c 4']);
  });

  it.each([
    ['no-such-branch', repository, /--changed no-such-branch: git knows no such revision/],
    ['HEAD', folder, /git knows no repository here/],
  ])('%s is an input error where it means nothing', async (revision, path, message) => {
    const { status, out, err } = await lint('--changed', revision, path);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

describe('a fingerprint', () => {
  const prints = async (text: string): Promise<readonly string[]> => {
    const { out } = await lint('--format', 'sarif', written('print/a.c', text));
    const [{ results }] = JSON.parse(out).runs as {
      results: { partialFingerprints: Record<string, string> }[];
    }[];
    return results.flatMap(({ partialFingerprints }) => Object.values(partialFingerprints));
  };
  const SERVER = `int serve(void) {
  int s = socket(2, 1, 0);
  if (s < 0) return -1;
  if (bind(s, 0, 0) < 0) return -1;
  if (listen(s, 5) < 0) return -1;
  close(s);
  return 0;
}
`;

  it('stays where lines move, and where another exit is mended', async () => {
    const [first, second] = await prints(SERVER);
    expect(first).not.toBe(second);
    expect(await prints(`\n/* moved */\n${SERVER}`)).toEqual([first, second]);
    const mended = SERVER.replace(
      'if (bind(s, 0, 0) < 0) return -1;',
      'if (bind(s, 0, 0) < 0) { close(s); return -1; }',
    );
    expect(await prints(mended)).toEqual([second]);
  });
});
