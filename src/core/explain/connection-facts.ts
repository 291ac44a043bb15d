import type { CaptureFinding, Finding, Neighbours } from '../findings';
import type { ReasonName } from '../flow';
import type { VantagePoint } from '../observation';
import type { Certainty, PacketIndex, PacketNumber, Side, TcpStateName } from '../tcp';
import type { TimeBase } from '../words';

/** One recorded change of one endpoint, as the packet columns hold it. */
export interface TransitionFacts {
  /** Index from 0 among the capture's packets, the number shown, and the row of the list. */
  readonly index: PacketIndex;
  readonly packet: PacketNumber;
  readonly row: number;
  /** Decimal seconds, null where the capture has no times. */
  readonly time: string | null;
  readonly side: Side;
  readonly sender: Side;
  /** tcpdump's letters; `ICMP` for an ICMP error about the connection. */
  readonly flags: string;
  /** The same state twice: only the certainty changed. */
  readonly from: TcpStateName;
  readonly to: TcpStateName;
  readonly certainty: Certainty;
  readonly reason: ReasonName;
}

/** What the explanation needs of a connection's row. */
export interface ConnectionIdentity {
  readonly connection: number;
  readonly client: string;
  readonly server: string;
  readonly roleBy: 'syn' | 'syn-ack' | 'port' | 'first-sender';
  readonly clientBytes: number | null;
  readonly serverBytes: number | null;
  /** The end that stays in CLOSE_WAIT and does not close, as far as the recording goes. */
  readonly stuck?: { readonly endpoint: Side } | null;
  /** The programs that the capture names at either end. */
  readonly processes?: Readonly<Record<Side, ProcessIdentity | null>>;
}

/** A program as the capture names it; `name` is '' where only its container or pod is named. */
export interface ProcessIdentity {
  readonly name: string;
  readonly pid: number | null;
  readonly container: string | null;
  readonly pod: string | null;
}

/** What socket tables show of a connection whose packets were recorded. */
export interface TableFindings {
  /** What rows show of either end: in sentences that name their lines, and each row in one line. */
  readonly told: readonly RowOfEnd[];
  /** Whether an end's program accepted the connection, which packets can only suggest; null: the rows do not tell. */
  readonly decision: Decision | null;
}

export interface RowOfEnd {
  readonly side: Side;
  readonly sentence: string;
  readonly file: string | null;
  readonly line: number;
  readonly text: string;
}

export interface Decision {
  readonly side: Side;
  readonly accepted: boolean;
  /** The row that decides, in a sentence. */
  readonly sentence: string;
}

/** All that an explanation may draw on. */
export interface ConnectionFacts<Row extends ConnectionIdentity = ConnectionIdentity> {
  readonly connection: Row;
  /** What evidence calls the recording; null where it is the only file. */
  readonly file: string | null;
  /** Every change of either endpoint, in packet order. */
  readonly transitions: readonly TransitionFacts[];
  /** What was found about the connection, what explains most first. */
  readonly findings: readonly Finding[];
  /** What was found about its server, or the capture, that concerns it. */
  readonly captureFindings: readonly CaptureFinding[];
  /** The recording held all of it, as far as it shows: what is absent from it did not happen. */
  readonly complete: boolean;
  /** The end at which it was recorded; null unknown. */
  readonly recordedAt: VantagePoint | null;
  /** Nothing but TCP was recorded: an ICMP error would not be in it. */
  readonly tcpAlone: boolean;
  /** What other connections to the same server say about it. */
  readonly neighbours: Neighbours;
  /** Connections stuck in CLOSE_WAIT together with this one, itself counted; 0: no pile-up. */
  readonly pileUp: number;
  /** Explain the moment after this packet (index from 0); null: the end of the connection. */
  readonly at: PacketIndex | null;
  /** The endpoint that was asked about: it comes first. null: the one in trouble does. */
  readonly side: Side | null;
  /** Payload was seen from this end after its peer's FIN: a half-close in use. */
  readonly clientSentAfterFin: boolean;
  readonly serverSentAfterFin: boolean;
  /** Whether the capture holds a FIN of each end anywhere, and its acknowledgment. */
  readonly fins: Readonly<Record<Side, { readonly sent: boolean; readonly acknowledged: boolean }>>;
  /** Seconds from one packet to another (indices from 0), null for the end of the recording; null where no clock spans both. */
  readonly seconds: (from: PacketIndex, to: PacketIndex | null) => number | null;
  /** Whether the recording goes on, after a gap or on another clock, behind the part of it that a packet is in. */
  readonly isFollowed: (index: PacketIndex) => boolean;
  readonly timeBase: TimeBase;
  /** Who sent the ICMP error that was found; absent where none was. */
  readonly router?: string;
  /** Absent where there is no table, or no row of the connection in it. */
  readonly table?: TableFindings;
}
