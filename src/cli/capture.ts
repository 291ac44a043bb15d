import type { CaptureSummary, ConnectionRow, Explanation, PacketRow, Row } from '../core/session';

/** A capture as the commands use it. */
export interface Capture {
  summary(): CaptureSummary;
  /**
   * Reads the file to its end. `rowsReady` is told, now and then while reading, how many rows from the first
   * on will not change any more; reading goes on when it has resolved.
   */
  load(rowsReady?: (count: number) => Promise<void>): Promise<void>;
  /** Rows [from, to) of the list. */
  rows(from: number, to: number): Promise<readonly Row[]>;
  /** Text logs: the bytes of lines [from, to), each with its line end, as they stand in the file; null where the text is not UTF-8 or ASCII. */
  lines(from: number, to: number): Promise<readonly Uint8Array[] | null>;
  /** Binary captures: the packet as `tcpdump -n` prints it, without its time. */
  packetLine(row: PacketRow): Promise<string>;
  /** Connections [from, to) by number. */
  connections(from: number, to: number): Promise<readonly ConnectionRow[]>;
  explain(connection: number): Promise<Explanation>;
  close(): Promise<void>;
}
