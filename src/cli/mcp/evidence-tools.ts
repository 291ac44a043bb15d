import { say } from '../../core/explain';
import {
  connectionLine,
  EXPLANATION_PARTS,
  explanationLines,
  findingLine,
  serverLines,
} from '../../core/report';
import type { PayloadAnswer } from '../../core/session/capture';
import type { IncidentConnection, IncidentSession } from '../../core/session/incident';
import { InputError } from '../errors';
import { oneOf, somePaths, text, wholeNumber } from './arguments';
import { type Desk, PATHS, type Tool } from './desk';
import type { OpenIncident } from './evidence';

const PAGE = 1000;
/** Directions of connections that are named for one search. */
const MOST_HITS = 200;

export const listEvidence: Tool = {
  name: 'list_evidence',
  description: 'Lists capture files and texts (socket tables, tcpdump logs) that can be read.',
  properties: { folder: { type: 'string', description: 'Look in this folder only.' } },
  required: [],
  answer: async ({ folders, locale }, given) => {
    const folder = text(given, 'folder');
    const { files, more } = folders.candidates(folder);
    if (files.length === 0) return [say(locale, 'agent.none-found', { folder: folder ?? '.' })];
    const lines = files.map(({ path, bytes }) => say(locale, 'agent.file', { file: path, bytes }));
    return more ? [say(locale, 'agent.many-files'), ...lines] : lines;
  },
};

export const overview: Tool = {
  name: 'overview',
  description:
    'What captures and tables show together: what was recorded and how completely, what is wrong, the servers with their connections by state, how many are stuck, which to explain first.',
  properties: { paths: PATHS },
  required: ['paths'],
  answer: async (desk, given) => overviewOf(desk, await opened(desk, given)),
};

export const stuckConnections: Tool = {
  name: 'stuck_connections',
  description: 'Connections that are stuck half-closed (CLOSE_WAIT, FIN_WAIT_2 ...), the longest first.',
  properties: { paths: PATHS },
  required: ['paths'],
  answer: async (desk, given) => {
    const { session } = await opened(desk, given);
    const stuck = [...all(session)].filter((one) => one.stuck !== null).sort(byTrouble);
    if (stuck.length === 0) return [say(desk.locale, 'agent.none-stuck')];
    return stuck.map((one) => connectionLine(desk.locale, one));
  },
};

export const explain: Tool = {
  name: 'explain',
  description:
    'Why a connection is in its state, with packets or rows as evidence, likely causes with what speaks for and against each, what to run next. By default the connection in most trouble.',
  properties: {
    paths: PATHS,
    connection: { type: 'integer', minimum: 1, description: 'Its number in the other answers.' },
    endpoint: { type: 'string', description: 'ip:port of either end, instead of a number.' },
    part: { type: 'string', enum: EXPLANATION_PARTS },
  },
  required: ['paths'],
  answer: async (desk, given) => {
    const { session } = await opened(desk, given);
    const part = oneOf(given, 'part', EXPLANATION_PARTS);
    return explanationLines(desk.locale, session.explain(chosen(desk, session, given)), part);
  },
};

export const findConnections: Tool = {
  name: 'find_connections',
  description:
    'Connections by an endpoint (ip, :port or ip:port), by a state, and by what they carried: text (a request id, a path) or hex bytes.',
  properties: {
    paths: PATHS,
    endpoint: { type: 'string' },
    state: { type: 'string', description: 'CLOSE_WAIT, TIME_WAIT ...; of either end' },
    text: { type: 'string' },
    hex: { type: 'string' },
  },
  required: ['paths'],
  answer: async (desk, given) => {
    const incident = await opened(desk, given);
    const [endpoint, state] = [text(given, 'endpoint'), text(given, 'state')?.toUpperCase() ?? null];
    const matches = (one: IncidentConnection) =>
      (endpoint === null || hasEndpoint(one, endpoint)) && (state === null || hasState(one, state));
    const needle = needleOf(given);
    if (needle !== null) return carriers(desk, incident, needle, matches);
    const lines = [...all(incident.session)].filter(matches).map((one) => connectionLine(desk.locale, one));
    if (lines.length > 0) return lines;
    return [say(desk.locale, 'agent.none-matches', { connections: incident.session.total })];
  },
};

const opened = ({ folders, shelf }: Desk, given: Readonly<Record<string, unknown>>): Promise<OpenIncident> =>
  shelf.open(somePaths(given).map((path) => folders.inside(path)));

function* all(session: IncidentSession): Generator<IncidentConnection> {
  for (let from = 0; from < session.total; from += PAGE) yield* session.connections(from, from + PAGE);
}

/** What is stuck for longest comes first; what may be stuck comes last. */
const byTrouble = ({ stuck: a }: IncidentConnection, { stuck: b }: IncidentConnection): number =>
  Number(a?.sureness === 'possible') - Number(b?.sureness === 'possible') ||
  (b?.seconds ?? 0) - (a?.seconds ?? 0);

