import type { SocketRowEvidence } from '../findings';
import type { SocketTable } from '../sockets';
import { TABLE_RULES, type TableFindingId } from './catalogue';
import { TableFacts } from './table-facts';
import type { TableClaim } from './table-rule';

export interface TableFinding extends Omit<TableClaim, 'lines'> {
  readonly id: TableFindingId;
  readonly evidence: readonly SocketRowEvidence[];
}

const WEIGHT = { error: 0, warning: 1, info: 2 } as const;

/** What a table cannot show comes before anything that is concluded from it; then the weightiest first. */
const placeOf = ({ id, severity }: TableFinding): number =>
  id === 'listing-incomplete' ? -1 : WEIGHT[severity];

/**
 * What a socket table shows, and first what it cannot show. `file`: what evidence calls its text; null where it is the only
 * one. `facts`: what is known of the table, where packets add to it.
 */
export function tableFindings(
  table: SocketTable,
  file: string | null = null,
  facts: TableFacts = new TableFacts(table),
): readonly TableFinding[] {
  const found = TABLE_RULES.flatMap(({ id, find }) =>
    find(facts).map(({ lines, ...claim }) => ({ id, ...claim, evidence: rowEvidence(file, lines) })),
  );
  return found.sort((a, b) => placeOf(a) - placeOf(b));
}

export const rowEvidence = (file: string | null, lines: readonly number[]): SocketRowEvidence[] =>
  lines.map((line) => ({ kind: 'socketRow', file, line }));
