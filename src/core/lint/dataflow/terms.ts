import { Place, type Projection, printProjection } from '../ir';

let next = 0;

/** What is known of a term, or of two: facts are kept by these, each of which is one object in an exploration. */
export type Question = Term | Exact | Excluded | Reached | Order;

/** Which number a term is, beyond -1, 0 and 1. */
export interface Exact {
  readonly kind: 'exact';
  readonly of: Term;
  readonly number: number;
}

/** Whether it is this number. */
export interface Excluded {
  readonly kind: 'excluded';
  readonly of: Term;
  readonly value: number;
  readonly number: number;
}

/** Whether it is this number or more. */
export interface Reached {
  readonly kind: 'reached';
  readonly of: Term;
  readonly value: number;
  readonly number: number;
}

/** How two terms compare. */
export interface Order {
  readonly kind: 'order';
  readonly left: Term;
  readonly right: Term;
  readonly number: number;
}

/** Something of which a number or pointer may be known. */
export type Term = SymbolTerm | Opaque | Sentinel | ResourceId;

abstract class Known {
  /** Unlike that of any other question. */
  readonly number = next++;
  private exactly: Exact | null = null;
  private excluded: Map<number, Excluded> | null = null;
  private reached: Map<number, Reached> | null = null;
  private orders: Map<Term, Order> | null = null;

  protected abstract get self(): Term;

  get exact(): Exact {
    this.exactly ??= { kind: 'exact', of: this.self, number: next++ };
    return this.exactly;
  }

  isNot(value: number): Excluded {
    this.excluded ??= new Map();
    return remembered(this.excluded, value, () => ({
      kind: 'excluded',
      of: this.self,
      value,
      number: next++,
    }));
  }

  reaches(value: number): Reached {
    this.reached ??= new Map();
    return remembered(this.reached, value, () => ({
      kind: 'reached',
      of: this.self,
      value,
      number: next++,
    }));
  }

  /** Asks of this one first. */
  comparedWith(right: Term): Order {
    this.orders ??= new Map();
    return remembered(this.orders, right, () => ({ kind: 'order', left: this.self, right, number: next++ }));
  }
}

/** A pure expression that is not followed, by its text. */
export class Opaque extends Known {
  readonly kind = 'opaque';

  constructor(readonly text: string) {
    super();
  }

  protected get self(): Term {
    return this;
  }
}

/** A name whose value the code at hand does not tell. */
export class Sentinel extends Known {
  readonly kind = 'sentinel';

  constructor(readonly name: string) {
    super();
  }

  get text(): string {
    return `#${this.name}`;
  }

  protected get self(): Term {
    return this;
  }
}

/** Where a symbol comes from. */
export type Origin =
  | { readonly kind: 'anything' }
  /** What a place held when the function began. */
  | { readonly kind: 'initial'; readonly place: Place }
  /** What an instruction made, by its block and its place there; -1 for the block's end. */
  | { readonly kind: 'result'; readonly block: number; readonly at: number }
  /** Something else that the same instruction made, or a part of an unknown object. */
  | { readonly kind: 'part'; readonly of: SymbolTerm; readonly label: string; readonly name: string | null }
  /** What a place holds where paths came together that held different things there. */
  | { readonly kind: 'joined'; readonly block: number; readonly place: Place }
  /** A resource that nothing is known of any more. */
  | { readonly kind: 'former'; readonly resource: ResourceId }
  /** Memory that this function allocated and that other code knows now. */
  | { readonly kind: 'shared'; readonly memory: Place };

/** A number or pointer that is not known. */
export class SymbolTerm extends Known {
  readonly kind = 'symbol';
  readonly value = { kind: 'symbol', symbol: this } as const;
  private made: string | null = null;
  private parts: Map<unknown, SymbolTerm> | null = null;
  private behind: Place | null = null;
  private allocated: Place | null = null;
  private openings: ResourceId[] | null = null;
  private owner: ResourceId | null = null;

  constructor(readonly origin: Origin) {
    super();
  }

  protected get self(): Term {
    return this;
  }

  get text(): string {
    this.made ??= textOf(this.origin);
    return this.made;
  }

  /** Nothing at all is known of it, and two that look the same are not. */
  get isAnything(): boolean {
    return this.origin.kind === 'anything';
  }

  /** The place whose first value it is. */
  get initialOf(): Place | null {
    return this.origin.kind === 'initial' ? this.origin.place : null;
  }

  /** It is asked about no more once no place holds it. */
  get isPassing(): boolean {
    const { origin } = this;
    if (origin.kind === 'part') return origin.of.isPassing;
    return origin.kind === 'former' || (origin.kind === 'result' && origin.at >= 0);
  }

  /** Whether it is this one or something that came of it. */
  isWithin(whole: SymbolTerm): boolean {
    if (this === whole) return true;
    return this.origin.kind === 'part' && this.origin.of.isWithin(whole);
  }

  /** Another symbol of the same instruction: for an argument, a place that it writes, a path behind an argument. */
  part(what: number | string | Place): SymbolTerm {
    this.parts ??= new Map();
    return remembered(this.parts, what, () => {
      const name = what instanceof Place ? lastName(what) : null;
      return new SymbolTerm({ kind: 'part', of: this, label: String(what), name });
    });
  }

  /** A part of the unknown object that this stands for. */
  inside(projections: readonly Projection[]): SymbolTerm {
    const label = projections.map(printProjection).join('.');
    this.parts ??= new Map();
    return remembered(this.parts, `.${label}`, () => {
      const field = projections.findLast(({ kind }) => kind === 'field');
      const name = field?.kind === 'field' ? field.name : null;
      return new SymbolTerm({ kind: 'part', of: this, label, name });
    });
  }

