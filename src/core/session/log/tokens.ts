import type { TcpStateName } from '../../tcp';
import type { PacketRow } from '../capture';
import type { SocketRowView } from '../incident';
import type { LogToken, TokenKind } from './views';

interface PrintedField {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const KIND_OF_STATE: Readonly<Record<TcpStateName, TokenKind | null>> = {
  UNKNOWN: null,
  CLOSED: 'closed',
  LISTEN: 'open',
  SYN_SENT: 'opening',
  SYN_RECEIVED: 'opening',
  ESTABLISHED: 'open',
  FIN_WAIT_1: 'closing',
  FIN_WAIT_2: 'halfClosed',
  CLOSE_WAIT: 'halfClosed',
  CLOSING: 'closing',
  LAST_ACK: 'closing',
  TIME_WAIT: 'closed',
};

/** What says most of two states comes first. */
const WEIGHT: readonly (TokenKind | null)[] = ['halfClosed', 'closing', 'opening', 'open', 'closed', null];

const COLOURS = 6;

export const connectionKind = (connection: number): TokenKind =>
  `connection${((((connection - 1) % COLOURS) + COLOURS) % COLOURS) + 1}` as TokenKind;

/** A packet's line: its addresses by the connection, its time and its flags by the states of both ends after it. */
export function packetTokens(row: PacketRow, fields: readonly PrintedField[], column: number): LogToken[] {
  if (row.connection === null) return [];
  const state = stateKind(row);
  const tokens: LogToken[] = [];
  const enter = (start: number, end: number, kind: TokenKind | null): void => {
    if (kind !== null && end > start) tokens.push({ start: start + column, length: end - start, kind });
  };
  for (const { name, start, end } of fields) {
    if (name === 'Time') enter(start, end, state);
    else if (name === 'Flags') enter(start, end, row.flags.includes('R') ? 'reset' : state);
    else if (/^(?:Source|Destination)/.test(name)) enter(start, end, connectionKind(row.connection));
  }
  return tokens.sort((a, b) => a.start - b.start);
}

function stateKind({ client, server, stuck }: PacketRow): TokenKind | null {
  if (stuck !== null) return 'stuck';
  const kinds = [client, server].map((end) => (end === null ? null : KIND_OF_STATE[end.state]));
  return WEIGHT.find((kind) => kinds.includes(kind)) ?? null;
}

/** How tools write states. */
const STATE =
  /\b(?:ESTAB(?:LISHED)?|LISTEN(?:ING)?|CLOSE[-_]?WAIT|FIN[-_]?WAIT[-_]?[12]|TIME[-_]?WAIT|SYN[-_]?(?:SENT|RECV|RECEIVED|RCVD)|LAST[-_]?ACK|CLOSING|CLOSED?|UNCONN)\b/i;

/** A table's row: its addresses by the connection, its state by what it is. */
export function socketTokens(row: SocketRowView, text: string): LogToken[] {
  const { socket, stuck, connection } = row;
  const tokens: LogToken[] = [];
  const enter = (start: number, length: number, kind: TokenKind | null): void => {
    const overlaps = tokens.some((one) => start < one.start + one.length && one.start < start + length);
    if (start >= 0 && kind !== null && !overlaps) tokens.push({ start, length, kind });
  };
  const state = STATE.exec(text);
  const isStuck = stuck !== null && stuck.sureness !== 'possible';
  if (state !== null && socket.state !== null)
    enter(state.index, state[0].length, isStuck ? 'stuck' : KIND_OF_STATE[socket.state]);
  for (const address of [socket.local, socket.peer]) {
    if (address === null) continue;
    const dotted = address.replace(/:(\d+)$/, '.$1');
    const written = [address, dotted].find((one) => text.includes(one));
    if (written !== undefined) enter(text.indexOf(written), written.length, connectionKind(connection));
  }
  return tokens.sort((a, b) => a.start - b.start);
}
