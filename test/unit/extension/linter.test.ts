import { beforeEach, expect, test, vi } from 'vitest';
import type { Output } from '../../../src/extension/workbench/output';
import type { ChannelMessage } from '../../../src/protocol';

/** Workers that were started, each with what ends it. */
const started: {
  die: (reason: string) => void;
  say: (message: ChannelMessage) => void;
  terminated: boolean;
}[] = [];
const said: string[] = [];
const written: string[] = [];
let answer: string | undefined;

vi.mock('vscode', () => {
  const say = async (message: string) => {
    said.push(message);
    return answer;
  };
  return {
    EventEmitter: class {
      private readonly listeners: (() => void)[] = [];
      readonly event = (listener: () => void) => this.listeners.push(listener);
      fire = () => {
        for (const listener of this.listeners) listener();
      };
      dispose = () => {};
    },
    commands: { executeCommand: async () => undefined },
    env: { language: 'en' },
    l10n: {
      t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(values[at])),
    },
    window: { showWarningMessage: say, showErrorMessage: say },
    workspace: { getConfiguration: () => ({ get: (_: string, otherwise: unknown) => otherwise }) },
  };
});
vi.mock('#host', () => ({
  startWorker: async () => {
    const worker = { die: (_: string) => {}, say: (_: ChannelMessage) => {}, terminated: false };
    started.push(worker);
    let hear: (message: ChannelMessage) => void = () => {};
    return {
      post: ({ channel, message }: ChannelMessage) => {
        if (message.type !== 'request') return;
        const problems = ['model 1: it says nothing'];
        queueMicrotask(() =>
          hear({ channel, message: { type: 'answer', id: message.id, result: problems } }),
        );
      },
      receive: (handler: typeof hear) => {
        hear = handler;
        worker.say = handler;
      },
      onDeath: (listener: (reason: string) => void) => {
        worker.die = listener;
      },
      terminate: () => {
        worker.terminated = true;
      },
    };
  },
}));

const { Linter } = await import('../../../src/extension/lint/linter');
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const output = {
  once: (line: string) => written.push(line),
  warn: (line: string) => written.push(line),
  show: () => {},
} as unknown as Output;
const newLinter = () =>
  new Linter({ path: '/extension', read: () => Promise.reject(new Error('none')) }, output);

beforeEach(() => {
  started.length = 0;
  said.length = 0;
  written.length = 0;
  answer = undefined;
});

test('no worker is started before it is needed, and one serves all', async () => {
  const linter = newLinter();
  await linter.running();
  expect(started).toHaveLength(0);
  expect(await linter.rpc()).toBe(await linter.rpc());
  expect(started).toHaveLength(1);
});

/** What the worker says before it looks at a file. */
const atWork = (path: string | null): ChannelMessage => ({
  channel: 0,
  message: { type: 'event', name: 'atWork', data: { path } },
});

test('a worker that ends over a file is started again, and the file is set aside until it changes', async () => {
  const linter = newLinter();
  const renewed = vi.fn();
  linter.onDidRenew(renewed);
  await linter.rpc();
  started[0].say(atWork('/w/bad.c'));
  started[0].die('out of memory');
  expect(renewed).toHaveBeenCalledTimes(1);
  expect(await linter.rpc()).toBeDefined();
  expect(started).toHaveLength(2);
  expect(linter.setAside.has('/w/bad.c')).toBe(true);
  expect(written.join('\n')).toMatch(/out of memory[\s\S]*\/w\/bad\.c is not linted until it changes/);
  linter.setAside.release('/w/bad.c');
  expect(linter.setAside.count).toBe(0);
});

test('a worker that ends between two files takes none with it', async () => {
  const linter = newLinter();
  await linter.rpc();
  started[0].say(atWork('/w/good.c'));
  started[0].say(atWork(null));
  started[0].die('out of memory');
  expect(linter.setAside.count).toBe(0);
});

test('it is never switched off, and a message tells of the first end only', async () => {
  vi.useFakeTimers();
  try {
    const linter = newLinter();
    for (let death = 0; death < 20; death++) {
      const next = linter.rpc();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await next).toBeDefined();
      started[death].die('x');
    }
    expect(started).toHaveLength(20);
    expect(said.filter((each) => each.includes('stopped'))).toHaveLength(1);
    expect(written).toHaveLength(20);
  } finally {
    vi.useRealTimers();
  }
});

test('what was not linted is told once', () => {
  const linter = newLinter();
  const skipped = { file: '/w/a.c', line: null, kind: 'large' as const, reason: 'too large' };
  linter.tellSkipped([skipped]);
  expect(written).toEqual(['/w/a.c: too large']);
});

test('ending it for new settings is no death, and what is wrong with a setting is said once', async () => {
  const linter = newLinter();
  for (let time = 0; time < 5; time++) {
    await linter.rpc();
    await settled();
    linter.renew();
    await settled();
    expect(started[time].terminated).toBe(true);
  }
  expect(said).toEqual(['closewait.lint.models: model 1: it says nothing']);
});
