import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LintFinding } from '../../../src/core/session/lint';
import { lintFiles } from './lint-text';

const FIXTURES = join(__dirname, '../../fixtures');
const LINTED = /\.(?:c|h|cc|cpp|hpp)$/;

/** What a fixture is linted as: a file, or all files of a folder. */
const filesOf = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path).flatMap((name) => filesOf(join(path, name)))
    : LINTED.test(path)
      ? [path]
      : [];

const textsOf = (paths: readonly string[]): Record<string, string> =>
  Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));

interface Verdict {
  readonly path: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The functions of a file whose names carry a verdict, with the lines that they span. */
function verdictsIn(path: string, text: string): readonly Verdict[] {
  const lines = text.split('\n');
  const found = lines.flatMap((line, at) => {
    const name = /^[A-Za-z].*?\b(\w+_(?:bad|ok))\b/.exec(line)?.[1];
    return name === undefined ? [] : [{ path, name, from: at + 1 }];
  });
  const heads = found.filter(({ name }, at) => name !== found[at - 1]?.name);
  return heads.map((each, at) => ({ ...each, to: (heads[at + 1]?.from ?? lines.length + 1) - 1 }));
}

/** Functions whose findings contradict their names. */
function contradicted(texts: Readonly<Record<string, string>>): readonly string[] {
  const findings = lintFiles(texts);
  const isIn = ({ path, from, to }: Verdict, { file, line }: LintFinding) =>
    file === path && line >= from && line <= to;
  return Object.entries(texts)
    .flatMap(([path, text]) => verdictsIn(path, text))
    .filter((verdict) => findings.some((each) => isIn(verdict, each)) !== verdict.name.endsWith('_bad'))
    .map(({ name }) => name);
}

const CASES = readdirSync(join(FIXTURES, 'lint-c'));

describe('functions whose names carry the verdict', () => {
  it.each(CASES)('%s', (name) => {
    const texts = textsOf(filesOf(join(FIXTURES, 'lint-c', name)));
    expect(Object.entries(texts).flatMap(([path, text]) => verdictsIn(path, text))).not.toEqual([]);
    expect(contradicted(texts)).toEqual([]);
  });

  it('nothing is called by a name that the source does not have', () => {
    const texts = textsOf(['lint-c', 'lint'].flatMap((folder) => filesOf(join(FIXTURES, folder))));
    const words = new Set(Object.values(texts).flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []));
    const findings = Object.entries(texts).flatMap(([path, text]) => lintFiles({ [path]: text }));
    const said = [...findings, ...lintFiles(texts)].flatMap(({ message, trace }) => [
      message,
      ...trace.map((step) => step.message),
    ]);
    expect(said.length).toBeGreaterThan(500);
    const names = said.flatMap((each) => [...each.matchAll(/'([^' ]*)'/g)].map(([, name]) => name));
    const unknown = names.filter(
      (name) =>
        name === '' ||
        name.includes('$') ||
        !(name.match(/[A-Za-z_]\w*/g) ?? []).every((word) => words.has(word)),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('more files never make it worse', () => {
    const all = textsOf(filesOf(join(FIXTURES, 'lint-c')));
    expect(contradicted(all)).toEqual([]);
  });

  it("nor any rule's fixtures", () => {
    const fixtures = filesOf(join(FIXTURES, 'lint'));
    const others = textsOf(filesOf(join(FIXTURES, 'lint-c')));
    const shown = (findings: readonly LintFinding[], path: string) =>
      findings.filter(({ file }) => file === path).map(({ rule, line }) => `${rule} ${line}`);
    for (const path of fixtures) {
      const own = textsOf([path]);
      expect(shown(lintFiles({ ...others, ...own }), path)).toEqual(shown(lintFiles(own), path));
    }
  });
});
