import type { ByteSource, StopSignal } from '../../bytes';
import { say } from '../../explain';
import { CaptureSession, type SessionOptions } from './capture-session';
import { groupPieces, joinPieces, type PieceCandidate } from './pieces';

/** Recordings that a message names. */
const MOST_NAMED = 5;

/**
 * Files as one recording, in the order of their times. Rejects, in words, where they are not the pieces of one; the files
 * belong to what is returned, and are closed where nothing is.
 */
export async function openPieces(
  name: string,
  sources: readonly ByteSource[],
  options: SessionOptions,
  signal: StopSignal,
): Promise<ByteSource> {
  const close = async () => {
    for (const source of sources) await source.close();
  };
  try {
    const candidates: PieceCandidate[] = [];
    for (const source of sources) {
      const session = CaptureSession.create(source, options);
      await session.load(signal, () => {});
      candidates.push({ name: source.name, client: session.client() });
    }
    const groups = await groupPieces(candidates);
    const names = groups.slice(0, MOST_NAMED).map(([first]) => candidates[first].name);
    if (groups.length !== 1)
      throw new Error(
        say(options.locale, 'pieces.several', { count: groups.length, names: names.join(', ') }),
      );
    const whole = await joinPieces(groups[0].map((at) => candidates[at]));
    return { name, size: () => whole.size(), read: (at, target) => whole.read(at, target), close };
  } catch (error) {
    await close();
    throw error;
  }
}
