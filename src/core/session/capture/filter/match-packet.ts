import type { NamedProcess } from '../../../capture';
import type { Stuck } from '../../../findings';
import { type Connection, Known, NO_CONNECTION, type PacketColumns, type Tracker } from '../../../flow';
import { AddressFamily, type PacketIndex, packetIndex, type Side, stateName } from '../../../tcp';
import type { PacketValues } from '../packet-values';
import { type AddressPattern, asksFor, type End, type Expression, type Operator } from './expression';

/** The filter has to see the row's text, which is not in the columns. */
export const needsText = (expression: Expression): boolean => asksFor(expression, 'text');

/** The filter asks what was found, which is known once the capture has been read. */
export const needsFindings = (expression: Expression): boolean => asksFor(expression, 'stuck', 'finding');

/** What a filter looks at beside the row itself. */
export interface Filtered {
  readonly tracker: Tracker;
  readonly values: Pick<PacketValues, 'number' | 'relativeSeq' | 'relativeAck'>;
  readonly stuckOf: (connection: Connection) => Stuck | null;
  /** The ids of what was found. */
  readonly findingsOf: (connection: Connection) => readonly string[];
  readonly processOf: (connection: number, side: Side) => NamedProcess | null;
}

/** A row, and of it what the columns do not hold; asked for only where the filter needs it. */
export interface FilteredRow {
  /** Its packet, -1 for a line of a log that is not a packet (only free text can match those). */
  readonly index: PacketIndex;
  /** In lower case. */
  readonly text: string;
  /** The packet before it in its connection, -1 for the first. */
  readonly before: PacketIndex;
  /** What was looked for in the payload and ends in this packet. */
  readonly carries: ReadonlySet<Uint8Array>;
}

/** Whether a row passes. */
export function matchesPacket(expression: Expression, capture: Filtered, row: FilteredRow): boolean {
  switch (expression.kind) {
    case 'all':
      return true;
    case 'and':
      return matchesPacket(expression.left, capture, row) && matchesPacket(expression.right, capture, row);
    case 'or':
      return matchesPacket(expression.left, capture, row) || matchesPacket(expression.right, capture, row);
    case 'not':
      return !matchesPacket(expression.of, capture, row);
    case 'text':
      return row.text.includes(expression.text);
    default:
      return row.index >= 0 && matchesColumns(expression, capture, row);
  }
}

type ColumnExpression = Exclude<Expression, { kind: 'all' | 'and' | 'or' | 'not' | 'text' }>;

function matchesColumns(expression: ColumnExpression, capture: Filtered, row: FilteredRow): boolean {
  const { tracker } = capture;
  const { packets } = tracker;
  const { index } = row;
  const id = packets.connection(index);
  if (id === NO_CONNECTION) return false;
  const connection = tracker.connections.get(id);
  switch (expression.kind) {
    case 'tcp':
      return true;
    case 'family':
      return familyOf(tracker, connection) === expression.family;
    case 'flags':
      return (packets.flags(index) & expression.bits) === expression.bits;
    case 'masked-flags':
      return (packets.flags(index) & expression.mask) === expression.bits;
    case 'quantity':
      return holds(measure(expression.of, capture, row), expression.operator, expression.value);
    case 'state':
      return (
        (expression.side !== 'server' && stateName(packets.clientState(index)) === expression.state) ||
        (expression.side !== 'client' && stateName(packets.serverState(index)) === expression.state)
      );
    case 'analysis': {
      const findings = packets.analysis(index);
      return expression.findings === 0
        ? findings !== 0
        : (findings & expression.findings) === expression.findings;
    }
    case 'connection':
      return id === expression.connection - 1;
    case 'stuck': {
      const stuck = capture.stuckOf(connection);
      return stuck !== null && stuck.sureness !== 'possible' && index >= stuck.since;
    }
    case 'finding':
      return capture.findingsOf(connection).some((found) => found.includes(expression.id));
    case 'process':
      return BOTH.some((side) => isProcess(capture.processOf(id, side), expression.text));
    case 'payload':
      return row.carries.has(expression.needle);
    case 'port':
    case 'ports': {
      const [from, to] =
        expression.kind === 'port' ? [expression.port, expression.port] : [expression.from, expression.to];
      return ends(expression.end, tracker, index).some((side) => {
        const port = tracker.table.addressOf(connection, side === 'client')[4];
        return port >= from && port <= to;
      });
    }
    case 'address':
      return ends(expression.end, tracker, index).some((side) =>
        matchesAddress(expression.pattern, tracker, connection, side),
      );
  }
}

/** NaN where the capture does not tell. */
function measure(
  of: (Expression & { kind: 'quantity' })['of'],
  { tracker: { packets }, values }: Filtered,
  { index, before }: FilteredRow,
): number {
  const known = packets.known(index);
  switch (of) {
    case 'length':
      return (known & Known.length) === 0 ? Number.NaN : packets.payloadLength(index);
    case 'window':
      return (known & Known.window) === 0 ? Number.NaN : packets.window(index);
    case 'time':
      return secondsBetween(packets, FIRST, index);
    case 'gap':
      return before < 0 ? Number.NaN : secondsBetween(packets, before, index);
    case 'packet':
      return values.number(index);
    case 'seq':
      return values.relativeSeq(index) ?? Number.NaN;
    case 'ack':
      return values.relativeAck(index) ?? Number.NaN;
  }
}

const FIRST = packetIndex(0);

/** NaN where a time is missing. */
function secondsBetween(packets: PacketColumns, from: PacketIndex, to: PacketIndex): number {
  if ((packets.known(from) & packets.known(to) & Known.time) === 0) return Number.NaN;
  const nanoseconds = packets.nanoseconds(to) - packets.nanoseconds(from);
  return packets.seconds(to) - packets.seconds(from) + nanoseconds * 1e-9;
}

/** Times are held to a nanosecond, and their differences have an error that is smaller. */
const ALIKE = 5e-10;

function holds(measured: number, operator: Operator, value: number): boolean {
  switch (operator) {
    case '=':
      return Math.abs(measured - value) < ALIKE;
    case '<':
      return measured < value - ALIKE;
    case '<=':
      return measured <= value + ALIKE;
    case '>':
      return measured > value + ALIKE;
    case '>=':
      return measured >= value - ALIKE;
  }
}

function isProcess(process: NamedProcess | null, text: string): boolean {
  if (process === null) return false;
  const { name, pid, container, pod } = process;
  return String(pid) === text || [name, container, pod].some((part) => part?.toLowerCase().includes(text));
}

function familyOf(tracker: Tracker, connection: Connection): 4 | 6 | 0 {
  const [, , , , , family] = tracker.table.addressOf(connection, true);
  return family === AddressFamily.ipv6 ? 6 : family === AddressFamily.ipv4 ? 4 : 0;
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
  if (familyOf(tracker, connection) !== pattern.family) return false;
  return pattern.words.every((word, at) => ((address[at] ^ word) & pattern.masks[at]) === 0);
}
