import { type LiveSockets, liveTable } from './live-table';
import { formatSocketAddress, type SocketAddress } from './socket-address';
import type { SocketProcess, SocketRow } from './socket-row';

/** netstat's words, where they differ from the names of the states (net-tools, netstat.c). */
const WORDS: Readonly<Record<string, string>> = {
  SYN_RECEIVED: 'SYN_RECV',
  FIN_WAIT_1: 'FIN_WAIT1',
  FIN_WAIT_2: 'FIN_WAIT2',
  CLOSED: 'CLOSE',
};

/**
 * A machine's sockets as `netstat -antpe` prints them, so that the text can be kept, read again and sent; behind each process
 * its container and its working folder.
 */
export function liveText(sockets: LiveSockets, at: number): string {
  const rows = liveTable(sockets, at).rows.map(lineOf);
  const heading = 'Proto Recv-Q Send-Q Local Address Foreign Address State User Inode PID/Program name';
  return [new Date(at * 1000).toISOString(), heading, ...rows, ''].join('\n');
}

function lineOf({ state, recvQ, sendQ, local, peer, processes, inode }: SocketRow): string {
  const word = WORDS[state ?? ''] ?? state ?? 'CLOSE';
  const ends = [endText(local), endText(peer)];
  return ['tcp', recvQ ?? 0, sendQ ?? 0, ...ends, word, '-', inode ?? 0, holderOf(processes[0])].join('  ');
}

const endText = (end: SocketAddress | null): string =>
  end === null ? '0.0.0.0:*' : formatSocketAddress(end);

function holderOf(process: SocketProcess | undefined): string {
  if (process === undefined) return '-';
  const { pid, name, container = null, folder = null } = process;
  return [
    `${pid}/${name}`,
    ...(container === null ? [] : [`container:${container}`]),
    ...(folder === null ? [] : [`cwd:${folder}`]),
  ].join(' ');
}
