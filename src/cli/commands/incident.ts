import { say } from '../../core/explain';
import {
  bothEndsMarkdown,
  bothEndsText,
  ConnectionsTable,
  captureFinding,
  explanationMarkdown,
  explanationText,
  incidentExplanationJson,
  incidentJson,
  socketExplanationMarkdown,
  socketExplanationText,
  socketsTable,
  type TableRow,
  withCodeField,
  wrap,
  writeJson,
} from '../../core/report';
import type { CaptureFindingView } from '../../core/session/capture';
import type { Explained } from '../../core/session/code';
import type {
  BothEndsView,
  IncidentConnection,
  IncidentExplanation,
  IncidentSession,
  IncidentTable,
} from '../../core/session/incident';
import { InputError, shellWord, shownName } from '../errors';
import { CodeOfList, withCode } from './code-on-port';
import type { Context } from './context';

/** What a command needs of where it runs, when it is about several things that were read. */
export type IncidentContext = Omit<Context, 'capture'> & {
  /** What was found about each recording as a whole, and what is missing from it. */
  readonly recordings: readonly {
    readonly name: string;
    readonly quality: string | null;
    readonly findings: readonly CaptureFindingView[];
  }[];
};

const PAGE = 1000;

/** Does for packets and tables together what the command does for a capture. */
export async function incident(context: IncidentContext, session: IncidentSession): Promise<void> {
  const { request } = context;
  if (request.command === 'explain') return explain(context, session);
  if (request.format === 'text') return printTables(context, session);
  return printJson(context, session);
}

async function printJson(context: IncidentContext, session: IncidentSession): Promise<void> {
  const { output, request } = context;
  const code = await CodeOfList.in(context);
  await writeJson(output, request.format === 'json' ? 'json' : 'jsonl', pages(session), (row) =>
    code === null ? incidentJson(row) : withCodeField(incidentJson(row), codeBehind(code, session, row)),
  );
}

const codeBehind = (code: CodeOfList, session: IncidentSession, { connection, stuck }: IncidentConnection) =>
  stuck === null ? null : code.behind(session.about(connection));

function* pages(session: IncidentSession): Generator<readonly IncidentConnection[]> {
  for (let from = 0; from < session.total; from += PAGE) yield session.connections(from, from + PAGE);
}

async function printTables(context: IncidentContext, session: IncidentSession): Promise<void> {
  const { output, locale, style, columns, proseColumns } = context;
  const code = await CodeOfList.in(context);
  const stuck: { firm: IncidentConnection[]; possible: IncidentConnection[] } = { firm: [], possible: [] };
  const rows: IncidentConnection[] = [];
  let table: ConnectionsTable | null = null;
  for (let from = 0; from < session.total; from += PAGE)
    for (const connection of session.connections(from, from + PAGE)) {
      const recorded = tableRow(connection);
      if (recorded === null) rows.push(connection);
      else {
        if (table === null) {
          const sample = session.connections(0, PAGE).flatMap((one) => tableRow(one) ?? []);
          table = new ConnectionsTable(locale, style, sample, columns);
          await output.write(table.heading());
        }
        await output.write(table.row(recorded));
      }
      if (connection.stuck?.sureness === 'possible') stuck.possible.push(connection);
      else if (connection.stuck !== null) stuck.firm.push(connection);
    }
  await printRows(context, rows);
  const pairs = session.pairsTold();
  if (pairs !== null) await output.write(`\n${wrap(pairs, proseColumns).join('\n')}\n`);
  const { together, tables, changes } = session.explain(null);
  if (together !== null) await output.write(`\n${wrap(together, proseColumns).join('\n')}\n`);
  for (const { name, quality, findings } of context.recordings) {
    const named = context.recordings.length > 1 ? `${shownName(name)}: ` : '';
    if (quality !== null) await output.write(`\n${wrap(`${named}${quality}`, proseColumns).join('\n')}\n`);
    for (const finding of findings) await output.write(`\n${captureFinding(style, proseColumns, finding)}`);
  }
  await output.write(changesText(context, changes));
  for (const one of tables) await output.write(tableText(context, { ...one, endpoints: [], commands: [] }));
  await printStuck(context, stuck);
  if (code === null) return;
  for (const connection of [...stuck.firm, ...stuck.possible]) codeBehind(code, session, connection);
  await code.write(output, context);
}

/** The number stuck is the same as in JSON; what may be stuck is told behind it. */
async function printStuck(
  { output, locale, request }: IncidentContext,
  { firm, possible }: { firm: IncidentConnection[]; possible: IncidentConnection[] },
): Promise<void> {
  const told = (found: readonly IncidentConnection[]) => ({
    count: found.length,
    connection: found[0].connection,
    file: request.files.map(shellWord).join(' '),
  });
  if (firm.length > 0) await output.write(`\n${say(locale, 'table.stuck-connections', told(firm))}\n`);
  const isRecorded = ({ packets }: IncidentConnection) => packets?.stuck?.sureness === 'possible';
  const recorded = possible.filter(isRecorded);
  const listed = possible.filter((one) => !isRecorded(one));
  if (recorded.length > 0)
    await output.write(`\n${say(locale, 'table.possibly-stuck-connections', told(recorded))}\n`);
  if (listed.length > 0) await output.write(`\n${say(locale, 'table.possibly-stuck-rows', told(listed))}\n`);
}

