import type {
  CaptureFindingView,
  CaptureSummary,
  ConnectionRow,
  Explanation,
  PacketRow,
  Row,
} from '../core/session/capture';

/** A capture as the commands use it. */
export interface Capture {
  summary(): CaptureSummary;
  /**
   * Reads the file to its end. `rowsReady` is told, now and then while reading, how many rows from the first
   * on will not change any more; reading goes on when it has resolved. What has been read is not read again.
   */
  load(rowsReady?: (count: number) => Promise<void>): Promise<void>;
  /** Rows [from, to) of the list. */
  rows(from: number, to: number): Promise<readonly Row[]>;
  /** Text logs: where a line, from 0, stands in the file: bytes [start, end), its line end with it. */
  lineExtent(line: number): Promise<{ readonly start: number; readonly end: number }>;
  /** Bytes [from, to) of the file, once decompressed. */
  bytes(from: number, to: number): Promise<Uint8Array>;
  /** Binary captures: each packet as `tcpdump -n` prints it, without its time. */
  packetLines(rows: readonly PacketRow[]): Promise<readonly string[]>;
  /** Connections [from, to) by number. */
  connections(from: number, to: number): Promise<readonly ConnectionRow[]>;
  /** What was found about the capture as a whole. */
  findings(): readonly CaptureFindingView[];
  /** The connection that needs an explanation most (0: there is none), and how many others are stuck. */
  firstToExplain(): { readonly connection: number; readonly otherStuck: number };
  explain(connection: number): Promise<Explanation>;
  close(): Promise<void>;
}
