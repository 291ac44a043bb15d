import { servicePort } from '../names';

/** An end of a connection as a listing prints it. */
export interface SocketAddress {
  /** `192.0.2.1`, `2001:db8::1`, `*`, or a name. An IPv4 address inside IPv6 is given as IPv4, as on the wire. */
  readonly host: string;
  /** null: any port, or a service name that is in no list. */
  readonly port: number | null;
  /** The interface of a scoped address (`fe80::1%eth0`). */
  readonly zone: string | null;
  /** The service's name, where a name was printed. */
  readonly service: string | null;
}

const ANY_HOSTS: ReadonlySet<string> = new Set(['*', '0.0.0.0', '::', '[::]']);
const HOST = /^(?:\*|[\w.:-]+|[0-9a-f:.]+)$/i;
/** What people write in the place of an address that they do not want to show: `<server>`, `[redacted]`, `*snip*`, `198.51.100.*`. */
const PLACEHOLDER = /^(?=.*[\w*])[<{(*[]{0,3}[\w.*-]{0,60}[>})*\]]{0,3}$/;
const PORT = /^(?:\d{1,5}|\*|[a-z][\w+.-]*)$/i;
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

/** `192.0.2.1:80`, `[2001:db8::1]:443`, `*:http`, `fe80::1%eth0:22`, `:::8000`; null: not an address with a port. */
export function parseAddress(text: string): SocketAddress | null {
  const bracketed = /^\[([0-9a-f:.]+)(?:%([\w.-]+))?\](?:%([\w.-]+))?:([^:]+)$/i.exec(text);
  if (bracketed) return address(bracketed[1], bracketed[2] ?? bracketed[3] ?? null, bracketed[4]);
  const [, hidden, hiddenPort] = /^(\[[a-z_][\w.-]{2,60}\]):([^:]+)$/i.exec(text) ?? [];
  if (hidden !== undefined) return address(hidden, null, hiddenPort);
  // A bracket that is not closed: the address was cut.
  if (text.startsWith('[')) return null;
  const colon = text.lastIndexOf(':');
  return colon < 0 ? null : scoped(text.slice(0, colon), text.slice(colon + 1));
}

/** BSD's and Solaris' form: the port behind the last dot, `192.0.2.1.80`, `*.22`, `fe80::1%lo0.80`. */
export function parseDottedAddress(text: string): SocketAddress | null {
  const dot = text.lastIndexOf('.');
  return dot < 0 ? null : scoped(text.slice(0, dot), text.slice(dot + 1));
}

/** An address and a port that stand in columns of their own. */
export const addressOf = (host: string, port: string): SocketAddress | null => scoped(host, port);

function scoped(text: string, port: string): SocketAddress | null {
  const [host, zone = null, ...more] = text.split('%');
  return more.length > 0 ? null : address(host, zone, port);
}

function address(text: string, zone: string | null, port: string): SocketAddress | null {
  const host =
    text === '' ? '*' : HOST.test(text) || !PLACEHOLDER.test(text) ? text.replace(/^\[|\]$/g, '') : text;
  if (!(HOST.test(host) || PLACEHOLDER.test(host)) || !PORT.test(port)) return null;
  const service = /^[a-z]/i.test(port) ? port : null;
  const number = service === null ? Number(port) : servicePort(service);
  if (number > 65535) return null;
  const known = port !== '*' && number >= 0;
  return { host: MAPPED.exec(host)?.[1] ?? host, port: known ? number : null, zone, service };
}

/** Whether it stands for every address of the host. */
export const isAnyHost = ({ host }: SocketAddress): boolean => ANY_HOSTS.has(host);

/** Whether it is what a listing prints as the peer of a socket without one: `0.0.0.0:*`, `*:*`, `[::]:0`. */
export const isNoPeer = (end: SocketAddress): boolean =>
  isAnyHost(end) && end.service === null && (end.port === null || end.port === 0);

/** `192.0.2.1:80`, `[2001:db8::1]:443`, `*:8000`. */
export function formatSocketAddress({ host, port, zone, service }: SocketAddress): string {
  const scope = zone === null ? '' : `%${zone}`;
  const shown = host.includes(':') ? `[${host}${scope}]` : `${host}${scope}`;
  return `${shown}:${port ?? service ?? '*'}`;
}
