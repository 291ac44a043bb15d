import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../../src/core/bytes';
import type { CaptureSummary } from '../../../src/core/session/capture';
import { CaptureWorker, HeldBytes, type PageSession, type ReadingSession } from '../../../src/host/worker';
import {
  type CaptureEvents,
  type CaptureRequests,
  type ChannelMessage,
  Channels,
  type MessageLink,
  Rpc,
  type SourceReference,
  type WorkerEvents,
  type WorkerRequests,
} from '../../../src/protocol';

type None = Record<never, never>;
type PageEnd = Rpc<CaptureRequests, None, None, CaptureEvents>;

/** A session that counts a file's lines as its packets; one named `bad` is no capture. */
class LineSession implements ReadingSession {
  private lines = 0;
  private done = false;

  constructor(
    private readonly source: ByteSource,
    private readonly hold: Promise<void>,
  ) {}

  async load(signal: AbortSignal, onProgress: (summary: CaptureSummary) => void): Promise<void> {
    onProgress(this.summary());
    await this.hold;
    if (this.source.name === 'bad') throw new Error('not a capture\nbegins with 00 01\nsupported: pcap');
    await this.advance(signal, onProgress);
  }

  async advance(signal: AbortSignal, onProgress: (summary: CaptureSummary) => void): Promise<void> {
    const bytes = new Uint8Array(await this.source.size());
    await this.source.read(0, bytes);
    this.done = !signal.aborted;
    if (this.done) this.lines = new TextDecoder().decode(bytes).split('\n').length - 1;
    onProgress(this.summary());
  }

  client(): PageSession {
    let filter: string | null = null;
    const client: Pick<
      PageSession,
      'filteredRows' | 'allFilteredRows' | 'summary' | 'filter' | 'rows' | 'packet'
    > = {
      filteredRows: () => (filter === null ? null : filter.length),
      allFilteredRows: async () => (filter === null ? null : filter.length),
      summary: () => this.summary(),
      filter: ({ text }) => {
        filter = text;
        return { rows: text.length, error: null, note: null };
      },
      // Every third line, from the second on, is a packet.
      rows: ({ from, to }) =>
        Array.from({ length: Math.min(to, this.lines) - from }, (_, at) => from + at).map((row) =>
          row % 3 === 1 ? { kind: 'packet', row, index: (row - 1) / 3 } : { kind: 'line', row, of: null },
        ) as never,
      // Numbers as tcpdump prints them with `-#` when the log was cut at its beginning.
      packet: ({ index }) => ({ row: { packet: 100 + 2 * index } }) as never,
    };
    return client as PageSession;
  }

  log(): ReturnType<ReadingSession['log']> {
    const log: Pick<ReturnType<ReadingSession['log']>, 'logRuns'> = {
      logRuns: () => [{ first: 1, last: this.lines }],
    };
    return log as ReturnType<ReadingSession['log']>;
  }

  private summary(): CaptureSummary {
    const { lines, done } = this;
    return {
      rows: lines,
      packets: Math.floor((lines + 1) / 3),
      done,
      name: this.source.name,
    } as CaptureSummary;
  }
}

/** A worker and what the extension host holds of it, in one thread. */
function started(hold: Promise<void> = Promise.resolve()) {
  const [inside, outside] = [0, 1].map(() => ({ handler: (_: ChannelMessage) => {} }));
  const link = (mine: typeof inside, theirs: typeof inside): MessageLink => ({
    post: (message) => {
      const copy = structuredClone(message);
      setTimeout(() => theirs.handler(copy), 0);
    },
    receive: (handler) => {
      mine.handler = handler;
    },
  });
  new CaptureWorker(
    new Channels(link(inside, outside)),
    {
      openSource: async (reference) => {
        if (reference.kind === 'bytes') return new HeldBytes(reference.name, reference.bytes);
        throw new Error(`${reference.path}: no such file`);
      },
    },
    ({ source }) => new LineSession(source, hold),
  );
  const channels = new Channels(link(outside, inside));
  const host = new Rpc<WorkerRequests, None, None, WorkerEvents>(channels.open(0), {});
  const page = async (channel: number, listen: (page: PageEnd) => void = () => {}) => {
    const end: PageEnd = new Rpc<CaptureRequests, None, None, CaptureEvents>(channels.open(channel), {});
    listen(end);
    await host.ask('connectPage', { channel });
    return end;
  };
  return { host, page };
}

