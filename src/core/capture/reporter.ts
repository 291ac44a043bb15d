import type { CaptureSink } from './capture-reader';
import type { Problem } from './problem';

/** Hands problems to a sink. */
export class Reporter {
  private readonly reported = new Set<string>();

  constructor(private readonly sink: CaptureSink) {}

  report(id: string, severity: Problem['severity'], offset: number, values: Problem['values']): void {
    this.sink.problem({ id, severity, offset, values });
  }

  /** For what is likely wrong with every packet of a file alike: only the first one is told. */
  once(id: string, severity: Problem['severity'], offset: number, values: Problem['values']): void {
    if (this.reported.has(id)) return;
    this.reported.add(id);
    this.report(id, severity, offset, values);
  }
}
