/** A step from a place to one inside of it, or to where it points. */
export type Projection =
  /** `*`: where a pointer points. */
  | { readonly kind: 'pointee' }
  | { readonly kind: 'field'; readonly name: string }
  /** `[1]` */
  | { readonly kind: 'element'; readonly index: number }
  /** `[@i]`: the element that the place `i` names. */
  | { readonly kind: 'indexed'; readonly by: Place }
  /** `[?]`: some element. */
  | { readonly kind: 'some' }
  /** `+1`: one element further than where a pointer points. */
  | { readonly kind: 'further'; readonly by: number };

/** What a place begins with. */
export type Root =
  /** `name` as the source has it; the text tells apart variables of one name. */
  | { readonly kind: 'variable'; readonly name: string }
  /** Holds what has no name in the source. */
  | { readonly kind: 'temporary' }
  /** Memory that an analysis speaks of: `own` as long as no other code knows it. */
  | { readonly kind: 'memory'; readonly own: boolean; readonly name: string | null };

const POINTEE: Projection = { kind: 'pointee' };
const SOME: Projection = { kind: 'some' };

/**
 * A place that holds a value: a variable, then projections. In text each follows a dot: `fd`, `conn.*.fd` (through a
 * pointer), `addr.port`, `fds.[1]`, `fds.[@i]`, `fds.[?]`, `p.*.+1`. Places are interned: those of one function are the
 * same object where they are the same place, and places of two functions are never the same.
 */
export class Place {
  private inside: Map<string, Place> | null = null;
  private made: string | null = null;
  private way: readonly Projection[] | null = null;
  /** Unlike that of any other place. */
  readonly number = next++;

  private constructor(
    /** Without the last projection; null for a root. */
    readonly base: Place | null,
    readonly projection: Projection | null,
    readonly start: Root,
    root: Place | null,
    /** How many projections there are. */
    readonly depth: number,
    /** A pointer is followed on the way to it. */
    readonly isBehindPointer: boolean,
    /** It is some element of an array, and not known which. */
    readonly isVague: boolean,
    private readonly own: () => string,
  ) {
    this.root = root ?? this;
  }

  /** The variable or the memory that it belongs to. */
  readonly root: Place;

  /** A place that nothing leads to; each call makes another one. */
  static begin(start: Root, text: () => string): Place {
    return new Place(null, null, start, null, 0, false, false, text);
  }

  /** As the intermediate language prints it; nothing is to be read out of it. */
  get text(): string {
    this.made ??= this.base === null ? this.own() : `${this.base.text}.${this.own()}`;
    return this.made;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }

  get isRoot(): boolean {
    return this.base === null;
  }

  get pointee(): Place {
    return this.project(POINTEE);
  }

  get someElement(): Place {
    return this.project(SOME);
  }

  field(name: string): Place {
    return this.project({ kind: 'field', name });
  }

  element(index: number): Place {
    return this.project({ kind: 'element', index });
  }

  /** The place that a projection leads to; indices are taken as they are. */
  project(projection: Projection): Place {
    const key = printProjection(projection);
    const known = this.inside?.get(key);
    if (known !== undefined) return known;
    const by = projection.kind === 'indexed' ? projection.by : null;
    const made = new Place(
      this,
      projection,
      this.start,
      this.root,
      this.depth + 1,
      this.isBehindPointer || projection.kind === 'pointee' || by?.isBehindPointer === true,
      this.isVague || projection.kind === 'some' || by?.isVague === true,
      () => key,
    );
    this.inside ??= new Map();
    this.inside.set(key, made);
    return made;
  }

  /** The projections from the root on. */
  get projections(): readonly Projection[] {
    this.way ??= this.projectionsFrom(this.root);
    return this.way;
  }

  /** The projections that lead here from a place that this one is within. */
  projectionsFrom(whole: Place): readonly Projection[] {
    const projections: Projection[] = [];
    for (let at: Place = this; at !== whole && at.base !== null; at = at.base)
      projections.push(at.projection as Projection);
    return projections.reverse();
  }

  /** Whether it is `whole` or a part of it, or behind it. */
  isWithin(whole: Place): boolean {
    if (this.root !== whole.root) return false;
    let at: Place = this;
    while (at.depth > whole.depth) at = at.base as Place;
    return at === whole;
  }

  /** The same part of another place; this one is within `whole`. */
  movedTo(other: Place, whole: Place): Place {
    return this.projectionsFrom(whole).reduce((at, each) => at.project(each), other);
  }
}

let next = 0;

export function printProjection(projection: Projection): string {
  switch (projection.kind) {
    case 'pointee':
      return '*';
    case 'field':
      return projection.name;
    case 'element':
      return `[${projection.index}]`;
    case 'indexed':
      return `[@${projection.by.text}]`;
    case 'some':
      return '[?]';
    case 'further':
      return `+${projection.by}`;
  }
}

/** The variables of one function, each a place by its text. */
export class Places {
  private readonly roots = new Map<string, Place>();

  /** The variable of this text; `name` is how the source has it. */
  variable(text: string, name = text): Place {
    return this.root(text, { kind: 'variable', name });
  }

  temporary(text: string): Place {
    return this.root(text, { kind: 'temporary' });
  }

  has(text: string): boolean {
    return this.roots.has(text);
  }

  private root(text: string, start: Root): Place {
    const known = this.roots.get(text);
    if (known !== undefined) return known;
    const made = Place.begin(start, () => text);
    this.roots.set(text, made);
    return made;
  }
}
