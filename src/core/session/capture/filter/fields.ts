import { type End, type Expression, type Operator, packetWithout, type Quantity } from './expression';
import { fail } from './token';
import {
  address,
  analysis,
  connection,
  FLAGS,
  finding,
  flags,
  payload,
  port,
  portNumber,
  quantity,
  state,
  type Value,
} from './values';

/** Fields that are equal to a value or not, by each of their names. */
const FIELDS: Readonly<Record<string, (value: Value) => Expression>> = {
  ip: (value) => address(value, 'either'),
  addr: (value) => address(value, 'either'),
  host: (value) => address(value, 'either'),
  src: (value) => address(value, 'source'),
  dst: (value) => address(value, 'destination'),
  port: (value) => port(value, 'either'),
  sport: (value) => port(value, 'source'),
  dport: (value) => port(value, 'destination'),
  flag: flags,
  flags,
  state: (value) => state(value, null),
  client: (value) => state(value, 'client'),
  server: (value) => state(value, 'server'),
  analysis,
  connection,
  conn: connection,
  finding,
  process: (value) => ({ kind: 'process', text: value.text.toLowerCase() }),
  payload,
  text: (value) => ({ kind: 'text', text: value.text.toLowerCase() }),
};

const PORTS: Readonly<Record<string, End>> = { port: 'either', sport: 'source', dport: 'destination' };

const QUANTITIES: Readonly<Record<string, Quantity>> = {
  length: 'length',
  len: 'length',
  window: 'window',
  win: 'window',
  time: 'time',
  gap: 'gap',
  packet: 'packet',
  seq: 'seq',
  ack: 'ack',
};

/** Fields in which a part can be looked for. */
const TEXTS: ReadonlySet<string> = new Set(['text', 'payload', 'process', 'finding']);

/**
 * Names of Wireshark's display filter reference (www.wireshark.org/docs/dfref, "ip", "ipv6", "tcp", "frame") by what
 * they are here. Windows are compared as they were sent, sequence numbers relative to the connection's first.
 */
const WIRESHARK: Readonly<Record<string, string>> = {
  ...{ 'ip.addr': 'addr', 'ip.host': 'addr', 'ip.src': 'src', 'ip.src_host': 'src', 'ip.dst': 'dst' },
  ...{ 'ip.dst_host': 'dst', 'ipv6.addr': 'addr', 'ipv6.host': 'addr', 'ipv6.src': 'src', 'ipv6.dst': 'dst' },
  ...{ 'tcp.port': 'port', 'tcp.srcport': 'sport', 'tcp.dstport': 'dport' },
  ...{ 'tcp.len': 'length', 'tcp.seq': 'seq', 'tcp.ack': 'ack', 'tcp.window_size_value': 'window' },
  ...{ 'frame.number': 'packet', 'frame.time_relative': 'time', 'tcp.time_delta': 'gap' },
  ...{ 'tcp.payload': 'payload', 'tcp.segment_data': 'payload', tcp: 'payload', frame: 'payload' },
  ...{ http: 'payload', 'data.data': 'payload', data: 'payload' },
};

/** What begins the name of a field of Wireshark that may be asked for, and is not known here. */
const OTHERS_OF_WIRESHARK = /^(?:ip|ipv6|tcp|frame|eth|udp|http|http2|dns|tls|ssl|icmp|icmpv6)\.[a-z]/;

/** Names that a field may be called by, in the order in which they are told. */
export const FIELD_NAMES: readonly string[] = [...Object.keys(FIELDS), ...Object.keys(QUANTITIES)];
const WIRESHARK_NAMES = [
  ...Object.keys(WIRESHARK).filter((name) => name.includes('.')),
  ...['tcp.stream', 'tcp.flags', 'tcp.flags.fin', 'tcp.analysis.retransmission'],
];

/** `==` and `=` are one; `contains` looks for a part. */
export type Comparison = Operator | '!=' | 'contains';

/** A field's name as it was written, and where. */
export type Name = Value;

export const isField = (name: string): boolean =>
  Object.hasOwn(FIELDS, name) ||
  Object.hasOwn(QUANTITIES, name) ||
  Object.hasOwn(WIRESHARK, name) ||
  name === 'tcp.stream' ||
  name === 'tcp.flags' ||
  flagNamed(name) !== null;

