import type { Clock, Parsers } from '../../core/session/lint';
import type { SingleSource } from '../../protocol';

/** What Node and the browser do differently for the worker that lints. */
export interface LintPlatform {
  /** Starts the parsers; `extensionFile` asks the extension host for one of the extension's files. */
  loadParsers(extensionFile: (path: string) => Promise<Uint8Array>): Promise<Parsers>;
  /** By which the work on a file is measured; by the time that goes by where there is none. */
  readonly clock?: Clock;
  /** The text of a file of at most `largest` bytes; rejects with the reason why there is none. */
  readText(source: SingleSource, largest: number): Promise<string>;
  /** Lets messages that wait be received. */
  pause(): Promise<void>;
  /** Ends the worker in a way that the extension host sees: it starts another one. */
  end(error: Error): void;
}
