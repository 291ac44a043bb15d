import { type EvidenceInWords, type ShownEvidence, shownPackets } from '../explain';

/** A file is named where there is more than one. */
const fileJson = (file: string | null): { readonly file?: string } => (file === null ? {} : { file });

/** Numbers of the packets among the evidence. */
export const packetNumbers = (evidence: readonly ShownEvidence[]): number[] =>
  shownPackets(evidence).map(({ packet }) => packet);

/**
 * Evidence beside the numbers of packets: rows, places in source code, and packets where there is more than one file.
 * What the recording says of itself is the subject of the finding that rests on it.
 */
export const evidenceJson = (evidence: readonly ShownEvidence[]): object[] =>
  evidence.flatMap((cited) => {
    if (cited.kind === 'observation' || (cited.kind === 'packet' && cited.file === null)) return [];
    const { kind, file, ...place } = cited;
    return { kind, ...fileJson(file), ...place };
  });

/** The same as a field of a finding about packets, which has none where its packets are all. */
export function besidePackets(evidence: readonly ShownEvidence[]): { readonly evidence?: object[] } {
  const beside = evidenceJson(evidence);
  return beside.length === 0 ? {} : { evidence: beside };
}

/** A line of evidence of an explanation: what names no kind is a packet. */
export function lineJson({ kind, file, ...cited }: EvidenceInWords): object {
  return kind === 'packet' ? { ...fileJson(file), ...cited } : { kind, ...fileJson(file), ...cited };
}
