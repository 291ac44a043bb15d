import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { RULE_IDS } from '../../../src/core/session/lint';
import { environment } from './fake-capture';

const folder = mkdtempSync(join(tmpdir(), 'closewait-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LEAK = 'int f(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  return 0;\n}\n';
const HINT = `int main(void) {
  int fd = socket(2, 1, 0);
  if (fd < 0) return 1;
  if (listen(fd, 1)) return 1;
  close(fd);
  return 0;
}
`;

const written = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};

async function lint(argv: readonly string[], input: string | Buffer = '') {
  const given = environment({}, input);
  const status = await run(given, ['lint', ...argv]);
  return { status, out: given.stdout.text, err: given.stderr.text };
}

describe('exit status', () => {
  it.each([
    ['nothing found', 'int f(void) { return 0; }\n', [], 0],
    ['a finding', LEAK, [], 1],
    ['nothing but a hint', HINT, [], 1],
    ['a hint that counts as an error', HINT, ['--rule', 'missing-close=error'], 1],
    ['a finding that counts as a hint', LEAK, ['--rule', 'missing-close=hint'], 1],
    ['a rule that is off', LEAK, ['--rule', 'missing-close=off'], 0],
    ['the last level of several', LEAK, ['--rule', 'missing-close=off', '--rule', 'missing-close=info'], 1],
  ])('%s', async (name, text, options, expected) => {
    const file = written(`${name.replaceAll(' ', '-')}.c`, text);
    const { status, err } = await lint([file, ...options]);
    expect([status, err]).toEqual([expected, '']);
  });

  it.each([
    [
      ['--rule', 'no-such=off'],
      /^closewait: --rule no-such=off: there is no rule "no-such"; rules are missing-close, /,
    ],
    [['--rule', 'missing-close=loud'], /a rule's level is off, error, warning, info, hint/],
    [['--rule', 'missing-close'], /give a rule and a level, as in missing-close=off/],
    [['--format', 'xml'], /lint knows text, json, sarif/],
  ])('%j is a usage error in one line', async (options, message) => {
    const { status, out, err } = await lint([written('some.c', LEAK), ...options]);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

/** How editors and build tools read what compilers print. */
const GCC = /^(.+?):(\d+):(\d+): (error|warning|note): (.*)$/;

describe('text', () => {
  it('is what compilers print, line by line', async () => {
    const file = written('text/leak.c', LEAK);
    const { out } = await lint([file]);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => GCC.exec(line)?.slice(1));
    expect(lines.map((line) => line?.slice(0, 4))).toEqual([
      [file, '4', '3', 'warning'],
      [file, '2', '12', 'note'],
      [file, '4', '3', 'note'],
    ]);
    expect(lines[0]?.[4]).toMatch(/ \[missing-close\]$/);
  });

  it.each([
    ['CRLF', LEAK.replaceAll('\n', '\r\n'), 4, 3],
    ['a byte order mark', `\ufeff${LEAK}`, 4, 3],
    ['tabs', LEAK.replace('  return 0', '\treturn 0'), 4, 2],
    [
      'bytes that are no UTF-8',
      Buffer.from(LEAK.replace('  return 0', '/*\xe9\xfc*/ return 0'), 'latin1'),
      4,
      8,
    ],
    ['characters outside the BMP', LEAK.replace('  return 0', '/*\u{1f50c}*/ return 0'), 4, 8],
    ['a very long line', LEAK.replace('  return 0', `${' '.repeat(100_000)}return 0`), 4, 100_001],
  ])('places are right in a file with %s', async (name, text, line, column) => {
    const file = written(`places/${name.replaceAll(' ', '-')}.c`, text);
    const { out } = await lint([file, '--format', 'json']);
    const [finding] = JSON.parse(out).findings;
    expect([finding.line, finding.column, finding.endLine]).toEqual([line, column, line]);
    expect(finding.endColumn - finding.column).toBe('return 0;'.length);
  });

  it('says what was skipped, and why', async () => {
    const odd = [written('odd/some.txt', 'x'), written('odd/zero.c', 'int\0x;')];
    const { out, status } = await lint([...odd, written('odd/fine.c', 'int x;\n')]);
    expect(status).toBe(0);
    expect(out).toContain('some.txt: note: skipped: not a language that the linter reads');
    expect(out).toContain('zero.c: note: skipped: not a text file');
  });

  it('reads standard input as C', async () => {
    const { out, status } = await lint(['-'], LEAK);
    expect(status).toBe(1);
    expect(out).toMatch(/^<stdin>\.c:4:3: warning: /);
  });
});

describe('a script that is named by itself', () => {
  const OPEN =
    "import net from 'node:net';\nexport function open(port: number) {\n  return net.connect(port);\n}\n";
  const USE = (from: string): string =>
    `import { open } from '${from}';
export async function ask_bad(port: number, question: string) {
  const socket = open(port);
  if (question === '') throw new Error('nothing to ask');
  socket.end(question);
}
`;

  it.each([
    ['./open', 'one/open.ts'],
    ['./open.js', 'two/open.ts'],
    ['../below/three', 'below/three/index.ts'],
  ])('is read with what it imports as %s', async (from, imported) => {
    written(`alone/${imported}`, OPEN);
    const file = written(`alone/${imported.split('/')[0]}/use.ts`, USE(from));
    const { status, out } = await lint([file, '--format', 'json']);
    const { findings, files } = JSON.parse(out);
    expect(status).toBe(1);
    expect(findings.map(({ rule, line }: { rule: string; line: number }) => [rule, line])).toEqual([
      ['missing-close', 4],
    ]);
    expect(files).toBe(1);
  });

  it('is read with what its imports import', async () => {
    written('chain/open.ts', OPEN);
    written('chain/index.ts', "export { open } from './open';\nexport { ask_bad } from './use';\n");
    const file = written('chain/use.ts', USE('./index'));
    const { out } = await lint([file, '--format', 'json']);
    expect(JSON.parse(out).findings).toHaveLength(1);
  });

  it('does without an import that is not there', async () => {
    const { status, err } = await lint([written('lonely/use.ts', USE('./gone'))]);
    expect([status, err]).toEqual([0, '']);
  });
});

describe('--print-ir', () => {
  const CLASS =
    "import net from 'node:net';\nexport class Client {\n  open() {\n    this.socket = net.connect(1);\n  }\n}\n";

  it.each([
    ['f', LEAK, 'leak.c', /^fn f\(\) \{\n {2}var fd\nb0:\n {2}fd = call socket\(2, 1, 0\)\n/],
    ['Client.open', CLASS, 'client.ts', /call create:socket:net\.connect\(/],
    ['open', CLASS, 'client.ts', /call create:socket:net\.connect\(/],
  ])('prints %s as it is followed', async (name, text, file, expected) => {
    const { status, out, err } = await lint(['--print-ir', name, written(file, text)]);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(expected);
  });

  it.each(['g', 'Server.open'])('says that there is no %s', async (name) => {
    const { status, out, err } = await lint([
      '--print-ir',
      name,
      written('leak.c', LEAK),
      written('client.ts', CLASS),
    ]);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(name);
  });
});

it('json has what other programs rely on', async () => {
  const { out } = await lint(['--format', 'json', written('json.c', LEAK)]);
  const report = JSON.parse(out);
  expect(Object.keys(report)).toEqual(['findings', 'files', 'skipped']);
  expect(report.findings[0]).toMatchObject({
    rule: 'missing-close',
    line: 4,
    severity: 'warning',
    resource: { name: 'fd', acquiredBy: 'socket', line: 2 },
  });
});

/** The schema is of draft 4; nothing else in it differs from the draft that the validator reads. */
function sarifValidator() {
  const file = createRequire(__filename).resolve('@microsoft/jest-sarif');
  const {
    $schema: _,
    id,
    ...schema
  } = JSON.parse(readFileSync(join(file, '../schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
  const isUri = (text: string) => URL.canParse(text);
  const isReference = (text: string) => URL.canParse(text, 'file:///folder/') && !/[\s<>"{}|\\^`]/.test(text);
  const formats = {
    uri: isUri,
    'uri-reference': isReference,
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  };
  return new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile({
    ...schema,
    $id: id,
  });
}

describe('sarif', () => {
  const validate = sarifValidator();
  const sarif = async (...argv: string[]) => JSON.parse((await lint(['--format', 'sarif', ...argv])).out);

  it.each([
    ['of nothing', 'int x;\n'],
    ['of a leak', LEAK],
    ['of the sample server', readFileSync(join(__dirname, '../../../samples/server.c'), 'utf8')],
  ])('is valid: the report %s', async (name, text) => {
    const report = await sarif(
      written(`sarif/${name.replaceAll(' ', '-')} ä.c`, text),
      written('sarif/x.txt', ''),
    );
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...report, version: '2.0.0' })).toBe(false);
  });

  it('carries the path as a code flow, fixes, a fingerprint, and the rules with their texts', async () => {
    const [{ results, tool, columnKind }] = (await sarif(written('flow.c', LEAK))).runs;
    const [result] = results;
    const lines = result.codeFlows[0].threadFlows[0].locations.map(
      ({ location }: { location: { physicalLocation: { region: { startLine: number } } } }) =>
        location.physicalLocation.region.startLine,
    );
    expect(lines).toEqual([2, 4]);
    expect(columnKind).toBe('utf16CodeUnits');
    expect(result.level).toBe('warning');
    expect(result.fixes[0].artifactChanges[0].replacements[0].insertedContent.text).toContain('close(fd);');
    expect(result.partialFingerprints['closewaitFinding/v2']).toMatch(/^[0-9a-f]{16}:1$/);
    const { rules } = tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(RULE_IDS);
    expect(rules[result.ruleIndex].id).toBe('missing-close');
    for (const rule of rules) expect(rule.fullDescription.text.length).toBeGreaterThan(20);
    expect(rules[0].help.markdown).toContain('```c');
  });

  it('names files of the folder by their way from there, others by their whole address', async () => {
    const [{ results, originalUriBaseIds }] = (await sarif(join(__dirname, '../../../samples/server.c')))
      .runs;
    expect(results[0].locations[0].physicalLocation.artifactLocation).toEqual({
      uri: 'samples/server.c',
      uriBaseId: 'SRCROOT',
    });
    expect(originalUriBaseIds.SRCROOT.uri).toMatch(/^file:\/\/\/.*\/$/);
    const [other] = (await sarif(written('other.c', LEAK))).runs;
    expect(other.results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(
      /^file:\/\/\/.*\/other\.c$/,
    );
  });

  it('has the same fingerprint after an edit further up', async () => {
    const print = async (text: string) =>
      (await sarif(written('print.c', text))).runs[0].results[0].partialFingerprints;
    expect(await print(`\n\n${LEAK}`)).toEqual(await print(LEAK));
  });

  it('keeps to what code scanning takes: 25,000 results, 10,000 steps each, 20 tags for a rule', async () => {
    const [{ results, tool }] = (await sarif(join(__dirname, '../../fixtures/lint'))).runs;
    expect(results.length).toBeGreaterThan(20);
    expect(results.length).toBeLessThanOrEqual(25_000);
    for (const { codeFlows = [], locations } of results) {
      expect(locations).toHaveLength(1);
      for (const { threadFlows } of codeFlows)
        expect(threadFlows[0].locations.length).toBeLessThanOrEqual(1000);
    }
    for (const { properties } of tool.driver.rules) expect(properties.tags.length).toBeLessThanOrEqual(10);
  });
});
