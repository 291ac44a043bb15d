import type { Frame, Segment } from '../decode';
import type { LineIndex } from '../text';
import type { Problem } from './problem';

export type CaptureFormat = 'pcap' | 'pcapng' | 'text';

/** What one interface of a capture says of itself. */
export interface InterfaceInfo {
  readonly id: number;
  readonly linkType: number;
  /** 0: no limit. */
  readonly snapLength: number;
  /** Bytes of frame check sequence at each frame's end. */
  readonly fcsLength?: number;
  readonly name?: string;
  readonly description?: string;
  /** Packets the capture says that it lost on this interface (interface statistics block, tcpdump's summary). */
  dropped?: number;
}

/** What a reader tells while it walks a file. Objects handed over are reused: copy what you keep. */
export interface CaptureSink {
  /** Binary formats: the next packet of the capture. */
  frame(frame: Frame): void;

  /** Text: a physical line, in order; every line of the file exactly once, the line's end not counted. `text` is decoded. `goesOn`: a
   * further part of a line that shows several packets, each of which has a part. */
  line(offset: number, byteLength: number, text: string, goesOn?: boolean): void;
  /**
   * Text: the next packet of the capture, which began on line `firstLine` (from 0) and whose header ends on
   * `headerLine` (the same, or later with `-v` or a wrapped line). Comes after those lines, before the next packet.
   * `number` is what tcpdump printed with `-#`, or -1.
   */
  textPacket(segment: Segment, firstLine: LineIndex, headerLine: LineIndex, number: number): void;
  /** Text: `line` is more of the packet handed over last: its payload dump, protocol text, a link header. */
  continuation(line: LineIndex): void;

  /** Text: a row that may be of TCP shows neither ports nor flags; comes with its packet. */
  rowWithoutPorts?(): void;
  /** The program at one end of the packet handed over last; more of it may follow. */
  process?(note: ProcessNote): void;
  interface(info: InterfaceInfo): void;
  /** The recording is known to have lasted until then, in seconds of its clock (pcapng's isb_endtime). */
  lastsUntil?(seconds: number): void;
  /** Another run of the recorder begins: its packets follow. */
  runBegins?(): void;
  /** The recorder was stopped behind the packets so far, having captured this many, if it says so. */
  runEnds?(captured: number | null): void;
  /** A comment in the capture: on the section (`packet` -1), or on the packet with that index from 0. */
  comment(text: string, packet: number): void;
  /** A host name that the capture holds for an address of 4 or 16 bytes (pcapng's name resolution block). */
  hostName?(address: Uint8Array, name: string): void;
  problem(problem: Problem): void;
}

/** What a text log's reader knows beyond the packets it handed over. */
export interface TextDecoding {
  /** Host names, by the index that stands for an address (Segment: family `name`). */
  readonly names: readonly string[];
  /** A line's bytes as text, in the log's encoding; what is no text in it shows as U+FFFD. */
  decode(bytes: Uint8Array): string;
}

/** The program at one end of a packet, as the tool that recorded it names it. */
export interface NamedProcess {
  /** '' where only its container or pod is named. */
  readonly name: string;
  readonly pid: number | null;
  readonly container: string | null;
  readonly pod: string | null;
}

/** `sends`: it is the sender's end of the packet, else the receiver's. */
export interface ProcessNote extends NamedProcess {
  readonly sends: boolean;
}

/**
 * Walks a capture file. The driver appends what it reads to a buffer and calls `consume`; what is not consumed
 * is handed in again, at the front of a longer buffer.
 */
export interface CaptureReader {
  readonly format: CaptureFormat;
  /** Text logs only. */
  readonly text?: TextDecoding;
  /**
   * Reads all whole records in `bytes[start, end)`, whose first byte is at `offset` in the file. Returns how many
   * bytes it is done with: more than there are when what follows is to be skipped without being read, Infinity
   * when it can make nothing of the rest of the file.
   * Returns less than all when the rest needs more bytes; the driver then reads at least `needed()` from there.
   */
  consume(bytes: Uint8Array, start: number, end: number, offset: number): number;
  /** Bytes a whole record would take from the first unconsumed byte on; bounded by the reader, however hostile the length fields. */
  needed(): number;
  /** All bytes so far are consumed, but as parts of a record that is not complete. */
  readonly insideRecord?: boolean;
  /**
   * Text logs: a live input has given nothing for a while. Hands over what was held back for the sake of lines that
   * may follow; a header that is not whole stays. What comes later is read as well as it can be without it.
   */
  flush?(): void;
  /** The file ends here: `bytes[start, end)` is what was never consumed. Reports what is cut; hands over a last line. */
  end(bytes: Uint8Array, start: number, end: number, offset: number): void;
}