/** `port == 80`, `tcp.len > 100`. Throws FilterSyntaxError where the field is not known, or cannot be compared so. */
export function compared(name: Name, comparison: Comparison, value: Value): Expression {
  if (comparison === '!=') return unlike(compared(name, '=', value));
  const field = name.text.toLowerCase();
  if (value.text === '') fail('filter.expected-value', name, { field: name.text });
  if (field === 'tcp.stream' && comparison === '=') return streamed(value);
  const flag = flagNamed(field);
  if (flag !== null && comparison === '=') return switched(flag, value);
  if (field === 'tcp.flags' && comparison === '=') return exactly(value);
  const own = Object.hasOwn(WIRESHARK, field) ? WIRESHARK[field] : field;
  if (Object.hasOwn(QUANTITIES, own) && comparison !== 'contains')
    return quantity(QUANTITIES[own], comparison, value);
  if (comparison === 'contains' ? TEXTS.has(own) : comparison === '=' && Object.hasOwn(FIELDS, own))
    return FIELDS[own](value);
  if (Object.hasOwn(PORTS, own) && comparison !== 'contains')
    return portsBeyond(PORTS[own], comparison, value);
  return cannot(name, comparison);
}

/** As in Wireshark, what has no such field is not unlike it: an IPv6 packet has no IPv4 address. */
function unlike(of: Expression): Expression {
  if (of.kind !== 'address') return packetWithout(of);
  const left: Expression = { kind: 'family', family: of.pattern.family };
  return { kind: 'and', left, right: { kind: 'not', of } };
}

/** A field alone: `tcp`, `tcp.analysis.retransmission`, `tcp.flags.fin`. Null where it means nothing of its own. */
export function bareField(name: Name): Expression | null {
  const field = name.text.toLowerCase();
  if (field === 'tcp') return { kind: 'tcp' };
  if (field === 'ip') return { kind: 'family', family: 4 };
  if (field === 'ip6' || field === 'ipv6') return { kind: 'family', family: 6 };
  const flag = flagNamed(field);
  if (flag !== null) return { kind: 'flags', bits: flag };
  const analysed = /^tcp\.analysis\.(\w+)$/.exec(field)?.[1];
  if (analysed === 'flags') return { kind: 'analysis', findings: 0 };
  if (analysed !== undefined) return analysis({ ...name, text: analysed.replaceAll('_', '-') });
  if (OTHERS_OF_WIRESHARK.test(field) && !isField(field)) unknown(name);
  return null;
}

/** Throws FilterSyntaxError for a field that is Wireshark's alone. */
export function refuseUnknown(name: Name): void {
  if (OTHERS_OF_WIRESHARK.test(name.text.toLowerCase())) unknown(name);
}

function unknown(name: Name): never {
  return fail('filter.unknown-wireshark', name, { field: name.text, known: WIRESHARK_NAMES.join(', ') });
}

function cannot(name: Name, comparison: Comparison): never {
  return fail('filter.bad-operator', name, { field: name.text, operator: comparison });
}

/** Wireshark counts streams from 0. */
function streamed(value: Value): Expression {
  const counted = connection(value);
  return counted.kind === 'connection' ? { ...counted, connection: counted.connection + 1 } : counted;
}

function flagNamed(field: string): number | null {
  const name = /^tcp\.flags\.([a-z]+)$/.exec(field)?.[1];
  return name !== undefined && Object.hasOwn(FLAGS, name) ? FLAGS[name] : null;
}

/** `tcp.flags.fin == 1`, `== true`. */
function switched(bits: number, value: Value): Expression {
  const set: Expression = { kind: 'flags', bits };
  if (/^(1|true|set)$/i.test(value.text)) return set;
  if (/^(0|false|not set)$/i.test(value.text)) return { kind: 'not', of: set };
  return fail('filter.bad-number', value, { text: value.text });
}

/** `tcp.flags == 0x12`: exactly these. */
function exactly(value: Value): Expression {
  if (!/^(0x[\da-f]{1,3}|\d{1,4})$/i.test(value.text))
    return fail('filter.bad-number', value, { text: value.text });
  return { kind: 'masked-flags', mask: 0x1ff, bits: Number(value.text) & 0x1ff };
}

/** `tcp.port > 1024`. */
function portsBeyond(end: End, operator: Operator, value: Value): Expression {
  const limit = portNumber(value, value.text);
  const [from, to] = operator === '>' || operator === '>=' ? [limit, 65535] : [0, limit];
  const open = operator === '>' ? [from + 1, to] : operator === '<' ? [from, to - 1] : [from, to];
  return { kind: 'ports', from: open[0], to: open[1], end };
}
