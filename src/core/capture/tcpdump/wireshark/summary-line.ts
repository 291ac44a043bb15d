import { ARROW, noteCutInfo, readTcpInfo } from './info-column';
import { ShownPacket } from './shown-packet';
import { readTime, TIME } from './time-column';

const ADDRESS = '[^\\s"]{1,255}';
const PROTOCOL = '[A-Za-z0][\\w./+-]{1,30}';
const LEAD = `(?:(?<number>\\d{1,10})\\s+)?(?:(?<time>${TIME})\\s+)?`;

/** What stands before the Info column of a TCP row. */
const beforeInfo = new RegExp(
  `${LEAD}(?<source>${ADDRESS})\\s+(?:${ARROW}\\s+)?(?<destination>${ADDRESS})\\s+(?<protocol>${PROTOCOL})(?:\\s+(?<length>\\d{1,7}))?\\s+$`,
);
/** A row of another protocol: its number or length, and its time and arrow, tell it from prose. */
const arrowRow = new RegExp(
  `(?<![^\\s>|])(?:(?<number>\\d{1,10})\\s+)?(?<time>${TIME})\\s+(?<source>${ADDRESS})\\s+${ARROW}\\s+(?<destination>${ADDRESS})\\s+(?<protocol>${PROTOCOL})(?:\\s+(?<length>\\d{1,7}))?(?:\\s|$)`,
);
/** The same as Wireshark exports it, without an arrow: read only below its heading. */
const plainRow = new RegExp(
  `^\\s*(?<number>\\d{1,10})\\s+(?<time>${TIME})\\s+(?<source>${ADDRESS})\\s+(?<destination>${ADDRESS})\\s+(?<protocol>${PROTOCOL})\\s+(?<length>\\d{1,7})(?:\\s|$)`,
);
/** The heading of Wireshark's plain-text export. */
const heading = /^\s*No\.\s+Time\s+Source\s+Destination\s+Protocol\s+(?:Length\s+)?Info\s*$/;

/** What a row begins with, up to its protocol, behind another one. */
const laterRow = new RegExp(
  `(?<=\\s)\\d{1,10}\\s{1,8}${TIME}\\s{1,8}${ADDRESS}\\s{1,40}${ARROW}\\s{1,8}${ADDRESS}\\s{1,40}${PROTOCOL}\\s`,
  'g',
);

/** Characters of a row that are looked at. */
const MOST = 1500;

export const isHeading = (text: string): boolean => text.length < 300 && heading.test(text);

/** A cheap look before the patterns: rows have an arrow of Wireshark's, or TCP's flags in words. */
const mayBeRow = (text: string): boolean =>
  text.includes('→') ||
  text.includes(' -> ') ||
  / \[(?:SYN|FIN|RST|PSH|ACK|<None>)/.test(text) ||
  /â†’|ÔåÆ|ΓåÆ/.test(text);

/**
 * Reads a row of tshark's default columns, or of Wireshark's copied and exported text, out of `text`. False: it is
 * none. `exported`: the heading of an export stood above, so that a row of another protocol needs no arrow.
 */
export function readSummaryLine(text: string, shown: ShownPacket, exported: boolean): boolean {
  if (!exported && !mayBeRow(text)) return false;
  const line = text.length > MOST ? text.slice(0, MOST) : text;
  shown.reset();
  const at = readTcpInfo(line, shown);
  if (at >= 0) {
    const before = beforeInfo.exec(line.slice(0, at));
    return before?.groups !== undefined && isRow(before.groups, shown) && readColumns(before.groups, shown);
  }
  const row = arrowRow.exec(line) ?? (exported ? plainRow.exec(line) : null);
  if (row?.groups === undefined || (row.groups.number ?? row.groups.length) === undefined) return false;
  const { source = '', destination = '' } = row.groups;
  if (!isAddress(source) || !isAddress(destination)) return false;
  if (isAnotherTools(destination, line.slice(row.index + row[0].length))) return false;
  shown.repeated = /\[TCP [\w -]*(?:Retransmission|Out-Of-Order)\]/.test(line);
  readColumns(row.groups, shown);
  noteCutInfo(line.slice(row.index + row[0].length), shown);
  return true;
}

/** Prose has words before `40112 -> 8000 [SYN]` as well: of a row one of the other columns is there, or TCP's own values. */
function isRow(columns: Readonly<Record<string, string | undefined>>, shown: ShownPacket): boolean {
  const { number, time, length, source = '', destination = '', protocol = '' } = columns;
  if (!isAddress(source) || !isAddress(destination)) return false;
  if (time !== undefined || (number !== undefined && length !== undefined)) return true;
  if (shown.seq < 0 && shown.length < 0) return false;
  return number !== undefined || length !== undefined || protocol === 'TCP';
}

/** Wireshark's columns hold addresses and names, never a port beside one: `:8000`, `192.0.2.1:80` are of other tools, or of prose. */
const isAddress = (text: string): boolean =>
  /^(?:[\p{L}\p{N}_]|::)/u.test(text) && !/^[\d.]+:\d+$/.test(text);

/** snoop goes on with `D=8000 S=40112`, firewalls' sniffers end the destination with a colon. */
const isAnotherTools = (destination: string, rest: string): boolean =>
  /[^:]:$/.test(destination) || /^\s*[DS]=\d/.test(rest);

function readColumns(columns: Readonly<Record<string, string | undefined>>, shown: ShownPacket): boolean {
  if (columns.time !== undefined) readTime(columns.time, shown.time);
  shown.number = columns.number === undefined ? -1 : Number(columns.number);
  shown.source = columns.source ?? '';
  shown.destination = columns.destination ?? '';
  shown.protocol = columns.protocol ?? '';
  shown.frameLength = columns.length === undefined ? -1 : Number(columns.length);
  return true;
}

const first = new ShownPacket();

/** Where rows with numbers, times and arrows begin behind what a line begins with: [] where it shows one row at most. */
export function laterRows(line: string): readonly number[] {
  if (!mayBeRow(line)) return [];
  const begin = line.search(/\S/);
  const starts = [...line.matchAll(laterRow)].map(({ index }) => index).filter((at) => at > begin);
  if (starts.length === 0) return [];
  return starts.length > 1 || readSummaryLine(line.slice(0, starts[0]), first, false) ? starts : [];
}
