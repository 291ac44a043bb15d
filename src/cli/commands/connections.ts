import { say } from '../../core/explain';
import { ConnectionsTable, captureFinding, connectionJson, wrap } from '../../core/report';
import type { ConnectionRow } from '../../core/session/capture';
import { shellWord } from '../errors';
import { refuseUnread } from '../unread';
import type { Context } from './context';

const PAGE = 1000;

/** The connections of a capture, as it stands at its end. */
export async function connections(context: Context): Promise<void> {
  await context.capture.load();
  refuseUnread(context.capture.summary(), context.request.file);
  await (context.request.format === 'text' ? printTable(context) : printJson(context));
}

/** One connection a line, so that the array can be read by eye and by grep, too. */
async function printJson(context: Context): Promise<void> {
  const { output, request } = context;
  const isArray = request.format === 'json';
  let before = '[';
  for await (const page of pages(context)) {
    for (const row of page) {
      await output.write(isArray ? `${before}\n${connectionJson(row)}` : `${connectionJson(row)}\n`);
      before = ',';
    }
  }
  if (isArray) await output.write(before === '[' ? '[]\n' : '\n]\n');
}

async function printTable(context: Context): Promise<void> {
  const { output, locale, style, columns, request } = context;
  let table: ConnectionsTable | null = null;
  const stuck: ConnectionRow[] = [];
  const possible: ConnectionRow[] = [];
  for await (const page of pages(context)) {
    if (table === null) {
      table = new ConnectionsTable(locale, style, page, columns);
      await output.write(table.heading());
    }
    for (const row of page) {
      await output.write(table.row(row));
      if (row.stuck === null) continue;
      if (row.stuck.sureness === 'possible') possible.push(row);
      else stuck.push(row);
    }
  }
  if (table === null) await output.write(`${say(locale, 'table.none')}\n`);
  const { quality } = context.capture.summary();
  if (quality !== null) await output.write(`\n${wrap(quality, context.proseColumns).join('\n')}\n`);
  await printFindings(context);
  const told = (rows: readonly ConnectionRow[]) => ({
    count: rows.length,
    connection: rows[0].connection,
    file: shellWord(request.file),
  });
  if (stuck.length > 0) await output.write(`\n${say(locale, 'table.stuck-connections', told(stuck))}\n`);
  if (possible.length > 0)
    await output.write(`\n${say(locale, 'table.possibly-stuck-connections', told(possible))}\n`);
}

/** What concerns the capture as a whole, or many connections at once. */
async function printFindings({ capture, output, style, proseColumns }: Context): Promise<void> {
  for (const finding of capture.findings())
    await output.write(`\n${captureFinding(style, proseColumns, finding)}`);
}

async function* pages({ capture }: Context): AsyncGenerator<readonly ConnectionRow[]> {
  const total = capture.summary().connections;
  for (let from = 0; from < total; from += PAGE) {
    yield await capture.connections(from, Math.min(total, from + PAGE));
  }
}
