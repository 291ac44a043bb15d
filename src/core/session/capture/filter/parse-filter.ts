import type { WordId } from '../../../explain';
import { ANALYSIS_IDS, Finding } from '../../../flow';
import type { Side } from '../../../tcp';
import { TCP_STATE_NAMES, TcpFlag, type TcpStateName } from '../../../tcp';
import type { End, Expression, FilterError } from './expression';
import { parseAddress } from './parse-address';

interface Token {
  readonly text: string;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
}

const FLAGS: Readonly<Record<string, number>> = {
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

/** Fields by each of their names. */
const FIELDS: Readonly<Record<string, (value: Token) => Expression>> = {
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
  text: (value) => ({ kind: 'text', text: value.text.toLowerCase() }),
};

/** Parentheses and negations inside each other. Every one is a call deeper, here and for each row that is matched. */
const DEEPEST = 200;

class FilterSyntaxError extends Error {
  constructor(readonly report: FilterError) {
    super(report.id);
  }
}

/**
 * Reads a filter: words side by side must all hold; `or`, `not` (or a leading `!` or `-`) and parentheses
 * combine. A word is `field:value`, an address or network, a port, a flag, a state, `stuck`, or free text.
 */
export function parseFilter(text: string): Expression | FilterError {
  try {
    return new Parser(text).parse();
  } catch (error) {
    if (error instanceof FilterSyntaxError) return error.report;
    throw error;
  }
}

export const isFilterError = (parsed: Expression | FilterError): parsed is FilterError => 'id' in parsed;

class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {
    this.tokens = tokenize(text);
  }

  parse(): Expression {
    if (this.tokens.length === 0) return { kind: 'all' };
    const expression = this.alternatives();
    const rest = this.tokens[this.at];
    if (rest !== undefined) fail('filter.unexpected', rest, { text: rest.text });
    return expression;
  }

  private alternatives(): Expression {
    const parts = [this.conjunction()];
    while (this.takes('or', '||')) parts.push(this.conjunction());
    return joined('or', parts, 0, parts.length);
  }

  private conjunction(): Expression {
    const parts = [this.negation()];
    while (this.takes('and', '&&') || this.continues()) parts.push(this.negation());
    return joined('and', parts, 0, parts.length);
  }

  private negation(): Expression {
    const token = this.tokens[this.at];
    if (!this.takes('not', '!')) return this.primary();
    return this.deeper(token, () => ({ kind: 'not', of: this.negation() }));
  }

  private primary(): Expression {
    const token = this.tokens[this.at];
    if (token === undefined) {
      const end = this.text.length;
      return fail('filter.unexpected-end', { text: '', quoted: false, start: Math.max(0, end - 1), end }, {});
    }
    this.at++;
    if (token.quoted) return { kind: 'text', text: token.text.toLowerCase() };
    if (token.text === '(') return this.group(token);
    if (token.text === ')') return fail('filter.unexpected', token, { text: token.text });
    return word(token);
  }

  private group(open: Token): Expression {
    const inside = this.deeper(open, () => this.alternatives());
    if (this.tokens[this.at]?.text !== ')') fail('filter.unclosed-paren', open, {});
    this.at++;
    return inside;
  }

  private deeper(token: Token, read: () => Expression): Expression {
    if (++this.depth > DEEPEST) fail('filter.too-deep', token, { limit: String(DEEPEST) });
    const expression = read();
    this.depth--;
    return expression;
  }

  private continues(): boolean {
    const next = this.tokens[this.at];
    return next !== undefined && (next.quoted || (next.text !== ')' && !/^(or|\|\|)$/i.test(next.text)));
  }

  private takes(...words: readonly string[]): boolean {
    const next = this.tokens[this.at];
    if (next === undefined || next.quoted || !words.includes(next.text.toLowerCase())) return false;
    this.at++;
    return true;
  }
}

