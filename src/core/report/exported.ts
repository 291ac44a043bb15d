import { say, shownPackets } from '../explain';
import type {
  CaptureFindingView,
  CaptureSummary,
  ConnectionRow,
  ConnectionsQuery,
  ExplainTarget,
  Explanation,
  ExportedTableFormat,
  FindingView,
  PacketRow,
  Row,
  ServerList,
  TableExportRequest,
} from '../session/capture';
import { jsonText } from '../text';
import type { Locale } from '../words';
import { CONNECTION_TABLE, PACKET_TABLE } from './copied';
import { besidePackets, packetNumbers } from './evidence-json';
import { explanationMarkdown } from './explanation-markdown';
import { escaped } from './markdown';
import { stateLabel } from './state-label';
import { type Cell, csvRows, csvTable, markdownRows, markdownTable, type Table } from './tabular';

type Soon<T> = T | Promise<T>;

/** Set where the report is not wanted any more. */
interface Stop {
  readonly aborted: boolean;
}

/** What is asked of a client of a recording. */
export interface ReportedClient {
  summary(params: Record<string, never>, signal: Stop): Soon<CaptureSummary>;
  rows(params: { from: number; to: number; filtered: boolean }, signal: Stop): Soon<readonly Row[]>;
  connections(
    query: ConnectionsQuery,
    signal: Stop,
  ): Soon<{ readonly rows: readonly ConnectionRow[]; readonly total: number }>;
  servers(params: Record<string, never>, signal: Stop): Soon<ServerList>;
  explain(target: ExplainTarget, signal: Stop): Soon<Explanation>;
  findings(): readonly CaptureFindingView[];
  firstToExplain(): { readonly connection: number };
}

/** Rows of one page. */
const PAGE = 500;
/** Connections in a report. */
const MOST_REPORTED = 200;

/** Rows, connections or findings as a table or JSON, or all of it as a report, in pieces of text. */
export async function* exportedReport(
  locale: Locale,
  client: ReportedClient,
  request: TableExportRequest,
  signal: Stop,
): AsyncGenerator<string> {
  if (request.subject === 'report') yield* report(locale, client, request, signal);
  else if (request.subject === 'packets')
    yield* tableOf(PACKET_TABLE, request.format, packetPages(client, request, signal));
  else if (request.subject === 'connections')
    yield* tableOf(CONNECTION_TABLE, request.format, connectionPages(client, request, signal));
  else yield* tableOf(FINDING_TABLE, request.format, findingPages(client, request, signal));
}

async function* tableOf<Row>(
  table: Table<Row>,
  format: ExportedTableFormat,
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  if (format === 'json') return yield* jsonOf(table, pages);
  yield format === 'csv' ? csvTable(table.head, []) : markdownTable(table.head, []);
  for await (const page of pages) {
    const cells = page.map(table.cells);
    yield format === 'csv' ? csvRows(cells) : markdownRows(cells);
  }
}

