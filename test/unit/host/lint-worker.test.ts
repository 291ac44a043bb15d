import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { loadParsers } from '../../../src/host/node';
import { LintWorker } from '../../../src/host/worker';
import {
  type ChannelMessage,
  Channels,
  type LintEvents,
  type LintHostRequests,
  type LintNews,
  type LintRequests,
  Rpc,
} from '../../../src/protocol';

const SERVER = readFileSync('samples/server.c', 'utf8');
const parsers = loadParsers();

type Host = Rpc<LintRequests, LintHostRequests, LintNews, LintEvents>;
let host: Host;
let pauses: number;
let ended: Error[];
/** Throws it instead of parsing the next text. */
let fault: Error | null = null;

beforeEach(() => {
  const ends: ((message: ChannelMessage) => void)[] = [];
  const link = (own: number) => ({
    post: (message: ChannelMessage) => queueMicrotask(() => ends[1 - own](message)),
    receive: (handler: (message: ChannelMessage) => void) => {
      ends[own] = handler;
    },
  });
  pauses = 0;
  ended = [];
  new LintWorker(new Channels(link(0)), {
    loadParsers: async () => {
      const { c, ...others } = await parsers;
      const parse: typeof c.parse = (text, before) => {
        const thrown = fault;
        fault = null;
        if (thrown !== null) throw thrown;
        return c.parse(text, before);
      };
      return { c: { parse }, ...others };
    },
    readText: async (source, largest) => {
      if (source.kind === 'file') throw new Error('gone');
      if (source.bytes.length > largest) throw new Error('too large');
      return new TextDecoder().decode(source.bytes);
    },
    pause: () => {
      pauses++;
      return new Promise((resolve) => setImmediate(resolve));
    },
    end: (error) => ended.push(error),
  });
  host = new Rpc<LintRequests, LintHostRequests, LintNews, LintEvents>(new Channels(link(1)).open(0), {});
});

const read = (path: string, text: string) => ({
  path,
  source: { kind: 'bytes' as const, name: path, bytes: new TextEncoder().encode(text) },
});
const lint = async (...paths: string[]) =>
  (await host.ask('lint', { paths })).findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`);

/** A function of another file, which closes or does not. */
const wrapper = (body: string) => `#include <unistd.h>\nvoid hang_up(int fd) {\n  ${body};\n}\n`;
const CALLER = `#include <sys/socket.h>
void hang_up(int fd);
int probe(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  if (listen(fd, 5) < 0) { hang_up(fd); return -1; }
  hang_up(fd);
  return 0;
}
`;

test("the story's server has its five findings, and each edit is linted anew", async () => {
  host.tell('opened', { path: '/w/server.c', text: SERVER });
  expect(await lint('/w/server.c')).toEqual([
    '/w/server.c:47 serial-accept',
    '/w/server.c:50 missing-close',
    '/w/server.c:55 missing-close',
    '/w/server.c:55 missing-close',
    '/w/server.c:61 unreachable-close',
  ]);
  const mended = SERVER.replace(
    'perror("send");',
    'perror("send"); close(client_sockfd); close(server_sockfd);',
  );
  host.tell('opened', { path: '/w/server.c', text: mended });
  expect(await lint('/w/server.c')).not.toContain('/w/server.c:55 missing-close');
});

test('what a function of another file does to a descriptor is known, and followed when that file changes', async () => {
  host.tell('opened', { path: '/w/probe.c', text: CALLER });
  await host.ask('read', { sources: [read('/w/hang-up.c', wrapper('close(fd)'))] });
  expect(await lint('/w/probe.c')).toEqual([]);
  await host.ask('read', { sources: [read('/w/hang-up.c', wrapper('write(fd, "bye", 3)'))] });
  expect(await lint('/w/probe.c')).toContain('/w/probe.c:6 missing-close');
});

