import type { ServerStatement } from '../../../src/core/explain';
import type { Packets } from './statement-checks';

/** A statement about a server, the packets of connections (by number from 1), and every connection of the recording. */
export interface OfServer {
  readonly statement: ServerStatement;
  readonly of: (connection: number) => Packets;
  readonly all: readonly number[];
}

/** What the packets say against it; null: nothing. */
type ServerCheck = (asked: OfServer) => string | null;

const fails = (failed: boolean, why: string): string | null => (failed ? why : null);
const first = (...found: (string | null)[]): string | null => found.find((why) => why !== null) ?? null;

const concerned = ({ statement }: OfServer): number[] => statement.connections.map((id) => id + 1);
const count = ({ statement }: OfServer): number => statement.values.count;

const hasData = (packets: Packets, side: 'client' | 'server'): boolean =>
  packets.rows.some((row) => row.sender === side && (row.length ?? 0) > 0);
const sends = (packets: Packets, side: 'client' | 'server', flag: string): boolean =>
  packets.rows.some((row) => row.sender === side && row.flags.includes(flag));
const isRefused = (packets: Packets): boolean =>
  sends(packets, 'server', 'R') && !packets.rows.some(({ flags }) => flags.startsWith('S.'));

/** The server's last word of its own accord: its FIN, or where it sent none its RST. */
const endOf = (packets: Packets) =>
  packets.rows.find((row) => row.sender === 'server' && row.flags.includes('F')) ??
  packets.rows.find((row) => row.sender === 'server' && row.flags.includes('R'));

/** All of them ended within the time that is told, and nothing of before goes on. */
const endedTogether: ServerCheck = (asked) => {
  const { statement, of } = asked;
  const ended = concerned(asked).filter((id) => !isRefused(of(id)));
  const times = ended.map((id) => Number(endOf(of(id))?.time));
  const span = Math.max(...times) - Math.min(...times);
  return first(
    fails(ended.length !== count(asked), `${ended.length} ended`),
    fails(!(Math.abs(span - (statement.seconds ?? 0)) < 1e-5), `they ended within ${span} s`),
  );
};

const refusedAfter: ServerCheck = (asked) =>
  first(
    endedTogether(asked),
    fails(!concerned(asked).some((id) => isRefused(asked.of(id))), 'no SYN was refused'),
  );

/** Each of them asked, and had neither data nor an end from the server. */
const leftWaiting: ServerCheck = (asked) => {
  const { statement, of } = asked;
  const waiting = concerned(asked);
  const waited = waiting.map((id) => {
    const { rows, end } = of(id);
    const gone = rows.some((row) => row.sender === 'client' && /[FR]/.test(row.flags));
    return (gone ? Number(rows.at(-1)?.time) : end) - Number(rows[0]?.time);
  });
  return first(
    fails(waiting.length !== count(asked), `${waiting.length} are listed`),
    fails(
      waiting.some((id) => hasData(of(id), 'server')),
      'one was served',
    ),
    fails(!waiting.every((id) => hasData(of(id), 'client')), 'one did not ask'),
    fails(
      !((statement.seconds ?? 0) <= Math.max(...waited) + 1e-5),
      `none waited longer than ${Math.max(...waited)} s`,
    ),
  );
};

/** So many others had been served, and were open, when the first of them came. */
const open =
  (least: number, most: number): ServerCheck =>
  (asked) => {
    const { of, all } = asked;
    const waiting = concerned(asked);
    const since = Math.min(...waiting.map((id) => of(id).rows[0].index));
    const others = all.filter((id) => !waiting.includes(id) && of(id).rows[0]?.index < since);
    const served = others.filter((id) => hasData(of(id), 'server'));
    const held = served.filter(
      (id) =>
        !of(id).rows.some((row) => row.index < since && row.sender === 'server' && /[FR]/.test(row.flags)),
    );
    return first(
      fails(served.length === 0, 'none had been served'),
      fails(held.length < least || held.length > most, `${held.length} were open`),
    );
  };

const both =
  (...checks: ServerCheck[]): ServerCheck =>
  (asked) =>
    first(...checks.map((check) => check(asked)));

/** Every connection of it has this end's peer's FIN, and none of its own while it is said to be stuck. */
const piledUp: ServerCheck = (asked) => {
  const { statement, of } = asked;
  const piled = concerned(asked);
  const stuck = statement.side === 'client' ? 'client' : 'server';
  const peer = stuck === 'client' ? 'server' : 'client';
  return first(
    fails(piled.length !== count(asked), `${piled.length} are listed`),
    fails(!piled.every((id) => sends(of(id), peer, 'F')), 'one was not closed by its peer'),
    fails(
      piled.some((id) => sends(of(id), stuck, 'F')),
      'one was closed',
    ),
  );
};

