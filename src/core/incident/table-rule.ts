import type { Sureness } from '../findings';
import type { SocketAddress, SocketProcess, SocketRow } from '../sockets';
import type { Severity } from '../words';
import type { TableFacts } from './table-facts';

/** What a rule says about a socket table. */
export interface TableClaim {
  /** Which case of the finding it is: picks the words. */
  readonly kind: string;
  readonly severity: Severity;
  readonly sureness: Sureness;
  /** The rows that it speaks of; empty where the table only counts. */
  readonly rows: readonly SocketRow[];
  /** The lines that show it, from 1. */
  readonly lines: readonly number[];
  /** The endpoint that it speaks of: the listening one, or the row's own. */
  readonly address: SocketAddress | null;
  readonly process: SocketProcess | null;
  /** How long at least, in seconds, where the table tells. */
  readonly seconds: number | null;
  readonly values: Readonly<Record<string, string | number>>;
}

/** One entry of the catalogue: a finding that a socket table alone can show. */
export interface TableRule<Id extends string = string> {
  readonly id: Id;
  find(facts: TableFacts): readonly TableClaim[];
}

export const tableRule = <Id extends string>(id: Id, find: TableRule['find']): TableRule<Id> => ({
  id,
  find,
});

/** A claim about rows, with their lines; what is not given is not known. */
export function claimOf(
  rows: readonly SocketRow[],
  claim: Pick<TableClaim, 'kind' | 'severity' | 'sureness'> & Partial<TableClaim>,
): TableClaim {
  const [first] = rows;
  return {
    rows,
    lines: rows.map(({ line }) => line),
    address: first?.local ?? null,
    process: first?.processes[0] ?? null,
    seconds: null,
    ...claim,
    values: { count: rows.length, ...claim.values },
  };
}

/** Rows in groups, in the order of their first rows. */
export function groupedBy(
  rows: readonly SocketRow[],
  keyOf: (row: SocketRow) => string,
): readonly (readonly SocketRow[])[] {
  const groups = new Map<string, SocketRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

/** The endpoint that counts connections, within a listing: where they came in, or where they go. */
export const endpointKey = (facts: TableFacts, row: SocketRow): string => {
  const end = facts.isServer(row) ? row.local : row.peer;
  return `${row.listing} ${facts.isServer(row)} ${end?.host} ${end?.port ?? end?.service}`;
};

export const processKey = ({ processes: [first] }: SocketRow): string =>
  first === undefined ? '' : `${first.name} ${first.pid}`;

export const plural = (rows: readonly unknown[]): 'one' | 'many' => (rows.length === 1 ? 'one' : 'many');
