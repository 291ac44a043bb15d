/** A header field as the details pane shows it, with the bytes (or log columns) it was read from. */
export interface Field {
  /** The protocol's own name of the field: `Sequence number`, `Window`. Not translated. */
  readonly name: string;
  readonly value: string;
  /** Bytes [start, end) of the frame; for a text log, characters [start, end) of the packet's text. Equal: not shown there (derived). */
  readonly start: number;
  readonly end: number;
  /** Something is wrong with this field: `bad checksum`, `cut by the snap length`. */
  readonly problem?: string;
  readonly children?: readonly Field[];
}

/** One protocol header of a packet, outermost first. */
export interface Layer {
  /** `Ethernet II`, `IPv4`, `TCP`. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly fields: readonly Field[];
}

/**
 * Collects layers while a frame is walked; the hot path passes null instead and nothing is built.
 * Positions are indexes into the buffer that holds the frame.
 */
export interface LayerSink {
  layer(name: string, start: number, end: number): void;
  /** Adds to the layer opened last, or to the field whose children are open. */
  field(name: string, value: string, start: number, end: number, problem?: string): void;
  /** Until the matching `close`, fields become children of the field added last. */
  open(): void;
  close(): void;
}
