import { say } from '../../core/explain';
import {
  socketExplanationJson,
  socketExplanationMarkdown,
  socketExplanationText,
  socketJson,
  socketsTable,
  withCodeField,
  writeJson,
} from '../../core/report';
import type { Explained } from '../../core/session/code';
import type { SocketConnection, SocketFindingView, SocketSession } from '../../core/session/sockets';
import { InputError, shellWord, shownName } from '../errors';
import { CodeOfList, withCode } from './code-on-port';
import type { Context as CaptureContext } from './context';

type Context = Omit<CaptureContext, 'capture'>;

const PAGE = 1000;

/** Does for a socket table what the command does for a capture. */
export async function socketTable(context: Context, session: SocketSession): Promise<void> {
  const { request, locale, output } = context;
  switch (request.command) {
    case 'connections':
      return request.format === 'text' ? printTable(context, session) : printRows(context, session);
    case 'explain': {
      await output.write(await explained(context, session));
      return;
    }
    default:
      throw new InputError(say(locale, 'socket.annotate', { file: shownName(request.file) }));
  }
}

async function printRows(context: Context, session: SocketSession): Promise<void> {
  const { output, request } = context;
  const code = await CodeOfList.in(context);
  await writeJson(output, request.format === 'json' ? 'json' : 'jsonl', pages(session), (row) =>
    code === null ? socketJson(row) : withCodeField(socketJson(row), codeBehind(code, row)),
  );
}

const codeBehind = (code: CodeOfList, row: SocketConnection) =>
  row.stuck === null ? null : code.behind(aboutRow(row));

/** What the code behind a row is looked for by: its server, what was found of it, and the program that holds it. */
function aboutRow({ server, findings, process, side }: SocketConnection): Explained {
  const programs = { client: null, server: null, [side]: process };
  return { server, findings, programs };
}

/** The same of a table as a whole: of what was found first. */
function aboutTable(found: readonly SocketFindingView[]): Explained {
  const [first] = found;
  const programs = { client: null, server: null, [first?.endpoint ?? 'server']: first?.process ?? null };
  return { server: first?.address ?? null, findings: found, programs };
}

function* pages(session: SocketSession): Generator<readonly SocketConnection[]> {
  for (let from = 0; from < session.rows; from += PAGE) yield session.connections(from, from + PAGE);
}

async function printTable(context: Context, session: SocketSession): Promise<void> {
  const { output, locale, style, columns, request } = context;
  const rows = session.connections(0, session.rows);
  const code = await CodeOfList.in(context);
  await output.write(
    rows.length === 0
      ? `${say(locale, 'socket.none', { counts: session.counted })}\n`
      : socketsTable(locale, style, rows, columns),
  );
  const explanation = session.explain(null);
  const wide = { ...explanation, endpoints: [], commands: [], title: '' };
  if (explanation.captureFindings.length > 0)
    await output.write(socketExplanationText(context, wide).replace(/^\n+/, '\n'));
  await output.write(tail(context, rows, shellWord(request.file)));
  if (code === null) return;
  for (const row of rows) codeBehind(code, row);
  await code.write(output, context);
}

/** How many are stuck, and how many may be: told apart, as the table shows one moment. */
function tail({ locale }: Context, rows: readonly SocketConnection[], file: string): string {
  const stuck = rows.filter((row) => row.stuck !== null && row.stuck.sureness !== 'possible');
  const possible = rows.filter((row) => row.stuck?.sureness === 'possible').length;
  const values = { count: stuck.length, connection: stuck[0]?.connection, file };
  return [
    ...(stuck.length > 0 ? [`\n${say(locale, 'socket.stuck', values)}\n`] : []),
    ...(possible > 0 ? [`\n${say(locale, 'socket.possible', { count: possible })}\n`] : []),
  ].join('');
}

async function explained(context: Context, session: SocketSession): Promise<string> {
  const { request, locale } = context;
  if (request.connection !== null && request.connection > session.rows)
    throw new InputError(
      `${shownName(request.file)}: ${say(locale, 'socket.no-row', { row: request.connection, last: session.rows })}`,
    );
  const explanation = session.explain(request.connection);
  const shown = {
    json: () => socketExplanationJson(explanation),
    markdown: () => socketExplanationMarkdown(locale, explanation),
  }[request.format];
  const { connection, captureFindings } = explanation;
  const about = connection === null ? aboutTable(captureFindings) : aboutRow(connection);
  const findings = [...(connection?.findings ?? []), ...captureFindings];
  const server = about.server ?? captureFindings[0]?.address ?? null;
  return withCode(context, shown?.() ?? socketExplanationText(context, explanation), {
    ...about,
    server,
    findings,
  });
}
