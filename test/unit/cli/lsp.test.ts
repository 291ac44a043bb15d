import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type CodeAction,
  createProtocolConnection,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { serve } from '../../../src/cli/lsp/serve';
import { loadParsers, type WorkerThread } from '../../../src/host/node';
import { LintWorker } from '../../../src/host/worker';
import { type ChannelMessage, Channels } from '../../../src/protocol';

const LEAK = readFileSync('samples/server.c', 'utf8');
const CALLER = `int socket(int, int, int);
void quiet(int fd);
int f(void) { int fd = socket(1, 2, 3); quiet(fd); return 0; }
`;
const WRAPPER = '#include <unistd.h>\nvoid quiet(int fd) { close(fd); }\n';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'closewait-lsp-')));
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

beforeAll(() => {
  write('server.c', LEAK);
  write('wrapper.c', WRAPPER);
  write('caller.c', CALLER);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What lints, in the test's own thread; `die` is what a crash of it does. */
let die: (reason: string) => void = () => undefined;
let started = 0;
/** Why the worker answers no request to lint; null: it does. */
let refusal: string | null = null;

async function inThisThread(): Promise<WorkerThread> {
  started++;
  const parsers = await loadParsers();
  let [toHost, toWorker] = [(_: ChannelMessage) => {}, (_: ChannelMessage) => {}];
  let isThere = true;
  const later = (send: () => void): void => {
    setImmediate(() => {
      if (isThere) send();
    });
  };
  const link = {
    post: (message: ChannelMessage) => later(() => toHost(message)),
    receive: (handler: (message: ChannelMessage) => void) => {
      toWorker = handler;
    },
  };
  new LintWorker(new Channels(link), {
    loadParsers: () => Promise.resolve(parsers),
    readText: async (source) => (source.kind === 'file' ? readFileSync(source.path, 'utf8') : ''),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    end: () => undefined,
  });
  const refused = ({ channel, message }: ChannelMessage) => {
    if (refusal === null || message.type !== 'request' || message.method !== 'lint') return null;
    const answer = { type: 'error' as const, id: message.id, message: refusal };
    return () => toHost({ channel, message: answer });
  };
  return {
    post: (message) => later(() => (refused(message) ?? toWorker)(message)),
    receive: (handler) => {
      toHost = handler;
    },
    onDeath: (listener) => {
      die = listener;
    },
    terminate: () => {
      isThere = false;
    },
  };
}

let client: ProtocolConnection;
let ended: Promise<void>;
let stdin: PassThrough;
const published: PublishDiagnosticsParams[] = [];
let logged: string[] = [];

beforeEach(() => {
  stdin = new PassThrough();
  const stdout = new PassThrough();
  ended = serve({ stdin, stdout, version: '1', locale: null, root: '.', start: inThisThread });
  client = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  client.onNotification('textDocument/publishDiagnostics', (each: PublishDiagnosticsParams) => {
    published.push(each);
  });
  client.onNotification('window/logMessage', ({ message }: { message: string }) => {
    logged.push(message);
  });
  client.listen();
});
afterEach(async () => {
  await client.sendRequest('shutdown');
  stdin.end();
  await ended;
  client.dispose();
  published.length = 0;
  logged = [];
});

function initialize(options: Readonly<Record<string, unknown>> = {}): Promise<InitializeResult> {
  return client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'w' }],
    capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
    ...options,
  });
}

const open = (name: string, text = readFileSync(join(folder, name), 'utf8')) =>
  client.sendNotification('textDocument/didOpen', {
    textDocument: { uri: uriOf(name), languageId: 'c', version: 1, text },
  });

/** What was said last of a version of a file. */
async function diagnosticsOf(name: string, version = 1, since = 0) {
  const last = () =>
    published.slice(since).findLast((each) => each.uri === uriOf(name) && each.version === version);
  await expect.poll(last, { timeout: 60_000 }).toBeDefined();
  return last()?.diagnostics ?? [];
}

