import type { ByteSource } from '../../core/bytes';

/** Enough of a file's content to tell that it grew from that it was replaced. */
export interface FileIdentity {
  readonly size: number;
  readonly head: Uint8Array;
  /** The last bytes before `size`. */
  readonly tail: Uint8Array;
}

const SAMPLE = 4096;

/** Reads the file's first and last bytes. */
export async function identify(source: ByteSource): Promise<FileIdentity> {
  const size = await source.size();
  const head = await sample(source, 0, Math.min(SAMPLE, size));
  return { size, head, tail: await sample(source, Math.max(0, size - SAMPLE), size) };
}

/**
 * Whether another file took the place of the `known` one. `held` is the source opened back then, `fresh` the same
 * name opened now: their sizes differ when a file was renamed over it, and then `held` will never see what is written.
 */
export async function isReplaced(known: FileIdentity, held: ByteSource, fresh: ByteSource): Promise<boolean> {
  const size = await fresh.size();
  if (size < known.size || (await held.size()) < size) return true;
  const head = await sample(fresh, 0, known.head.length);
  const tail = await sample(fresh, known.size - known.tail.length, known.size);
  return !sameBytes(head, known.head) || !sameBytes(tail, known.tail);
}

async function sample(source: ByteSource, from: number, to: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(to - from);
  return bytes.subarray(0, await source.read(from, bytes));
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
