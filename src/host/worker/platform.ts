import type { ByteSource } from '../../core/bytes';
import type { SingleSource } from '../../protocol';

/** What Node and the browser do differently for the worker that reads a capture. */
export interface WorkerPlatform {
  /** Opens the file for reading only; rejects when it is gone or not permitted. */
  openSource(reference: SingleSource): Promise<ByteSource>;
}
