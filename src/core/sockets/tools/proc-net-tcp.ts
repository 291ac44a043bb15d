import { formatIpv6 } from '../../tcp';
import { isNoPeer, type SocketAddress } from '../socket-address';
import { rowDraft, type SocketTimer, type TimerKind } from '../socket-row';
import { stateNamed } from '../state-names';
import type { TableReader } from './table-reader';

/** /proc/net/tcp and tcp6 (proc_net_tcp(5), net/ipv4/tcp_ipv4.c): addresses as the memory of a little-endian host has them. */
const ROW =
  /^\s*\d+:\s+([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})\s+([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})\s+([0-9A-F]{2})\s+([0-9A-F]{8}):([0-9A-F]{8})\s+(\d\d):([0-9A-F]{8})\s+([0-9A-F]{8})\s+(\d+)\s+(\d+)\s+(\d+)(?:\s|$)/i;
/** What `live-text.ts` adds to a row. */
const FIRST_SEEN = / first-seen:(\S+)$/;

/** include/net/tcp_states.h. */
const STATES = [
  ...['', 'ESTABLISHED', 'SYN_SENT', 'SYN_RECV', 'FIN_WAIT1', 'FIN_WAIT2', 'TIME_WAIT'],
  ...['CLOSE', 'CLOSE_WAIT', 'LAST_ACK', 'LISTEN', 'CLOSING', 'NEW_SYN_RECV'],
];
const TIMERS: readonly TimerKind[] = ['off', 'on', 'keepalive', 'timewait', 'persist'];
/** USER_HZ: the file counts in hundredths of a second. */
const TICKS = 100;

export const procNetTcp: TableReader = {
  tool: 'proc',
  row(text) {
    const fields = ROW.exec(text);
    if (fields === null) return null;
    const [, local, localPort, peer, peerPort, state, sendQ, recvQ, timer, when, retries, , , inode] = fields;
    const there = addressIn(peer, peerPort);
    const name = stateNamed(STATES[Number.parseInt(state, 16)] ?? '');
    const isListening = name === 'LISTEN';
    return rowDraft('proc', {
      state: name,
      local: addressIn(local, localPort),
      peer: isNoPeer(there) ? null : there,
      recvQ: Number.parseInt(recvQ, 16),
      sendQ: isListening ? null : Number.parseInt(sendQ, 16),
      timer: timerOf(timer, when, retries),
      inode: Number(inode),
      firstSeen: firstSeenIn(text),
    });
  },
  isHeader: (text) => /^\s*sl\s+local_address\s+(?:rem_address|remote_address)\s+st\b/.test(text),
  looksLikeRow: (text) => /^\s*\d+:\s+[0-9A-F]{8,32}:[0-9A-F]{4}\s+[0-9A-F]{8}/i.test(text),
};

function firstSeenIn(text: string): number | null {
  const at = Date.parse(FIRST_SEEN.exec(text)?.[1] ?? '');
  return Number.isNaN(at) ? null : at / 1000;
}

function timerOf(kind: string, when: string, retries: string): SocketTimer | null {
  const name = TIMERS[Number(kind)];
  if (name === undefined) return null;
  const seconds = name === 'off' ? null : Number.parseInt(when, 16) / TICKS;
  return { kind: name, seconds, retries: Number.parseInt(retries, 16) };
}

function addressIn(hex: string, port: string): SocketAddress {
  const words = (hex.match(/.{8}/g) ?? []).map(swapped);
  const host = words.length === 1 ? dotted(words[0]) : ipv6(words);
  return { host, port: Number.parseInt(port, 16), zone: null, service: null };
}

const swapped = (word: string): number =>
  Number.parseInt((word.match(/../g) ?? []).reverse().join(''), 16) >>> 0;

const dotted = (word: number): string =>
  [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255].join('.');

const ipv6 = ([a, b, c, d]: readonly number[]): string =>
  a === 0 && b === 0 && c === 0xffff ? dotted(d) : formatIpv6(a, b, c, d);
