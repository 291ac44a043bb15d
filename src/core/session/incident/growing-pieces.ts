import type { ByteSource, StopSignal } from '../../bytes';
import {
  CaptureSession,
  groupPieces,
  type PieceCandidate,
  type PiecedSource,
  piecesOf,
  type SessionOptions,
} from '../capture';

/** A piece as it was when it was read. */
interface KnownPiece {
  readonly name: string;
  readonly size: number;
}

/** The pieces of a recording that may still go on: tcpdump -C and -G begin another piece when one is full. */
export class GrowingPieces {
  constructor(
    private readonly whole: PiecedSource,
    /** In the order of time. */
    private known: readonly KnownPiece[],
    private readonly options: SessionOptions,
  ) {}

  /**
   * Takes in what was added to the last piece and the pieces behind it, out of all of them opened anew. false: something else
   * has become of them, and they have to be read from their start. What is taken in is read from these sources from now on.
   */
  async extend(sources: readonly ByteSource[], signal: StopSignal): Promise<boolean> {
    const there = new Map(sources.map((source) => [source.name, source]));
    const last = this.known.length - 1;
    for (const [at, { name, size }] of this.known.entries()) {
      const now = (await there.get(name)?.size()) ?? -1;
      if (at < last ? now !== size : now < size) return false;
    }
    const read = new Set(this.known.slice(0, last).map(({ name }) => name));
    const candidates: PieceCandidate[] = [];
    const sizes = new Map<string, number>();
    for (const source of sources.filter(({ name }) => !read.has(name))) {
      const size = await source.size();
      const candidate = await readPiece(source, this.options, signal);
      if (candidate === null) continue;
      if (!canGrow(candidate, source)) return false;
      candidates.push(candidate);
      sizes.set(source.name, size);
    }
    const [order, ...others] = await groupPieces(candidates);
    const pieces = (order ?? []).map((at) => candidates[at]);
    if (others.length > 0 || pieces[0]?.name !== this.known[last].name) return false;
    this.whole.replaceLast(await piecesOf(pieces));
    const added = pieces.map(({ name }) => ({ name, size: sizes.get(name) ?? 0 }));
    this.known = [...this.known.slice(0, last), ...added];
    return true;
  }
}

/** A compressed piece, and text whose last line may go on, are read anew. */
export function canGrow({ client }: PieceCandidate, source: ByteSource): boolean {
  const { format, source: content } = client.asPiece();
  return format !== 'text' && content === source;
}

/** null: nothing has been recorded in it yet. */
async function readPiece(
  source: ByteSource,
  options: SessionOptions,
  signal: StopSignal,
): Promise<PieceCandidate | null> {
  if ((await source.size()) === 0) return null;
  const session = CaptureSession.create(source, options);
  await session.load(signal, () => {});
  const client = session.client();
  return client.summary().packets === 0 ? null : { name: source.name, client };
}
