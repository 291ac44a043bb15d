/**
 * What sequence analysis can find of a packet, by Wireshark's definitions (User's Guide, "TCP Analysis").
 * An id's place is its bit in the `analysis` column: append only, the order is stable.
 */
export const ANALYSIS_IDS = [
  'retransmission',
  'fast-retransmission',
  'spurious-retransmission',
  'out-of-order',
  'duplicate-ack',
  'lost-segment',
  'ack-lost-segment',
  'keep-alive',
  'keep-alive-ack',
  'zero-window',
  'zero-window-probe',
  'zero-window-probe-ack',
  'window-update',
  'window-full',
  'reused-ports',
] as const;
export type AnalysisId = (typeof ANALYSIS_IDS)[number];

/** The bit of each id. */
export const Finding = Object.fromEntries(ANALYSIS_IDS.map((id, place) => [id, 1 << place])) as Readonly<
  Record<AnalysisId, number>
>;

/** Kinds of retransmission: as in Wireshark's fields, `retransmission` itself is set with them. */
const KINDS = Finding['fast-retransmission'] | Finding['spurious-retransmission'];

const NONE: readonly AnalysisId[] = [];

/** The ids of a value of the `analysis` column, in the order of the table. */
export function analysisIds(findings: number): readonly AnalysisId[] {
  return findings === 0 ? NONE : ANALYSIS_IDS.filter((_, place) => (findings & (1 << place)) !== 0);
}

/** The ids worth saying: a retransmission of a kind is named by its kind alone. */
export function spokenAnalysisIds(findings: number): readonly AnalysisId[] {
  return analysisIds((findings & KINDS) === 0 ? findings : findings & ~Finding.retransmission);
}
