import type { TcpStateName } from '../../tcp';
import type { GuideWordId } from '../say-of-guide';
import { bareHost, type CommandPlan, ofHolder, type Target } from './target';

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
  if (target.isOver === true) return [...ofRest(target), ...listener, ...rules(target)];
  switch (target.state) {
    case 'CLOSE_WAIT':
      return [
        {
          command: sockets(target, '-tanpo'),
          purpose: inThisState(target),
        },
        ...listener,
        { command: lsof(target), purpose: ofHolder(target, 'command.descriptors') },
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
        ...(target.isAnswered === true ? [] : reach(target)),
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
          purpose: inThisState(target),
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

function inThisState({ isServer, isAccepted }: Target): GuideWordId {
  if (!isServer) return 'command.connection';
  return isAccepted === true ? 'command.sockets.accepted' : 'command.sockets';
}

/** What is still there of a connection that has ended: others of its kind, and, where another spoke for it, perhaps itself. */
function ofRest(target: Target): CommandPlan[] {
  const { isServer, spokenFor, isAnswered, local, peer } = target;
  if (spokenFor === 'connection' && local.port !== null && peer.host !== null && peer.port !== null)
    return [
      {
        command: `ss -tanp '( sport = :${local.port} and dst ${peer.host}:${peer.port} )'`,
        purpose: 'command.socket.there',
      },
    ];
  if (spokenFor === 'syn') return [];
  const command = ['ss', '-tanpo', ...ssFilter(target)].join(' ');
  if (isServer) return [{ command, purpose: 'command.sockets.others' }];
  const reached = isAnswered === true ? [] : reach(target);
  return [{ command, purpose: 'command.connection.others' }, ...reached];
}

/** Where a RST may be a firewall's. */
const rules = ({ spokenFor }: Target): CommandPlan[] =>
  spokenFor === 'syn' || spokenFor === 'connection'
    ? [{ command: 'nft list ruleset', purpose: 'command.rules' }]
    : [];

const listenerQueue = ({ port }: Target): CommandPlan => ({
  command: port === null ? 'ss -ltnp' : `ss -ltnp 'sport = :${port}'`,
  purpose: 'command.listener',
});

const lsof = ({ port }: Target): string =>
  port === null ? 'lsof -nP -iTCP -sTCP:CLOSE_WAIT' : `lsof -nP -iTCP:${port} -sTCP:CLOSE_WAIT`;

const insideTheProcess = (target: Target): CommandPlan[] => [
  { command: 'cat /proc/PID/task/*/stack', purpose: ofHolder(target, 'command.stack.kernel') },
  { command: "gdb -p PID -batch -ex 'thread apply all bt'", purpose: 'command.stack.program' },
  { command: 'strace -f -p PID -e trace=network,close', purpose: ofHolder(target, 'command.trace') },
];

const watch = ({ port, peer, isRecordedHere }: Target): CommandPlan[] =>
  port === null || peer.host === null || isRecordedHere === true
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
