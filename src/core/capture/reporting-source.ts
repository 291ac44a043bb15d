import type { ByteSource } from '../bytes';
import type { Problem } from './problem';

/** A source that can itself be damaged, as a compressed stream can. */
export interface ReportingSource extends ByteSource {
  /** What is wrong with what has been read up to its present end; offsets are those of the bytes it delivers. */
  problems(): readonly Problem[];
}

export const reportsProblems = (source: ByteSource): source is ReportingSource =>
  typeof (source as Partial<ReportingSource>).problems === 'function';
