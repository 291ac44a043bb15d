import { beforeEach, expect, test, vi } from 'vitest';
import type { Uri } from 'vscode';
import type { ChannelMessage } from '../../../src/protocol';

/** Workers that were started, each with what it was asked and what ends it. */
interface FakeWorker {
  readonly asked: string[];
  die(reason: string): void;
  terminated: boolean;
}
const started: FakeWorker[] = [];
/** Requests that are not answered. */
let unanswered: readonly string[] = [];

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(values[at])),
  },
  env: { language: 'en' },
  workspace: { getConfiguration: () => ({ get: (_: string, otherwise: unknown) => otherwise }) },
}));
vi.mock('#host', () => ({
  OPENS_FILES: true,
  startWorker: async () => {
    const worker: FakeWorker = { asked: [], die: () => {}, terminated: false };
    started.push(worker);
    let hear: (message: ChannelMessage) => void = () => {};
    return {
      post: ({ channel, message }: ChannelMessage) => {
        if (message.type !== 'request') return;
        worker.asked.push(message.method);
        if (unanswered.includes(message.method)) return;
        const result = message.method === 'advance' ? { change: 'none' } : {};
        queueMicrotask(() => hear({ channel, message: { type: 'answer', id: message.id, result } }));
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

const { CaptureDocument } = await import('../../../src/extension/capture/capture-document');
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

const written: string[] = [];
const failed = vi.fn<(failure: { readonly detail: readonly string[] }) => void>();
const gone = vi.fn<(gone: boolean) => void>();
let page: { restart: () => void; failed: typeof failed; gone: typeof gone; restarts: number };

beforeEach(() => {
  started.length = 0;
  written.length = 0;
  unanswered = [];
  failed.mockClear();
  gone.mockClear();
});

async function open() {
  const uri = { path: '/c/a.pcap', fsPath: '/c/a.pcap', scheme: 'file' } as Uri;
  const document = new CaptureDocument(uri, {
    extension: { path: '/extension', read: () => Promise.reject(new Error('none')) },
    output: { warn: (line: string) => written.push(line) } as never,
    showLoading: () => {},
    settled: () => {},
    disposed: () => {},
  });
  // A page that begins again connects again.
  page = {
    restarts: 0,
    restart: () => {
      page.restarts++;
      void document.connect(page);
    },
    failed,
    gone,
  };
  await document.connect(page);
  await settled();
  return document;
}

test('pages are told once that the file is gone, and that it is there again', async () => {
  const document = await open();
  document.found(true);
  expect(gone).not.toHaveBeenCalled();
  document.found(false);
  document.found(false);
  document.found(true);
  expect(gone.mock.calls).toEqual([[true], [false]]);
});

test('a worker that ends over an answer is started again, and the pages begin again', async () => {
  await open();
  started[0].die('out of memory');
  await settled();
  expect(started).toHaveLength(2);
  expect(started[1].asked).toEqual(['open', 'connectPage']);
  expect(page.restarts).toBe(1);
  expect(failed).not.toHaveBeenCalled();
  expect(written).toEqual(['Reading a.pcap stopped: out of memory']);
});

test('one that ends a second time leaves the capture set aside', async () => {
  await open();
  started[0].die('x');
  await settled();
  started[1].die('y');
  await settled();
  expect(started).toHaveLength(2);
  expect(failed).toHaveBeenCalledTimes(1);
});

test('a file over which the worker ends while it reads is not read again until it changes', async () => {
  unanswered = ['open'];
  const document = await open();
  started[0].die('out of memory');
  await document.connect(page);
  await settled();
  expect(started).toHaveLength(1);
  expect(failed).toHaveBeenCalledTimes(1);
  expect(failed.mock.calls[0][0].detail[0]).toBe('out of memory');
  unanswered = [];
  await document.confirmUnchanged();
  await settled();
  expect(started).toHaveLength(1);
  await document.look();
  await settled();
  expect(started).toHaveLength(2);
  expect(started[1].asked).toContain('open');
  expect(document.failure).toBeUndefined();
});

test('a reload ends the worker and begins with another', async () => {
  const document = await open();
  document.reload();
  await settled();
  expect(started.map(({ terminated }) => terminated)).toEqual([true, false]);
  expect(page.restarts).toBe(1);
});

test('after it was closed nothing is started', async () => {
  const document = await open();
  document.dispose();
  await settled();
  expect(started[0].terminated).toBe(true);
  await expect(document.connect(page)).rejects.toThrow('closed');
  expect(started).toHaveLength(1);
});