/** Its first data came within 50 ms behind the end of one that had come before it, and no sooner. */
const servedWhenOneEnded: ServerCheck = ({ statement, of }) => {
  const [late, ...others] = statement.connections.map((id) => of(id + 1));
  const asked = late.rows.find((row) => row.sender === 'client' && (row.length ?? 0) > 0);
  const answered = late.rows.find((row) => row.sender === 'server' && (row.length ?? 0) > 0);
  const waited = Number(answered?.time) - Number(asked?.time);
  const ends = others
    .filter(({ rows }) => rows[0].index < late.rows[0].index)
    .map(({ rows }) => rows.find(({ flags }) => /[FR]/.test(flags)))
    .filter((row) => row !== undefined && row.index < (answered?.index ?? -1));
  return first(
    fails(!(Math.abs(waited - (statement.seconds ?? 0)) < 1e-5), `it waited ${waited} s`),
    fails(ends.length !== 1, `${ends.length} had ended`),
    fails(!(Number(answered?.time) - Number(ends[0]?.time) <= 0.05), 'it was served at another time'),
  );
};

/** From the first of the requests that are cited to the first of the answers no data of the server went over any of them. */
const stoodStill: ServerCheck = (asked) => {
  const { statement, of } = asked;
  const rows = concerned(asked).flatMap((id) => of(id).rows);
  const cited = rows.filter(({ index }) => statement.packets.some((packet) => packet === index));
  const begin = Math.min(...cited.filter(({ sender }) => sender === 'client').map(({ index }) => index));
  const end = Math.min(...cited.filter(({ sender }) => sender === 'server').map(({ index }) => index));
  const between = rows.filter(({ index }) => index > begin && index < end);
  return first(
    fails(concerned(asked).length !== count(asked), 'another number is listed'),
    fails(
      between.some(({ sender, length }) => sender === 'server' && (length ?? 0) > 0),
      'it sent data in between',
    ),
  );
};

const withoutData: ServerCheck = (asked) =>
  fails(
    concerned(asked).some((id) => hasData(asked.of(id), 'server') || hasData(asked.of(id), 'client')),
    'data went over one',
  );

const ofNoConnection: ServerCheck = (asked) =>
  fails(concerned(asked).length > 0, 'it is about the recording');

/** What a statement says of packets, by the beginning of its id; the longest that fits counts. */
const CHECKS: Readonly<Record<string, ServerCheck>> = {
  'finding.stopped-serving.several': both(leftWaiting, open(2, Number.POSITIVE_INFINITY)),
  'finding.stopped-serving.one': both(leftWaiting, open(1, 1)),
  'finding.stopped-serving.none': both(leftWaiting, open(0, 0)),
  'finding.stopped-serving.freed-one': servedWhenOneEnded,
  'finding.stopped-serving.freed-several': servedWhenOneEnded,
  'finding.server-stalled': stoodStill,
  'finding.close-wait-pile-up': piledUp,
  'finding.server-went-down': endedTogether,
  'finding.server-went-down.ended': refusedAfter,
  'finding.health-checks': withoutData,
  'finding.health-checks.half-open': both(withoutData, (asked) =>
    fails(!concerned(asked).every((id) => sends(asked.of(id), 'client', 'R')), 'one was not reset'),
  ),
  'finding.capture': ofNoConnection,
  'finding.capture-one-sided-largely': (asked) =>
    fails(
      concerned(asked).some((id) => new Set(asked.of(id).rows.map(({ sender }) => sender)).size > 1),
      'both ends of one were recorded',
    ),
};

export const CHECKED_OF_SERVERS: readonly string[] = Object.keys(CHECKS);
export const checkOfServer = (id: string): string | undefined =>
  CHECKED_OF_SERVERS.filter((key) => id.startsWith(key)).sort((a, b) => b.length - a.length)[0];

/** What is so of all: the packets that are cited belong to its connections, where it names any, and no time is negative. */
const always: ServerCheck = (asked) => {
  const { seconds, packets } = asked.statement;
  const own = new Set(concerned(asked).flatMap((id) => asked.of(id).rows.map(({ index }) => index)));
  return first(
    fails((seconds ?? 0) < 0, 'negative time'),
    fails(own.size > 0 && !packets.every((index) => own.has(index)), "it cites another connection's packet"),
  );
};

/** What the packets say against a statement about a server; null: nothing. */
export function refuteOfServer(asked: OfServer): string | null {
  const key = checkOfServer(asked.statement.id);
  if (key === undefined) return 'nothing checks that';
  return first(always(asked), CHECKS[key](asked));
}
