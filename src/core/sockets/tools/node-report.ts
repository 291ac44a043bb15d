import { addressOf, type SocketAddress } from '../socket-address';
import { type RowDraft, rowDraft, type SocketProcess } from '../socket-row';

/** A row of a report, with where it stands in the text. */
export interface ReportedRow {
  readonly row: RowDraft;
  readonly offset: number;
}

type Json = { readonly [name: string]: unknown };

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Node's diagnostic report (nodejs.org/api/report.html): the handles of type tcp under `libuv`. It names no states: a
 * handle without a peer that is active listens, one with a peer is a connection that was neither closed nor reset.
 * null: not such a report.
 */
export function nodeReport(text: string): ReportedRow[] | null {
  const report = parse(text);
  if (!isObject(report) || !isObject(report.header) || !Array.isArray(report.libuv)) return null;
  const process = processOf(report.header);
  let offset = 0;
  return report.libuv.flatMap((handle: unknown) => {
    if (!isObject(handle) || handle.type !== 'tcp') return [];
    const address = typeof handle.address === 'string' ? text.indexOf(`"${handle.address}"`, offset) : -1;
    if (address >= 0) offset = address;
    const row = rowOf(handle, process);
    return row === null ? [] : [{ row, offset }];
  });
}

function rowOf(handle: Json, process: SocketProcess): RowDraft | null {
  const [local, peer] = [endpoint(handle.localEndpoint), endpoint(handle.remoteEndpoint)];
  if (local === null) return null;
  return rowDraft('node-report', {
    local,
    peer,
    state: peer === null && handle.is_active === true ? 'LISTEN' : null,
    sendQ: typeof handle.writeQueueSize === 'number' && peer !== null ? handle.writeQueueSize : null,
    processes: [{ ...process, fd: typeof handle.fd === 'number' ? handle.fd : null }],
    reading: peer === null || typeof handle.is_active !== 'boolean' ? null : handle.is_active,
  });
}

/** The numeric address where there is one: `host` is looked up by name. */
function endpoint(value: unknown): SocketAddress | null {
  if (!isObject(value)) return null;
  const host = [value.ip4, value.ip6, value.host].find((one) => typeof one === 'string');
  return typeof host === 'string' ? addressOf(host, String(value.port)) : null;
}

function processOf({ processId, commandLine }: Json): SocketProcess {
  const words = Array.isArray(commandLine) ? commandLine.filter((word) => typeof word === 'string') : [];
  return { name: words.join(' '), pid: typeof processId === 'number' ? processId : null, fd: null };
}

function parse(text: string): unknown {
  if (!/^\s*\{/.test(text) || !text.includes('"libuv"')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