const bytes = (text: string, name = 'a.log'): SourceReference => ({
  kind: 'bytes',
  name,
  bytes: new TextEncoder().encode(text),
});

describe('opening', () => {
  test('answers when the file is read, and tells host and pages of its progress', async () => {
    const { host, page } = started();
    const first = await page(1);
    const heard: unknown[] = [];
    host.on('progress', ({ rows }) => heard.push(['host', rows]));
    first.on('progress', ({ rows }) => heard.push(['page', rows]));
    expect(await host.ask('open', { source: bytes('a\nb\n'), locale: 'en' })).toEqual({ cancelled: false });
    expect(heard).toEqual([
      ['host', 0],
      ['page', 0],
      ['host', 2],
      ['page', 2],
    ]);
  });

  test('a page that connects before the file is open waits for it', async () => {
    const { host, page } = started();
    const first = await page(1);
    const summary = first.ask('summary', {});
    await host.ask('open', { source: bytes('a\n', 'late.log'), locale: 'en' });
    expect((await summary).name).toBe('late.log');
  });

  test('what is said of lines waits for the end, and follows what is added', async () => {
    let release = () => {};
    const { host } = started(
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    const opening = host.ask('open', { source: bytes('a\nb\n'), locale: 'en' });
    const runs = host.ask('logRuns', {});
    release();
    await opening;
    expect(await runs).toEqual([{ first: 1, last: 2 }]);
    await host.ask('advance', { source: bytes('a\nb\nc\n') });
    expect(await host.ask('logRuns', {})).toEqual([{ first: 1, last: 3 }]);
  });

  test('a cancelled load keeps what it has', async () => {
    let release = () => {};
    const { host, page } = started(
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    const first = await page(1);
    const abort = new AbortController();
    let stopped = 0;
    first.on('stopped', () => {
      stopped++;
    });
    const opening = host.ask('open', { source: bytes('a\n'), locale: 'en' }, abort.signal);
    await first.ask('summary', {});
    abort.abort();
    await expect(opening).rejects.toThrow('cancelled');
    // By the time that this is answered, the cancellation has arrived too.
    await first.ask('summary', {});
    release();
    expect((await first.ask('summary', {})).done).toBe(false);
    await expect.poll(() => stopped).toBe(1);
    await page(2, (late) => late.on('stopped', () => stopped++));
    await expect.poll(() => stopped).toBe(2);
  });

  test('what is no capture is told to every page, also to one that comes later, with its details', async () => {
    const { host, page } = started();
    const failures: CaptureEvents['failed'][] = [];
    (await page(1)).on('failed', (failure) => failures.push(failure));
    await host.ask('open', { source: bytes('x', 'bad'), locale: 'en' });
    await page(2, (late) => late.on('failed', (failure) => failures.push(failure)));
    const expected = { message: 'not a capture', detail: ['begins with 00 01', 'supported: pcap'] };
    expect(failures).toEqual([expected, expected]);
    const third = await page(3);
    await expect(third.ask('summary', {})).rejects.toThrow('not a capture');
  });

  test('a file that is gone is a failure, not a silence', async () => {
    const { host, page } = started();
    await host.ask('open', { source: { kind: 'file', name: 'x', path: '/gone/x' }, locale: 'en' });
    await expect((await page(1)).ask('rows', { from: 0, to: 1, filtered: false })).rejects.toThrow(
      '/gone/x: no such file',
    );
  });
});

describe('pages', () => {
  test('each has a filter of its own', async () => {
    const { host, page } = started();
    const [first, second] = [await page(1), await page(2)];
    await host.ask('open', { source: bytes('a\n'), locale: 'en' });
    await first.ask('filter', { text: 'fin' });
    const heard: unknown[] = [];
    first.on('progress', ({ filteredRows }) => heard.push(['first', filteredRows]));
    second.on('progress', ({ filteredRows }) => heard.push(['second', filteredRows]));
    await host.ask('advance', { source: bytes('a\nb\n') });
    expect(heard).toEqual([
      ['first', 3],
      ['second', null],
    ]);
  });

  test('one that left hears nothing more and is answered nothing', async () => {
    const { host, page } = started();
    const first = await page(1);
    await host.ask('open', { source: bytes('a\n'), locale: 'en' });
    let heard = 0;
    first.on('progress', () => {
      heard++;
    });
    await host.ask('disconnectPage', { channel: 1 });
    await host.ask('advance', { source: bytes('a\nb\n') });
    expect(heard).toBe(0);
  });
});

describe('a file that changes', () => {
  test('growth is read on, in the same session', async () => {
    const { host, page } = started();
    const first = await page(1);
    await host.ask('open', { source: bytes('a\n'), locale: 'en' });
    await first.ask('filter', { text: 'x' });
    expect(await host.ask('advance', { source: bytes('a\nb\nc\n') })).toEqual({ change: 'grown' });
    expect((await first.ask('summary', {})).rows).toBe(3);
  });

  test('the same bytes again are no change', async () => {
    const { host } = started();
    await host.ask('open', { source: bytes('a\n'), locale: 'en' });
    expect(await host.ask('advance', { source: bytes('a\n') })).toEqual({ change: 'none' });
  });

  test('another file in its place begins a new session, and pages are told before they hear of it', async () => {
    const { host, page } = started();
    const first = await page(1);
    await host.ask('open', { source: bytes('a\nb\n'), locale: 'en' });
    const heard: unknown[] = [];
    first.on('replaced', () => heard.push('replaced'));
    first.on('progress', ({ rows }) => heard.push(rows));
    expect(await host.ask('advance', { source: bytes('z\n') })).toEqual({ change: 'replaced' });
    expect(heard).toEqual(['replaced', 0, 1]);
  });

  test('a file that was no capture at first is tried again when it changes', async () => {
    const { host, page } = started();
    const first = await page(1);
    await host.ask('open', { source: bytes('x', 'bad'), locale: 'en' });
    await host.ask('advance', { source: bytes('a\n', 'good') });
    expect((await first.ask('summary', {})).rows).toBe(1);
  });
});

describe('finding a packet', () => {
  const log = '.\n'.repeat(9);

  test.each([
    [2, 0],
    [3, 0],
    [4, 0],
    [5, 1],
    [9, 2],
    [1, 0],
    [500, 2],
  ])('line %d belongs to packet %d: its own, else the one above, else the one below', async (line, index) => {
    const { host } = started();
    await host.ask('open', { source: bytes(log), locale: 'en' });
    expect(await host.ask('packetOfLine', { line })).toBe(index);
  });

  test('a line of a file without packets has none', async () => {
    const { host } = started();
    await host.ask('open', { source: bytes('\n'), locale: 'en' });
    expect(await host.ask('packetOfLine', { line: 1 })).toBeNull();
  });

  test.each([
    [100, 0],
    [104, 2],
    [102, 1],
    [1, 0],
    [999, 2],
  ])('number %d, of numbers that begin at 100, is packet %d', async (packet, index) => {
    const { host } = started();
    await host.ask('open', { source: bytes(log), locale: 'en' });
    expect(await host.ask('packetOfNumber', { packet })).toBe(index);
  });

  test('there is no number to find without packets', async () => {
    const { host } = started();
    await host.ask('open', { source: bytes(''), locale: 'en' });
    expect(await host.ask('packetOfNumber', { packet: 1 })).toBeNull();
  });
});