function tableRow({ packets, findings, stuck, process }: IncidentConnection): TableRow | null {
  return packets === null ? null : { ...packets, findings, stuck, process };
}

async function printRows(context: IncidentContext, rows: readonly IncidentConnection[]): Promise<void> {
  const { output, locale, style, columns } = context;
  const views = rows.flatMap(({ row }) => row ?? []);
  if (views.length === 0) return;
  const title = style.apply(say(locale, 'incident.tables-only'), 'cyan');
  await output.write(`\n${title}\n${socketsTable(locale, style, views, columns)}`);
}

/** What tables show together that were made at different times. */
const changesText = (
  { style, proseColumns }: IncidentContext,
  changes: IncidentExplanation['changes'],
): string => changes.map((change) => `\n${captureFinding(style, proseColumns, change)}`).join('');

/** A table's own diagnosis, under its name. */
function tableText(context: IncidentContext, table: IncidentTable): string {
  const title =
    table.file === null
      ? say(context.locale, 'socket.beside-title')
      : say(context.locale, 'socket.table-title', { file: shownName(table.file) });
  return `\n${socketExplanationText(context, { ...table, title })}`;
}

async function explain(context: IncidentContext, session: IncidentSession): Promise<void> {
  const { request, output } = context;
  if (request.connection !== null && request.connection > session.total)
    throw new InputError(
      `${request.files.map(shownName).join(' ')}: there is no connection ${request.connection}; the last one is ${session.total}`,
    );
  const explanation = session.explain(request.connection);
  const ends = await session.bothEnds(explanation.connection?.connection ?? 0);
  const shown = {
    json: () => `${incidentExplanationJson(explanation, ends)}\n`,
    markdown: () => [markdown(context, explanation), ...markdownOf(context, ends)].join('\n'),
  }[request.format];
  await output.write(
    await withCode(
      context,
      shown?.() ?? text(context, session, explanation, ends),
      aboutIt(session, explanation),
    ),
  );
}

/** A connection's own findings come first; where it is about none, those of the server that a table speaks of. */
function aboutIt(
  session: IncidentSession,
  { connection, captureFindings, tables }: IncidentExplanation,
): Explained {
  const ofAll = [...captureFindings, ...tables.flatMap((table) => table.captureFindings)];
  return {
    server: connection?.packets?.server ?? connection?.row?.server ?? ofAll[0]?.address ?? null,
    findings: [...(connection?.findings ?? []), ...ofAll],
    ...(connection !== null && { programs: session.about(connection.connection).programs }),
  };
}

const markdownOf = ({ locale }: IncidentContext, ends: BothEndsView | null): string[] =>
  ends === null ? [] : [bothEndsMarkdown(locale, ends)];

function text(
  context: IncidentContext,
  session: IncidentSession,
  explanation: IncidentExplanation,
  ends: BothEndsView | null,
): string {
  const { locale, request, proseColumns } = context;
  const { together, tables, row } = explanation;
  const parts: string[] = [];
  if (row !== null) parts.push(socketExplanationText(context, row));
  else if (explanation.endpoints.length > 0)
    parts.push(explanationText(context, { ...explanation, ...packetsOf(explanation) }));
  if (ends !== null && ends.verdict !== null)
    parts.unshift(`${wrap(ends.verdict, proseColumns).join('\n')}\n\n`);
  if (ends !== null) parts.push(bothEndsText(context, ends));
  if (together !== null) parts.push(`\n${wrap(together, proseColumns).join('\n')}\n`);
  parts.push(changesText(context, explanation.changes));
  if (row === null) parts.push(...tables.map((table) => tableText(context, table)));
  const { otherStuck } = session.firstToExplain();
  if (request.connection === null && otherStuck > 0)
    parts.push(
      `\n${say(locale, 'report.more-stuck', { count: otherStuck, file: request.files.map(shellWord).join(' ') })}\n`,
    );
  return parts.join('').replace(/^\n/, '');
}

function markdown({ locale }: IncidentContext, explanation: IncidentExplanation): string {
  const { together, tables, row } = explanation;
  const parts: string[] = [];
  if (row !== null) parts.push(socketExplanationMarkdown(locale, row));
  else if (explanation.endpoints.length > 0)
    parts.push(explanationMarkdown(locale, { ...explanation, ...packetsOf(explanation) }));
  if (together !== null) parts.push(`${together}\n`);
  if (row === null) parts.push(...tables.map((table) => socketExplanationMarkdown(locale, table)));
  return parts.join('\n');
}

/** The parts of an explanation that speak of packets, as reports of one capture have them. */
function packetsOf({ connection, captureFindings }: IncidentExplanation) {
  const own = connection?.packets ?? null;
  return {
    connection: own === null ? null : { ...own, findings: connection?.findings ?? [] },
    captureFindings: captureFindings.filter((finding): finding is CaptureFindingView => 'since' in finding),
  };
}
