import type { CaptureSink, InterfaceInfo, NamedProcess, Problem, ProcessNote } from '../../capture';
import { decodeFrame, type Frame, PacketKind, Segment } from '../../decode';
import { NO_CONNECTION, Tracker } from '../../flow';
import { Observation } from '../../observation';
import { packetIndex, type Side } from '../../tcp';
import { type LineIndex, LineTable, lineIndex } from '../../text';
import { PrintedNumbers } from './printed-numbers';

/** Problems kept with their words' values; the rest are counted. */
const MAXIMUM_PROBLEMS = 1000;
/**
 * Packets and lines of text that are kept, at 50 bytes a packet and 16 a line: a megabyte of gzip may hold a thousand
 * million lines. A log of as many lines has gigabytes.
 */
export const MAXIMUM_PACKETS = 1 << 26;
export const MAXIMUM_LINES = 1 << 25;
const MAXIMUM_COMMENTS = 10_000;
const MAXIMUM_PROCESSES = 100_000;
/** Characters of all comments together. */
const MAXIMUM_COMMENT_LENGTH = 1 << 24;

/** Sees a capture while it is read: for output that does not wait for the end. */
export interface CaptureObserver {
  /** A text log's line, in order, before anything else is said of it. */
  line?(line: number, text: string): void;
  /** A packet was tracked; its row and states are there now. */
  packet?(index: number, firstLine: number, headerLine: number): void;
}

/** Takes what a reader hands over and keeps of it what the session answers from. */
export class CaptureRecorder implements CaptureSink {
  readonly tracker = new Tracker();
  readonly observation = new Observation(this.tracker);
  readonly lines = new LineTable();
  readonly problems: Problem[] = [];
  moreProblems = 0;
  /** Problems of single lines of a text log, by line from 0. */
  readonly lineProblems = new Map<number, Problem>();
  readonly captureComments: string[] = [];
  /** Comments on packets, by index. */
  readonly packetComments = new Map<number, string>();
  readonly interfaces: InterfaceInfo[] = [];
  /** Where each interface is in `interfaces`, by its number. */
  private readonly interfaceAt = new Map<number, number>();
  /** Packets that the interfaces say they lost; null while none says so. */
  private droppedInAll: number | null = null;
  private commentLength = 0;
  readonly printedNumbers = new PrintedNumbers();
  observer: CaptureObserver = {};
  /** The programs that the capture names, by twice the connection's id, one more for the server's end. */
  private readonly processes = new Map<number, NamedProcess>();
  /** The clock that watches a live source, in seconds since 1970. */
  now: (() => number) | null = null;
  private readonly segment = new Segment();
  private full = false;

  /** `limits`: what is kept at most; other ones for tests. */
  constructor(private readonly limits = { packets: MAXIMUM_PACKETS, lines: MAXIMUM_LINES }) {}

  /** Packets of link types that are not decoded, by link type. */
  readonly undecodedLinks = new Map<number, number>();
  /** Packets of which no header could be read as far as the ports: cut by the snap length, or contradicting themselves. */
  unreadHeaders = 0;
  /** Rows of a text that may be of TCP and show no ports: what rows around them tell of them is not taken off. */
  rowsWithoutPorts = 0;

  frame(frame: Frame): void {
    decodeFrame(frame, this.segment);
    if (this.segment.kind >= PacketKind.truncated) this.noteUnread(this.segment.kind, frame.linkType);
    const index = this.tracker.track(this.segment, frame.offset);
    this.note(this.segment);
    this.observer.packet?.(index, -1, -1);
  }

  private noteUnread(kind: PacketKind, linkType: number): void {
    if (kind !== PacketKind.unsupportedLink) this.unreadHeaders++;
    else if (this.undecodedLinks.size < MAXIMUM_PROBLEMS || this.undecodedLinks.has(linkType))
      this.undecodedLinks.set(linkType, (this.undecodedLinks.get(linkType) ?? 0) + 1);
  }

  /** No more packets or lines are kept. Tells it once, with the offset from which on nothing is read. */
  isFull(offset: number): boolean {
    const tooManyLines = this.lines.length >= this.limits.lines;
    if (!tooManyLines && this.tracker.packets.length < this.limits.packets) return false;
    if (!this.full) this.tellFull(tooManyLines ? 'lines' : 'packets', offset);
    this.full = true;
    return true;
  }

