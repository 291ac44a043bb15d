import type { WordId } from '../../../explain';
import type { Side, TcpStateName } from '../../../tcp';

/** An address, or a network: compared word by word under the mask. */
export interface AddressPattern {
  readonly family: 4 | 6;
  readonly words: readonly [number, number, number, number];
  readonly masks: readonly [number, number, number, number];
}

/** What a filter asks of a row. */
export type Expression =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'address'; readonly pattern: AddressPattern; readonly end: End }
  | { readonly kind: 'port'; readonly port: number; readonly end: End }
  | { readonly kind: 'flags'; readonly bits: number }
  /** Either endpoint is in the state, or the named side. */
  | { readonly kind: 'state'; readonly state: TcpStateName; readonly side: Side | null }
  /** Sequence analysis found all of these; bits of the `analysis` column. */
  | { readonly kind: 'analysis'; readonly findings: number }
  | { readonly kind: 'stuck' }
  | { readonly kind: 'connection'; readonly connection: number }
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
