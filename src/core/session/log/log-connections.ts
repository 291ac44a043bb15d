import { say } from '../../explain';
import { duration, type Locale } from '../../words';
import { type ConnectionRow, stateText } from '../capture';
import type { EvidenceClient, SocketRowView } from '../incident';
import type { LogConnection } from './views';

/** Connections that a list of a text editor holds. */
const MOST_CONNECTIONS = 1000;
/** Changes of state told of one. */
const MOST_STEPS = 40;

/** The connections of a log and the rows of tables in it that no packet was recorded of, in the order of the text. */
export function logConnections(client: EvidenceClient, locale: Locale): readonly LogConnection[] {
  const { rows } = client.connections({
    from: 0,
    to: MOST_CONNECTIONS,
    sort: 'stuck',
    descending: true,
    filtered: false,
  });
  const recorded =
    client.summary().format === 'text' ? rows.map((row) => ofPackets(client, locale, row)) : [];
  const sockets = client.sockets({ from: 0, to: MOST_CONNECTIONS - recorded.length, filtered: false }).rows;
  const alone = sockets.filter(({ joined }) => !joined).map((row) => ofRow(locale, row));
  return [...recorded, ...alone].sort((a, b) => a.first - b.first);
}

function ofPackets(client: EvidenceClient, locale: Locale, row: ConnectionRow): LogConnection {
  const { connection, clientState, serverState } = row;
  const states = say(locale, 'log.states', {
    client: stateText(clientState),
    server: stateText(serverState),
  });
  const stuck = stuckWords(locale, row.stuck);
  const path = client.statePath({ connection });
  const changes = new Map<number, string[]>();
  for (const side of ['client', 'server'] as const)
    for (const { index, state } of path[side].slice(0, MOST_STEPS))
      changes.set(index, [...(changes.get(index) ?? []), `${say(locale, `party.${side}`)} ${state}`]);
  const steps = [...changes]
    .map(([index, told]) => ({ line: client.linesOfPacket(index).row, text: told.join(' · ') }))
    .sort((a, b) => a.line - b.line);
  const { first, last } = client.lineSpanOf(connection);
  return {
    connection,
    title: say(locale, 'log.connection', { connection, client: row.client, server: row.server }),
    detail: [states, stuck].filter((text) => text !== '').join(' · '),
    first,
    last,
    stuck: row.stuck !== null && row.stuck.sureness !== 'possible',
    steps,
  };
}

function ofRow(locale: Locale, { connection, socket, stuck, process }: SocketRowView): LogConnection {
  const { local, peer, state, line } = socket;
  const title =
    peer === null || state === 'LISTEN'
      ? say(locale, 'log.row.listening', { local })
      : say(locale, 'log.row', { local, peer });
  const told = [state ?? '', process?.name ?? '', stuckWords(locale, stuck)];
  return {
    connection,
    title,
    detail: told.filter((text) => text !== '').join(' · '),
    first: line,
    last: line,
    stuck: stuck !== null && stuck.sureness !== 'possible',
    steps: [],
  };
}

function stuckWords(
  locale: Locale,
  stuck: { readonly seconds: number | null; readonly sureness: string } | null,
): string {
  if (stuck === null) return '';
  if (stuck.sureness === 'possible') return say(locale, 'log.possible');
  return stuck.seconds === null
    ? say(locale, 'log.stuck.unknown')
    : say(locale, 'log.stuck', { duration: duration(locale, stuck.seconds) });
}
