import { isNoPeer, parseAddress } from '../socket-address';
import { type RowDraft, rowDraft, type SocketProcess, type SocketTimer, type TimerKind } from '../socket-row';
import { stateNamed } from '../state-names';
import type { TableReader } from './table-reader';

/**
 * netstat(8) of net-tools, busybox and toybox: `tcp[6] Recv-Q Send-Q Local Foreign State`, then with -e user and inode, with
 * -p `PID/Program` or `-`, with -o the timer; heading, states and timers in the system's language.
 */
const ROW =
  /^\s*tcp6?\s+(\d+)\s+(\d+)\s+(\S+:\S+)\s+(\S+:\S+)\s+(POSLEDNÍ ACK|[\p{Lu}_]+[12]?)(?:\s+(.*))?$/u;
/** `Recv-Q Send-Q` are two words of whatever language; behind them stand the two addresses. */
const HEADER = /^\s*Proto\s+(?:\S+-\S+\s+\S+-\S+|Recib\s+Enviad|VvJrk\s+SaatJrk)\s+\S/;
const OWNER = /^([^\s/]+)\s+(\d+)(?=\s|$)/;
const PROGRAM = /(?:^|\s)(\d{1,10})\/(\S.*?)\s*$/;

const TIMERS: Readonly<Record<string, TimerKind>> = {
  off: 'off',
  on: 'on',
  keepalive: 'keepalive',
  timewait: 'timewait',
  probe: 'persist',
  on2: 'on',
  // net-tools' catalogues.
  ...{
    aus: 'off',
    ein: 'on',
    vyp: 'off',
    zapnut: 'on',
    desligado: 'off',
    em: 'on',
    eikäi: 'off',
    käib: 'on',
  },
  ...{ オフ: 'off', オン: 'on', キープアライブ: 'keepalive', 時間待ち: 'timewait' },
};
const TIMER_WORD = Object.keys(TIMERS).join('|');
const TIMER = new RegExp(String.raw`(?:^|\s)(${TIMER_WORD})\s*\(+([\d.,]+)\/(\d+)\/(\d+)\)`);
/** Columns behind the state: user and inode, process, timer; from any of them on. */
const CONTINUES = new RegExp(
  String.raw`^(?:(?:[\w.@$-]{1,32}\s+)?\d{1,12}(?=\s|$)\s*)?(?:(?:-|\d{1,10}\/\S{1,20}(?: \S{1,20}){0,2}?)(?=\s|$)\s*)?(?:(?:${TIMER_WORD})?\s*(?:\([\d.,]+\/\d+\/\d+\))?)?$`,
);
/** A timer whose numbers a paste cut off. */
const CUT_TIMER = new RegExp(String.raw`\s{2,}(?:${TIMER_WORD})\s*(?:\([\d.,/]*)?$`);

/** What -p prints where no descriptor refers to the socket, or none that the user may see; a timer behind it may be cut. */
const NO_PROCESS = new RegExp(String.raw`^\s*-(?:\s+(?:${TIMER_WORD})?\s*(?:\([\d.,/]*)?)?$`);

export const netstatLinux: TableReader = {
  tool: 'netstat',
  row(text) {
    const [, recvQ, sendQ, local, foreign, word, rest = ''] = ROW.exec(text) ?? [];
    if (recvQ === undefined) return null;
    const [here, there] = [parseAddress(local), parseAddress(foreign)];
    if (here === null || there === null) return null;
    // Whatever the language calls it: without a foreign address it waits for connections.
    const state = stateNamed(word) ?? (isNoPeer(there) && here.port !== null ? 'LISTEN' : null);
    if (state === null) return null;
    const isListening = state === 'LISTEN';
    const row = rowDraft('netstat', {
      state,
      local: here,
      peer: isNoPeer(there) ? null : there,
      recvQ: Number(recvQ),
      sendQ: isListening ? null : Number(sendQ),
      // /proc/net/tcp, which netstat reads, gives 0 where it does not know the limit.
      listenLimit: isListening && sendQ !== '0' ? Number(sendQ) : null,
    });
    addDetails(rest, row);
    return row;
  },
  /** A line that a mail program broke before the process. */
  further(text, row) {
    if (row.processes.length > 0 || !/^\s*(?:\d+\/\S|(?:off|on|keepalive|timewait|probe)\s+\()/.test(text))
      return false;
    addDetails(text.trim(), row);
    return true;
  },
  continues: CONTINUES,
  isHeader: (text) => HEADER.test(text),
  looksLikeRow: (text) => /^\s*tcp6?\s+\d+\s+\d+\s+\S+:\S+/.test(text),
};

function addDetails(text: string, row: RowDraft): void {
  row.timer = timerIn(text) ?? row.timer;
  const withoutTimer = text.replace(TIMER, '').trim();
  const [owner, , inode] = OWNER.exec(withoutTimer) ?? [];
  if (inode !== undefined) row.inode = Number(inode);
  const process = processIn(owner === undefined ? withoutTimer : withoutTimer.slice(owner.length));
  if (process !== null) row.processes = [process];
  else if (!NO_PROCESS.test(owner === undefined ? withoutTimer : withoutTimer.slice(owner.length)))
    row.processUnknown = true;
}

function timerIn(text: string): SocketTimer | null {
  const [, kind, seconds, retries] = TIMER.exec(text) ?? [];
  return kind === undefined
    ? null
    : { kind: TIMERS[kind], seconds: secondsOf(kind, seconds), retries: Number(retries) };
}

/** With a comma, as most of Europe writes it. */
const secondsOf = (kind: string, text: string): number | null =>
  TIMERS[kind] === 'off' ? null : Number(text.replace(',', '.'));

function processIn(text: string): SocketProcess | null {
  const [, pid, name] = PROGRAM.exec(text) ?? [];
  return pid === undefined ? null : { name: name.replace(CUT_TIMER, '').trim(), pid: Number(pid), fd: null };
}
