import type { PacketIndex } from '../tcp';

/**
 * What a claim rests on: a packet, a row of a socket table, a place in source code, or what is known of the recording
 * itself. Each names its file, as it was given; null where only one file was given.
 */
export type Evidence = PacketEvidence | SocketRowEvidence | SourcePlaceEvidence | ObservationEvidence;

export interface PacketEvidence {
  readonly kind: 'packet';
  /** The recording; the pieces of one count as one. */
  readonly file: string | null;
  /** From 0 among the recording's packets. */
  readonly index: PacketIndex;
}

export interface SocketRowEvidence {
  readonly kind: 'socketRow';
  readonly file: string | null;
  /** The line, from 1, at which the row begins. */
  readonly line: number;
}

export interface SourcePlaceEvidence {
  readonly kind: 'sourcePlace';
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * What a recording says of itself. `dropped`: its own count of lost packets; `missing`: data that were acknowledged and
 * not recorded; `flags-only`: nothing but SYN, FIN and RST were let in; `snap-length`: the bytes kept of a packet.
 */
export interface ObservationEvidence {
  readonly kind: 'observation';
  readonly file: string | null;
  readonly of: 'dropped' | 'missing' | 'flags-only' | 'snap-length';
}

/** Indices of the packets among the evidence, in its order. */
export const citedPackets = (evidence: readonly Evidence[]): PacketIndex[] =>
  evidence.flatMap((cited) => (cited.kind === 'packet' ? cited.index : []));
