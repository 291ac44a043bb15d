import { say, type WordId } from '../../explain';
import type { TableFinding, TableFindingId } from '../../incident';
import type { Locale } from '../../words';
import type { SocketCommand } from './views';

interface Plan {
  readonly command: string;
  readonly purpose: WordId;
}

/** Commands shown: the next steps, not a manual. */
const MOST = 6;

type Plans = (port: number | null, pid: string) => readonly Plan[];

const listener: Plans = (port) => [
  { command: port === null ? 'ss -ltnp' : `ss -ltnp 'sport = :${port}'`, purpose: 'command.listener' },
];
const stacks: Plans = (_, pid) => [
  { command: `cat /proc/${pid}/task/*/stack`, purpose: 'command.stack.kernel' },
  { command: `gdb -p ${pid} -batch -ex 'thread apply all bt'`, purpose: 'command.stack.program' },
];
const descriptors: Plans = (_, pid) => [
  { command: `lsof -nP -a -p ${pid} -i TCP`, purpose: 'command.process-sockets' },
];
const everything: Plans = () => [{ command: 'ss -tanpoie', purpose: 'command.whole-table' }];

/** What to run next for each finding, on Linux; tables of other systems name theirs in their findings. */
const PLANS: Readonly<Partial<Record<TableFindingId, readonly Plans[]>>> = {
  'accept-queue-overflow': [listener, stacks],
  'never-accepted': [listener, stacks],
  'close-wait-pile-up': [descriptors, stacks],
  'accepted-not-read': [stacks],
  'close-wait': [descriptors, everything],
  'descriptor-leak': [descriptors],
  'half-open-peer': [everything],
  'fin-wait-2-held': [descriptors],
  'listing-incomplete': [everything],
};
const LINUX: ReadonlySet<string> = new Set(['ss', 'netstat', 'proc', 'lsof']);

/** Only numbers of the table go into a command line: names in it are not the user's own. */
export function commandsFor(locale: Locale, findings: readonly TableFinding[]): SocketCommand[] {
  const plans = new Map<string, Plan>();
  for (const { id, kind, rows, process, address } of findings) {
    if (rows.some(({ tool }) => !LINUX.has(tool)) || (id === 'listing-incomplete' && kind !== 'no-processes'))
      continue;
    const pid = process?.pid == null ? 'PID' : String(process.pid);
    for (const plan of PLANS[id] ?? [])
      for (const made of plan(address?.port ?? null, pid)) plans.set(made.command, made);
  }
  return [...plans.values()]
    .slice(0, MOST)
    .map(({ command, purpose }) => ({ platform: 'linux', command, purpose: say(locale, purpose) }));
}