  private tellFull(what: 'lines' | 'packets', offset: number): void {
    const values = { limit: this.limits[what], offset };
    // It comes first: it says that all else is said of a part of the file.
    const id = what === 'lines' ? 'capture.too-many-lines' : 'capture.too-many-packets';
    this.problems.unshift({ id, severity: 'error', offset, values });
  }

  private note(segment: Segment): void {
    this.observation.note(segment);
    if (this.now !== null) this.observation.arrives(this.now());
  }

  line(offset: number, byteLength: number, text: string, goesOn = false): void {
    this.lines.append(offset, byteLength, goesOn);
    this.observer.line?.(this.lines.length - 1, text);
  }

  textPacket(segment: Segment, firstLine: LineIndex, headerLine: LineIndex, number: number): void {
    const index = this.tracker.track(segment, firstLine);
    this.note(segment);
    this.lines.setPacket(index, firstLine, headerLine);
    this.printedNumbers.note(index, number);
    this.observer.packet?.(index, firstLine, headerLine);
  }

  rowWithoutPorts(): void {
    this.rowsWithoutPorts++;
  }

  continuation(line: LineIndex): void {
    this.lines.setContinuation(this.tracker.packets.length - 1, line);
  }

  process(note: ProcessNote): void {
    const { packets } = this.tracker;
    const index = packetIndex(packets.length - 1);
    const connection = packets.connection(index);
    if (connection === NO_CONNECTION) return;
    const ofClient = packets.fromClient(index) === note.sends;
    const key = connection * 2 + (ofClient ? 0 : 1);
    const known = this.processes.get(key);
    if (known !== undefined || this.processes.size < MAXIMUM_PROCESSES)
      this.processes.set(key, known === undefined ? note : completed(note, known));
  }

  /** The program at an end of a connection; null where the capture names none. */
  processOf(connection: number, side: Side): NamedProcess | null {
    return this.processes.get(connection * 2 + (side === 'client' ? 0 : 1)) ?? null;
  }

  interface(info: InterfaceInfo): void {
    const at = this.interfaceAt.get(info.id);
    const before = at === undefined ? undefined : this.interfaces[at].dropped;
    if (info.dropped !== undefined)
      this.droppedInAll = (this.droppedInAll ?? 0) + info.dropped - (before ?? 0);
    if (at === undefined) this.interfaceAt.set(info.id, this.interfaces.push({ ...info }) - 1);
    else this.interfaces[at] = { ...this.interfaces[at], ...info };
    this.observation.dropped = this.droppedInAll;
  }

  /** The interface of a number that packets name. */
  interfaceOf(id: number): InterfaceInfo | undefined {
    const at = this.interfaceAt.get(id);
    return at === undefined ? undefined : this.interfaces[at];
  }

  lastsUntil(seconds: number): void {
    this.observation.timeline.lastsUntil(seconds, 'statistics');
  }

  runBegins(): void {
    this.observation.timeline.beginRun();
  }

  runEnds(captured: number | null): void {
    this.observation.runEnds(captured);
  }

  comment(text: string, packet: number): void {
    if (this.captureComments.length + this.packetComments.size >= MAXIMUM_COMMENTS) return;
    if (this.commentLength > MAXIMUM_COMMENT_LENGTH) return;
    this.commentLength += text.length;
    if (packet < 0) this.captureComments.push(text);
    else {
      const held = this.packetComments.get(packet);
      this.packetComments.set(packet, held === undefined ? text : `${held}\n${text}`);
    }
  }

  problem(found: Problem): void {
    // The reader counts a line that shows several packets as several.
    const problem =
      found.line === undefined ? found : { ...found, line: this.lines.inFile(lineIndex(found.line - 1)) + 1 };
    if (found.line !== undefined && this.lineProblems.size < MAXIMUM_PROBLEMS * 100) {
      this.lineProblems.set(found.line - 1, problem);
    }
    if (this.problems.length < MAXIMUM_PROBLEMS) this.problems.push(problem);
    else this.moreProblems++;
  }

  /** Packets that the capture says it lost; null when it does not say. */
  get dropped(): number | null {
    return this.droppedInAll;
  }
}

/** A packet may name less of a program than one before. */
function completed(note: NamedProcess, known: NamedProcess): NamedProcess {
  if (note.pid !== null && known.pid !== null && note.pid !== known.pid) return note;
  return {
    name: note.name || known.name,
    pid: note.pid ?? known.pid,
    container: note.container ?? known.container,
    pod: note.pod ?? known.pod,
  };
}
