import { isNoPeer, parseAddress, type SocketAddress } from '../socket-address';
import { type RowDraft, rowDraft, type SocketProcess, type SocketTimer, type TimerKind } from '../socket-row';
import { stateNamed } from '../state-names';
import { type ListingContext, numberOf, type TableReader } from './table-reader';

/**
 * ss(8) of iproute2, misc/ss.c: `[Netid] State Recv-Q Send-Q Local:Port Peer:Port [rest]`; where one state was asked
 * for, there is no column State. What belongs to a row may stand on further lines, which ss indents.
 */
const ROW =
  /^\s*(?:(tcp|mptcp)\s+)?(?:([A-Z][A-Z0-9-]{4,11})\s+)?(\d+)\s+(\d+)\s+(\S+?:\s?\S+)\s+(\S+?:\s?\S+)(?:\s+(.*))?$/;
const HEADER = /^\s*(?:Netid\s+)?(?:State\s+)?Recv-Q\s+Send-Q\s+Local Address:\s?Port/;
const STATE_WORD =
  /^\s*(?:tcp\s+)?(?:ESTAB|LISTEN|CLOSE-WAIT|FIN-WAIT-[12]|TIME-WAIT|SYN-(?:SENT|RECV)|LAST-ACK|CLOSING)\s+\d/;
