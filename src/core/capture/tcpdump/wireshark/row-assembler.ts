import { PacketKind, Segment } from '../../../decode';
import { TcpFlag } from '../../../tcp';
import type { LineIndex } from '../../../text';
import type { RunSettler } from '../run-settler';
import { isTcpWithoutPorts } from './may-be-tcp';
import { directionOf, type ShownConversation, ShownConversations } from './shown-conversations';
import type { ShownPacket } from './shown-packet';
import { fillSegment } from './shown-segment';

/** Rows that are held back for the sake of one that shows no TCP field. */
const MOST_HELD = 40;

/** A row of a protocol above TCP: `HTTP 150 GET /`. It has sent payload in one of `candidates`. */
interface UnplacedRow {
  readonly segment: Segment;
  readonly source: string;
  readonly destination: string;
  readonly frameLength: number;
  readonly candidates: readonly ShownConversation[];
  /** Wireshark calls it a repetition: its number may be any before. */
  readonly isCopy: boolean;
  /** A later segment of its sender did not go on behind it. */
  overtaken: boolean;
}

/**
 * Rows to packets. A row of a protocol above TCP shows neither ports nor numbers; the next row of its connection does,
 * by the Seq that it goes on with or the Ack that it gives, and what lies between is the payload, and at its end
 * perhaps a FIN. Until that row comes, such a row and those behind it are held back.
 */
export class RowAssembler {
  private readonly conversations = new ShownConversations();
  private readonly segment = new Segment();
  private unplaced: UnplacedRow[] = [];
  private held = 0;

  constructor(
    private readonly settler: RunSettler,
    private readonly internName: (name: string) => number,
  ) {}

  /** Rows wait for what later ones tell. */
  get isHolding(): boolean {
    return this.unplaced.length > 0;
  }

  /** Hands over the packet of a row that stands on `line`. */
  row(shown: ShownPacket, firstLine: LineIndex, headerLine: LineIndex): void {
    const { segment } = this;
    fillSegment(shown, segment, this.internName);
    if (segment.kind === PacketKind.tcp) {
      this.place(shown);
      this.conversations.add(shown, segment);
    }
    if (isTcpWithoutPorts(shown, segment.kind)) this.settler.rowWithoutPorts();
    const candidates =
      segment.kind === PacketKind.other ? this.conversations.between(shown.source, shown.destination) : [];
    const holds = candidates.length > 0 || this.unplaced.length > 0;
    const copy = this.settler.row(segment, shown.time, {
      firstLine,
      headerLine,
      number: shown.number,
      holds,
    });
    if (copy !== null && candidates.length > 0) {
      const { source, destination, frameLength } = shown;
      this.unplaced.push({
        segment: copy,
        source,
        destination,
        frameLength,
        candidates,
        overtaken: false,
        isCopy: shown.repeated,
      });
    }
    if (!this.settler.isHolding) return;
    if (holds && ++this.held >= MOST_HELD) this.release();
    else if (this.unplaced.length === 0 && !this.settler.weighsClock) this.release();
  }

  /** The text ends: what is still unplaced goes on from where its connection had come to. */
  finish(): void {
    this.guess(true);
    this.release();
  }

  /** No more rows for now: what is unplaced stays without a number. */
  release(): void {
    this.guess(false);
    this.unplaced = [];
    this.held = 0;
    this.settler.release();
  }

  /** Where only one connection is open, a row is its, with what its own length tells. */
  private guess(isLast: boolean): void {
    for (const row of this.unplaced) {
      if (row.segment.kind !== PacketKind.other || row.candidates.length !== 1) continue;
      const [conversation] = row.candidates;
      const from = row.source === conversation.hosts[0] ? 0 : 1;
      const length = predictedLength(conversation, row);
      if (length > 0) this.assign(row, conversation, from, length, isLast && !row.overtaken && !row.isCopy);
    }
  }

