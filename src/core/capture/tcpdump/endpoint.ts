import { hexValue, isDigit, isHexDigit } from '../../bytes';
import { servicePort } from '../../names';
import { AddressFamily } from '../../tcp';

const words = new Int32Array(4);

/** An address with its port, as `a.b.c.d.port`, `ipv6.port` or `name.service` prints it. Refilled. */
export class PrintedEndpoint {
  family: AddressFamily = 0;
  readonly words = new Int32Array(4);
  /** -1: none is printed, or its name is unknown. */
  port = -1;
  /** For family `name`: where the host's name ends in the text. */
  hostEnd = 0;
  /** The service's name is in no table. */
  unknownService = false;
}

/** Reads text[start, end) as an address that a port follows after a dot. False where no dot splits it. */
export function readWithPort(text: string, start: number, end: number, into: PrintedEndpoint): boolean {
  into.unknownService = false;
  const dot = text.lastIndexOf('.', end - 1);
  if (dot <= start || dot === end - 1) return false;
  into.hostEnd = dot;
  into.port = readPort(text, dot + 1, end);
  if (into.port < 0) {
    into.port = servicePort(text.slice(dot + 1, end));
    into.unknownService = into.port < 0;
  }
  readHost(text, start, dot, into);
  return true;
}

/** Reads text[start, end) as an address alone. */
export function readHost(text: string, start: number, end: number, into: PrintedEndpoint): void {
  into.hostEnd = end;
  if (readIpv4(text, start, end)) into.family = AddressFamily.ipv4;
  else if (readIpv6(text, start, end)) into.family = AddressFamily.ipv6;
  else {
    into.family = AddressFamily.name;
    words.fill(0);
  }
  into.words.set(words);
}

/** -1: not all digits; -2: a number that is no port. */
export function readPort(text: string, start: number, end: number): number {
  let port = 0;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (!isDigit(c)) return -1;
    port = port * 10 + c - 0x30;
    if (port > 65535) return -2;
  }
  return start < end ? port : -1;
}

/** Four decimal octets, into the scratch words. */
function readIpv4(text: string, start: number, end: number): boolean {
  let address = 0;
  let octet = -1;
  let octets = 0;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x2e) {
      if (octet < 0 || ++octets > 3) return false;
      address = (address << 8) | octet;
      octet = -1;
    } else if (isDigit(c)) {
      octet = (octet < 0 ? 0 : octet * 10) + c - 0x30;
      if (octet > 255) return false;
    } else return false;
  }
  if (octets !== 3 || octet < 0) return false;
  words[0] = words[1] = words[2] = 0;
  words[3] = (address << 8) | octet;
  return true;
}

/** RFC 4291 section 2.2 text, with `::` and an IPv4 tail; a zone after `%` is left out. */
function readIpv6(text: string, start: number, end: number): boolean {
  const zone = text.indexOf('%', start);
  const stop = zone > start && zone < end ? zone : end;
  if (stop - start < 2 || stop - start > 45) return false;
  const groups: number[] = [];
  let gap = -1;
  let i = start;
  if (text.startsWith('::', i)) {
    gap = 0;
    i += 2;
  }
  while (i < stop) {
    const from = i;
    let value = 0;
    while (i < stop && isHexDigit(text.charCodeAt(i)) && i - from < 4)
      value = value * 16 + hexValue(text.charCodeAt(i++));
    if (i < stop && text.charCodeAt(i) === 0x2e) {
      if (!readIpv4(text, from, stop)) return false;
      groups.push(words[3] >>> 16, words[3] & 0xffff);
      i = stop;
      break;
    }
    if (i === from) return false;
    groups.push(value);
    if (i === stop) break;
    if (text.charCodeAt(i) !== 0x3a) return false;
    i++;
    if (i === stop) return false;
    if (text.charCodeAt(i) === 0x3a) {
      if (gap >= 0) return false;
      gap = groups.length;
      i++;
    }
    if (groups.length > 8) return false;
  }
  return placeGroups(groups, gap);
}

function placeGroups(groups: number[], gap: number): boolean {
  if (gap < 0 ? groups.length !== 8 : groups.length > 7) return false;
  if (gap >= 0) groups.splice(gap, 0, ...new Array<number>(8 - groups.length).fill(0));
  for (let w = 0; w < 4; w++) words[w] = (groups[2 * w] << 16) | groups[2 * w + 1];
  return true;
}
