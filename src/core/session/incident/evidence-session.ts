import { type ByteSource, decodeUtf8, type StopSignal } from '../../bytes';
import { readSocketTable, type SocketTable } from '../../sockets';
import { CaptureSession, type CaptureSummary, NotACaptureError, type SessionOptions } from '../capture';
import { EvidenceClient } from './evidence-client';
import { IncidentSession } from './incident-session';

/** So far a text is looked through for rows of socket tables. */
const TABLE_BYTES = 4 << 20;

type OnProgress = (summary: CaptureSummary) => void;

/** One file with packets, socket tables, or both: a capture session that also knows rows, and what they say of connections. */
export class EvidenceSession {
  private incident: IncidentSession | null = null;
  /** It has rows and no packets. */
  private alone = false;
  private readonly capture: CaptureSession;

  private constructor(
    private readonly source: ByteSource,
    private readonly options: SessionOptions,
  ) {
    this.capture = CaptureSession.create(source, options);
  }

  /** Makes a session; nothing is read yet. */
  static create(source: ByteSource, options: SessionOptions): EvidenceSession {
    return new EvidenceSession(source, options);
  }

  /** As a capture session does; a text without packets is read when it has rows of a table, else it rejects as that does. */
  async load(signal: StopSignal, onProgress: OnProgress): Promise<void> {
    this.incident = null;
    this.alone = false;
    try {
      await this.capture.load(signal, onProgress);
    } catch (error) {
      this.alone = true;
      const table = error instanceof NotACaptureError ? await this.readTable() : null;
      if (table === null) throw error;
      this.join(table);
      onProgress(this.summary());
      return;
    }
    await this.joinRows(onProgress);
  }

  /** Reads what was added to the file since. */
  async advance(signal: StopSignal, onProgress: OnProgress): Promise<void> {
    if (this.alone) return this.load(signal, onProgress);
    await this.capture.advance(signal, (summary) => onProgress({ ...summary, ...this.counted() }));
    await this.joinRows(onProgress);
  }

  summary(): CaptureSummary {
    const summary = this.capture.summary();
    const read = this.alone ? ({ format: 'text', done: true } as const) : {};
    return { ...summary, ...read, ...this.counted() };
  }

  /** A view of the session with its own filter. */
  client(): EvidenceClient {
    const [current] = this.capture.clientParts();
    return new EvidenceClient(
      current,
      () => this.summary(),
      () => this.incident,
    );
  }

  private counted(): { readonly sockets?: number } {
    return this.incident === null ? {} : { sockets: this.incident.rowCount };
  }

  private async joinRows(onProgress: OnProgress): Promise<void> {
    const { format, done } = this.capture.summary();
    const table = format === 'text' ? await this.readTable() : null;
    if (table === null) {
      this.incident = null;
      return;
    }
    this.join(table);
    if (done) onProgress(this.summary());
  }

  private join(table: SocketTable): void {
    const { name } = this.source;
    const captures = this.alone ? [] : [{ name, client: this.capture.client() }];
    this.incident = new IncidentSession(captures, [{ name, table }], this.options.locale);
  }

  /** null: the text has no rows, and no counts of sockets. */
  private async readTable(): Promise<SocketTable | null> {
    // Of a compressed log, what it decompresses to.
    const source = this.alone ? this.source : (this.capture.client().content() ?? this.source);
    const bytes = new Uint8Array(Math.min(TABLE_BYTES, await source.size()));
    const count = await source.read(0, bytes);
    const text = decoded(bytes.subarray(0, count));
    if (text.includes('\0')) return null;
    const table = readSocketTable(text);
    return table.rows.length === 0 ? null : table;
  }
}

/** UTF-16 is what PowerShell 5 writes into a file. */
function decoded(bytes: Uint8Array): string {
  const [first, second, , fourth] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && fourth === 0))
    return wideText(bytes, 0);
  return first === 0xfe && second === 0xff ? wideText(bytes, 1) : decodeUtf8(bytes);
}

/** `low`: where the low byte of a unit stands, 0 or 1. */
function wideText(bytes: Uint8Array, low: 0 | 1): string {
  const pieces: string[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2)
    pieces.push(String.fromCharCode(bytes[at + low] | (bytes[at + 1 - low] << 8)));
  return pieces.join('').replace(/^\ufeff/, '');
}
