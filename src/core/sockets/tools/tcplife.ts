import { addressOf } from '../socket-address';
import { rowDraft } from '../socket-row';
import type { TableReader } from './table-reader';

/**
 * tcplife of bcc and bpftrace (tcplife(8)): a line a connection that has ended, `PID COMM [IP] LADDR LPORT RADDR RPORT TX_KB
 * RX_KB MS`, with a time in front where it was asked for. Its heading tells it from other columns of numbers.
 */
const HEADER = /^\s*(?:TIME\S*\s+)?PID\s+COMM\s+(?:IP\s+)?LADDR\s+LPORT\s+RADDR\s+RPORT\b/;
const ROW =
  /^\s*(?:\d\d:\d\d:\d\d\s+|\d+\.\d+\s+)?(\d+)\s+(\S.*?)\s+(?:[46]\s+)?([0-9a-f.:]+)\s+(\d+)\s+([0-9a-f.:]+)\s+(\d+)\s+\d+\s+\d+\s+[\d.]+\s*$/;

export const tcplife: TableReader = {
  tool: 'tcplife',
  row(text, { header }) {
    if (header === null || !HEADER.test(header)) return null;
    const [, pid, name, local, localPort, peer, peerPort] = ROW.exec(text) ?? [];
    if (pid === undefined) return null;
    return rowDraft('tcplife', {
      state: 'CLOSED',
      local: addressOf(local, localPort),
      peer: addressOf(peer, peerPort),
      processes: [{ name, pid: Number(pid), fd: null }],
    });
  },
  isHeader: (text) => HEADER.test(text),
  looksLikeRow: () => false,
};
