import { beforeEach, expect, test, vi } from 'vitest';
import type { TextDocument } from 'vscode';
import type { LintFinding } from '../../../src/core/session/lint';

const open: TextDocument[] = [];

vi.mock('vscode', () => ({
  Disposable: { from: () => ({ dispose: () => {} }) },
  EventEmitter: class {
    private readonly listeners: ((value: unknown) => void)[] = [];
    readonly event = (listener: (value: unknown) => void) => this.listeners.push(listener);
    fire = (value: unknown) => {
      for (const listener of this.listeners) listener(value);
    };
    dispose = () => {};
  },
  l10n: {
    t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(values[+at])),
  },
  workspace: {
    get textDocuments() {
      return open;
    },
  },
}));

const { EventEmitter } = await import('vscode');
const { StuckHere } = await import('../../../src/extension/code/stuck-here');

const FINDING = { file: 'a.c', rule: 'missing-close', resource: null } as LintFinding;
const SITES = {
  sites: [{ role: 'listens', port: 8000, file: 'a.c', line: 1, column: 1 }],
  rules: ['missing-close'],
};
const SERVER = {
  server: '192.0.2.1:8000',
  ...{ connections: 3, states: [], stuck: { client: 0, server: 1 }, possible: 0 },
  oldest: { endpoint: '', seconds: 9, sureness: 'likely', connection: 2, client: '', index: 4, line: 5 },
};
const document = (version = 1) => ({ version, fileName: 'a.c' }) as TextDocument;

function setUp() {
  const live = new EventEmitter<TextDocument>();
  const changed = new EventEmitter<void>();
  let servers: unknown[] = [];
  let trouble = false;
  const asked: string[] = [];
  const shown = {
    ...{ onDidSetLive: live.event, showWith: () => {}, refreshed: 0 },
    in: () => [FINDING],
    refresh: async () => void shown.refreshed++,
  };
  const rpc = {
    ask: async (method: string) => {
      asked.push(method);
      if (trouble) throw new Error('the worker has ended');
      return SITES;
    },
  };
  const lint = { shown, names: { ofDocument: () => 'a.c' }, linter: { rpc: async () => rpc } };
  const captures = {
    onDidChange: changed.event,
    all: () => [{ uri: 'file:///a.pcap', name: 'a.pcap', servers }],
  };
  const here = new StuckHere(lint as never, { need: async () => {} } as never, captures as never);
  return {
    ...{ here, asked, shown, live },
    capture: () => {
      servers = [SERVER];
      changed.fire();
    },
    fails: (does: boolean) => {
      trouble = does;
    },
  };
}
const told = (here: InstanceType<typeof StuckHere>) => here.of(FINDING).map(({ text }) => text);
const STUCK = '1 of 3 connections of a.pcap are stuck in CLOSE_WAIT here';

beforeEach(() => {
  open.length = 0;
  vi.useFakeTimers();
});

test('nothing is asked while no capture is open', async () => {
  const { here, asked, live } = setUp();
  live.fire(document());
  await here.learn(document());
  expect(asked).toEqual([]);
  expect(told(here)).toEqual([]);
});

test('findings that come after the capture are shown with its connections, without the line above the call', async () => {
  const { here, capture, live, shown } = setUp();
  capture();
  await vi.runAllTimersAsync();
  const before = shown.refreshed;
  live.fire(document());
  await vi.runAllTimersAsync();
  expect(told(here)).toEqual([STUCK]);
  expect(shown.refreshed).toBe(before + 1);
});

test('a capture that comes after the findings is told of in the documents that have some', async () => {
  const { here, capture } = setUp();
  open.push(document());
  capture();
  await vi.runAllTimersAsync();
  expect(told(here)).toEqual([STUCK]);
});

test('a version of a text is asked for once', async () => {
  const { here, capture, asked } = setUp();
  capture();
  await Promise.all([here.learn(document()), here.learn(document()), here.in(document())]);
  expect(asked).toHaveLength(1);
  await here.learn(document(2));
  expect(asked).toHaveLength(2);
});

test('what a worker that ended did not answer is asked again', async () => {
  const { here, capture, fails } = setUp();
  capture();
  fails(true);
  await here.learn(document());
  expect(told(here)).toEqual([]);
  fails(false);
  await here.learn(document());
  expect(told(here)).toEqual([STUCK]);
});
