import type { ByteSource } from '../../core/bytes';
import type { CaptureSummary } from '../../core/session/capture';
import { NOTHING_BESIDE, type OpenedEvidence, openEvidence } from '../../core/session/incident';
import type { LogRequests } from '../../core/session/log';
import type { Locale } from '../../core/words';
import {
  type CaptureEvents,
  type Channels,
  type Handlers,
  Rpc,
  type SingleSource,
  type SourceReference,
  type WorkerEvents,
  type WorkerRequests,
} from '../../protocol';
import { Exports } from './exports';
import { type FileIdentity, identify, isReplaced } from './file-identity';
import { HeldBytes } from './held-bytes';
import { type Progressing, packetOfLine, packetOfNumber, readWhole } from './look-up';
import { PageChannel } from './page-channel';
import type { WorkerPlatform } from './platform';
import type { OpenSession, PageSession, ReadingSession } from './session-contract';
import { Signal } from './signal';

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** The extension host's own channel. */
const HOST = 0;

/** A file that is open: its bytes, what is known of them, and the session that reads them. */
interface Reading {
  readonly source: ByteSource;
  readonly session: ReadingSession;
  /** The session knows what kind of file this is: it can be asked. */
  begun: boolean;
  /** Reading was cancelled. */
  stopped: boolean;
  identity: FileIdentity;
  /** Files that are read as one: their names and sizes; '' where there is one only. */
  pieces: string;
  readonly growing: OpenedEvidence['growing'];
  /** Opened later than the others, with further pieces. */
  readonly taken: ByteSource[];
}

type PiecesReference = Extract<SourceReference, { readonly kind: 'pieces' }>;

/** Which files there are, and how long they are. */
async function stateOf(pieces: readonly ByteSource[]): Promise<string> {
  const sizes: [string, number][] = [];
  for (const piece of pieces) sizes.push([piece.name, await piece.size()]);
  return JSON.stringify(sizes);
}

const withName = (source: ByteSource, name: string): ByteSource => ({
  name,
  size: () => source.size(),
  read: (offset, target) => source.read(offset, target),
  close: () => source.close(),
});

/** Reads one capture for the extension host and answers the pages that show it. */
export class CaptureWorker {
  private readonly host: Rpc<never, WorkerRequests, WorkerEvents, never>;
  private readonly pages = new Map<number, PageChannel>();
  private readonly changed = new Signal();
  private readonly exports = new Exports();
  private reading: Reading | undefined;
  private failure: CaptureEvents['failed'] | undefined;
  private locale: Locale = 'en';
  private log: { readonly of: ReadingSession; readonly answers: Handlers<LogRequests> } | null = null;

  constructor(
    private readonly channels: Channels,
    private readonly platform: WorkerPlatform,
    private readonly openSession: OpenSession,
  ) {
    this.host = new Rpc<never, WorkerRequests, WorkerEvents, never>(channels.open(HOST), this.handlers());
  }

  private handlers(): Handlers<WorkerRequests> {
    return {
      open: ({ source, locale }, signal) => {
        this.locale = locale;
        return this.open(source, signal);
      },
      advance: ({ source }, signal) => this.advance(source, signal),
      connectPage: ({ channel }) => this.connectPage(channel),
      disconnectPage: ({ channel }) => this.disconnectPage(channel),
      packetOfLine: async ({ line }, signal) => packetOfLine(line, await this.progressing(signal)),
      servers: async () => (await this.session()).client().servers({}, new AbortController().signal),
      ...this.logHandlers(),
      exportable: async ({ channel }) => this.exports.about(await this.pageOf(channel)),
      exportBegin: async ({ channel, request }) =>
        this.exports.begin(await this.pageOf(channel), request, this.locale),
      exportNext: ({ id }) => this.exports.next(id),
      exportEnd: ({ id }) => this.exports.end(id),
      packetOfNumber: async ({ packet }, signal) => packetOfNumber(packet, await this.progressing(signal)),
    };
  }

  private async open(reference: SourceReference, signal: AbortSignal): Promise<{ cancelled: boolean }> {
    this.failure = undefined;
    try {
      const pieces = reference.kind === 'pieces' ? await this.stateOf(reference) : '';
      const opened = await this.openSource(reference, signal);
      const { source } = opened;
      const session = this.openSession(opened, this.locale);
      this.reading = {
        ...{ source, session, begun: false, stopped: false, identity: await identify(source) },
        ...{ pieces, growing: opened.growing, taken: [] },
      };
      await session.load(signal, (summary) => this.progress(summary));
      this.reading.identity = await identify(source);
      if (signal.aborted) this.stop(this.reading);
    } catch (error) {
      if (!signal.aborted) await this.fail(error);
    }
    return { cancelled: signal.aborted };
  }

  private async openSource(reference: SourceReference, signal: AbortSignal): Promise<OpenedEvidence> {
    if (reference.kind !== 'pieces')
      return { source: await this.platform.openSource(reference), beside: NOTHING_BESIDE, growing: null };
    const pieces = await this.openPieces(reference.pieces);
    return openEvidence(reference.name, pieces, { locale: this.locale, pause }, signal);
  }

  private async stateOf({ pieces }: PiecesReference): Promise<string> {
    const sources = await this.openPieces(pieces);
    const state = await stateOf(sources);
    for (const source of sources) await source.close();
    return state;
  }

  private async openPieces(references: readonly SingleSource[]): Promise<ByteSource[]> {
    const pieces: ByteSource[] = [];
    for (const reference of references) {
      const { name } = reference;
      const source = await this.platform.openSource(reference);
      // Files of the same name are told apart by more of their paths than a source knows.
      pieces.push(source.name === name ? source : withName(source, name));
    }
    return pieces;
  }

