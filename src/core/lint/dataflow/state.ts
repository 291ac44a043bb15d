import type { Callee, Condition, Place, Span } from '../ir';
import type { ArgumentPath } from './argument-path';
import type { Call } from './context';
import type { ResourceKind } from './outcome';
import type { SignMask } from './sign';
import { type Opaque, type Question, type ResourceId, type Sentinel, type SymbolTerm, Terms } from './terms';

/** What a place holds on a path. */
export type Value =
  | { readonly kind: 'number'; readonly value: number }
  /** The value by which an acquisition tells that it failed. */
  | { readonly kind: 'failure'; readonly value: number; readonly site: SymbolTerm }
  /** A number or pointer that is not known. */
  | { readonly kind: 'symbol'; readonly symbol: SymbolTerm }
  | { readonly kind: 'resource'; readonly id: ResourceId }
  | { readonly kind: 'pointer'; readonly place: Place }
  /** `answered`: a callee returned the name; whether it is 0 is as unknown as what went with it. */
  | {
      readonly kind: 'sentinel';
      readonly term: Sentinel;
      readonly mask: SignMask;
      readonly answered?: true;
    }
  | {
      readonly kind: 'opaque';
      readonly term: Opaque;
      readonly reads: readonly Place[];
      readonly mask: SignMask;
    };

/** Where a resource was acquired. */
export interface Site {
  readonly id: ResourceId;
  readonly call: Call;
  /** The block in which that is. */
  readonly block: number;
  /** What was called for it. */
  readonly callee: Callee;
  /** The place that received it; null for what was dropped. */
  readonly place: Place | null;
  readonly kind: ResourceKind;
  readonly at: Span;
  /** Derived from how the code treats it, not from a model or a function's body. */
  readonly presumed: boolean;
  /** Behind this argument a call left it open that failed; null for what was acquired by a success. */
  readonly left: ArgumentPath | null;
}

export interface Resource {
  readonly id: ResourceId;
  readonly status: 'open' | 'closed' | 'escaped';
  /** Null for what the function did not acquire itself. */
  readonly site: Site | null;
  /** The place that it came in by, for what the caller owns. */
  readonly origin: Place | null;
  /** A condition that is not understood was asked about it before its failure was ruled out. */
  readonly doubtful: boolean;
  /** Its failure value has been told from success. */
  readonly checked: boolean;
  /** Given to a function that nothing is known of. */
  readonly passed: boolean;
  /** The call that closed it. */
  readonly closedBy: { readonly instruction: SymbolTerm; readonly callee: Callee; readonly at: Span } | null;
}

/** A receiving call's result: its possible values, and from what it was received. */
export interface Received {
  readonly mask: SignMask;
  readonly from: Value;
}

/** Which of the processes goes on after fork(2). */
export type Side = 'child' | 'parent' | 'failed';

/** What happened at a step of a path; `site` is the acquisition that it is about. */
export type Happening =
  | {
      readonly what: 'acquired' | 'closed';
      readonly site: ResourceId;
      readonly place: Place | null;
      readonly callee: Callee;
    }
  | { readonly what: 'forked'; readonly callee: Callee; readonly side: Side }
  /** A call that fails, where a success would have closed or kept what it was given. */
  | { readonly what: 'failed'; readonly site: ResourceId; readonly callee: Callee }
  /** A condition, which says that a call failed. */
  | { readonly what: 'fails'; readonly callee: Callee; readonly truth: boolean }
  | { readonly what: 'branch'; readonly condition: Condition; readonly truth: boolean };

/** A step of the path that led to a state, newest first. */
export type Step = Happening & {
  readonly at: Span;
  readonly before: Step | null;
  readonly length: number;
};

const NONE: ReadonlySet<Question> = new Set();

/** All that is known at a point of one path. Cloned before it is changed. */
export class State {
  /** A null pointer was followed: no path leads on from here. */
  impossible = false;

