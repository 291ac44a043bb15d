import { parseAddress } from '../socket-address';
import { type RowDraft, rowDraft, type SocketProcess } from '../socket-row';
import type { TableLine } from '../table-lines';
import { named } from './lsof';
import { hasConnection, propertyNamed } from './named-columns';
import { netTcpRow } from './powershell';

/** A row that stands on several lines, with the line on which it begins. */
export interface ListedRow {
  readonly row: RowDraft;
  readonly line: number;
}

/** `Get-NetTCPConnection | Format-List`: a property a line, a blank line between two connections. */
export function powershellList(lines: readonly TableLine[]): ListedRow[] {
  const rows: ListedRow[] = [];
  let values = new Map<string, string>();
  let begin = 0;
  const finish = () => {
    const row = hasConnection([...values.keys()]) ? netTcpRow(values) : null;
    if (row !== null) rows.push({ row, line: begin });
    values = new Map();
  };
  for (const { text, line } of lines) {
    const [, name, value] =
      /(?:^|[\s:|>"'\]])(LocalAddress|LocalPort|RemoteAddress|RemotePort|State|OwningProcess|ProcessName|Process|PID|Name)\s+:\s*(\S*)\s*$/.exec(
        text,
      ) ?? [];
    if (name === undefined) continue;
    const property = propertyNamed(name);
    if (values.has(property)) finish();
    if (values.size === 0) begin = line;
    values.set(property, value);
  }
  finish();
  return rows;
}

/** `lsof -F`: a field a line, its letter first; `p` begins a process, `f` a descriptor (lsof(8), "OUTPUT FOR OTHER PROGRAMS"). */
export function lsofFields(lines: readonly TableLine[]): ListedRow[] {
  const rows: ListedRow[] = [];
  let process: SocketProcess = { name: '', pid: null, fd: null };
  let file = new Map<string, string>();
  let begin = 0;
  const finish = () => {
    const row = fileRow(file, process);
    if (row !== null) rows.push({ row, line: begin });
    file = new Map();
  };
  for (const { text, line } of withoutLead(lines)) {
    const [, letter, value] = /^\s*([a-zA-Z])(.*)$/.exec(text) ?? [];
    if (letter === undefined) continue;
    if (letter === 'p' || letter === 'f') finish();
    if (letter === 'p' && /^\d+$/.test(value)) process = { name: '', pid: Number(value), fd: null };
    else if (letter === 'c') process = { ...process, name: value };
    else if (letter === 'f') {
      begin = line;
      file.set('f', value);
    } else
      file.set(letter === 'T' ? `T${value.slice(0, 2)}` : letter, letter === 'T' ? value.slice(3) : value);
  }
  finish();
  return rows;
}

/** Fields of `-F` that are told by themselves, whatever stands in front of them. */
const PLAIN_FIELD = /(?<=^|[\s|>:;="'\]])(?:PTCP|tIPv[46]|tsock|TST=[A-Z_0-9]+)\s*$/;
/** Kinds of prefixes: one a pod or a service. */
const MOST_LEADS = 16;

/**
 * Lines without what a log collector put in front of each: what stands before a field that is told by itself, numbers
 * and blanks as they may be (times, process ids).
 */
function withoutLead(lines: readonly TableLine[]): readonly TableLine[] {
  const leads = new Map<string, RegExp>();
  for (const { text } of lines) {
    const lead = text.slice(0, PLAIN_FIELD.exec(text)?.index ?? 0);
    if (lead.trim() === '' || leads.size >= MOST_LEADS) continue;
    const shape = lead
      .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
      .replace(/\d+/g, '\\d+')
      .replace(/\s+/g, '\\s+');
    leads.set(shape, new RegExp(`^${shape}`));
  }
  if (leads.size === 0) return lines;
  return lines.map(({ text, line }) => {
    const lead = [...leads.values()].find((one) => one.test(text));
    return { line, text: lead === undefined ? text : text.replace(lead, '') };
  });
}

function fileRow(file: ReadonlyMap<string, string>, process: SocketProcess): RowDraft | null {
  const [descriptor, name] = [file.get('f') ?? '', file.get('n')];
  if (!/^\d+$/.test(descriptor) || name === undefined || process.pid === null) return null;
  const isTcp = file.get('P') === 'TCP' || (file.get('t') === 'sock' && /protocol: TCP/.test(name));
  if (!isTcp) return null;
  const processes = [{ ...process, fd: Number(descriptor) }];
  const [end] = name.split('->');
  const brackets = ['ST', 'QR', 'QS'].flatMap((key) => {
    const value = file.get(`T${key}`);
    return value === undefined ? [] : [`${key}=${value}`];
  });
  return parseAddress(end) === null
    ? withoutConnection(processes)
    : // A state that was cut is not known; the socket is.
      (named(`${name} (${brackets.join(' ')})`, processes) ?? named(name, processes));
}

const withoutConnection = (processes: readonly SocketProcess[]): RowDraft => rowDraft('lsof', { processes });
