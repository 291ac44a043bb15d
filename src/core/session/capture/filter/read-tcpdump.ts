import { type End, type Expression, packetWithout } from './expression';
import { parseAddress } from './parse-address';
import { matchAt } from './read-comparison';
import { fail, type Token } from './token';
import { FLAGS, port, type Value } from './values';

/** Primitives of pcap-filter(7) that ask what rows can answer. */
const HOST = /(?:(src|dst)\s+)?(?:host|net)\s+([^\s()]+)/iy;
const DIRECTED = /(src|dst)\s+([^\s()]+)/iy;
const PORT = /(?:tcp\s+)?(?:(src|dst)\s+)?(?:port|portrange)\s+(\d[\d-]*)(?![^\s()])/iy;
const BITS = String.raw`(\([^()]*\)|0x[\da-f]+|\d+|tcp-[a-z]+(?:\s*[|+]\s*tcp-[a-z]+)*)`;
const OCTET = String.raw`tcp\s*\[\s*(?:tcpflags|13)\s*\]`;
const FLAG_TEST = new RegExp(
  `(?:${OCTET}|${OCTET}\\s*&\\s*${BITS}|\\(\\s*${OCTET}\\s*&\\s*${BITS}\\s*\\))\\s*(==|!=|=|>)\\s*${BITS}`,
  'iy',
);

/** `host 192.0.2.1`, `src port 80`, `tcp[tcpflags] & tcp-fin != 0`; null for what is none of these. */
export function readTcpdump(text: string, at: number): Token | null {
  return ports(text, at) ?? hosts(text, at) ?? flagTest(text, at);
}

function ports(text: string, at: number): Token | null {
  const found = matchAt(PORT, text, at);
  if (found === null) return null;
  const value = groupOf(found, 2, at);
  return token(found, at, port(value, endNamed(found[1])));
}

/** Names of hosts are left to be looked for as text. */
function hosts(text: string, at: number): Token | null {
  const found = matchAt(HOST, text, at) ?? matchAt(DIRECTED, text, at);
  const pattern = found === null ? null : parseAddress(found[2]);
  if (found === null || pattern === null) return null;
  return token(found, at, { kind: 'address', pattern, end: endNamed(found[1]) });
}

function flagTest(text: string, at: number): Token | null {
  const found = matchAt(FLAG_TEST, text, at);
  if (found === null) return null;
  const masked = found[1] ?? found[2];
  const where = { start: at, end: at + found[0].length };
  const mask = masked === undefined ? 0xff : bitsOf(masked, where);
  const test: Expression = { kind: 'masked-flags', mask, bits: bitsOf(found[4], where) };
  const is = found[3] === '=' || found[3] === '==';
  return token(found, at, is ? test : packetWithout(test));
}

/** `(tcp-syn|tcp-fin)`, `0x12`, `4`. */
function bitsOf(text: string, where: Pick<Value, 'start' | 'end'>): number {
  let bits = 0;
  for (const part of text.split(/[()|+\s]+/)) {
    if (part === '') continue;
    const name = part.toLowerCase().replace(/^tcp-/, '');
    if (/^(0x[\da-f]+|\d+)$/i.test(part)) bits |= Number(part);
    else if (Object.hasOwn(FLAGS, name)) bits |= FLAGS[name];
    else fail('filter.bad-flag', where, { text: part, known: Object.keys(FLAGS).join(', ') });
  }
  return bits;
}

function endNamed(word: string | undefined): End {
  if (word === undefined) return 'either';
  return word.toLowerCase() === 'src' ? 'source' : 'destination';
}

function groupOf(found: RegExpExecArray, group: number, at: number): Value {
  const end = at + found[0].length;
  return { text: found[group], start: end - found[group].length, end };
}

const token = (found: RegExpExecArray, at: number, expression: Expression): Token => ({
  ...{ text: found[0], quoted: false, start: at, end: at + found[0].length },
  expression,
});
