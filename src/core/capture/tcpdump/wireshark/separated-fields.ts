import { COLUMN_TITLES, KNOWN_FIELDS, lettersToFlags, type PacketFields } from './packet-fields';
import { isHeading } from './summary-line';

const SEPARATORS = ['\t', ',', ';', '|', ' '] as const;
const knownFields = new Set(KNOWN_FIELDS);
/** Characters of a row that are looked at, and fields of it. */
const MOST = 8192;
const MOST_FIELDS = 200;

/** The order of a table's fields, and what separates them. */
export interface FieldOrder {
  readonly separator: string;
  /** '' for a field that is not looked at. */
  readonly names: readonly string[];
}

/** The heading that `tshark -T fields -E header=y` prints, or that of Wireshark's CSV; null: the line is none. */
export function readFieldOrder(text: string): FieldOrder | null {
  if (text.length > MOST || !/tcp\.|ip\.|ipv6\.|"?No\."?[,;\t]|_ws\.col/i.test(text)) return null;
  for (const separator of SEPARATORS) {
    const names = splitRow(text.trim(), separator).map(fieldOf);
    const known = names.filter((name) => name !== '').length;
    if (known >= 3 && known * 2 >= names.length) return { separator, names };
  }
  return null;
}

/** Whether a line names the columns of those below it, which cannot be read without it. */
export const isColumnHeading = (text: string): boolean => isHeading(text) || readFieldOrder(text) !== null;

function fieldOf(title: string): string {
  const name = title.trim().toLowerCase();
  return knownFields.has(name) ? name : (COLUMN_TITLES.get(name) ?? '');
}

/**
 * The fields of a row in the order of its heading; null: it is shaped otherwise. Of one that has more values than the
 * heading has names (a field that occurs twice is printed with commas between) only those before the first address.
 */
export function readOrderedRow(text: string, order: FieldOrder): PacketFields | null {
  if (text.length > MOST) return null;
  const values = splitRow(text, order.separator);
  if (values.length < Math.min(3, order.names.length)) return null;
  const fields: PacketFields = new Map();
  const isShifted = values.length > order.names.length && values[order.names.length] !== '';
  for (const [i, name] of order.names.entries()) {
    if (isShifted && !name.startsWith('frame.')) break;
    const value = values[i]?.trim() ?? '';
    if (name !== '' && (value !== '' || name === '_ws.col.info')) fields.set(name, value);
  }
  return fields;
}

/** One row into its fields: quoted ones may hold the separator, and a quote that is doubled. */
export function splitRow(text: string, separator: string): string[] {
  const values: string[] = [];
  let at = 0;
  while (at <= text.length && values.length < MOST_FIELDS) {
    const [value, end] =
      text[at] === '"'
        ? quoted(text, at, '"')
        : (inApostrophes(text, at, separator) ?? plain(text, at, separator));
    values.push(value);
    at = end + 1;
  }
  return values;
}

function plain(text: string, at: number, separator: string): [string, number] {
  const end = text.indexOf(separator, at);
  return end < 0 ? [text.slice(at), text.length] : [text.slice(at, end), end];
}

function quoted(text: string, at: number, mark: string): [string, number] {
  let end = at + 1;
  while (end < text.length && (text[end] !== mark || text[end + 1] === mark))
    end += text[end] === mark ? 2 : 1;
  return [text.slice(at + 1, end).replaceAll(mark + mark, mark), end + 1];
}

/** `-E quote=s`; an apostrophe that no other one ends, before a separator, is a part of the value. */
function inApostrophes(text: string, at: number, separator: string): [string, number] | null {
  if (text[at] !== "'") return null;
  const [value, end] = quoted(text, at, "'");
  return end === text.length || text[end] === separator ? [value, end] : null;
}

/** IPv4, or IPv6 with `::` or all its groups: neither a time nor a MAC address. */
const isAddress = (value: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(value) ||
  (/^[\da-f:.]{3,45}$/i.test(value) && (value.includes('::') || value.split(':').length === 8));
const isPort = (value: string): boolean => /^\d{1,5}$/.test(value) && Number(value) <= 65535;
const isInteger = (value: string): boolean => /^\d{1,10}$/.test(value);
const isFlags = (value: string): boolean =>
  /^0x[\da-f]{3,8}$/i.test(value) || /^[·*.CEUAPRSFN]{12}$/.test(value);

/**
 * `tshark -T fields` without a heading, by what the values look like: a packet's addresses, its ports behind each or
 * behind both, its flags, and behind those its numbers in the order in which the header has them. Null: it is none.
 */
export function readUnorderedRow(text: string): PacketFields | null {
  if (text.length > MOST || text.includes(' > ') || !/0x[\da-f]{3}|[·*]{3}/i.test(text)) return null;
  for (const separator of SEPARATORS) {
    const values = splitRow(text.trim(), separator).map((value) => value.trim());
    const fields = values.length < 5 ? null : (recognise(values) ?? recogniseFilled(values, separator));
    if (fields !== null) return fields;
  }
  return null;
}

/** Fields that a packet does not have are empty: those of IPv6, of UDP, of the analysis. Behind the flags their places count. */
function recogniseFilled(values: readonly string[], separator: string): PacketFields | null {
  const flags = values.findIndex(isFlags);
  if (separator === ' ' || flags < 0 || !values.includes('')) return null;
  const last = values.findLastIndex((value) => value !== '');
  return recognise([
    ...values.slice(0, flags).filter((value) => value !== ''),
    ...values.slice(flags, last + 1),
  ]);
}

function recognise(values: readonly string[]): PacketFields | null {
  const hosts = values.flatMap((value, i) => (isAddress(value) ? [i] : []));
  const flags = values.findIndex(isFlags);
  if (hosts.length !== 2 || flags < hosts[1]) return null;
  const [source, destination] = hosts;
  const ports = portsOf(values, source, destination);
  if (ports === null) return null;
  const fields: PacketFields = new Map([
    ['ip.src', values[source]],
    ['ip.dst', values[destination]],
    ['tcp.srcport', ports[0]],
    ['tcp.dstport', ports[1]],
    ['tcp.flags', flagsText(values[flags])],
  ]);
  setLead(values.slice(0, source), fields);
  setNumbers(values.slice(flags + 1), fields);
  return fields;
}

const flagsText = (value: string): string =>
  value.startsWith('0x') ? value : `0x${lettersToFlags(value).toString(16)}`;

function portsOf(values: readonly string[], source: number, destination: number): [string, string] | null {
  const behindEach: [string, string] = [values[source + 1], values[destination + 1]];
  const behindBoth: [string, string] = [values[destination + 1], values[destination + 2]];
  const pair = destination === source + 1 ? behindBoth : behindEach;
  return pair.every((port) => port !== undefined && isPort(port)) ? pair : null;
}

/** Number and time, which stand before the addresses. */
function setLead(values: readonly string[], fields: PacketFields): void {
  const time = values.find((value) => /\d\.\d/.test(value));
  if (time !== undefined) fields.set('_ws.col.time', time);
  if (values.length > 0 && isInteger(values[0])) fields.set('frame.number', values[0]);
}

/** seq and ack, or seq, ack and len: other numbers could be anything. */
function setNumbers(values: readonly string[], fields: PacketFields): void {
  const numbers = values.filter(isInteger);
  if (numbers.length !== values.length || numbers.length < 2 || numbers.length > 3) return;
  fields.set('tcp.seq', numbers[0]);
  fields.set('tcp.ack', numbers[1]);
  if (numbers.length === 3) fields.set('tcp.len', numbers[2]);
}