function overviewOf({ locale, folders }: Desk, { session, recordings, passedOver }: OpenIncident): string[] {
  const lines: string[] = [];
  for (const { name, capture } of recordings) {
    const file = name
      .split(' ')
      .map((path) => folders.shown(path))
      .join(' ');
    const { description, packets, connections, quality, problems } = capture.summary();
    lines.push(say(locale, 'agent.recording', { file, description, packets, connections }));
    if (quality !== null) lines.push(quality);
    for (const { message, severity } of problems)
      if (severity !== 'info') lines.push(say(locale, 'agent.problem', { file, message }));
    lines.push(...capture.findings().map(findingLine));
  }
  const { together, tables, changes } = session.explain(null);
  if (together !== null) lines.push(together);
  for (const { title, summary, captureFindings } of tables)
    lines.push(title, summary, ...captureFindings.map(findingLine));
  lines.push(...changes.map(findingLine));
  lines.push(...passedOver.map((reason) => say(locale, 'agent.not-evidence', { reason })));
  return [...lines, ...serverLines(locale, all(session)), ...stuckCounts(locale, session)];
}

function stuckCounts(locale: Desk['locale'], session: IncidentSession): string[] {
  let [firm, possible] = [0, 0];
  for (const { stuck } of all(session)) {
    if (stuck?.sureness === 'possible') possible++;
    else if (stuck !== null) firm++;
  }
  const { connection } = session.firstToExplain();
  return [
    say(locale, 'agent.stuck', { count: firm }),
    ...(possible === 0 ? [] : [say(locale, 'agent.possibly-stuck', { count: possible })]),
    ...(connection === 0 ? [] : [say(locale, 'agent.first', { connection })]),
  ];
}

/** null: the one that needs it most. */
function chosen({ locale }: Desk, session: IncidentSession, given: Readonly<Record<string, unknown>>) {
  const number = wholeNumber(given, 'connection', 1);
  if (number !== null && number > session.total)
    throw new InputError(say(locale, 'agent.no-connection', { connection: number, last: session.total }));
  const endpoint = text(given, 'endpoint');
  if (number !== null || endpoint === null) return number;
  const found = [...all(session)].filter((one) => hasEndpoint(one, endpoint));
  if (found.length === 0) throw new InputError(say(locale, 'agent.no-endpoint', { endpoint }));
  return (found.filter(({ stuck }) => stuck !== null).sort(byTrouble)[0] ?? found[0]).connection;
}

/** `192.0.2.1`, `:8000` or `192.0.2.1:8000`, as either end. */
const hasEndpoint = ({ packets, row }: IncidentConnection, wanted: string): boolean =>
  [packets?.client, packets?.server, row?.client, row?.server].some(
    (end) => end != null && (end === wanted || partsOf(end).includes(wanted.replace(/^\[|\]$/g, ''))),
  );

function partsOf(end: string): readonly string[] {
  const [, address, port] = /^\[?(.*?)\]?:(\d+)$/.exec(end) ?? [];
  return address === undefined ? [end] : [address, `:${port}`];
}

const hasState = ({ packets, row }: IncidentConnection, wanted: string): boolean =>
  [packets?.clientState, packets?.serverState, row?.clientState, row?.serverState].some(
    (end) => end?.state === wanted,
  );

/** The bytes to look for; null where none are given. Throws an InputError. */
function needleOf(given: Readonly<Record<string, unknown>>): Uint8Array | null {
  const [words, hex] = [text(given, 'text'), text(given, 'hex')];
  if (hex === null) return words === null ? null : new TextEncoder().encode(words);
  const digits = hex.replace(/[\s:]/g, '');
  if (digits.length === 0 || digits.length % 2 === 1 || /[^0-9a-f]/i.test(digits))
    throw new InputError('hex: give two hexadecimal digits a byte, such as 47 45 54');
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

async function carriers(
  { locale, folders }: Desk,
  { session, recordings }: OpenIncident,
  needle: Uint8Array,
  matches: (one: IncidentConnection) => boolean,
): Promise<string[]> {
  const [lines, reserve]: [string[], string[]] = [[], []];
  let before = 0;
  let searched = 0;
  for (const { name, client } of recordings) {
    const answer = await client.searchPayload({ needle, limit: MOST_HITS });
    searched += answer.searched;
    for (const { connection, from, packet } of answer.hits) {
      const found = session.connection(connection + before);
      if (!matches(found)) continue;
      const told = { end: say(locale, `party.${from}`), packet, connection: connectionLine(locale, found) };
      lines.push(say(locale, 'agent.carried', told));
    }
    reserve.push(...unreadOf(locale, folders.shown(name), answer, client.summary().format === 'text'));
    before += client.summary().connections;
  }
  if (lines.length === 0) lines.push(say(locale, 'agent.carried-by-none', { searched }));
  return [...lines, ...reserve];
}

/** What a search cannot answer for. */
function unreadOf(
  locale: Desk['locale'],
  file: string,
  { searched, unread }: PayloadAnswer,
  isText: boolean,
): string[] {
  if (unread === 0) return [];
  if (isText && unread === searched) return [say(locale, 'agent.no-payload', { file })];
  return [say(locale, 'agent.unread', { searched, unread })];
}