  private async advance(
    reference: SourceReference,
    signal: AbortSignal,
  ): Promise<WorkerRequests['advance']['result']> {
    const { reading } = this;
    if (reference.kind === 'pieces') return this.advancePieces(reference, signal);
    const fresh = await this.platform.openSource(reference);
    if (reading?.source instanceof HeldBytes && fresh instanceof HeldBytes) {
      if (reference.kind === 'bytes' && reference.isLook === true)
        return this.lookAgain(reading, fresh, signal);
      reading.source.adopt(fresh);
    }
    try {
      if (reading !== undefined && !(await isReplaced(reading.identity, reading.source, fresh))) {
        return await this.readOn(reading, signal);
      }
    } finally {
      await fresh.close();
    }
    await this.forget();
    await this.open(reference, signal);
    return { change: 'replaced' };
  }

  /** Reads on where pieces came behind those that are known; anything else is read anew. */
  private async advancePieces(
    reference: PiecesReference,
    signal: AbortSignal,
  ): Promise<WorkerRequests['advance']['result']> {
    const { reading } = this;
    const fresh = await this.openPieces(reference.pieces);
    const state = await stateOf(fresh);
    if (reading !== undefined && reading.pieces === state) {
      for (const piece of fresh) await piece.close();
      return { change: 'none' };
    }
    if (reading !== undefined && (await reading.growing?.extend(fresh, signal).catch(() => false))) {
      reading.taken.push(...fresh);
      reading.pieces = state;
      return this.readOn(reading, signal);
    }
    for (const piece of fresh) await piece.close();
    await this.forget();
    await this.open(reference, signal);
    return { change: 'replaced' };
  }

  private async lookAgain(
    reading: Reading,
    fresh: HeldBytes,
    signal: AbortSignal,
  ): Promise<WorkerRequests['advance']['result']> {
    if (!(reading.source instanceof HeldBytes) || !reading.source.renew(fresh)) return { change: 'none' };
    await this.readOn(reading, signal);
    return { change: 'grown' };
  }

  private async readOn(reading: Reading, signal: AbortSignal): Promise<WorkerRequests['advance']['result']> {
    const { size } = reading.identity;
    await reading.session.advance(signal, (summary) => this.progress(summary));
    reading.identity = await identify(reading.source);
    return { change: reading.identity.size > size ? 'grown' : 'none' };
  }

  private async forget(): Promise<void> {
    for (const piece of this.reading?.taken ?? []) await piece.close();
    await this.reading?.source.close();
    this.reading = undefined;
    this.failure = undefined;
    for (const page of this.pages.values()) page.replaced();
  }

  private connectPage(channel: number): null {
    const page = new PageChannel(
      this.channels.open(channel),
      () => this.session(),
      () => this.locale,
    );
    this.pages.set(channel, page);
    if (this.failure !== undefined) page.failed(this.failure);
    if (this.reading?.stopped) page.stopped();
    return null;
  }

  private disconnectPage(channel: number): null {
    this.pages.get(channel)?.close();
    this.pages.delete(channel);
    this.channels.close(channel);
    return null;
  }

  private async pageOf(channel: number): Promise<PageSession> {
    const page = this.pages.get(channel);
    return page === undefined ? (await this.session()).client() : page.page();
  }

  private progress(summary: CaptureSummary): void {
    if (this.reading !== undefined) this.reading.begun = true;
    this.host.tell('progress', summary);
    for (const page of this.pages.values()) void page.progress(summary);
    this.changed.raise();
  }

  private stop(reading: Reading): void {
    reading.stopped = true;
    for (const page of this.pages.values()) page.stopped();
  }

  private async fail(error: unknown): Promise<void> {
    this.failure = failureOf(error);
    await this.reading?.source.close();
    this.reading = undefined;
    for (const page of this.pages.values()) page.failed(this.failure);
    this.changed.raise();
  }

  /** The session, as soon as it can be asked: a filter that came earlier would be lost. */
  private async session(): Promise<ReadingSession> {
    for (;;) {
      if (this.failure !== undefined) throw new Error(this.failure.message);
      if (this.reading?.begun) return this.reading.session;
      await this.changed.raised();
    }
  }

  /** Answered when all is read: what is wrong with a connection is known at its end. */
  private logHandlers(): Handlers<LogRequests> {
    const whole = async (signal: AbortSignal) => {
      const reading = await this.progressing(signal);
      await readWhole(reading);
      return this.logOf(await this.session());
    };
    return {
      logLines: async (params, signal) => (await whole(signal)).logLines(params, signal),
      logHover: async (params, signal) => (await whole(signal)).logHover(params, signal),
      logConnections: async (params, signal) => (await whole(signal)).logConnections(params, signal),
      logProblems: async (params, signal) => (await whole(signal)).logProblems(params, signal),
      logRuns: async (params, signal) => (await whole(signal)).logRuns(params, signal),
      logAcknowledged: async (params, signal) => (await whole(signal)).logAcknowledged(params, signal),
      logAcknowledging: async (params, signal) => (await whole(signal)).logAcknowledging(params, signal),
      logSubject: async (params, signal) => (await whole(signal)).logSubject(params, signal),
    };
  }

  private logOf(session: ReadingSession): Handlers<LogRequests> {
    if (this.log?.of !== session) this.log = { of: session, answers: session.log() };
    return this.log.answers;
  }

  private async progressing(signal: AbortSignal): Promise<Progressing> {
    const session = await this.session();
    return { client: session.client(), signal, more: () => this.changed.raised() };
  }
}

/** An error's message, with further lines as detail: sessions throw `what is wrong` and then what was found and is supported. */
function failureOf(error: unknown): CaptureEvents['failed'] {
  const [message, ...detail] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { message, detail };
}