  private constructor(
    readonly places: Map<Place, Value>,
    /** What is known of terms, and of pairs of them. */
    readonly facts: Map<Question, SignMask>,
    readonly resources: Map<ResourceId, Resource>,
    /** What the last receiving calls returned, by instruction, until the code has made sure that it was not the end. */
    readonly received: Map<SymbolTerm, Received>,
    public trace: Step | null,
    /** Too much was forgotten on the way here to accuse anybody. */
    public widened: boolean,
    /** Others' places that held what was opened here when it was closed: one set for all states of a function. */
    readonly closedIn: Set<Place>,
    /** What was told differently, and forgotten, where states were joined. */
    readonly forgotten: ReadonlySet<Question>,
    /** One for all states of a function. */
    readonly terms: Terms,
  ) {}

  static initial(): State {
    return new State(new Map(), new Map(), new Map(), new Map(), null, false, new Set(), NONE, new Terms());
  }

  clone(): State {
    return new State(
      new Map(this.places),
      new Map(this.facts),
      new Map(this.resources),
      new Map(this.received),
      this.trace,
      this.widened,
      this.closedIn,
      this.forgotten,
      this.terms,
    );
  }

  /** How many things are known in it. */
  get size(): number {
    return this.places.size + this.facts.size + this.resources.size;
  }

  /** The same, knowing that these facts were forgotten. */
  forgetting(questions: ReadonlySet<Question>): State {
    const { places, facts, resources, received, trace, widened, closedIn, terms } = this;
    return new State(places, facts, resources, received, trace, widened, closedIn, questions, terms);
  }

  /** The same with nothing but resources and where they are. */
  widen(): State {
    const places = [...this.places].filter(([, { kind }]) => kind === 'resource' || kind === 'pointer');
    return new State(
      new Map(places),
      new Map(),
      new Map(this.resources),
      new Map(),
      this.trace,
      true,
      this.closedIn,
      NONE,
      this.terms,
    );
  }

  step(happening: Happening, at: Span): void {
    const before = this.trace;
    this.trace = { ...happening, at, before, length: (before?.length ?? 0) + 1 };
  }

  /** Equal for states that no later instruction can tell apart. */
  key(): string {
    const facts = [...this.facts].map(([{ number }, mask]) => `${number}~${mask}`).sort();
    const places = [...this.places].map(([{ number }, value]) => `${number}=${valueKey(value)}`).sort();
    const received = [...this.received]
      .map(([{ number }, { mask, from }]) => `${number}~${mask}~${valueKey(from)}`)
      .sort();
    return `${this.widened ? '!' : ''}${places.join(',')};${facts.join(',')};${received.join(',')};${this.resourceKey()}`;
  }

  /** Equal for states that hold the same resources in the same places: those may be joined. */
  propertyKey(): string {
    const holders = [...this.places]
      .filter(([, { kind }]) => kind === 'resource' || kind === 'failure' || kind === 'pointer')
      .map(([{ number }, value]) => `${number}=${valueKey(value)}`)
      .sort();
    return `${this.widened ? '!' : ''}${holders.join(',')};${this.resourceKey()}`;
  }

  private resourceKey(): string {
    return [...this.resources.values()]
      .map(
        ({ id, status, doubtful, passed }) =>
          `${id.number}:${status}${doubtful ? '?' : ''}${passed ? '>' : ''}`,
      )
      .sort()
      .join(',');
  }
}

/** Equal for equal values of one exploration. */
export function valueKey(value: Value): string {
  switch (value.kind) {
    case 'number':
      return String(value.value);
    case 'failure':
      return `F${value.value}/${value.site.number}`;
    case 'symbol':
      return `S${value.symbol.number}`;
    case 'resource':
      return `R${value.id.number}`;
    case 'pointer':
      return `&${value.place.number}`;
    case 'sentinel':
      return `#${value.term.number}`;
    case 'opaque':
      return `o${value.term.number}`;
  }
}

export const isSame = (a: Value, b: Value): boolean => a === b || valueKey(a) === valueKey(b);
