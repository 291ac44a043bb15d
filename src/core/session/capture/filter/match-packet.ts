import type { Stuck } from '../../../findings';
import { type Connection, NO_CONNECTION, type Tracker } from '../../../flow';
import type { PacketIndex, Side } from '../../../tcp';
import { AddressFamily, stateName } from '../../../tcp';
import type { AddressPattern, End, Expression } from './expression';

/** The filter has to see the row's text, which is not in the columns. */
export function needsText(expression: Expression): boolean {
  switch (expression.kind) {
    case 'text':
      return true;
    case 'and':
    case 'or':
      return needsText(expression.left) || needsText(expression.right);
    case 'not':
      return needsText(expression.of);
    default:
      return false;
  }
}

/** The filter asks what was found, which is known once the capture has been read. */
export function needsFindings(expression: Expression): boolean {
  switch (expression.kind) {
    case 'stuck':
      return true;
    case 'and':
    case 'or':
      return needsFindings(expression.left) || needsFindings(expression.right);
    case 'not':
      return needsFindings(expression.of);
    default:
      return false;
  }
}

/** What a filter looks at beside the row's text. */
export interface Filtered {
  readonly tracker: Tracker;
  readonly stuckOf: (connection: Connection) => Stuck | null;
}

/**
 * Whether a row passes. `index` is its packet, -1 for a line of a log that is no packet (only free text can
 * match those). `text` is the row's text in lower case, asked for only where the filter needs it.
 */
export function matchesPacket(
  expression: Expression,
  capture: Filtered,
  index: PacketIndex,
  text: () => string,
): boolean {
  switch (expression.kind) {
    case 'all':
      return true;
    case 'and':
      return (
        matchesPacket(expression.left, capture, index, text) &&
        matchesPacket(expression.right, capture, index, text)
      );
    case 'or':
      return (
        matchesPacket(expression.left, capture, index, text) ||
        matchesPacket(expression.right, capture, index, text)
      );
    case 'not':
      return !matchesPacket(expression.of, capture, index, text);
    case 'text':
      return text().includes(expression.text);
    default:
      return index >= 0 && matchesColumns(expression, capture, index);
  }
}

type ColumnExpression = Exclude<Expression, { kind: 'all' | 'and' | 'or' | 'not' | 'text' }>;

function matchesColumns(
  expression: ColumnExpression,
  { tracker, stuckOf }: Filtered,
  index: PacketIndex,
): boolean {
  const packets = tracker.packets;
  const id = packets.connection(index);
  if (id === NO_CONNECTION) return false;
  const connection = tracker.connections.get(id);
  switch (expression.kind) {
    case 'flags':
      return (packets.flags(index) & expression.bits) === expression.bits;
    case 'state':
      return (
        (expression.side !== 'server' && stateName(packets.clientState(index)) === expression.state) ||
        (expression.side !== 'client' && stateName(packets.serverState(index)) === expression.state)
      );
    case 'analysis':
      return (packets.analysis(index) & expression.findings) === expression.findings;
    case 'connection':
      return id === expression.connection - 1;
    case 'stuck': {
      const stuck = stuckOf(connection);
      return stuck !== null && stuck.sureness !== 'possible' && index >= stuck.since;
    }
    case 'port':
      return ends(expression.end, tracker, index).some(
        (side) => tracker.table.addressOf(connection, side === 'client')[4] === expression.port,
      );
    case 'address':
      return ends(expression.end, tracker, index).some((side) =>
        matchesAddress(expression.pattern, tracker, connection, side),
      );
  }
}

const BOTH: readonly Side[] = ['client', 'server'];
const CLIENT: readonly Side[] = ['client'];
const SERVER: readonly Side[] = ['server'];

/** The sides of the connection that are this packet's source, destination, or either. */
function ends(end: End, tracker: Tracker, index: PacketIndex): readonly Side[] {
  if (end === 'either') return BOTH;
  return tracker.packets.fromClient(index) === (end === 'source') ? CLIENT : SERVER;
}

function matchesAddress(
  pattern: AddressPattern,
  tracker: Tracker,
  connection: Connection,
  side: Side,
): boolean {
  const address = tracker.table.addressOf(connection, side === 'client');
  const family = address[5] === AddressFamily.ipv6 ? 6 : address[5] === AddressFamily.ipv4 ? 4 : 0;
  if (family !== pattern.family) return false;
  return pattern.words.every((word, at) => ((address[at] ^ word) & pattern.masks[at]) === 0);
}
