import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** TCP states as /proc/net/tcp numbers them (include/net/tcp_states.h). */
const STATES = [
  '',
  'ESTABLISHED',
  'SYN_SENT',
  'SYN_RECEIVED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'TIME_WAIT',
  'CLOSED',
  'CLOSE_WAIT',
  'LAST_ACK',
  'LISTEN',
  'CLOSING',
] as const;

export type State = Exclude<(typeof STATES)[number], ''>;

/** One row of the kernel's socket tables. */
export interface KernelSocket {
  readonly localPort: number;
  readonly remotePort: number;
  readonly state: State;
  readonly inode: string;
}

const portOf = (address: string): number => Number.parseInt(address.slice(address.indexOf(':') + 1), 16);

function rowsOf(table: string): string[][] {
  const [, ...lines] = readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n');
  return lines.map((line) => line.trim().split(/\s+/));
}

/** All TCP sockets that the kernel lists, of both address families. */
export function tcpSockets(): KernelSocket[] {
  return ['tcp', 'tcp6'].flatMap(rowsOf).map(([, local, remote, state, , , , , , inode]) => ({
    localPort: portOf(local),
    remotePort: portOf(remote),
    state: STATES[Number.parseInt(state, 16)] as State,
    inode,
  }));
}

/** What a read of /proc gives, or nothing where the descriptor or its process is gone. */
function unlessGone<T>(read: () => T, nothing: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nothing;
    throw error;
  }
}

/** Inodes of the sockets that a process holds descriptors of. */
export function socketsOf(pid: number): ReadonlySet<string> {
  const folder = `/proc/${pid}/fd`;
  const links = unlessGone(() => readdirSync(folder), []).map((fd) =>
    unlessGone(() => readlinkSync(`${folder}/${fd}`), ''),
  );
  return new Set(links.flatMap((link) => /^socket:\[(\d+)]$/.exec(link)?.slice(1) ?? []));
}

/** The states of the connections that a process holds with a port at either end; listening sockets do not count. */
export function heldConnections(pid: number, port: number): State[] {
  const held = socketsOf(pid);
  return tcpSockets()
    .filter(({ inode, state }) => held.has(inode) && state !== 'LISTEN')
    .filter(({ localPort, remotePort }) => localPort === port || remotePort === port)
    .map(({ state }) => state)
    .sort();
}

/** How many of its listening sockets a process still has. */
export function heldListeners(pid: number, port: number): number {
  const held = socketsOf(pid);
  return tcpSockets().filter(
    ({ inode, state, localPort }) => held.has(inode) && state === 'LISTEN' && localPort === port,
  ).length;
}

/**
 * Descriptors of sockets that no table of the kernel lists any more: both ends have said FIN, so the connection is
 * in TIME_WAIT or forgotten, and only the process has not closed.
 */
export function unlistedSockets(pid: number): number {
  const inodeAt = { tcp: 9, tcp6: 9, udp: 9, udp6: 9, unix: 6 };
  const listed = new Set(
    Object.entries(inodeAt).flatMap(([table, at]) => rowsOf(table).map((columns) => columns[at])),
  );
  return [...socketsOf(pid)].filter((inode) => !listed.has(inode)).length;
}

/** UDP sockets that a process holds. */
export function heldDatagramSockets(pid: number): number {
  const held = socketsOf(pid);
  return ['udp', 'udp6'].flatMap(rowsOf).filter((columns) => held.has(columns[9])).length;
}
