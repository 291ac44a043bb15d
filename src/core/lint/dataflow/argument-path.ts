import { type Projection, printProjection } from '../ir';

/**
 * Where a caller finds something: an argument, counted from 0, then projections. In text, as tables of APIs have it, each
 * follows a dot: `0`, `1.*` (what it points to), `0.*.fd`.
 */
export class ArgumentPath {
  readonly text: string;

  constructor(
    readonly argument: number,
    readonly projections: readonly Projection[] = [],
  ) {
    this.text = [argument, ...projections.map(printProjection)].join('.');
  }

  static read(text: string): ArgumentPath {
    const [argument, ...projections] = text.split('.');
    return new ArgumentPath(Number(argument), projections.map(readProjection));
  }

  /** It is the argument itself, and not what that points to. */
  get isWhole(): boolean {
    return this.projections.length === 0;
  }

  /** The same behind another argument. */
  ofArgument(argument: number): ArgumentPath {
    return new ArgumentPath(argument, this.projections);
  }

  equals({ text }: ArgumentPath): boolean {
    return this.text === text;
  }

  toJSON(): string {
    return this.text;
  }
}

function readProjection(text: string): Projection {
  if (text === '*') return { kind: 'pointee' };
  if (text.startsWith('+')) return { kind: 'further', by: Number(text.slice(1)) };
  return { kind: 'field', name: text };
}
