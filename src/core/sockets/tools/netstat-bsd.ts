import { isNoPeer, parseDottedAddress } from '../socket-address';
import { rowDraft, type SocketProcess } from '../socket-row';
import { stateNamed } from '../state-names';
import type { ListingContext, TableReader } from './table-reader';

/**
 * netstat(1) of macOS and the BSDs: `tcp4 Recv-Q Send-Q local.port foreign.port (state)`, with -v more numbers, among
 * them the process, and with -x (FreeBSD) buffers and timers before the state; with -L the lengths of listen queues instead, `qlen/incqlen/maxqlen`.
 */
const ROW =
  /^\s*tcp(?:4|6|46)?\s+(\d+)\s+(\d+)\s+(\S+\.[\w*-]+)\s+(\S+\.[\w*-]+)\s+(?:[\d.]+\s+){0,40}([A-Z_]+[12]?)(?:\s+(.*))?$/;
const QUEUE = /^\s*(?:[0-9a-f]{8,16}\s+)?(?:tcp(?:4|6|46)?\s+)?(\d+)\/(\d+)\/(\d+)\s+(\S+\.[\w*-]+)\s*$/;
/** `process:pid` with the state and options of macOS behind it: the name may hold a colon. */
const WITH_FLAGS = /^(?:\d+\s+)*(\S.*?)\s*:(\d+)\s+[0-9a-f]{5}\s+[0-9a-f]{8}\s/;
const HEADER = /^\s*Proto\s+Recv-Q\s+Send-Q\s+Local Address\s+Foreign Address\s+\(state\)/;

export const netstatBsd: TableReader = {
  tool: 'netstat-bsd',
  row: (text, context) => connectionRow(text, context) ?? queueRow(text),
  isHeader: (text) => HEADER.test(text) || /^\s*(?:Socket\s+)?(?:Proto\s+)?Listen\s+Local Address/.test(text),
  looksLikeRow: (text) => /^\s*tcp(?:4|6|46)\s+\d+\s+\d+\s+\S+\.\S+/.test(text),
};

function connectionRow(text: string, context: ListingContext) {
  const [, recvQ, sendQ, local, foreign, word, rest = ''] = ROW.exec(text) ?? [];
  if (recvQ === undefined || endsInColonPort(local)) return null;
  const [here, there, state] = [parseDottedAddress(local), parseDottedAddress(foreign), stateNamed(word)];
  if (here === null || there === null || state === null) return null;
  const process = processIn(rest, context);
  return rowDraft('netstat-bsd', {
    state,
    local: here,
    peer: isNoPeer(there) ? null : there,
    recvQ: state === 'LISTEN' ? null : Number(recvQ),
    sendQ: state === 'LISTEN' ? null : Number(sendQ),
    processes: process === null ? [] : [process],
  });
}

/** `::ffff:192.0.2.2:8000` has dots, and its port behind a colon: Linux prints that. */
const endsInColonPort = (text: string): boolean => text.lastIndexOf(':') > text.lastIndexOf('.');

/** `qlen` counts finished connections that wait for accept(); `maxqlen` is what listen() was given. */
function queueRow(text: string) {
  const [, waiting, , limit, local] = QUEUE.exec(text) ?? [];
  const here = local === undefined ? null : parseDottedAddress(local);
  if (here === null) return null;
  return rowDraft('netstat-bsd', {
    state: 'LISTEN',
    local: here,
    recvQ: Number(waiting),
    listenLimit: Number(limit),
  });
}

/** The column `pid`, or `process:pid` of newer systems, found by its place in the header. */
function processIn(rest: string, { header }: ListingContext): SocketProcess | null {
  const [, columns] = /\(state\)\s+(.*)$/.exec(header ?? '') ?? [];
  const [, name, number] =
    WITH_FLAGS.exec(rest) ?? /^(?:\d+\s+)*(\S(?:[^:]*\S)?):(\d+)(?=\s|$)/.exec(rest) ?? [];
  if (name !== undefined && /[a-z]/i.test(name)) return { name, pid: Number(number), fd: null };
  const at = (columns ?? '').split(/\s+/).indexOf('pid');
  const pid = at < 0 ? undefined : rest.split(/\s+/)[at];
  return pid === undefined || !/^\d+$/.test(pid) || pid === '0'
    ? null
    : { name: '', pid: Number(pid), fd: null };
}