async function* jsonOf<Row>(
  { json }: Table<Row>,
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  let before = '[';
  for await (const page of pages) {
    const elements = page.map(json).filter((element) => element !== '');
    if (elements.length === 0) continue;
    yield `${before}\n${elements.join(',\n')}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

async function* packetPages(
  client: ReportedClient,
  { filtered, connection }: TableExportRequest,
  signal: Stop,
): AsyncGenerator<readonly PacketRow[]> {
  for (let from = 0; !signal.aborted; from += PAGE) {
    const rows = await client.rows({ from, to: from + PAGE, filtered }, signal);
    yield rows.flatMap((row) =>
      row.kind === 'packet' && (connection === null || row.connection === connection) ? [row] : [],
    );
    if (rows.length < PAGE) return;
  }
}

async function* connectionPages(
  client: ReportedClient,
  { filtered, connection }: TableExportRequest,
  signal: Stop,
): AsyncGenerator<readonly ConnectionRow[]> {
  const order = { sort: 'connection', descending: false, filtered } as const;
  for (let from = 0; !signal.aborted; from += PAGE) {
    const { rows, total } = await client.connections({ ...order, from, to: from + PAGE }, signal);
    yield rows.filter((row) => connection === null || row.connection === connection);
    if (from + PAGE >= total) return;
  }
}

/** A finding with the connection that it is of; null: it is of the recording. */
interface Found {
  readonly finding: FindingView | CaptureFindingView;
  readonly connection: ConnectionRow | null;
}

async function* findingPages(
  client: ReportedClient,
  request: TableExportRequest,
  signal: Stop,
): AsyncGenerator<readonly Found[]> {
  const isWhole = request.connection === null && !request.filtered;
  if (isWhole) yield client.findings().map((finding) => ({ finding, connection: null }));
  for await (const page of connectionPages(client, request, signal))
    yield page.flatMap((connection) => connection.findings.map((finding) => ({ finding, connection })));
}

const FINDING_TABLE: Table<Found> = {
  head: 'finding,severity,sureness,connection,client,server,endpoint,since,seconds,packets,title,message'.split(
    ',',
  ),
  cells: ({ finding, connection }): Cell[] => [
    ...[finding.id, finding.severity, finding.sureness, connection?.connection ?? null],
    ...[connection?.client ?? null, connection?.server ?? addressOf(finding), finding.endpoint],
    ...[finding.since, finding.seconds, packetsOf(finding), finding.title, finding.message],
  ],
  json: ({ finding: { evidence, ...finding }, connection }) =>
    jsonText({
      ...finding,
      connection: connection?.connection ?? null,
      client: connection?.client ?? null,
      server: connection?.server ?? null,
      packets: packetNumbers(evidence),
      ...besidePackets(evidence),
    }),
};

const addressOf = (finding: Found['finding']): string | null =>
  'address' in finding ? finding.address : null;

const packetsOf = ({ evidence }: Found['finding']): string =>
  shownPackets(evidence)
    .map(({ packet }) => packet)
    .join(' ');

/** What was recorded, what was found, servers and connections by state, and the explanation of what needs one most. */
async function* report(
  locale: Locale,
  client: ReportedClient,
  request: TableExportRequest,
  signal: Stop,
): AsyncGenerator<string> {
  const summary = await client.summary({}, signal);
  const { name, packets, connections, description, quality } = summary;
  yield `# ${say(locale, 'report.capture', { name: escaped(name) })}\n\n`;
  yield `${escaped(say(locale, 'report.about', { packets, connections, description }))}\n\n`;
  if (quality !== null) yield `${escaped(quality)}\n\n`;
  yield problemList(locale, summary);
  yield `## ${say(locale, 'report.findings')}\n\n`;
  yield* findingList(locale, client, request, signal);
  yield `\n## ${say(locale, 'report.servers')}\n\n${serverTable(locale, await client.servers({}, signal))}`;
  yield `\n## ${say(locale, 'report.connections')}\n\n`;
  yield* connectionsReported(locale, client, request, signal);
  const explained = request.connection ?? client.firstToExplain().connection;
  if (explained > 0)
    yield `\n${deeper(explanationMarkdown(locale, await client.explain({ connection: explained }, signal)))}`;
}

/** What of the file could not be read; empty where all of it was. */
function problemList(locale: Locale, { problems, moreProblems }: CaptureSummary): string {
  const told = problems.filter(({ severity }) => severity !== 'info');
  const lines = told.map(({ message, line }) => {
    const where = line === null ? '' : `${say(locale, 'report.problem-line', { line })} `;
    return `- ${where}${escaped(message)}\n`;
  });
  if (moreProblems > 0) lines.push(`- ${say(locale, 'report.more-problems', { count: moreProblems })}\n`);
  return lines.length === 0 ? '' : `## ${say(locale, 'report.problems')}\n\n${lines.join('')}\n`;
}

async function* findingList(
  locale: Locale,
  client: ReportedClient,
  request: TableExportRequest,
  signal: Stop,
): AsyncGenerator<string> {
  let [count, left] = [0, 0];
  for await (const page of findingPages(client, request, signal))
    for (const { finding, connection } of page) {
      if (++count > MOST_REPORTED) {
        left++;
        continue;
      }
      const of = connection === null ? '' : ` (#${connection.connection}, ${escaped(connection.client)})`;
      yield `- **${escaped(finding.title)}**${of}: ${escaped(finding.message)}\n`;
    }
  if (count === 0) yield `${say(locale, 'report.no-findings')}\n`;
  if (left > 0) yield `\n${say(locale, 'report.more-findings', { count: left })}\n`;
}

function serverTable(locale: Locale, { servers }: ServerList): string {
  const head = [
    say(locale, 'report.server-column'),
    say(locale, 'report.states-column'),
    say(locale, 'report.stuck-column'),
  ];
  return markdownTable(
    head,
    servers.map(({ server, states, stuck }) => [
      server,
      states.map(({ state, count }) => `${count} ${state}`).join(', '),
      stuck.client + stuck.server,
    ]),
  );
}

async function* connectionsReported(
  locale: Locale,
  client: ReportedClient,
  { filtered, connection }: TableExportRequest,
  signal: Stop,
): AsyncGenerator<string> {
  const query = { from: 0, to: MOST_REPORTED, sort: 'stuck', descending: true, filtered } as const;
  const all = await client.connections(query, signal);
  const rows = connection === null ? all.rows : (await client.explain({ connection }, signal)).connection;
  const shown = rows === null ? [] : 'length' in rows ? rows : [rows];
  if (connection === null && all.total > shown.length)
    yield `${say(locale, 'report.most-connections', { shown: shown.length, total: all.total })}\n\n`;
  yield markdownTable(
    CONNECTION_HEAD,
    shown.map((row) => [
      ...[row.connection, row.client, row.server, stateLabel(row.clientState), stateLabel(row.serverState)],
      ...[row.stuck?.seconds ?? null, row.seconds, row.packets, row.closedFirst],
      row.findings.map(({ id }) => id).join(' '),
    ]),
  );
}

const CONNECTION_HEAD =
  'connection,client,server,client state,server state,stuck (s),duration (s),packets,closed first,findings'.split(
    ',',
  );

/** Its headings a level further down; what begins with `#` in a block of code is a comment. */
function deeper(markdown: string): string {
  let isCode = false;
  return markdown
    .split('\n')
    .map((line) => {
      if (line.startsWith('```')) isCode = !isCode;
      return isCode || !line.startsWith('#') ? line : `#${line}`;
    })
    .join('\n');
}
