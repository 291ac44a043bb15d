import { exportedReport, exportedStream } from '../../core/report';
import { type ExportProgress, ExportRefused, exportTold, noProgress } from '../../core/session/capture';
import type { Locale } from '../../core/words';
import type { Exportable, ExportedPiece, ExportRequest } from '../../protocol';
import type { PageSession } from './session-contract';

interface Running {
  readonly pieces: AsyncIterator<Uint8Array>;
  readonly progress: ExportProgress;
  readonly stop: { aborted: boolean };
  readonly told: () => readonly string[];
  /** The first piece, which was made to see whether there is anything to be written; null: it was handed over. */
  first: IteratorResult<Uint8Array> | null;
}

/** Exports under way: each goes on by a piece when it is asked for the next one. */
export class Exports {
  private readonly running = new Map<number, Running>();
  private lastId = 0;

  async about(page: PageSession): Promise<Exportable> {
    const { format, packets } = await page.summary({}, NEVER);
    return { isText: format === 'text', packets, filtered: await page.allFilteredRows() };
  }

  async begin(page: PageSession, request: ExportRequest, locale: Locale): Promise<{ id: number }> {
    const stop = { aborted: false };
    const progress = noProgress();
    const pieces = piecesOf(page, request, { locale, progress, stop });
    const first = await pieces.next();
    if (first.done === true) throw new ExportRefused('nothing has been read yet');
    const told = () => (request.kind === 'capture' ? exportTold(locale, progress, request.format) : []);
    this.running.set(++this.lastId, { pieces, progress, stop, told, first });
    return { id: this.lastId };
  }

  async next(id: number): Promise<ExportedPiece> {
    const one = this.running.get(id);
    if (one === undefined) throw new Error('the export has ended');
    const piece = one.first ?? (await one.pieces.next());
    one.first = null;
    const { done, total } = one.progress;
    if (piece.done !== true)
      return { bytes: piece.value, done: total === 0 ? null : Math.min(1, done / total), told: [] };
    return { bytes: null, done: 1, told: one.told() };
  }

  end(id: number): null {
    const one = this.running.get(id);
    if (one !== undefined) one.stop.aborted = true;
    this.running.delete(id);
    return null;
  }
}

function piecesOf(
  page: PageSession,
  request: ExportRequest,
  { locale, progress, stop }: Pick<Running, 'progress' | 'stop'> & { readonly locale: Locale },
): AsyncIterator<Uint8Array> {
  if (request.kind === 'capture') return page.exported(request, progress, stop);
  if (request.kind === 'stream') return exportedStream(locale, page, request);
  return encoded(exportedReport(locale, page, request, stop));
}

const NEVER = new AbortController().signal;

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}
