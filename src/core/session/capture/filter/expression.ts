import type { WordId } from '../../../explain';
import type { Side, TcpStateName } from '../../../tcp';

/** An address, or a network: compared word by word under the mask. */
export interface AddressPattern {
  readonly family: 4 | 6;
  readonly words: readonly [number, number, number, number];
  readonly masks: readonly [number, number, number, number];
}

/**
 * What can be measured of a packet: bytes of payload, the window as it was sent, seconds since the recording's first
 * packet, seconds since the connection's packet before, its number, relative sequence numbers.
 */
export type Quantity = 'length' | 'window' | 'time' | 'gap' | 'packet' | 'seq' | 'ack';

export type Operator = '=' | '<' | '<=' | '>' | '>=';

/** What a filter asks of a row. */
export type Expression =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  /** A packet of a connection. */
  | { readonly kind: 'tcp' }
  | { readonly kind: 'family'; readonly family: AddressPattern['family'] }
  | { readonly kind: 'address'; readonly pattern: AddressPattern; readonly end: End }
  | { readonly kind: 'port'; readonly port: number; readonly end: End }
  /** Ports from `from` to `to`, both included. */
  | { readonly kind: 'ports'; readonly from: number; readonly to: number; readonly end: End }
  /** All of the flags are set. */
  | { readonly kind: 'flags'; readonly bits: number }
  /** Of the flags in the mask exactly these are set. */
  | { readonly kind: 'masked-flags'; readonly mask: number; readonly bits: number }
  | { readonly kind: 'quantity'; readonly of: Quantity; readonly operator: Operator; readonly value: number }
  /** Either endpoint is in the state, or the named side. */
  | { readonly kind: 'state'; readonly state: TcpStateName; readonly side: Side | null }
  /** Sequence analysis found all of these; bits of the `analysis` column. 0: anything. */
  | { readonly kind: 'analysis'; readonly findings: number }
  | { readonly kind: 'stuck' }
  /** Something whose id is, or contains, this was found about the connection. */
  | { readonly kind: 'finding'; readonly id: string }
  /** Lower case; a part of the name, or the number, of a program at either end. */
  | { readonly kind: 'process'; readonly text: string }
  | { readonly kind: 'connection'; readonly connection: number }
  /** What the sender of the packet had sent until then ends, in this packet, with what is looked for. */
  | { readonly kind: 'payload'; readonly needle: Uint8Array; readonly shown: string }
  /** Lower case; looked for in the row's own text. */
  | { readonly kind: 'text'; readonly text: string };

export type End = 'source' | 'destination' | 'either';

/** An error in place: characters [start, end) of the filter's text. `id` and `values` are for the words. */
export interface FilterError {
  readonly id: WordId;
  readonly values: Readonly<Record<string, string>>;
  readonly start: number;
  readonly end: number;
}

/** Parts [from, to) as a tree that is as shallow as it can be: a filter may list thousands of addresses. */
export function joined(
  kind: 'and' | 'or',
  parts: readonly Expression[],
  from = 0,
  to = parts.length,
): Expression {
  if (to - from === 1) return parts[from];
  const middle = (from + to + 1) >>> 1;
  return { kind, left: joined(kind, parts, from, middle), right: joined(kind, parts, middle, to) };
}

/** A packet of which something does not hold: lines of a log that are none do not pass. */
export const packetWithout = (of: Expression): Expression => ({
  kind: 'and',
  left: { kind: 'tcp' },
  right: { kind: 'not', of },
});

/** All parts of an expression that ask something of a row. */
export function* partsOf(expression: Expression): Generator<Expression> {
  if (expression.kind === 'not') yield* partsOf(expression.of);
  else if (expression.kind === 'and' || expression.kind === 'or') {
    yield* partsOf(expression.left);
    yield* partsOf(expression.right);
  } else yield expression;
}

/** Whether a filter asks for something of one of these kinds. */
export function asksFor(expression: Expression, ...kinds: readonly Expression['kind'][]): boolean {
  for (const { kind } of partsOf(expression)) if (kinds.includes(kind)) return true;
  return false;
}
