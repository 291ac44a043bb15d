import { setTimeout as delay } from 'node:timers/promises';
import type { ByteSource } from '../core/bytes';
import { type CaptureClient, CaptureSession, NotACaptureError } from '../core/session/capture';
import type { Locale } from '../core/words';
import { openFile, StreamSource, sizeYoungGeneration } from '../host/node';
import type { Capture } from './capture';
import type { Environment } from './environment';
import { NotACapture } from './errors';
import { nextTurn, RowsWhileReading } from './rows-while-reading';

const STANDARD_INPUT = '-';
/** Milliseconds of silence on a pipe after which a packet's lines are taken to be all there. */
const QUIET = 200;

/** A capture with what an incident joins it by. */
export interface OpenCapture extends Capture {
  readonly client: CaptureClient;
  /** The file as it is: for what is not a capture. */
  readonly source: ByteSource;
}

/** Opens a file, or standard input for `-`. Rejects with Node's own error when it cannot be opened. */
export async function openCapture(
  { stdin }: Pick<Environment, 'stdin'>,
  file: string,
  locale: Locale,
): Promise<OpenCapture> {
  const isInput = file === STANDARD_INPUT;
  return openSource(
    isInput ? new StreamSource(stdin, 'standard input') : await openFile(file),
    locale,
    isInput,
  );
}

/** Opens what is open already: pieces that are read as one. */
export function openSource(source: ByteSource, locale: Locale, isLive = false): OpenCapture {
  const rows = new RowsWhileReading();
  const session = CaptureSession.create(source, {
    locale,
    pause: () => rows.caughtUp(),
    turn: nextTurn,
    quiet: () => delay(QUIET, undefined, { ref: false }),
    ...(isLive && { now: () => Date.now() / 1000 }),
    observer: rows,
  });
  const client = session.client();
  let loaded = false;
  return {
    client,
    source,
    summary: () => session.summary(),
    load: async (rowsReady) => {
      if (loaded) return;
      sizeYoungGeneration(0);
      rows.start(rowsReady, () => source.close());
      try {
        await session.load(rows.signal, ({ connections }) => sizeYoungGeneration(connections));
      } catch (error) {
        throw rows.failure ?? (error instanceof NotACaptureError ? new NotACapture(error.message) : error);
      }
      await rows.finish();
      loaded = true;
    },
    rows: (from, to) => client.rows({ from, to, filtered: false }),
    lineExtent: (line) => client.lineExtent(line),
    bytes: (from, to) => client.bytes(from, to),
    packetLines: (rows) => client.tcpdumpLines(rows),
    connections: async (from, to) =>
      client.connections({ from, to, sort: 'connection', descending: false, filtered: false }).rows,
    findings: () => client.findings(),
    firstToExplain: () => client.firstToExplain(),
    explain: async (connection) => client.explain({ connection }),
    close: () => source.close(),
  };
}
