import type { Finding } from '../../findings';
import type { TcpStateName } from '../../tcp';
import type { EndpointView } from '../endpoint-view';
import type { GuideWordId } from '../say-of-guide';

/** A command for one platform, before it is put into words. */
export interface CommandPlan {
  readonly command: string;
  readonly purpose: GuideWordId;
}

/** What commands are aimed at: numbers only. Host names come out of the file and never get into a shell line. */
export interface Target {
  readonly state: TcpStateName;
  readonly isServer: boolean;
  /** The port that names the service: the server's, on either end. null where the capture gives only a name. */
  readonly port: number | null;
  readonly local: NumericAddress;
  readonly peer: NumericAddress;
  /** The endpoint is not in the state any more: its own packet or a RST ended it, and no command finds it there. */
  readonly isOver?: boolean;
  /** The server has sent data: its program had accepted the connection. */
  readonly isAccepted?: boolean;
  /** A packet of the server shows that the port answers. */
  readonly isAnswered?: boolean;
  /** What a firewall or a device may have answered in the name of this endpoint; null or absent: nothing. */
  readonly spokenFor?: 'syn' | 'connection' | null;
  /** What arrives at this machine is what was recorded. */
  readonly isRecordedHere?: boolean;
}

/** What a command shows at a server, where accept() is part of it, and at a client, where it is not. */
type AtEitherEnd = Extract<GuideWordId, `command.${string}.client`> extends `${infer Id}.client` ? Id : never;
export const ofEnd = ({ isServer }: Target, purpose: AtEitherEnd): GuideWordId =>
  isServer ? purpose : `${purpose}.client`;

/** The same, where a server that has accepted is asked no more whether it has. */
export const ofHolder = ({ isServer, isAccepted }: Target, purpose: AtEitherEnd): GuideWordId =>
  isServer && isAccepted !== true ? purpose : `${purpose}.client`;

export interface NumericAddress {
  readonly host: string | null;
  readonly port: number | null;
}

export function targetOf(view: EndpointView): Target {
  const local = numericAddress(view.address);
  const peer = numericAddress(view.peer);
  const isServer = view.side === 'server';
  const serverBytes = isServer ? view.bytes : view.peerBytes;
  return {
    state: view.state,
    isServer,
    port: isServer ? local.port : peer.port,
    local,
    peer,
    isOver: isOver(view),
    isAccepted: (serverBytes ?? 0) > 0,
    isAnswered: isServer ? view.spoke : view.peerSpoke,
    spokenFor: view.lead?.endpoint === view.side ? spokenFor(view.lead) : null,
    isRecordedHere: view.recordedAt?.side === view.side && view.recordedAt.by === 'machine',
  };
}

/** A program that its peer's RST found in CLOSE_WAIT has not closed, and others like it are left. */
function isOver({ state, side, left, leftOpen }: EndpointView): boolean {
  if (state === 'CLOSED') return true;
  if (left === null || left.flags === 'ICMP') return false;
  if (left.sender === side) return true;
  return left.flags.includes('R') && !(state === 'CLOSE_WAIT' && leftOpen === side);
}

/** RSTs that a firewall or a device may have sent as well. */
function spokenFor({ id, kind }: Finding): 'syn' | 'connection' | null {
  if (id === 'refused') return 'syn';
  const open =
    id === 'reset-from-between' ||
    (id === 'half-open-peer' && kind.startsWith('unknown')) ||
    (id === 'no-socket' && kind === 'data') ||
    (id === 'aborted-by-linger' && kind === 'bare');
  return open ? 'connection' : null;
}

/** `192.0.2.1:80` or `[2001:db8::1]:80` in its parts; a part that is not plainly numeric is null. */
export function numericAddress(text: string): NumericAddress {
  const [, host, port] = /^(.*):(\d{1,5})$/.exec(text) ?? [];
  if (port === undefined || Number(port) > 65535) return { host: null, port: null };
  return { host: isNumericHost(host) ? host : null, port: Number(port) };
}

const isNumericHost = (host: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || /^\[[0-9a-f:.]{2,45}\]$/i.test(host);

/** Without the brackets that go round an IPv6 address beside a port. */
export const bareHost = (host: string): string => host.replace(/^\[|\]$/g, '');
