import type { TcpStateName } from '../../tcp';
import { bareHost, type CommandPlan, ofEnd, type Target } from './target';

/** State names of ss(8)'s filter. */
const SS_STATES: Readonly<Partial<Record<TcpStateName, string>>> = {
  SYN_SENT: 'syn-sent',
  SYN_RECEIVED: 'syn-recv',
  ESTABLISHED: 'established',
  FIN_WAIT_1: 'fin-wait-1',
  FIN_WAIT_2: 'fin-wait-2',
  CLOSE_WAIT: 'close-wait',
  CLOSING: 'closing',
  LAST_ACK: 'last-ack',
  TIME_WAIT: 'time-wait',
};

export function linuxCommands(target: Target): CommandPlan[] {
  const listener = target.isServer ? [listenerQueue(target)] : [];
  switch (target.state) {
    case 'CLOSE_WAIT':
      return [
        {
          command: sockets(target, '-tanpo'),
          purpose: target.isServer ? 'command.sockets' : 'command.connection',
        },
        ...listener,
        { command: lsof(target), purpose: ofEnd(target, 'command.descriptors') },
        ...insideTheProcess(target),
      ];
    case 'FIN_WAIT_2':
      return [{ command: sockets(target, '-tanpo'), purpose: 'command.sockets.orphan' }];
    case 'FIN_WAIT_1':
    case 'CLOSING':
    case 'LAST_ACK':
      return [
        { command: sockets(target, '-tanpo'), purpose: 'command.sockets.retransmits' },
        ...watch(target),
      ];
    case 'TIME_WAIT':
      return [
        { command: `${sockets(target, '-Htan')} | wc -l`, purpose: 'command.count' },
        ...localPorts(target),
      ];
    case 'SYN_SENT':
      return [
        { command: sockets(target, '-tanpo'), purpose: 'command.sockets.connecting' },
        ...reach(target),
        ...watch(target),
      ];
    case 'SYN_RECEIVED':
      return [
        { command: sockets(target, '-tano'), purpose: 'command.sockets.embryonic' },
        ...listener,
        { command: 'nstat -az TcpExtListenOverflows TcpExtListenDrops', purpose: 'command.overflows' },
        ...watch(target),
      ];
    case 'ESTABLISHED':
      return [
        {
          command: sockets(target, '-tanpo'),
          purpose: target.isServer ? 'command.sockets' : 'command.connection',
        },
        ...listener,
      ];
    default:
      return target.isServer
        ? [...listener, ...(target.state === 'CLOSED' ? [] : watchSyn(target))]
        : [{ command: sockets(target, '-tanpo'), purpose: 'command.connection' }, ...reach(target)];
  }
}

function sockets(target: Target, options: string): string {
  const state = SS_STATES[target.state];
  return ['ss', options, ...(state === undefined ? [] : ['state', state]), ...ssFilter(target)].join(' ');
}

/** The server's own port picks all its connections; a client is told by where it goes. */
function ssFilter({ isServer, port, peer }: Target): string[] {
  if (port === null) return [];
  if (isServer) return [`'( sport = :${port} )'`];
  return [peer.host === null ? `'( dport = :${port} )'` : `'( dst ${peer.host}:${port} )'`];
}

const listenerQueue = ({ port }: Target): CommandPlan => ({
  command: port === null ? 'ss -ltnp' : `ss -ltnp 'sport = :${port}'`,
  purpose: 'command.listener',
});

const lsof = ({ port }: Target): string =>
  port === null ? 'lsof -nP -iTCP -sTCP:CLOSE_WAIT' : `lsof -nP -iTCP:${port} -sTCP:CLOSE_WAIT`;

const insideTheProcess = (target: Target): CommandPlan[] => [
  { command: 'cat /proc/PID/task/*/stack', purpose: ofEnd(target, 'command.stack.kernel') },
  { command: "gdb -p PID -batch -ex 'thread apply all bt'", purpose: 'command.stack.program' },
  { command: 'strace -f -p PID -e trace=network,close', purpose: ofEnd(target, 'command.trace') },
];

const watch = ({ port, peer }: Target): CommandPlan[] =>
  port === null || peer.host === null
    ? []
    : [
        {
          command: `tcpdump -n -i any 'host ${bareHost(peer.host)} and tcp port ${port}'`,
          purpose: 'command.watch',
        },
      ];

const watchSyn = ({ port }: Target): CommandPlan[] =>
  port === null
    ? []
    : [
        {
          command: `tcpdump -n -i any 'tcp port ${port} and tcp[13] & 2 != 0'`,
          purpose: 'command.watch.syn',
        },
      ];

const reach = ({ port, peer }: Target): CommandPlan[] =>
  port === null || peer.host === null
    ? []
    : [{ command: `nc -vz -w 5 ${bareHost(peer.host)} ${port}`, purpose: 'command.reach' }];

const localPorts = ({ isServer }: Target): CommandPlan[] =>
  isServer ? [] : [{ command: 'sysctl net.ipv4.ip_local_port_range', purpose: 'command.ports' }];
