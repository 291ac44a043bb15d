import { say } from '../explain';
import type { ConnectionRow, CopyFormat, PacketRow, Row } from '../session/capture';
import { jsonText, spelledOut } from '../text';
import type { Locale } from '../words';
import { connectionFields } from './connections-json';
import { fenced } from './markdown';
import { packetJson } from './packet-json';
import { packetLine } from './packet-line';
import { stateLabel } from './state-label';
import { type Cell, csvTable, markdownTable, type Table } from './tabular';

/** A row of a list, and of a packet of a binary capture its line as tcpdump prints it, without the time. */
export interface CopiedRow {
  readonly row: Row;
  readonly line: string;
}

const PACKET_HEAD =
  'packet,time,connection,from,to,flags,seq,ack,relativeSeq,relativeAck,window,length,client,server,note'.split(
    ',',
  );

/** Rows for the clipboard. Lines of a log that are no packets are left out of tables and JSON. */
export function copiedRows(format: CopyFormat, rows: readonly CopiedRow[]): string {
  const packets = rows.flatMap(({ row }) => (row.kind === 'packet' ? [row] : []));
  switch (format) {
    case 'csv':
      return csvTable(PACKET_HEAD, packets.map(packetCells));
    case 'markdown':
      return markdownTable(PACKET_HEAD, packets.map(packetCells));
    case 'json':
      return jsonArray(packets.map(packetJson).filter((json) => json !== ''));
    case 'tcpdump':
      return rows.map((each) => `${printed(each, false)}\n`).join('');
    case 'text':
      return rows.map((each) => `${[printed(each, true), ...statesOf(each.row)].join('\n')}\n`).join('');
  }
}

/** The packets of a connection below its explanation, each with its states; '' where there are none. */
export const packetsMarkdown = (locale: Locale, rows: readonly CopiedRow[]): string =>
  rows.length === 0
    ? ''
    : `\n## ${say(locale, 'report.packets')}\n\n${fenced(copiedRows('text', rows).trimEnd().split('\n'))}\n`;

/** A line of a log as it stands there; a packet of a binary capture with its time, and with its number as `tcpdump -#` has it. */
function printed({ row, line }: CopiedRow, numbered: boolean): string {
  if (row.kind === 'line') return spelledOut(row.text);
  if (row.text !== null) return spelledOut(row.text);
  return `${numbered ? `${String(row.packet).padStart(5)}  ` : ''}${packetLine(row, line)}`;
}

function statesOf(row: Row): string[] {
  if (row.kind === 'line' || row.client === null || row.server === null) return [];
  const states = `client ${stateLabel(row.client)} · server ${stateLabel(row.server)}`;
  return [`    ${row.note === '' ? states : `${states} · ${spelledOut(row.note)}`}`];
}

const packetCells = (row: PacketRow): Cell[] => [
  ...[row.packet, row.time, row.connection, row.from, row.to, row.flags, row.seq, row.ack],
  ...[row.relativeSeq, row.relativeAck, row.window, row.length],
  row.client === null ? null : stateLabel(row.client),
  row.server === null ? null : stateLabel(row.server),
  row.note,
];

/** Packets in tables and in JSON. */
export const PACKET_TABLE: Table<PacketRow> = {
  head: PACKET_HEAD,
  cells: packetCells,
  json: (row) => packetJson(row).trimEnd(),
};

const CONNECTION_HEAD =
  'connection,client,server,clientState,serverState,stuckEnd,stuckSeconds,sureness,start,end,seconds,packets,clientBytes,serverBytes,retransmittedBytes,closedFirst,process,findings,history'.split(
    ',',
  );

/** Connections for the clipboard; as text in columns with tabs. */
export function copiedConnections(format: CopyFormat, rows: readonly ConnectionRow[]): string {
  if (format === 'json') return jsonArray(rows.map((row) => jsonText(connectionFields(row))));
  const cells = rows.map(connectionCells);
  if (format === 'csv') return csvTable(CONNECTION_HEAD, cells);
  if (format === 'markdown') return markdownTable(CONNECTION_HEAD, cells);
  return [CONNECTION_HEAD, ...cells]
    .map((line) => `${line.map((cell) => (cell === null ? '' : spelledOut(String(cell)))).join('\t')}\n`)
    .join('');
}

const connectionCells = (row: ConnectionRow): Cell[] => [
  ...[row.connection, row.client, row.server, stateLabel(row.clientState), stateLabel(row.serverState)],
  ...[row.stuck?.endpoint ?? null, row.stuck?.seconds ?? null, row.stuck?.sureness ?? null],
  ...[row.start, row.end, row.seconds, row.packets, row.clientBytes, row.serverBytes],
  retransmitted(row),
  ...[row.closedFirst, processOf(row), row.findings.map(({ id }) => id).join(' '), row.history],
];

/** Connections in tables and in JSON. */
export const CONNECTION_TABLE: Table<ConnectionRow> = {
  head: CONNECTION_HEAD,
  cells: connectionCells,
  json: (row) => jsonText(connectionFields(row)),
};

const retransmitted = (row: ConnectionRow): number | null =>
  row.clientRetransmittedBytes === null || row.serverRetransmittedBytes === null
    ? null
    : row.clientRetransmittedBytes + row.serverRetransmittedBytes;

const processOf = ({ processes }: ConnectionRow): string | null => {
  const named = processes?.server ?? processes?.client ?? null;
  if (named === null) return null;
  return named.pid === null ? named.name : `${named.name} (${named.pid})`;
};

const jsonArray = (elements: readonly string[]): string =>
  elements.length === 0 ? '[]\n' : `[\n${elements.map((each) => each.trimEnd()).join(',\n')}\n]\n`;