  /** What a row with numbers tells of those before it, in both directions. */
  private place(shown: ShownPacket): void {
    if (this.unplaced.length === 0) return;
    const conversation = this.conversations.find(shown);
    const from = directionOf(conversation, shown.source, shown.sourcePort);
    if (shown.seq >= 0) this.fill(conversation, from, shown.seq);
    // A repetition tells that its own bytes were sent before.
    if (shown.seq >= 0 && shown.repeated && shown.seq <= conversation.directions[from].next)
      this.fill(conversation, from, shown.seq + Math.max(0, shown.length));
    this.noteOvertaken(conversation, from);
    // What is acknowledged lies in the other direction.
    if (shown.ack >= 0 && (shown.flags & TcpFlag.ACK) !== 0)
      this.fill(conversation, from === 0 ? 1 : 0, shown.ack);
    if (this.unplaced.some((row) => !row.isCopy)) return;
    this.guess(false);
    this.unplaced = [];
    this.held = 0;
    if (!this.settler.weighsClock) this.settler.release();
  }

  /** Distributes what was sent up to `target` over the rows of this direction, in order. */
  private fill(conversation: ShownConversation, from: 0 | 1, target: number): void {
    const sender = conversation.directions[from];
    if (sender.next < 0) return;
    const rows = this.unplaced.filter(
      (row) =>
        !row.isCopy && row.candidates.includes(conversation) && row.source === conversation.hosts[from],
    );
    let last: UnplacedRow | null = null;
    for (const [i, row] of rows.entries()) {
      const gap = target - sender.next;
      const length = lengthWithin(gap, predictedLength(conversation, row), i === rows.length - 1);
      if (length < 0) break;
      this.assign(row, conversation, from, length, true);
      last = row;
    }
    // One number more than the payload: the last row also carried the FIN.
    if (last !== null && target - sender.next === 1) {
      last.segment.flags |= TcpFlag.FIN;
      sender.next++;
    }
    this.unplaced = this.unplaced.filter((row) => row.segment.kind === PacketKind.other);
  }

  /** Rows that are not placed by a later segment of their own sender: their number is not simply the next one. */
  private noteOvertaken(conversation: ShownConversation, from: 0 | 1): void {
    for (const row of this.unplaced)
      if (row.candidates.includes(conversation) && row.source === conversation.hosts[from])
        row.overtaken = true;
  }

  private assign(
    row: UnplacedRow,
    conversation: ShownConversation,
    from: 0 | 1,
    length: number,
    goesOn: boolean,
  ): void {
    const { segment } = row;
    const sender = conversation.directions[from];
    segment.kind = PacketKind.tcp;
    segment.sourcePort = conversation.ports[from];
    segment.destinationPort = conversation.ports[1 - from];
    segment.flagsKnown = true;
    // Payload past the handshake is acknowledged payload, and a dissected message ends where it was pushed.
    segment.flags = TcpFlag.ACK | TcpFlag.PSH;
    segment.lengthKnown = true;
    segment.length = length;
    this.conversations.setFirstAcknowledgment(conversation, from, segment);
    if (sender.next < 0 || !goesOn) return;
    this.conversations.setSequence(conversation, sender.next, segment);
    sender.next += length;
  }
}

/** By the frame's length and that of its headers; -1 where either is not known. */
function predictedLength(conversation: ShownConversation, row: UnplacedRow): number {
  const own = conversation.directions[row.source === conversation.hosts[0] ? 0 : 1].headerLength;
  const header =
    own >= 0 ? own : Math.max(...conversation.directions.map((direction) => direction.headerLength));
  return header < 0 || row.frameLength < header ? -1 : row.frameLength - header;
}

/** The payload of a row within the `gap` to be filled; -1: the row is not in it. */
function lengthWithin(gap: number, predicted: number, isLast: boolean): number {
  if (gap <= 0) return -1;
  if (predicted >= 0) return predicted > 0 && predicted <= gap ? predicted : -1;
  return isLast ? gap : -1;
}
