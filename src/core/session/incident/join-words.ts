import { say, type WordId } from '../../explain';
import type { Joined, PacketConnection, TableFacts } from '../../incident';
import { formatSocketAddress, type SocketRow } from '../../sockets';
import { otherSide } from '../../tcp';
import type { Locale } from '../../words';
import { processName } from '../sockets';

/** `line 3 of ss.txt`, `line 3`. */
export const placeOf = (locale: Locale, { line }: Pick<SocketRow, 'line'>, file: string | null): string =>
  say(locale, file === null ? 'incident.line' : 'incident.line-of-file', { line, file });

/** What a row shows of its end, and how that goes with the packets. */
export function joinMessage(locale: Locale, facts: TableFacts, joined: Joined, file: string | null): string {
  const sentences = [rowSentence(locale, facts, joined, file), agreementSentence(locale, joined)];
  if (joined.by !== 'tuple' || !joined.sure) sentences.push(doubt(locale, joined));
  return sentences.filter((sentence) => sentence !== '').join(locale === 'en' ? ' ' : '');
}

const rowWords = ({ tool }: SocketRow): WordId =>
  tool === 'conntrack'
    ? 'incident.row.middlebox'
    : tool === 'tcplife'
      ? 'incident.row.ended'
      : 'incident.row';

/** A row in one line, as far as it is read. */
export const rowText = ({ state, recvQ, sendQ, local, peer, processes: [process] }: SocketRow): string =>
  [
    state,
    recvQ === null ? null : `Recv-Q ${recvQ}`,
    sendQ === null ? null : `Send-Q ${sendQ}`,
    local === null ? null : formatSocketAddress(local),
    peer === null ? null : formatSocketAddress(peer),
    process === undefined ? null : `${process.name}${process.pid === null ? '' : ` ${process.pid}`}`,
  ]
    .filter((part) => part !== null)
    .join('  ');

/** The row alone: state, queue, holder. */
export function rowSentence(
  locale: Locale,
  facts: TableFacts,
  { row, side }: Pick<Joined, 'row' | 'side'>,
  file: string | null,
): string {
  const queue = row.recvQ === null ? '' : say(locale, 'incident.queue', { queue: row.recvQ });
  return say(locale, rowWords(row), {
    place: placeOf(locale, row, file),
    side: say(locale, `party.${side}`),
    state: row.state ?? say(locale, 'incident.no-state'),
    queue,
    holder: holderOf(locale, facts, row),
    process: processName(locale, row.processes[0] ?? null),
  });
}

function holderOf(locale: Locale, facts: TableFacts, row: SocketRow): string {
  const [process] = row.processes;
  const { held, sureness } = facts.holdingOf(row);
  if (process !== undefined)
    return say(locale, held === true ? 'incident.held' : 'incident.owned', {
      process: processName(locale, process),
    });
  if (held === null || (held === false && sureness !== 'proven'))
    return say(locale, 'incident.holder-unseen');
  return say(locale, held ? 'incident.held-unnamed' : 'incident.not-held');
}

function agreementSentence(locale: Locale, joined: Joined): string {
  const { row, connection, side, agreement, missing } = joined;
  const { state, certainty } = connection.states[side];
  const values = {
    side: say(locale, `party.${side}`),
    other: say(locale, `party.${otherSide(side)}`),
    packetState: state,
    rowState: row.state,
  };
  if (agreement === 'unknown') return '';
  if (agreement === 'same') return say(locale, 'incident.same', values);
  if (agreement === 'later') return say(locale, `incident.later.${missing ?? 'end'}`, values);
  const words: WordId =
    agreement === 'contradiction'
      ? 'incident.contradiction'
      : certainty === 'confirmed'
        ? 'incident.older'
        : 'incident.older.inferred';
  return say(locale, words, values);
}

/** Why it is likely, not proven, that the row is of this connection. */
function doubt(locale: Locale, { by, row, connection }: Joined<PacketConnection>): string {
  if (by === 'tuple') return say(locale, 'incident.ports-again');
  if (by === 'conntrack') return say(locale, 'incident.by-conntrack');
  const ends = [row.local, row.peer].map((end) => (end === null ? '' : formatSocketAddress(end)));
  const translated = by === 'translated-client' ? connection.client : connection.server;
  return say(locale, `incident.${by}`, { local: ends[0], peer: ends[1], translated });
}
