import { beforeEach, expect, test, vi } from 'vitest';
import type { ChannelMessage } from '../../../src/protocol';

/** Workers that were started, each with what ends it. */
const started: { die: (reason: string) => void; terminated: boolean }[] = [];
const said: string[] = [];
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
    const worker = { die: (_: string) => {}, terminated: false };
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
const newLinter = () => new Linter({ path: '/extension', read: () => Promise.reject(new Error('none')) });

beforeEach(() => {
  started.length = 0;
  said.length = 0;
  answer = undefined;
});

test('no worker is started before it is needed, and one serves all', async () => {
  const linter = newLinter();
  await linter.running();
  expect(started).toHaveLength(0);
  expect(await linter.rpc()).toBe(await linter.rpc());
  expect(started).toHaveLength(1);
});

test('a worker that ends by itself is started again; that is said once, and after the third time it stays off', async () => {
  const linter = newLinter();
  const renewed = vi.fn();
  linter.onDidRenew(renewed);
  for (let death = 1; death <= 3; death++) {
    expect(await linter.rpc()).toBeDefined();
    await settled();
    started[death - 1].die('out of memory');
    expect(renewed).toHaveBeenCalledTimes(death);
  }
  await settled();
  expect(await linter.rpc()).toBeUndefined();
  expect(started).toHaveLength(3);
  expect(said.filter((each) => each.includes('out of memory'))).toEqual([
    'The linter stopped unexpectedly and was started again: out of memory',
    'The linter stopped unexpectedly several times and is off: out of memory',
  ]);
});

test('one that is off is started again when the user says so', async () => {
  answer = 'Start Again';
  const linter = newLinter();
  for (let death = 0; death < 3; death++) {
    await linter.rpc();
    await settled();
    started[death].die('x');
    await settled();
  }
  expect(await linter.rpc()).toBeDefined();
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
