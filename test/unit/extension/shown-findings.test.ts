import { beforeEach, expect, test, vi } from 'vitest';
import type { Diagnostic, TextDocument, Uri } from 'vscode';
import type { LintFinding } from '../../../src/core/session/lint';

/** Entries that VS Code was given in one call. */
const calls: (readonly [{ toString(): string }, readonly Diagnostic[] | undefined])[][] = [];
let reads = 0;
let rules: Record<string, string> = {};

vi.mock('vscode', () => ({
  EventEmitter: class {
    private readonly listeners: (() => void)[] = [];
    readonly event = (listener: () => void) => this.listeners.push(listener);
    fire = () => {
      for (const listener of this.listeners) listener();
    };
    dispose = () => {};
  },
  Diagnostic: class {
    constructor(
      readonly range: unknown,
      readonly message: string,
      readonly severity: number,
    ) {}
  },
  DiagnosticRelatedInformation: class {},
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  DiagnosticTag: { Unnecessary: 1 },
  Location: class {},
  Position: class {},
  Range: class {},
  Uri: { from: () => ({}) },
  languages: {
    createDiagnosticCollection: () => ({ set: (entries: never[]) => calls.push(entries), dispose: () => {} }),
  },
  workspace: {
    getWorkspaceFolder: () => ({ uri: 'file:///w' }),
    asRelativePath: (uri: unknown) => String(uri),
    getConfiguration: () => {
      reads++;
      return { get: (name: string) => (name === 'lint.rules' ? rules : undefined) };
    },
  },
}));

const { ShownFindings } = await import('../../../src/extension/lint/shown-findings');

const uriOf = (name: string): Uri => ({ toString: () => name }) as Uri;
const finding = (file: string, rule = 'missing-close'): LintFinding =>
  ({
    ...{ file, rule, tier: 'recommended', severity: 'warning', message: rule },
    ...{ trace: [], fixes: [], line: 1, column: 1 },
  }) as never;
const files = (count: number) => Array.from({ length: count }, (_, at) => `file:///w/${at}.c`);
const document = (name: string, version: number) => ({ uri: uriOf(name), version }) as TextDocument;
/** What VS Code shows, by file. */
const shown = () => {
  const now = new Map(
    calls
      .flat()
      .map(([uri, diagnostics]) => [uri.toString(), diagnostics?.map((each) => each.message) ?? []]),
  );
  return Object.fromEntries([...now].filter(([, messages]) => messages.length > 0));
};

beforeEach(() => {
  calls.length = 0;
  reads = 0;
  rules = {};
});

test('a part of the results is one call to VS Code, and the configuration is read once for all', () => {
  const findings = new ShownFindings(uriOf);
  for (let part = 0; part < 30; part++)
    findings.addWorkspace(
      files(100)
        .map((name) => `${name}${part}`)
        .flatMap((name) => [finding(name), finding(name)]),
    );
  expect(calls.map((entries) => entries.length)).toEqual(Array(30).fill(100));
  expect(reads).toBe(1);
  expect(findings.count()).toEqual({ problems: 6000, files: 3000 });
});

test('forgetting the results of many files lets others work in between', async () => {
  const findings = new ShownFindings(uriOf);
  findings.addWorkspace(files(2000).map((name) => finding(name)));
  let clock = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => clock++);
  let turns = 0;
  const other = setInterval(() => turns++, 0);
  await findings.clearWorkspace();
  clearInterval(other);
  now.mockRestore();
  expect(turns).toBeGreaterThan(20);
  expect(shown()).toEqual({});
  expect(findings.count()).toEqual({ problems: 0, files: 0 });
  expect(findings.hasWorkspace()).toBe(false);
});

test("an open document's own findings count before the workspace's, which come back when it is closed", () => {
  const findings = new ShownFindings(uriOf);
  findings.addWorkspace([finding('a', 'missing-close'), finding('b')]);
  findings.setLive(document('a', 1), [finding('a', 'double-close')]);
  expect(shown()).toEqual({ a: ['double-close'], b: ['missing-close'] });
  findings.setLive(document('a', 2), []);
  expect(shown()).toEqual({ b: ['missing-close'] });
  expect(findings.count()).toEqual({ problems: 1, files: 1 });
  findings.dropLive(uriOf('a'));
  expect(shown()).toEqual({ a: ['missing-close'], b: ['missing-close'] });
});

test('a rule that is turned off is shown no more, one that is a hint is not counted', async () => {
  const findings = new ShownFindings(uriOf);
  findings.addWorkspace([finding('a', 'missing-close'), finding('a', 'double-close')]);
  rules = { 'missing-close': 'off', 'double-close': 'hint' };
  await findings.refresh();
  expect(shown()).toEqual({ a: ['double-close'] });
  expect(findings.count()).toEqual({ problems: 0, files: 0 });
});

test('what is gone is not shown: a file, or all files of a folder', () => {
  const findings = new ShownFindings(uriOf);
  const changed = vi.fn();
  findings.onDidChangeWorkspace(changed);
  findings.addWorkspace(['d/a', 'd/b', 'e/a', 'da'].map((name) => finding(name)));
  findings.deleted(uriOf('e/a'));
  findings.deletedUnder(uriOf('d'));
  expect(shown()).toEqual({ da: ['missing-close'] });
  expect(changed).toHaveBeenCalledTimes(1);
  findings.deleted(uriOf('da'));
  expect(changed).toHaveBeenCalledTimes(2);
});