  /** Where it points. */
  get pointee(): Place {
    return this.initialOf?.pointee ?? this.memory.pointee;
  }

  /** What is behind it, for one that is not a place's first value. */
  get memory(): Place {
    this.behind ??= Place.begin(
      { kind: 'memory', own: false, name: nameIn(this.origin) },
      () => `$${this.text}`,
    );
    return this.behind;
  }

  /** Memory that this instruction allocated and that no other code knows yet. */
  get heap(): Place {
    this.allocated ??= Place.begin({ kind: 'memory', own: true, name: 'heap' }, () => `heap@${this.text}`);
    return this.allocated;
  }

  /** Whether a place lies in memory behind this symbol, or in memory that its instruction allocated. */
  ownsMemory(place: Place): boolean {
    return place.root === this.behind;
  }

  ownsHeap(place: Place): boolean {
    return place.root === this.allocated;
  }

  /** What this instruction opened, by its number among that. */
  opened(index: number): ResourceId {
    this.openings ??= [];
    this.openings[index] ??= new ResourceId(this, index);
    return this.openings[index];
  }

  /** What this stands for, if it is a descriptor that came from outside. */
  get given(): ResourceId {
    this.owner ??= new ResourceId(this, null);
    return this.owner;
  }

  /** Something that lies behind it was looked at. */
  get isFollowed(): boolean {
    return this.behind !== null || this.owner !== null;
  }

  get givenIfAsked(): ResourceId | null {
    return this.owner;
  }
}

/** A resource: the n-th that an instruction opened, or what a symbol stands for that came from outside. */
export class ResourceId extends Known {
  readonly kind = 'resource';
  private was: SymbolTerm | null = null;

  constructor(
    readonly symbol: SymbolTerm,
    readonly index: number | null,
  ) {
    super();
  }

  protected get self(): Term {
    return this;
  }

  get text(): string {
    return this.index === null ? `from ${this.symbol.text}` : `${this.symbol.text}/${this.index}`;
  }

  /** What places hold in its stead once nothing is known of it any more. */
  get former(): SymbolTerm {
    this.was ??= new SymbolTerm({ kind: 'former', resource: this });
    return this.was;
  }
}

/** The terms of one exploration: what is the same is the same object. */
export class Terms {
  readonly anything = new SymbolTerm({ kind: 'anything' });
  /** Where a value points of which nothing is known. */
  readonly nowhere = Place.begin({ kind: 'memory', own: false, name: null }, () => '$nowhere').pointee;
  private readonly opaques = new Map<string, Opaque>();
  private readonly sentinels = new Map<string, Sentinel>();
  private readonly initials = new Map<Place, SymbolTerm>();
  private readonly shares = new Map<Place, SymbolTerm>();
  private readonly results: SymbolTerm[][] = [];
  private readonly joins: Map<Place, SymbolTerm>[] = [];

  opaque(text: string): Opaque {
    return remembered(this.opaques, text, () => new Opaque(text));
  }

  sentinel(name: string): Sentinel {
    return remembered(this.sentinels, name, () => new Sentinel(name));
  }

  initial(place: Place): SymbolTerm {
    return remembered(this.initials, place, () => new SymbolTerm({ kind: 'initial', place }));
  }

  /** What came in by a place, if it was ever taken to be a resource. */
  givenBy(place: Place): ResourceId | null {
    return this.initials.get(place)?.givenIfAsked ?? null;
  }

  /** What an instruction makes; -1 stands for the end of the block. */
  result(block: number, at: number): SymbolTerm {
    this.results[block] ??= [];
    this.results[block][at + 1] ??= new SymbolTerm({ kind: 'result', block, at });
    return this.results[block][at + 1];
  }

  joined(block: number, place: Place): SymbolTerm {
    this.joins[block] ??= new Map();
    return remembered(this.joins[block], place, () => new SymbolTerm({ kind: 'joined', block, place }));
  }

  /** Memory of ours that others know now. */
  shared(memory: Place): SymbolTerm {
    return remembered(this.shares, memory, () => new SymbolTerm({ kind: 'shared', memory }));
  }
}

/** The terms that a question is about. */
export function termsOf(question: Question): readonly Term[] {
  if (question.kind === 'order') return [question.left, question.right];
  const isOfOne = question.kind === 'exact' || question.kind === 'excluded' || question.kind === 'reached';
  return isOfOne ? [question.of] : [question];
}

/** The last name on the way to a place: `count` for `conn.*.count`, `i` for `fds.[@i]`. */
export function lastName(place: Place): string | null {
  for (let at: Place = place; at.base !== null; at = at.base) {
    if (at.projection?.kind === 'field') return at.projection.name;
    if (at.projection?.kind === 'indexed') return lastName(at.projection.by);
  }
  const { start, text } = place.root;
  // The last word: a variable's name may be made of others.
  return start.kind === 'memory' ? start.name : (text.match(/[A-Za-z_]\w*/g)?.at(-1) ?? null);
}

function nameIn(origin: Origin): string | null {
  switch (origin.kind) {
    case 'joined':
      return lastName(origin.place);
    case 'part':
      return origin.name;
    case 'former':
      return nameIn(origin.resource.symbol.origin);
    case 'initial':
      return lastName(origin.place);
    default:
      return null;
  }
}

function textOf(origin: Origin): string {
  switch (origin.kind) {
    case 'anything':
      return '?';
    case 'initial':
      return `@${origin.place}`;
    case 'result':
      return `${origin.block}.${origin.at < 0 ? 'end' : origin.at}`;
    case 'part':
      return `${origin.of.text} ${origin.label}`;
    case 'joined':
      return `join ${origin.block} ${origin.place}`;
    case 'former':
      return `was ${origin.resource.text}`;
    case 'shared':
      return `shared ${origin.memory}`;
  }
}

function remembered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
