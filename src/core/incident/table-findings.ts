import type { SocketTable } from '../sockets';
import { TABLE_RULES, type TableFindingId } from './catalogue';
import { TableFacts } from './table-facts';
import type { TableClaim } from './table-rule';

export interface TableFinding extends TableClaim {
  readonly id: TableFindingId;
}

const WEIGHT = { error: 0, warning: 1, info: 2 } as const;

/** What a table cannot show comes before anything that is concluded from it; then the weightiest first. */
const placeOf = ({ id, severity }: TableFinding): number =>
  id === 'listing-incomplete' ? -1 : WEIGHT[severity];

/** What a socket table shows, and first what it cannot show. */
export function tableFindings(table: SocketTable): readonly TableFinding[] {
  const facts = new TableFacts(table);
  const found = TABLE_RULES.flatMap((rule) => rule.find(facts).map((claim) => ({ id: rule.id, ...claim })));
  return found.sort((a, b) => placeOf(a) - placeOf(b));
}
