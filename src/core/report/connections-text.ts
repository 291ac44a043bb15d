import { say } from '../explain';
import type { CaptureFindingView, ConnectionRow } from '../session/capture';
import { captureFinding } from './capture-finding';
import { ConnectionsTable } from './connections-table';
import type { Layout } from './explanation-text';
import type { Pages, Sink } from './sink';
import { wrap } from './width';

/** What is told of a capture's connections, and behind them of the capture. */
export interface ConnectionsReport {
  readonly connections: Pages<ConnectionRow>;
  /** Both are asked for when all connections have been told. */
  readonly quality: () => string | null;
  readonly findings: () => readonly CaptureFindingView[];
  /** The file as it is written in a command line. */
  readonly file: string;
}

/** The connections in columns, what was found of the capture as a whole, and how many are stuck. */
export async function writeConnections(
  sink: Sink,
  layout: Layout & { readonly columns: number | null },
  { connections, quality, findings, file }: ConnectionsReport,
): Promise<void> {
  const { locale, style, columns, proseColumns } = layout;
  let table: ConnectionsTable | null = null;
  const stuck: ConnectionRow[] = [];
  const possible: ConnectionRow[] = [];
  for await (const page of connections) {
    if (table === null) {
      table = new ConnectionsTable(locale, style, page, columns);
      await sink.write(table.heading());
    }
    for (const row of page) {
      await sink.write(table.row(row));
      if (row.stuck !== null) (row.stuck.sureness === 'possible' ? possible : stuck).push(row);
    }
  }
  if (table === null) await sink.write(`${say(locale, 'table.none')}\n`);
  const told = quality();
  if (told !== null) await sink.write(`\n${wrap(told, proseColumns).join('\n')}\n`);
  for (const finding of findings()) await sink.write(`\n${captureFinding(style, proseColumns, finding)}`);
  await writeStuck(sink, layout, file, { stuck, possible });
}

async function writeStuck(
  sink: Sink,
  { locale }: Layout,
  file: string,
  rows: Readonly<Record<'stuck' | 'possible', readonly ConnectionRow[]>>,
): Promise<void> {
  for (const [which, words] of [
    ['stuck', 'table.stuck-connections'],
    ['possible', 'table.possibly-stuck-connections'],
  ] as const) {
    const [first] = rows[which];
    if (first === undefined) continue;
    const values = { count: rows[which].length, connection: first.connection, file };
    await sink.write(`\n${say(locale, words, values)}\n`);
  }
}
