import type { SocketTable } from '../sockets';
import { TABLE_RULES, type TableFindingId } from './catalogue';
import { TableFacts } from './table-facts';
import type { TableClaim } from './table-rule';

export interface TableFinding extends TableClaim {
  readonly id: TableFindingId;
}

const WEIGHT = { error: 0, warning: 1, info: 2 } as const;

/** What a socket table shows, the weightiest first; what it cannot show is among it. */
export function tableFindings(table: SocketTable): readonly TableFinding[] {
  const facts = new TableFacts(table);
  const found = TABLE_RULES.flatMap((rule) => rule.find(facts).map((claim) => ({ id: rule.id, ...claim })));
  return found.sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
}
