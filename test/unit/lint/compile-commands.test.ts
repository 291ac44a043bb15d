import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shellWords } from '../../../src/core/lint/frontend-c/shell-words';
import { LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';
import { Neighbours } from '../../../src/host/worker/neighbours';
import { lintFiles } from './lint-text';

/** A project, and what CMake 3.25 wrote of it in /srv/project/build. */
const PROJECT = join(__dirname, '../../fixtures/compiled');

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });

const SOURCES: Readonly<Record<string, string>> = Object.fromEntries(
  filesIn(PROJECT)
    .filter((path) => /\.[ch]$/.test(path))
    .map((path) => [relative(PROJECT, path), readFileSync(path, 'utf8')]),
);
const DATABASE = readFileSync(join(PROJECT, 'compile_commands.json'), 'utf8');

/** The project's files as a caller names them. */
const named = (before: string, database: string | null): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(SOURCES).map(([path, text]) => [`${before}${path}`, text])),
  ...(database === null ? {} : { [`${before}build/compile_commands.json`]: database }),
});

const functionsFound = (files: Readonly<Record<string, string>>): readonly string[] =>
  lintFiles(files)
    .map(({ file, line }) => {
      const before = files[file].split('\n').slice(0, line).join('\n');
      return `${file.replace(/^.*\//, '')} ${[...before.matchAll(/^int (\w+)\(/gm)].at(-1)?.[1]}`;
    })
    .sort();

const BAD = ['without.c by_branch_bad', 'without.c by_header_bad', 'without.c by_value_bad'];

describe("CMake's compile_commands.json", () => {
  it.each(['/srv/project/', 'project/', '', './', '../project/', 'file:///srv/project/'])(
    'says which headers and names are meant in %s',
    (before) => {
      expect(functionsFound(named(before, DATABASE))).toEqual(BAD);
    },
  );

  it('is not needed', () => {
    const without = functionsFound(named('', null));
    expect(without).not.toEqual(BAD);
    expect(without).toContain('with-close.c by_branch_ok');
  });

  it('may list words instead of a command, and relative paths', () => {
    const database = JSON.stringify([
      {
        directory: '/srv/project/build',
        file: '../src/with-close.c',
        arguments: ['cc', '-D', 'CLOSES', '-DCLOSE_AT_END=1', '-I', '../include/with-close', '-c', 'x'],
      },
      {
        directory: '/srv/project/build',
        file: '../src/without.c',
        arguments: [
          'cc',
          '-DCLOSES',
          '-UCLOSES',
          '-DCLOSE_AT_END=0',
          '-iquote',
          '/no',
          '-isystem',
          '../include/without',
        ],
      },
    ]);
    expect(functionsFound(named('', database))).toEqual(BAD);
  });

  it('counts again when it was written anew', async () => {
    const session = new LintSession(await loadParsers(), 'en');
    for (const [path, text] of Object.entries(named('', null))) session.set(path, text);
    const before = session.lint().findings.map(({ file, line }) => `${file} ${line}`);
    session.set('build/compile_commands.json', DATABASE);
    const after = session.lint().findings.map(({ file }) => file);
    expect(new Set(after)).toEqual(new Set(['src/without.c']));
    session.set('build/compile_commands.json', '[]');
    expect(session.lint().findings.map(({ file, line }) => `${file} ${line}`)).toEqual(before);
  });

  it.each([
    ['no JSON', '[{'],
    ['another thing', '{"file": "src/without.c"}'],
    [
      'numbers',
      '[1, null, "x", [[]], {"file": 1}, {"file": "src/without.c", "command": 2, "directory": []}]',
    ],
    [
      'words that are none',
      '[{"file": "/srv/project/src/without.c", "arguments": [1, {}, "-I", "-D", null]}]',
    ],
    ['an option without its value', '[{"file": "/srv/project/src/without.c", "command": "cc -I"}]'],
    ['strange names', '[{"file": "__proto__", "command": "cc -D__proto__=1 -D=2 -D1x -U -Iconstructor"}]'],
    ['an open quote', '[{"file": "/srv/project/src/without.c", "command": "cc \\"-DX=\'"}]'],
    [
      'what would run',
      '[{"file": "/srv/project/src/without.c", "command": "cc `touch x` $(touch x); touch x"}]',
    ],
    [
      'a root above all',
      '[{"file": "/../../srv/project/src/without.c", "directory": "/../..", "command": "cc -I ../../../.."}]',
    ],
  ])('%s: the files are linted as without it', (_, database) => {
    expect(functionsFound(named('', database))).toEqual(functionsFound(named('', null)));
  });

  it('a hundred thousand options take no time that grows with their square', () => {
    const words = Array.from({ length: 100_000 }, (_, at) => `-DX${at}=1`);
    const database = JSON.stringify([
      { file: '/srv/project/src/without.c', command: `cc ${words.join(' ')}` },
    ]);
    expect(functionsFound(named('', database))).toContain('without.c by_branch_bad');
  });
});

describe('in the editor', () => {
  const read = (files: Readonly<Record<string, string>>): readonly string[] => {
    const neighbours = new Neighbours();
    for (const [path, text] of Object.entries(files)) neighbours.set(path, text);
    return neighbours.of(['src/with-close.c']);
  };

  it('headers of the same name are read too where a command may mean them', () => {
    expect(read(named('', null))).not.toContain('include/with-close/finish.h');
    expect(read(named('', DATABASE))).toContain('include/with-close/finish.h');
  });
});

/** What dash printed for `printf '%s|' WORDS`. */
it.each([
  [String.raw`cc -DNAME=\"x\" a.c`, ['cc', '-DNAME="x"', 'a.c']],
  [String.raw`cc "-DNAME=\"a b\"" 'it''s' ''`, ['cc', '-DNAME="a b"', 'its', '']],
  [String.raw`cc "a\b" 'a\b' a\b \  x`, ['cc', String.raw`a\b`, String.raw`a\b`, 'ab', ' ', 'x']],
])('%s', (command, words) => {
  expect(shellWords(command, 100)).toEqual(words);
});
