import { NEVER, type StopSignal } from '../../bytes';
import type { Findings } from '../../findings';
import { type ConnectionId, NO_PACKET, type PacketIndex } from '../../tcp';
import type { CaptureReading } from './capture-reading';
import {
  type Expression,
  type Filtered,
  type FilteredRow,
  matchesPacket,
  needsFindings,
  needsText,
  partsOf,
} from './filter';
import { PayloadStreams } from './payload-search';

/** Rows looked at between two turns of other work; those whose payload is read take longer. */
const TURN = 20_000;
const PAYLOAD_TURN = 500;

const NOTHING_READ: Pick<FilteredRow, 'text' | 'carries'> = { text: '', carries: new Set() };

const filteredOf = ({ recorder, values, parts: { stuckOf }, findings }: CaptureReading): Filtered => ({
  tracker: recorder.tracker,
  values,
  stuckOf,
  findingsOf: (connection) => findings.findings?.ofConnection(connection).map(({ id }) => id) ?? [],
  processOf: (connection, side) => recorder.processOf(connection, side),
});

/** The rows that a filter leaves, kept up as the capture is read on. */
export class RowList {
  private rows = new Uint32Array(1024);
  private count = 0;
  /** Rows looked at so far. */
  private looked = 0;
  /** What was found when the rows were looked at, where the filter asks for it. */
  private judgedBy: Findings | null = null;
  private running: Promise<void> = Promise.resolve();
  /** The last packet of each connection, where the filter asks for the time between two. */
  private readonly last: Map<ConnectionId, PacketIndex> | null;
  private streams: readonly PayloadStreams[];
  private readonly withText: boolean;

  constructor(
    readonly reading: CaptureReading,
    readonly expression: Expression,
  ) {
    const parts = [...partsOf(expression)];
    const needles = parts.flatMap((part) => (part.kind === 'payload' ? [part.needle] : []));
    this.last = parts.some((part) => part.kind === 'quantity' && part.of === 'gap') ? new Map() : null;
    this.streams = needles.map((needle) => new PayloadStreams(reading, needle));
    this.withText = needsText(expression);
  }

  /** Packets whose payload was looked for and is not, or not wholly, in the recording. */
  get unread(): number {
    return Math.max(0, ...this.streams.map(({ unread }) => unread));
  }

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
    if (findings !== this.judgedBy) this.beginAnew();
    this.judgedBy = findings;
    return findings !== null;
  }

  private async lookOn(signal: StopSignal): Promise<void> {
    const { findings } = this.reading.findings;
    if (needsFindings(this.expression) && !this.judgesBy(findings)) return;
    const capture = filteredOf(this.reading);
    const turn = this.streams.length > 0 ? PAYLOAD_TURN : TURN;
    while (this.looked < this.reading.rowCount && !signal.aborted) {
      const end = Math.min(this.reading.rowCount, this.looked + turn);
      for (let row = this.looked; row < end; row++) {
        const index = this.reading.packetOfRow(row);
        const read = this.withText || this.streams.length > 0 ? await this.read(row, index) : NOTHING_READ;
        if (matchesPacket(this.expression, capture, { index, before: this.before(index), ...read }))
          this.push(row);
      }
      this.looked = end;
      await this.reading.pause();
    }
  }

  private beginAnew(): void {
    this.count = this.looked = 0;
    this.last?.clear();
    this.streams = this.streams.map(({ needle }) => new PayloadStreams(this.reading, needle));
  }

  /** What is in the file alone. */
  private async read(row: number, index: PacketIndex): Promise<Pick<FilteredRow, 'text' | 'carries'>> {
    const carries = new Set<Uint8Array>();
    for (const stream of this.streams)
      if (index >= 0 && (await stream.endsIn(index))) carries.add(stream.needle);
    return { text: this.withText ? (await this.reading.rowText(row)).toLowerCase() : '', carries };
  }

  /** The packet before in the same connection; -1: there is none, or it is not asked for. */
  private before(index: PacketIndex): PacketIndex {
    const { last } = this;
    if (last === null || index < 0) return NO_PACKET;
    const connection = this.reading.recorder.tracker.packets.connection(index);
    const before = last.get(connection) ?? NO_PACKET;
    last.set(connection, index);
    return before;
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
