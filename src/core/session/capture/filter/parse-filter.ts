import { type Expression, type FilterError, joined } from './expression';
import { FIELD_NAMES } from './fields';
import { parseAddress } from './parse-address';
import { readComparison } from './read-comparison';
import { readTcpdump } from './read-tcpdump';
import { FilterSyntaxError, fail, type Token, tokenize } from './token';
import { FLAGS, stateNamed } from './values';

/** Parentheses and negations inside each other. Every one is a call deeper, here and for each row that is matched. */
const DEEPEST = 200;

/**
 * Reads a filter: words side by side must all hold; `or`, `not` (or a leading `!` or `-`) and parentheses
 * combine. A word is `field:value` or another comparison, an address or network, a port, a flag, a state, `stuck`, or
 * free text. What Wireshark's display filters and pcap-filter(7) say of the same things is understood, too.
 */
export function parseFilter(text: string): Expression | FilterError {
  try {
    return new Parser(text).parse();
  } catch (error) {
    if (error instanceof FilterSyntaxError) return error.report;
    throw error;
  }
}

export const isFilterError = (parsed: Expression | FilterError): parsed is FilterError => !('kind' in parsed);

class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {
    this.tokens = tokenize(text, [readTcpdump, readComparison]);
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
    return joined('or', parts);
  }

  private conjunction(): Expression {
    const parts = [this.negation()];
    while (this.takes('and', '&&') || this.continues()) parts.push(this.negation());
    return joined('and', parts);
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
      return fail('filter.unexpected-end', { start: Math.max(0, end - 1), end }, {});
    }
    this.at++;
    if (token.expression !== undefined) return token.expression;
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

function word(token: Token): Expression {
  const pattern = parseAddress(token.text);
  if (pattern !== null) return { kind: 'address', pattern, end: 'either' };
  const end = endpoint(token.text);
  if (end !== null) return end;
  if (meansAddress(token.text)) return fail('filter.bad-address', token, { text: token.text });
  const split = /^([\p{L}]+)[:=](.*)$/su.exec(token.text);
  if (split !== null) unknownField(token, split[1]);
  const lower = token.text.toLowerCase();
  if (lower === 'stuck') return { kind: 'stuck' };
  if (Object.hasOwn(FLAGS, lower)) return { kind: 'flags', bits: FLAGS[lower] };
  const named = stateNamed(token.text);
  if (named !== null) return { kind: 'state', state: named, side: null };
  if (/^\d{1,5}$/.test(lower) && Number(lower) < 65536)
    return { kind: 'port', port: Number(lower), end: 'either' };
  return { kind: 'text', text: lower };
}

/** `192.0.2.1:80`, `[2001:db8::1]:80`, and as tcpdump writes it: `192.0.2.1.80`. */
function endpoint(text: string): Expression | null {
  const [, host, written] = /^(.+)[:.](\d{1,5})$/.exec(text) ?? [];
  const pattern =
    host?.includes('/') || /:.*:/.test(host?.replace(/^\[.*\]$/, '') ?? '') ? null : parseAddress(host ?? '');
  const port = Number(written);
  if (pattern === null || port > 65535) return null;
  const at = (end: 'source' | 'destination'): Expression => ({
    kind: 'and',
    left: { kind: 'address', pattern, end },
    right: { kind: 'port', port, end },
  });
  return { kind: 'or', left: at('source'), right: at('destination') };
}

/** Four numbers with dots, or an address and a prefix length: not free text, even where they are out of range. */
const meansAddress = (text: string): boolean =>
  /^\d+(\.\d+){3}(\/[-+\d/.]*)?$/.test(text) ||
  (/^[^/]+\/[-+\d/.]*$/.test(text) && parseAddress(text.replace(/\/.*$/, '')) !== null);

function unknownField(token: Token, field: string): never {
  const end = token.start + field.length;
  return fail('filter.unknown-field', { ...token, end }, { field, known: FIELD_NAMES.join(', ') });
}
