import type { CaptureSink, InterfaceInfo, Problem } from '../capture';
import { decodeFrame, type Frame, Segment } from '../decode';
import { Tracker } from '../flow';
import { LineTable } from './line-table';

/** Problems kept with their words' values; the rest are counted. */
const MAXIMUM_PROBLEMS = 1000;
const MAXIMUM_COMMENTS = 10_000;

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
  readonly lines = new LineTable();
  readonly problems: Problem[] = [];
  moreProblems = 0;
  /** Problems of single lines of a text log, by line from 0. */
  readonly lineProblems = new Map<number, Problem>();
  readonly captureComments: string[] = [];
  /** Comments on packets, by index. */
  readonly packetComments = new Map<number, string>();
  readonly interfaces: InterfaceInfo[] = [];
  /** tcpdump's own numbers (`-#`), where they differ from the count; by packet index. */
  readonly printedNumbers = new Map<number, number>();
  observer: CaptureObserver = {};
  private readonly segment = new Segment();

  frame(frame: Frame): void {
    decodeFrame(frame, this.segment);
    const index = this.tracker.track(this.segment, frame.offset);
    this.observer.packet?.(index, -1, -1);
  }

  line(offset: number, byteLength: number, text: string): void {
    this.lines.append(offset, byteLength);
    this.observer.line?.(this.lines.length - 1, text);
  }

  textPacket(segment: Segment, firstLine: number, headerLine: number, number: number): void {
    const index = this.tracker.track(segment, firstLine);
    this.lines.setPacket(index, firstLine, headerLine);
    if (number >= 0 && number !== index + 1) this.printedNumbers.set(index, number);
    this.observer.packet?.(index, firstLine, headerLine);
  }

  continuation(line: number): void {
    this.lines.setContinuation(this.tracker.packets.length - 1, line);
  }

  interface(info: InterfaceInfo): void {
    const known = this.interfaces.findIndex((held) => held.id === info.id);
    if (known < 0) this.interfaces.push({ ...info });
    else this.interfaces[known] = { ...this.interfaces[known], ...info };
  }

  comment(text: string, packet: number): void {
    if (this.captureComments.length + this.packetComments.size >= MAXIMUM_COMMENTS) return;
    if (packet < 0) this.captureComments.push(text);
    else {
      const held = this.packetComments.get(packet);
      this.packetComments.set(packet, held === undefined ? text : `${held}\n${text}`);
    }
  }

  problem(problem: Problem): void {
    if (problem.line !== undefined && this.lineProblems.size < MAXIMUM_PROBLEMS * 100) {
      this.lineProblems.set(problem.line - 1, problem);
    }
    if (this.problems.length < MAXIMUM_PROBLEMS) this.problems.push(problem);
    else this.moreProblems++;
  }

  /** Packets that the capture says it lost; null when it does not say. */
  get dropped(): number | null {
    const counts = this.interfaces.flatMap((info) => (info.dropped === undefined ? [] : [info.dropped]));
    return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
  }
}