test('the text of an open document counts before that of its file, until it is closed', async () => {
  host.tell('opened', { path: '/w/probe.c', text: CALLER });
  await host.ask('read', { sources: [read('/w/hang-up.c', wrapper('close(fd)'))] });
  host.tell('opened', { path: '/w/hang-up.c', text: wrapper('write(fd, "bye", 3)') });
  expect(await lint('/w/probe.c', '/w/hang-up.c')).toContain('/w/probe.c:6 missing-close');
  host.tell('closed', { path: '/w/hang-up.c' });
  expect(await lint('/w/probe.c')).toEqual([]);
});

test('a request that waits gives way to a later one', async () => {
  host.tell('opened', { path: '/w/server.c', text: SERVER });
  const first = lint('/w/server.c');
  const second = lint('/w/server.c');
  await expect(first).rejects.toThrow('superseded');
  expect(await second).toHaveLength(5);
});

test('all that was read is linted as one program, with progress; what could not be read is named', async () => {
  const progress: number[] = [];
  host.on('progress', ({ done, total }) => progress.push(done / total));
  await host.ask('configure', { locale: 'zh-cn', largest: 5000, models: [] });
  const sources = [
    read('/w/server.c', SERVER),
    read('/w/large.c', '/'.repeat(5001)),
    { path: '/w/gone.c', source: { kind: 'file' as const, name: 'gone.c', path: '/gone.c' } },
  ];
  await host.ask('read', { sources });
  const { parts, skipped } = await host.ask('lintAll', {});
  const found = await Promise.all(Array.from({ length: parts }, (_, part) => host.ask('found', { part })));
  const findings = found.flatMap((part) => part.findings);
  expect(findings).toHaveLength(5);
  expect(findings[0].message).toMatch(/\p{Script=Han}{4}/u);
  const names = found.flatMap((part) => part.skipped.map(({ file }) => file));
  expect(names.sort()).toEqual(['/w/gone.c', '/w/large.c']);
  expect(skipped).toBe(2);
  expect(progress.every((part) => part >= 0 && part <= 1)).toBe(true);
});

test('linting all can be cancelled, and lets other requests through meanwhile', async () => {
  const sources = Array.from({ length: 300 }, (_, at) =>
    read(`/w/${at}.c`, SERVER.replace('main', `m${at}`)),
  );
  await host.ask('read', { sources });
  host.tell('opened', { path: '/w/server.c', text: SERVER });
  const stop = new AbortController();
  const all = host.ask('lintAll', {}, stop.signal);
  expect(await lint('/w/server.c')).toHaveLength(5);
  stop.abort();
  await expect(all).rejects.toThrow('cancelled');
  expect(pauses).toBeGreaterThan(1);
});

test("what the settings say of the project's own functions counts, and what is wrong with it is said", async () => {
  const models = [
    { function: 'hang_up', closes: 1 },
    { function: 'hang_up', closes: 'first' },
  ];
  const problems = await host.ask('configure', { locale: 'en', largest: 5000, models });
  expect(problems).toEqual([expect.stringContaining('model 2')]);
  host.tell('opened', { path: '/w/probe.c', text: CALLER });
  expect(await lint('/w/probe.c')).toEqual([]);
  await host.ask('configure', { locale: 'en', largest: 5000, models: 'none' });
});

test('the file at hand is named before it is looked at, and none when the work is done', async () => {
  const told: (string | null)[] = [];
  host.on('atWork', ({ path }) => told.push(path));
  await host.ask('read', { sources: [read('/w/probe.c', CALLER)] });
  host.tell('opened', { path: '/w/server.c', text: SERVER });
  await lint('/w/server.c');
  expect(told).toEqual(['/w/probe.c', null, '/w/server.c', null, '/w/server.c', null]);
});

