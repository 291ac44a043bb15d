import type { Evidence, PacketEvidence } from '../findings';
import type { PacketNumber } from '../tcp';

/** A packet by its index and by the number that is shown of it. */
export interface ShownPacket extends PacketEvidence {
  readonly packet: PacketNumber;
}

/** Evidence as a reader is shown it. */
export type ShownEvidence = Exclude<Evidence, PacketEvidence> | ShownPacket;

/** Evidence of an explanation, with what it shows in one line; a packet with its row of the list. */
export type EvidenceInWords = (
  | Exclude<Evidence, PacketEvidence>
  | (ShownPacket & { readonly row: number })
) & {
  readonly text: string;
};

/** `numberOf`: the number that is shown of a packet. */
export const showEvidence = (
  evidence: readonly Evidence[],
  numberOf: (packet: PacketEvidence) => PacketNumber,
): ShownEvidence[] =>
  evidence.map((cited) => (cited.kind === 'packet' ? { ...cited, packet: numberOf(cited) } : cited));

/** The packets among the evidence, in its order. */
export const shownPackets = (evidence: readonly ShownEvidence[]): ShownPacket[] =>
  evidence.filter((cited) => cited.kind === 'packet');
