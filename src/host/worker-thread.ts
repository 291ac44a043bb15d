import type { MessageLink } from '../protocol';

/** Where the extension is installed: the only thing that starting a worker needs to know of the editor. */
export interface ExtensionFiles {
  /** A path on this machine's disk; meaningless in a browser. */
  readonly path: string;
  /** Bytes of one of the extension's files, by its path inside the extension. */
  read(relativePath: string): Promise<Uint8Array>;
}

/** What runs in a worker: the reader of one capture, or the linter. */
export type WorkerProgram = 'worker' | 'lint-worker';

/** A worker, as the extension host holds it. */
export interface WorkerThread extends MessageLink {
  /** Called once when the worker ends by itself (crash, out of memory), with the reason; never after `terminate`. */
  onDeath(listener: (reason: string) => void): void;
  terminate(): void;
}