/** Parts [from, to) as a tree that is as shallow as it can be: a filter may list thousands of addresses. */
function joined(kind: 'and' | 'or', parts: readonly Expression[], from: number, to: number): Expression {
  if (to - from === 1) return parts[from];
  const middle = (from + to + 1) >>> 1;
  return { kind, left: joined(kind, parts, from, middle), right: joined(kind, parts, middle, to) };
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    const char = text[at];
    if (/\s/.test(char)) at++;
    else if (char === '"') {
      const close = text.indexOf('"', at + 1);
      if (close < 0) fail('filter.unclosed-quote', { text: '', quoted: true, start, end: text.length }, {});
      tokens.push({ text: text.slice(at + 1, close), quoted: true, start, end: close + 1 });
      at = close + 1;
    } else if (char === '(' || char === ')' || char === '!') {
      tokens.push({ text: char, quoted: false, start, end: ++at });
    } else if (char === '-' && /[\p{L}\d(]/u.test(text[at + 1] ?? '')) {
      tokens.push({ text: '!', quoted: false, start, end: ++at });
    } else {
      while (at < text.length && !/[\s()"]/.test(text[at])) at++;
      // A quoted value belongs to its field: text:"GET /".
      if (text[at] === '"' && /[:=]$/.test(text.slice(start, at))) {
        const close = text.indexOf('"', at + 1);
        if (close < 0)
          fail('filter.unclosed-quote', { text: '', quoted: true, start: at, end: text.length }, {});
        const value = text.slice(start, at) + text.slice(at + 1, close);
        at = close + 1;
        tokens.push({ text: value, quoted: false, start, end: at });
      } else tokens.push({ text: text.slice(start, at), quoted: false, start, end: at });
    }
  }
  return tokens;
}

function word(token: Token): Expression {
  const pattern = parseAddress(token.text);
  if (pattern !== null) return { kind: 'address', pattern, end: 'either' };
  if (meansAddress(token.text)) return fail('filter.bad-address', token, { text: token.text });
  const split = /^([\p{L}]+)[:=](.*)$/su.exec(token.text);
  if (split !== null) return fieldValue(token, split[1], split[2]);
  const lower = token.text.toLowerCase();
  if (lower === 'stuck') return { kind: 'stuck' };
  if (Object.hasOwn(FLAGS, lower)) return { kind: 'flags', bits: FLAGS[lower] };
  const named = stateNamed(token.text);
  if (named !== null) return { kind: 'state', state: named, side: null };
  if (/^\d{1,5}$/.test(lower) && Number(lower) < 65536)
    return { kind: 'port', port: Number(lower), end: 'either' };
  return { kind: 'text', text: lower };
}

/** Four numbers with dots, or an address and a prefix length: not free text, even where they are out of range. */
const meansAddress = (text: string): boolean =>
  /^\d+(\.\d+){3}(\/[-+\d/.]*)?$/.test(text) ||
  (/^[^/]+\/[-+\d/.]*$/.test(text) && parseAddress(text.replace(/\/.*$/, '')) !== null);

function fieldValue(token: Token, name: string, value: string): Expression {
  const field = name.toLowerCase();
  if (!Object.hasOwn(FIELDS, field)) {
    const end = token.start + name.length;
    fail('filter.unknown-field', { ...token, end }, { field: name, known: Object.keys(FIELDS).join(', ') });
  }
  if (value === '') fail('filter.expected-value', token, { field: name });
  return FIELDS[field]({ ...token, text: value, start: token.end - value.length });
}

function address(value: Token, end: End): Expression {
  const pattern = parseAddress(value.text);
  if (pattern === null) return fail('filter.bad-address', value, { text: value.text });
  return { kind: 'address', pattern, end };
}

function port(value: Token, end: End): Expression {
  const number = Number(value.text);
  if (!/^\d+$/.test(value.text) || number > 65535) fail('filter.bad-port', value, { text: value.text });
  return { kind: 'port', port: number, end };
}

function flags(value: Token): Expression {
  let bits = 0;
  for (const name of value.text.toLowerCase().split(/[,+|]/)) {
    if (!Object.hasOwn(FLAGS, name)) {
      fail('filter.bad-flag', value, { text: name, known: Object.keys(FLAGS).join(', ') });
    }
    bits |= FLAGS[name];
  }
  return { kind: 'flags', bits };
}

/** `analysis:retransmission`; several joined by `+` must all hold. */
function analysis(value: Token): Expression {
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

function state(value: Token, side: Side | null): Expression {
  const named = stateNamed(value.text);
  if (named === null) {
    return fail('filter.unknown-state', value, { state: value.text, known: TCP_STATE_NAMES.join(', ') });
  }
  return { kind: 'state', state: named, side };
}

function connection(value: Token): Expression {
  if (!/^\d+$/.test(value.text)) fail('filter.bad-connection', value, { text: value.text });
  return { kind: 'connection', connection: Number(value.text) };
}

/** As RFC 9293, `ss` (`CLOSE-WAIT`, `ESTAB`, `SYN-RECV`) and netstat (`FIN_WAIT1`) write it. */
function stateNamed(text: string): TcpStateName | null {
  const plain = (name: string) => name.toUpperCase().replace(/[-_]/g, '');
  const aliases: Readonly<Record<string, TcpStateName>> = { ESTAB: 'ESTABLISHED', SYNRECV: 'SYN_RECEIVED' };
  const wanted = plain(text);
  if (Object.hasOwn(aliases, wanted)) return aliases[wanted];
  return TCP_STATE_NAMES.find((name) => plain(name) === wanted) ?? null;
}

function fail(id: WordId, at: Token, values: Readonly<Record<string, string>>): never {
  throw new FilterSyntaxError({ id, values, start: at.start, end: at.end });
}
