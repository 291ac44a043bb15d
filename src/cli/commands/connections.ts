import { say } from '../../core/explain';
import { ConnectionsTable, captureFinding, connectionJson } from '../../core/report';
import type { ConnectionRow } from '../../core/session/capture';
import { shellWord } from '../errors';
import type { Context } from './context';

const PAGE = 1000;

/** The connections of a capture, as it stands at its end. */
export async function connections(context: Context): Promise<void> {
  await context.capture.load();
  await (context.request.format === 'json' ? printJson(context) : printTable(context));
}

/** One connection a line, so that the array can be read by eye and by grep, too. */
async function printJson(context: Context): Promise<void> {
  const { output } = context;
  let before = '[';
  for await (const page of pages(context)) {
    for (const row of page) {
      await output.write(`${before}\n${connectionJson(row)}`);
      before = ',';
    }
  }
  await output.write(before === '[' ? '[]\n' : '\n]\n');
}

async function printTable(context: Context): Promise<void> {
  const { output, locale, style, columns, request } = context;
  let table: ConnectionsTable | null = null;
  let stuck = 0;
  let firstStuck: ConnectionRow | null = null;
  for await (const page of pages(context)) {
    if (table === null) {
      table = new ConnectionsTable(locale, style, page, columns);
      await output.write(table.heading());
    }
    for (const row of page) {
      await output.write(table.row(row));
      if (row.stuck === null) continue;
      stuck++;
      firstStuck ??= row;
    }
  }
  if (table === null) await output.write(`${say(locale, 'table.none')}\n`);
  await printFindings(context);
  if (firstStuck === null) return;
  const values = { count: stuck, connection: firstStuck.connection, file: shellWord(request.file) };
  await output.write(`\n${say(locale, 'table.stuck-connections', values)}\n`);
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
