import { AddressFamily } from '../../tcp';
import { type Cursor, isSpace } from '../../text';
import { PrintedEndpoint, readHost, readPort, readWithPort } from './endpoint';
import type { ScanContext } from './scan-context';

const from = new PrintedEndpoint();
const to = new PrintedEndpoint();

/** Where the two addresses of the header being read stand in the text. */
export const place = { from: 0, fromEnd: 0, to: 0, toEnd: 0 };

/** `a > b:`; only marks where they stand, for what they are depends on the protocol behind them. */
export function scanAddressPair(c: Cursor, ctx: ScanContext): boolean {
  const { packet } = ctx;
  place.from = c.skipToken();
  place.fromEnd = c.at;
  if (place.fromEnd === place.from) return refuse(c, ctx, c.at, 'address');
  c.skipSpaces();
  if (c.code() !== 0x3e) return refuse(c, ctx, c.ended ? c.at : place.from, 'address');
  c.at++;
  if (c.ended) return refuse(c, ctx, c.at, 'address');
  if (!isSpace(c.code())) return refuse(c, ctx, c.at, 'address');
  c.skipSpaces();
  place.to = c.skipToken();
  place.toEnd = c.at - 1;
  if (c.at === place.to) return refuse(c, ctx, c.at, 'address');
  if (c.text.charCodeAt(place.toEnd) !== 0x3a || place.toEnd === place.to) {
    packet.stop(c.ended ? c.at : place.toEnd + 1, c.text.length, 'address');
    return false;
  }
  return true;
}

export function refuse(c: Cursor, ctx: ScanContext, at: number, expected: string): false {
  ctx.packet.stop(at, c.text.length, expected);
  return false;
}

export function portOf(text: string, start: number, end: number): number {
  const port = readPort(text, start, end);
  if (port !== -1) return port;
  from.port = -1;
  return readWithPort(`0.${text.slice(start, end)}`, 0, end - start + 2, from) ? from.port : -1;
}

/** Whether text[start, end) ends in a port: a fifth number of an IPv4 address, a dot in an IPv6 one, any dot of a name. */
export function hasPort(text: string, start: number, end: number): boolean {
  readHost(text, start, end, bare);
  return bare.family === AddressFamily.name && text.lastIndexOf('.', end - 1) > start;
}

/** Puts both addresses into the segment. False: a port was to be there and is not. */
export function fillAddresses(c: Cursor, ctx: ScanContext, ports: boolean): boolean {
  const { text } = c;
  const { packet } = ctx;
  const { segment } = packet;
  if (ports) {
    if (!readWithPort(text, place.from, place.fromEnd, from)) return false;
    if (!readWithPort(text, place.to, place.toEnd, to)) return false;
    if (from.family === AddressFamily.name && isBareIpv4(text, place.from, place.fromEnd)) return false;
  } else {
    readHost(text, place.from, place.fromEnd, from);
    readHost(text, place.to, place.toEnd, to);
    from.port = to.port = 0;
    from.unknownService = to.unknownService = false;
  }
  traceAddresses(c, ctx, ports);
  if (from.unknownService || to.unknownService) {
    const unknown = from.unknownService ? from : to;
    const end = from.unknownService ? place.fromEnd : place.toEnd;
    packet.unknownService = text.slice(unknown.hostEnd + 1, end);
  }
  segment.sourcePort = Math.max(0, from.port);
  segment.destinationPort = Math.max(0, to.port);
  const family = from.family === to.family && packet.unknownService === '' ? from.family : AddressFamily.name;
  segment.family = family;
  if (family === AddressFamily.name) return internNames(c, ctx);
  segment.source0 = from.words[0];
  segment.source1 = from.words[1];
  segment.source2 = from.words[2];
  segment.source3 = from.words[3];
  segment.destination0 = to.words[0];
  segment.destination1 = to.words[1];
  segment.destination2 = to.words[2];
  segment.destination3 = to.words[3];
  return true;
}

const bare = new PrintedEndpoint();

/** `10.0.0.1` splits into a name and a port as well, but is an address without one. */
const isBareIpv4 = (text: string, start: number, end: number): boolean => {
  readHost(text, start, end, bare);
  return bare.family === AddressFamily.ipv4;
};

/**
 * Names are kept by index. A service that no table knows stays part of the name, and the port 0 says that it is
 * unknown: two unknown services of one host never become one connection, and no number is made up.
 */
function internNames(c: Cursor, ctx: ScanContext): boolean {
  const { segment } = ctx.packet;
  segment.source3 = ctx.internName(
    c.text.slice(place.from, from.unknownService ? place.fromEnd : from.hostEnd),
  );
  segment.destination3 = ctx.internName(c.text.slice(place.to, to.unknownService ? place.toEnd : to.hostEnd));
  if (segment.source3 >= 0 && segment.destination3 >= 0) return true;
  segment.family = AddressFamily.none;
  segment.source3 = segment.destination3 = 0;
  return false;
}

function traceAddresses(c: Cursor, ctx: ScanContext, ports: boolean): void {
  const { trace } = ctx;
  if (trace === null) return;
  const { text } = c;
  trace.field('Source', text.slice(place.from, from.hostEnd), place.from, from.hostEnd);
  if (ports) tracePort(text, ctx, 'Source port', from, place.fromEnd);
  trace.field('Destination', text.slice(place.to, to.hostEnd), place.to, to.hostEnd);
  if (ports) tracePort(text, ctx, 'Destination port', to, place.toEnd);
}

function tracePort(
  text: string,
  ctx: ScanContext,
  name: string,
  endpoint: PrintedEndpoint,
  end: number,
): void {
  const printed = text.slice(endpoint.hostEnd + 1, end);
  const value =
    endpoint.port < 0 || String(endpoint.port) === printed ? printed : `${endpoint.port} (${printed})`;
  ctx.trace?.field(name, value, endpoint.hostEnd + 1, end);
}
