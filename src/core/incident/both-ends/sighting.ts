import type { Side } from '../../tcp';

/** A packet of a connection as one recording has it. null: not known. */
export interface Sighting {
  /** Its index in the recording, from 0. */
  readonly index: number;
  /** On the recording's own clock; NaN where there is none. */
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly sender: Side;
  /** TcpFlag bits. */
  readonly flags: number;
  readonly seq: number | null;
  readonly ack: number | null;
  readonly length: number;
  readonly window: number | null;
  readonly hopLimit: number | null;
  /** IPv4's identification. */
  readonly ipId: number | null;
  /** TSval and TSecr of the timestamps option (RFC 7323). */
  readonly timestamps: readonly [value: number, echo: number] | null;
  /** The options but padding and timestamps, as tcpdump prints them: `mss 1460,sackOK,wscale 7`; null: not shown. */
  readonly options: string | null;
}

/** What a recording knows of the beginning of a connection. */
export interface Opening {
  /** From 1. */
  readonly connection: number;
  readonly client: string;
  readonly server: string;
  /** Initial sequence numbers, where the SYN and the SYN/ACK were recorded. */
  readonly initial: Readonly<Record<Side, number | null>>;
  /** TSval of the SYN and of the SYN/ACK. */
  readonly timestamp: Readonly<Record<Side, number | null>>;
}

/** Seconds from one packet to another, of whichever recordings. */
export const apart = (from: Sighting, to: Sighting): number =>
  to.seconds - from.seconds + (to.nanoseconds - from.nanoseconds) * 1e-9;