test('a leak is told with the way that proves it, and silent once the fix is applied', async () => {
  const { capabilities, serverInfo } = await initialize();
  expect(serverInfo).toEqual({ name: 'closewait', version: '1' });
  expect(capabilities.hoverProvider).toBe(true);
  const text = 'int socket(int, int, int);\nint f(void) {\n  int fd = socket(1, 2, 3);\n  return 0;\n}\n';
  open('new.c', text);
  const [leak, ...others] = await diagnosticsOf('new.c');
  expect(others).toEqual([]);
  expect(leak).toMatchObject({
    code: 'missing-close',
    source: 'closewait',
    severity: 2,
    range: { start: { line: 3, character: 2 } },
  });
  expect(leak.relatedInformation?.map(({ location }) => location.range.start.line)).toEqual([2, 3]);

  const textDocument = { uri: uriOf('new.c') };
  const hover: Hover = await client.sendRequest('textDocument/hover', {
    textDocument,
    position: { line: 3, character: 5 },
  });
  expect(JSON.stringify(hover.contents)).toContain(`[3](${uriOf('new.c')}#L3)`);
  const nothing = await client.sendRequest('textDocument/hover', {
    textDocument,
    position: { line: 0, character: 0 },
  });
  expect(nothing).toBeNull();

  const [fix]: CodeAction[] = await client.sendRequest('textDocument/codeAction', {
    textDocument,
    range: leak.range,
    context: { diagnostics: [leak] },
  });
  expect(fix).toMatchObject({
    kind: 'quickfix',
    isPreferred: true,
    diagnostics: [{ code: 'missing-close' }],
  });
  const [edit] = fix.edit?.changes?.[uriOf('new.c')] ?? [];
  client.sendNotification('textDocument/didChange', {
    textDocument: { ...textDocument, version: 2 },
    contentChanges: [{ range: edit.range, text: edit.newText }],
  });
  expect(await diagnosticsOf('new.c', 2)).toEqual([]);
});

test('other files of the workspace say what their functions do, also when they change on disk', async () => {
  await initialize();
  open('caller.c');
  expect(await diagnosticsOf('caller.c')).toEqual([]);
  const since = published.length;
  write('wrapper.c', 'void quiet(int fd) { }\n');
  client.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('wrapper.c'), type: 2 }],
  });
  expect(await diagnosticsOf('caller.c', 1, since)).toMatchObject([{ code: 'missing-close' }]);
  write('wrapper.c', WRAPPER);
});

test('rules, tier and language are the editor’s to choose', async () => {
  await initialize({
    locale: 'zh-CN',
    initializationOptions: { rules: { 'unreachable-close': 'error', 'serial-accept': 'off' } },
  });
  open('server.c');
  const told = await diagnosticsOf('server.c');
  const levels = Object.fromEntries(told.map(({ code, severity }) => [code, severity]));
  expect(levels).toMatchObject({ 'unreachable-close': 1 });
  expect(levels).not.toHaveProperty('serial-accept');
  expect(told[0].message).toMatch(/[\u4e00-\u9fff]/);
});

test('a worker that dies is started again, and the open files are linted anew', async () => {
  await initialize();
  open('server.c');
  const before = await diagnosticsOf('server.c');
  expect(before.length).toBeGreaterThan(0);
  const [since, starts] = [published.length, started];
  die('out of memory');
  expect(await diagnosticsOf('server.c', 1, since)).toEqual(before);
  expect(started).toBe(starts + 1);
  expect(logged.join()).toContain('out of memory');
});

test('that the linter refuses is told: nothing shown is not nothing found', async () => {
  refusal = 'the parser is broken';
  await initialize();
  open('server.c');
  await expect.poll(() => logged.join(), { timeout: 20_000 }).toContain('not linted: the parser is broken');
  refusal = null;
});

test('what is closed is told nothing about any more', async () => {
  await initialize();
  open('server.c');
  await diagnosticsOf('server.c');
  const since = published.length;
  client.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf('server.c') } });
  expect(await diagnosticsOf('server.c', 1, since)).toEqual([]);
});