/** Words that only the further lines of a row begin with or hold. */
const FURTHER =
  /users:\(\(|timer:\(|skmem:\(|\bino:\d|\blastrcv:\d|\brto:\d|\bwscale:\d|\bsk:[0-9a-f]|\bcgroup:|\bbytes_|\bsegs_/;

/** What a mail program broke off within `users:(("server",pid=4242,fd=3))`. */
const REST_OF_USERS = /^(?:\(?\("[^"]{0,64}",?)?,?\s*(?:(?:pid=)?\d{1,10},\s*)?(?:fd=)?\d{1,10}\)/;
/** What stands behind the addresses of a row that has no process: anything else is a process that was cut, or a remark. */
const OTHER_DETAILS =
  /^(?:$|timer:\(|uid:\d|ino:\d|sk:[0-9a-f]|cgroup:|v6only:|s?k?mem:\(|tcp-ulp|fwmark:|class_id:|tos:|dev:|bpf|ts\b|sack\b|ecn|(?:cubic|bbr|reno|dctcp)\b|wscale:|rto:|<->|-->|<--|---)/;

export const ss: TableReader = {
  tool: 'ss',
  row(text, context) {
    const [, netid, word, recvQ, sendQ, local, peer, rest = ''] = ROW.exec(text) ?? [];
    if (recvQ === undefined || (word === 'UNCONN' && netid === undefined && !asksForTcp(context.command)))
      return null;
    const state = word === undefined ? stateAskedFor(context) : stateNamed(word);
    const ends = addresses(local, peer);
    if (ends === null) return null;
    if (
      word !== undefined
        ? state === null
        : !withoutState(context) && (netid !== undefined || !isAlone(local, peer, rest))
    )
      return null;
    // Of the states that may be asked for, only a listening socket has no peer and a limit in Send-Q.
    const isListening = state === 'LISTEN' || (state === null && ends.peer === null && sendQ !== '0');
    const row = rowDraft('ss', {
      state: isListening ? 'LISTEN' : state,
      ...ends,
      recvQ: Number(recvQ),
      sendQ: isListening ? null : Number(sendQ),
      listenLimit: isListening ? Number(sendQ) : null,
    });
    addDetails(rest, row);
    if (row.processes.length === 0 && !OTHER_DETAILS.test(rest)) row.processUnknown = true;
    return row;
  },
  further(text, row) {
    if (!FURTHER.test(text) || STATE_WORD.test(text)) return false;
    addDetails(text, row);
    return true;
  },
  continues: REST_OF_USERS,
  isHeader: (text) => HEADER.test(text),
  looksLikeRow: (text) => STATE_WORD.test(text),
};

/** The options of a command `ss`, `tanp` of `ss -tan -p`; null: it is another. */
function optionsOf(command: string | null): string | null {
  const [, rest] = /\bss((?:\s+-\S+)+)/.exec(command ?? '') ?? [];
  return rest === undefined
    ? null
    : rest
        .replace(/--tcp\b/g, '-t')
        .replace(/--udp\b/g, '-u')
        .replace(/--\S+/g, '')
        .replace(/[\s-]/g, '');
}

/** Without the column Netid, a socket of UDP looks like one of TCP that is not connected: only the command tells. */
const asksForTcp = (command: string | null): boolean => /^[^u]*t[^u]*$/.test(optionsOf(command) ?? '');

/** `ss -uanp`: its rows are not of TCP, and nothing in them says so. */
export const asksForUdpOnly = (command: string | null): boolean =>
  /^[^tM]*u[^tM]*$/.test(optionsOf(command) ?? '');

/** `ss -tan state close-wait` prints no column State: the header lacks it, or the command says so. */
const withoutState = ({ command, header }: ListingContext): boolean =>
  header !== null
    ? HEADER.test(header) && !/State/.test(header)
    : command !== null && /\bss\b.*\bstate\s/.test(command);

/** Without header and prompt: two queues and two numeric addresses, and nothing behind them but the process. */
const isAlone = (local: string, peer: string, rest: string): boolean =>
  NUMERIC.test(local) &&
  (NUMERIC.test(peer) || /^(?:0\.0\.0\.0|\[::\]|\*):\*$/.test(peer)) &&
  (rest === '' || /^(?:users:\(\(|timer:\(|uid:|ino:|cgroup:)/.test(rest));
const NUMERIC = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]|\*)(?:%[\w.-]+)?:\d{1,5}$/i;

function stateAskedFor({ command }: ListingContext): RowDraft['state'] {
  const asked = [...(command ?? '').matchAll(/\bstate\s+([a-z0-9-]+)/g)].map(([, word]) => word);
  return asked.length === 1 ? stateNamed(asked[0]) : null;
}

function addresses(local: string, peer: string): { local: SocketAddress; peer: SocketAddress | null } | null {
  const here = parseAddress(local.replace(/\s/, ''));
  const there = parseAddress(peer.replace(/\s/, ''));
  if (here === null || there === null) return null;
  return { local: here, peer: isNoPeer(there) ? null : there };
}

/** What -p, -o, -e and -i add, in whatever order and on whatever line. */
function addDetails(text: string, row: RowDraft): void {
  const processes = processesIn(text);
  if (processes.length > 0) row.processes = processes;
  else if (USERS.test(text)) row.processUnknown = true;
  row.timer = timerIn(text) ?? row.timer;
  row.inode = numberOf(/(?:^|\s)ino:(\d+)/.exec(text)?.[1]) ?? row.inode;
  row.lastReceived = numberOf(/\blastrcv:(\d+)/.exec(text)?.[1]) ?? row.lastReceived;
  row.lastSent = numberOf(/\blastsnd:(\d+)/.exec(text)?.[1]) ?? row.lastSent;
  row.lastAcknowledged = numberOf(/\blastack:(\d+)/.exec(text)?.[1]) ?? row.lastAcknowledged;
}

/** `users:(("server",pid=4242,fd=3),("server",pid=4243,fd=3))`; before 2014 `("server",4242,3)`. */
const USERS = /users:\s?\(\(/;

/** Who holds a socket, as `ss -p` writes it anywhere in a text. */
export function processesIn(text: string): SocketProcess[] {
  const at = text.search(USERS);
  if (at < 0) return [];
  const entries = text.slice(at).matchAll(/\("([^"]*)"\s*,\s*(?:pid=)?(\d+)\s*,\s*(?:fd=)?(\d+)(?=\s*\))/g);
  return [...entries].map(([, name, pid, fd]) => ({ name, pid: Number(pid), fd: Number(fd) }));
}

const TIMERS: Readonly<Record<string, TimerKind>> = {
  on: 'on',
  keepalive: 'keepalive',
  timewait: 'timewait',
  persist: 'persist',
  off: 'off',
};

/** `timer:(on,42sec,13)`, `timer:(keepalive,119min,0)`, `timer:(timewait,59sec,0)`, `timer:(on,1min5sec,2)`. */
function timerIn(text: string): SocketTimer | null {
  const [, kind, time, retries] = /\btimer:\((\w+),([^,()]*),(\d+)\)/.exec(text) ?? [];
  if (kind === undefined || !Object.hasOwn(TIMERS, kind)) return null;
  return { kind: TIMERS[kind], seconds: secondsOf(time), retries: Number(retries) };
}

const UNITS: Readonly<Record<string, number>> = { day: 86400, hour: 3600, min: 60, sec: 1, ms: 0.001 };

/** `1min5sec`, `664ms`; `1.664ms` is how iproute2 prints 1 s and 664 ms (misc/ss.c, print_ms_timer). */
function secondsOf(text: string): number | null {
  let sum: number | null = null;
  for (const [, number, fraction, unit] of text.matchAll(/(\d+)(?:\.(\d{3}))?(day|hour|min|sec|ms)/g))
    sum =
      (sum ?? 0) + (fraction === undefined ? Number(number) * UNITS[unit] : Number(`${number}.${fraction}`));
  return sum;
}
