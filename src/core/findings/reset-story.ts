import type { PacketIndex, Side, TcpState } from '../tcp';

/** The RST that ended a connection. */
export interface ResetStory {
  readonly packet: PacketIndex;
  readonly sender: Side;
  /** Without ACK: the host has no socket for what it answers (RFC 9293 section 3.10.7.1); a socket that aborts sends RST with ACK. */
  readonly bare: boolean;
  /** A RST with ACK by which its sender had aborted before, and which did not fit, so that it was asked once more; -1: none. */
  readonly announced: PacketIndex;
  /** It answers a SYN. */
  readonly refusal: boolean;
  /** Both states before it. */
  readonly before: Readonly<Record<Side, TcpState>>;
  /** The packet of the connection before it; -1: none. */
  readonly previous: PacketIndex;
  /** Who sent that, and the seconds since (NaN unknown). */
  readonly previousSender: Side | null;
  readonly silence: number;
  /** The packet before it that its sender sent; -1: none. */
  readonly heard: PacketIndex;
  /** Seconds of silence before the first segment that had no answer when the reset came; NaN unknown, or none. */
  readonly silenceBeforeAsk: number;
  /** Its number is the one that its receiver had acknowledged last: so a host answers that has no socket. */
  readonly answersByNumber: boolean;
  /** Time to live or hop limit (0 unknown) and IPv4 identification (-1 unknown). */
  readonly hopLimit: number;
  readonly ipId: number;
  /** Its window as it stands in the header (-1 unknown), and whether it carries TCP timestamps. */
  readonly window: number;
  readonly timestamps: boolean;
  /** The first packet with something new that its supposed sender sent after it; -1: none. */
  wentOn: PacketIndex;
  /** Bytes of data that each end had sent and its peer not acknowledged before. */
  readonly inFlight: Readonly<Record<Side, number>>;
  /** The last data of each end before it: what is sent to an end that has reset tells nothing of why it did; -1: none. */
  readonly lastData: Readonly<Record<Side, PacketIndex>>;
}