test('what a script imports is told by the files that were read, and only the script is looked at', async () => {
  const open = 'export const open = (port) => net.connect(port);';
  const use = `import { open } from '@net/wire';
export async function probe(check) {
  const peer = open(1);
  if (!(await check())) throw new Error('refused');
  peer.end();
}
`;
  const paths = '{ "compilerOptions": { "paths": { "@net/*": ["./net/*"] } } }';
  host.tell('opened', { path: 'file:///w/use.ts', text: use });
  expect(await lint('file:///w/use.ts')).toEqual([]);
  await host.ask('read', {
    sources: [
      read('file:///w/tsconfig.json', paths),
      read('file:///w/net/wire.ts', `import * as net from 'node:net';\n${open}\n`),
      read('file:///w/leak.ts', use),
    ],
  });
  expect(await lint('file:///w/use.ts')).toEqual(['file:///w/use.ts:4 missing-close']);
  host.tell('opened', { path: 'file:///w/net/wire.ts', text: open.replace('open', 'other') });
  expect(await lint('file:///w/use.ts')).toEqual([]);
});

const ABOUT = {
  server: '192.0.2.1:8000',
  findings: [{ id: 'never-accepted', endpoint: 'server' as const }],
  programs: { client: null, server: null },
};
const codeOn = async (port: number) => {
  const code = await host.ask('code', { about: { ...ABOUT, server: `192.0.2.1:${port}` }, folders: [] });
  return code?.sites.map(({ at, findings }) =>
    [`${at.file}:${at.line}`, ...findings.map(({ rule, line }) => `${rule}:${line}`)].join(' '),
  );
};

test('the code behind a connection: what was read, what is open, and what has changed since', async () => {
  await host.ask('readForCode', { sources: [read('/w/server.c', SERVER)] });
  expect(await codeOn(8000)).toEqual(['/w/server.c:34 serial-accept:47 missing-close:55']);
  expect(await codeOn(8001)).toEqual([]);
  host.tell('opened', { path: '/w/server.c', text: SERVER.replace('8000', '8001') });
  expect(await codeOn(8000)).toEqual([]);
  expect(await codeOn(8001)).toHaveLength(1);
  host.tell('deleted', { path: '/w/server.c' });
  host.tell('closed', { path: '/w/server.c' });
});

test('a port that another file names is found, and lost with that file', async () => {
  const inHeader = SERVER.replace('#define PORT 8000', '#include "port.h"');
  const header = read('/w/port.h', '#define PORT 8000\n');
  await host.ask('readForCode', { sources: [read('/w/server.c', inHeader), header] });
  expect(await codeOn(8000)).toHaveLength(1);
  host.tell('deleted', { path: '/w/port.h' });
  expect((await codeOn(8000))?.[0]).toContain('/w/server.c:34');
  await host.ask('readForCode', { sources: [read('/w/port.h', '#define PORT 9000\n')] });
  expect(await codeOn(8000)).toEqual([]);
  expect(await codeOn(9000)).toHaveLength(1);
});

test('the calls of a file that use a port', async () => {
  host.tell('opened', { path: '/w/server.c', text: SERVER });
  const { sites, rules } = await host.ask('portSites', { path: '/w/server.c' });
  const server = { file: '/w/server.c', role: 'listens', port: 8000 };
  expect(sites).toMatchObject([
    { ...server, line: 34 },
    { ...server, line: 47 },
  ]);
  expect(rules).toEqual(expect.arrayContaining(['serial-accept', 'missing-close', 'eof-ignored']));
});

test('a failure inside WebAssembly ends the worker, any other costs the file only', async () => {
  host.tell('opened', { path: '/w/server.c', text: SERVER });
  fault = new TypeError('no such node');
  expect(await lint('/w/server.c')).toEqual([]);
  expect(ended).toEqual([]);
  fault = new WebAssembly.RuntimeError('memory access out of bounds');
  host.tell('opened', { path: '/w/other.c', text: SERVER });
  expect(await lint('/w/other.c')).toEqual([]);
  expect(ended.map(({ message }) => message)).toEqual(['memory access out of bounds']);
});

test('the parsers are loaded once in a process', () => {
  expect(loadParsers()).toBe(parsers);
});
