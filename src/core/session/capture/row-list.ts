import { NEVER, type StopSignal } from '../../bytes';
import type { Findings } from '../../findings';
import type { CaptureReading } from './capture-reading';
import { type Expression, matchesPacket, needsFindings, needsText } from './filter';

/** Rows looked at between two turns of other work. */
const TURN = 20_000;

/** The rows that a filter leaves, kept up as the capture is read on. */
export class RowList {
  private rows = new Uint32Array(1024);
  private count = 0;
  /** Rows looked at so far. */
  private looked = 0;
  /** What was found when the rows were looked at, where the filter asks for it. */
  private judgedBy: Findings | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    readonly reading: CaptureReading,
    readonly expression: Expression,
  ) {}

  get length(): number {
    return this.count;
  }

  at(position: number): number {
    return this.rows[position];
  }

  /** Looks at the rows that have come since; one at a time. */
  extend(signal: StopSignal = NEVER): Promise<void> {
    this.running = this.running.then(() => this.lookOn(signal));
    return this.running;
  }

  /** Position of the first row at or after `row`; `length` when there is none. */
  positionOf(row: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.rows[middle] < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** False until something has been found; begins anew where it has changed. */
  private judgesBy(findings: Findings | null): boolean {
    if (findings !== this.judgedBy) this.count = this.looked = 0;
    this.judgedBy = findings;
    return findings !== null;
  }

  private async lookOn(signal: StopSignal): Promise<void> {
    const withText = needsText(this.expression);
    const { findings } = this.reading.findings;
    if (needsFindings(this.expression) && !this.judgesBy(findings)) return;
    const { tracker } = this.reading.recorder;
    const capture = { tracker, stuckOf: this.reading.parts.stuckOf };
    while (this.looked < this.reading.rowCount && !signal.aborted) {
      const end = Math.min(this.reading.rowCount, this.looked + TURN);
      for (let row = this.looked; row < end; row++) {
        const text = withText ? (await this.reading.rowText(row)).toLowerCase() : '';
        if (matchesPacket(this.expression, capture, this.reading.packetOfRow(row), () => text))
          this.push(row);
      }
      this.looked = end;
      await this.reading.pause();
    }
  }

  private push(row: number): void {
    if (this.count === this.rows.length) {
      const grown = new Uint32Array(this.rows.length * 2);
      grown.set(this.rows);
      this.rows = grown;
    }
    this.rows[this.count++] = row;
  }
}
