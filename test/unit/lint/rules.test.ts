import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, RULES } from '../../../src/core/lint';
import { sayOfSource as say, LINT_WORDS as WORDS } from '../../../src/core/lint/words';
import { lintFiles } from './lint-text';

const ROOT = join(__dirname, '../../..');
const FIXTURES = join(ROOT, 'test/fixtures/lint');
const read = (path: string) => readFileSync(path, 'utf8');

/**
 * The functions that a fixture defines, with the lines they span. A verdict is the end of a name; `FN_` and `FP_` before
 * it say that the linter is known to miss it, or to object to it, which is asserted as it is.
 */
function verdicts(text: string): { name: string; bad: boolean; from: number; to: number }[] {
  const lines = text.split('\n');
  const found = lines.flatMap((line, at) => {
    const name = /^[a-z].*?\b(\w+_(?:bad|ok))\(/.exec(line)?.[1];
    return name === undefined ? [] : [{ name, bad: name.endsWith('_bad'), from: at + 1 }];
  });
  return found.map((each, at) => ({ ...each, to: (found[at + 1]?.from ?? lines.length + 1) - 1 }));
}

/** A rule about C++ alone has a fixture of C++. */
const fixtureOf = (rule: string): string =>
  readdirSync(FIXTURES).find((name) => basename(name, extname(name)) === rule) ?? `${rule}.c`;

describe.each(RULES.map(({ id }) => id))('%s', (rule) => {
  const file = join(FIXTURES, fixtureOf(rule));
  const text = read(file);
  const lines = lintFiles({ [file]: text })
    .filter((finding) => finding.rule === rule)
    .map(({ line, resource }) => (rule === 'missing-close' ? (resource?.line ?? line) : line));

  it.each(verdicts(text))('$name', ({ name, bad, from, to }) => {
    const found = lines.filter((line) => line >= from && line <= to);
    if (bad !== /^F[NP]_/.test(name)) expect(found.length).toBeGreaterThan(0);
    else expect(found).toEqual([]);
  });

  it('has bad and good examples, a document whose examples hold, and words', () => {
    const names = verdicts(text);
    expect(names.some(({ bad }) => bad)).toBe(true);
    expect(names.some(({ bad }) => !bad)).toBe(true);
    expect(Object.keys(WORDS.en).some((id) => id.startsWith(`lint.${rule}`))).toBe(true);
    const [wrong, right] = [
      ...read(join(ROOT, `docs/rules/${rule}.md`)).matchAll(/```(?:c|cpp)\n([\s\S]*?)```/g),
    ];
    const rulesIn = (code: string) =>
      lintFiles({ [`doc${extname(file)}`]: code }).map((finding) => finding.rule);
    expect(rulesIn(wrong[1])).toContain(rule);
    expect(rulesIn(right[1])).toEqual([]);
  });
});

it('every document and fixture belongs to a rule', () => {
  const ids = RULES.map(({ id }) => id).sort();
  const all = new Set(LANGUAGES.flatMap(({ rules }) => rules.map(({ id }) => id)));
  const named = (folder: string) =>
    readdirSync(join(ROOT, folder))
      .map((each) => basename(each, extname(each)))
      .sort();
  expect(named('docs/rules')).toEqual([...all].sort());
  expect(named('test/fixtures/lint')).toEqual(ids);
});

describe("the story's server", () => {
  const text = read(join(ROOT, 'samples/server.c'));
  const findings = lintFiles({ 'server.c': text });
  const at = (rule: string) => findings.filter((finding) => finding.rule === rule);
  const lineOf = (code: string) => text.slice(0, text.indexOf(code)).split('\n').length;

  it('leaks both descriptors on each error return, as hints because main ends the process', () => {
    expect(at('missing-close').map(({ resource }) => resource?.name)).toEqual([
      'server_sockfd',
      'server_sockfd',
      'client_sockfd',
    ]);
    expect(at('missing-close').map(({ severity }) => severity)).toEqual(['hint', 'hint', 'hint']);
    expect(at('missing-close').map(({ line }) => line)).toEqual([
      lineOf('perror("accept")') + 1,
      lineOf('perror("send")') + 1,
      lineOf('perror("send")') + 1,
    ]);
  });

  it('has a close that is never reached, and serves one client at a time', () => {
    expect(at('unreachable-close').map(({ line }) => line)).toEqual([
      lineOf('    close(server_sockfd);\n    return 0;'),
    ]);
    expect(at('serial-accept')).toHaveLength(1);
    expect(findings).toHaveLength(5);
  });

  it('is told step by step', () => {
    const [, , client] = at('missing-close');
    expect(client.trace.map(({ message }) => message)).toEqual([
      say('en', 'lint.step.acquired', { name: 'client_sockfd', callee: 'accept' }),
      say('en', 'lint.step.taken', {
        condition: '(length = recv(client_sockfd, buffer, BUFFER_SIZE, 0)) > 0',
      }),
      say('en', 'lint.step.fails', { callee: 'send' }),
      say('en', 'lint.step.leaked.return', { name: 'client_sockfd' }),
    ]);
  });
});
