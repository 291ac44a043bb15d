/** Random access to a file's bytes, whatever it lives on: disk, memory, a decompressed stream. */
export interface ByteSource {
  /** The file's name, for messages and for detection by name when the content does not tell. */
  readonly name: string;
  /** Bytes in the file now. A growing file answers more later. Infinity where it is not known before the end (a decompressed stream). */
  size(): Promise<number>;
  /** Fills `target` from byte `offset`; resolves to the count of bytes read, less than `target.length` only at the end. */
  read(offset: number, target: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/** A file that is already in memory. */
export class MemorySource implements ByteSource {
  constructor(
    readonly name: string,
    private readonly bytes: Uint8Array,
  ) {}

  async size(): Promise<number> {
    return this.bytes.length;
  }

  async read(offset: number, target: Uint8Array): Promise<number> {
    const end = Math.min(this.bytes.length, offset + target.length);
    if (offset >= end) return 0;
    target.set(this.bytes.subarray(offset, end));
    return end - offset;
  }

  async close(): Promise<void> {}
}
