import { ANALYSIS_IDS, Finding } from '../../../flow';
import type { Side, TcpStateName } from '../../../tcp';
import { TCP_STATE_NAMES, TcpFlag } from '../../../tcp';
import { encodeUtf8 } from '../../../text';
import type { End, Expression, Operator, Quantity } from './expression';
import { parseAddress } from './parse-address';
import { fail, type Token } from './token';

/** A value as a filter's text has it, and where. */
export type Value = Pick<Token, 'text' | 'start' | 'end'>;

export const FLAGS: Readonly<Record<string, number>> = {
  fin: TcpFlag.FIN,
  syn: TcpFlag.SYN,
  rst: TcpFlag.RST,
  reset: TcpFlag.RST,
  psh: TcpFlag.PSH,
  push: TcpFlag.PSH,
  ack: TcpFlag.ACK,
  urg: TcpFlag.URG,
  ece: TcpFlag.ECE,
  cwr: TcpFlag.CWR,
  ae: TcpFlag.AE,
};

/** As RFC 9293, `ss` (`CLOSE-WAIT`, `ESTAB`, `SYN-RECV`) and netstat (`FIN_WAIT1`) write it. */
export function stateNamed(text: string): TcpStateName | null {
  const plain = (name: string) => name.toUpperCase().replace(/[-_]/g, '');
  const aliases: Readonly<Record<string, TcpStateName>> = { ESTAB: 'ESTABLISHED', SYNRECV: 'SYN_RECEIVED' };
  const wanted = plain(text);
  if (Object.hasOwn(aliases, wanted)) return aliases[wanted];
  return TCP_STATE_NAMES.find((name) => plain(name) === wanted) ?? null;
}

export function address(value: Value, end: End): Expression {
  const pattern = parseAddress(value.text);
  if (pattern === null) return fail('filter.bad-address', value, { text: value.text });
  return { kind: 'address', pattern, end };
}

/** A port, or several: `8000`, `8000-8100`. */
export function port(value: Value, end: End): Expression {
  const range = /^(\d+)(?:-|\.\.)(\d+)$/.exec(value.text);
  if (range === null) return { kind: 'port', port: portNumber(value, value.text), end };
  return { kind: 'ports', from: portNumber(value, range[1]), to: portNumber(value, range[2]), end };
}

export function portNumber(value: Value, text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65535) return fail('filter.bad-port', value, { text: value.text });
  return number;
}

export function flags(value: Value): Expression {
  let bits = 0;
  for (const name of value.text.toLowerCase().split(/[,+|]/)) {
    if (!Object.hasOwn(FLAGS, name)) {
      fail('filter.bad-flag', value, { text: name, known: Object.keys(FLAGS).join(', ') });
    }
    bits |= FLAGS[name];
  }
  return { kind: 'flags', bits };
}

/** `retransmission`; several joined by `+` must all hold. */
export function analysis(value: Value): Expression {
  let findings = 0;
  for (const name of value.text.toLowerCase().split(/[,+|]/)) {
    const id = ANALYSIS_IDS.find((known) => known === name);
    if (id === undefined) {
      return fail('filter.unknown-analysis', value, { text: name, known: ANALYSIS_IDS.join(', ') });
    }
    findings |= Finding[id];
  }
  return { kind: 'analysis', findings };
}

export function state(value: Value, side: Side | null): Expression {
  const named = stateNamed(value.text);
  if (named === null) {
    return fail('filter.unknown-state', value, { state: value.text, known: TCP_STATE_NAMES.join(', ') });
  }
  return { kind: 'state', state: named, side };
}

export function connection(value: Value): Expression {
  if (!/^\d+$/.test(value.text)) fail('filter.bad-connection', value, { text: value.text });
  return { kind: 'connection', connection: Number(value.text) };
}

/** The id of a finding of connections or of socket tables, or a part of one. */
export const finding = (value: Value): Expression => ({ kind: 'finding', id: value.text.toLowerCase() });

/** Text, or bytes in hexadecimal: `0d0a` after `0x`, `0d:0a`. */
export function payload(value: Value): Expression {
  const { text } = value;
  const hex = /^0x((?:[\da-f]{2})+)$/i.exec(text)?.[1] ?? /^[\da-f]{2}(?::[\da-f]{2})+$/i.exec(text)?.[0];
  const digits = hex?.replaceAll(':', '').match(/../g);
  const needle = digits ? Uint8Array.from(digits, (two) => Number.parseInt(two, 16)) : encodeUtf8(text);
  return { kind: 'payload', needle, shown: text };
}

/** Seconds of a duration's unit. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  m: 60,
  min: 60,
  h: 3600,
};
const IN_SECONDS: readonly Quantity[] = ['time', 'gap'];

/** A number, or the two ends of a range: `100-200`; times with a unit: `1.5`, `200ms`, `1m`. */
export function quantity(of: Quantity, operator: Operator, value: Value): Expression {
  const range = /^([^-]+?)(?:-|\.\.)([^-]+)$/.exec(value.text);
  if (operator !== '=' || range === null)
    return { kind: 'quantity', of, operator, value: amount(of, value, value.text) };
  const [, from, to] = range;
  return {
    kind: 'and',
    left: { kind: 'quantity', of, operator: '>=', value: amount(of, value, from) },
    right: { kind: 'quantity', of, operator: '<=', value: amount(of, value, to) },
  };
}

function amount(of: Quantity, value: Value, text: string): number {
  if (!IN_SECONDS.includes(of)) {
    if (/^(0x[\da-f]+|\d+)$/i.test(text)) return Number(text);
    return fail('filter.bad-number', value, { text: value.text });
  }
  const [, number, unit] = /^(\d+(?:\.\d*)?|\.\d+)\s*([a-zµ]*)$/i.exec(text) ?? [];
  if (number === undefined || !Object.hasOwn(UNITS, unit))
    fail('filter.bad-time', value, { text: value.text });
  return Number(number) * UNITS[unit];
}
