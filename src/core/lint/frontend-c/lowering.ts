import {
  type Allowance,
  type Block,
  type EndlessLoop,
  type Instruction,
  type Loop,
  type Operand,
  type Place,
  Places,
  type Span,
  type Terminator,
  type Variable,
} from '../ir';
import type { SyntaxNode } from '../syntax';
import type { MacroBodies, Macros } from './macros';
import type { Recursion } from './recursion';

/** A text that nodes point into: the file's, or a macro's body with the arguments that it was given. */
export interface View {
  readonly text: string;
  /** Where the file expands the macro; null in the file itself. */
  readonly at: Span | null;
  readonly macro: string | null;
  readonly bindings: ReadonlyMap<string, { readonly node: SyntaxNode; readonly view: View }>;
  readonly outer: View | null;
}

/** What `break` and `continue` mean at a point. */
export interface Target {
  readonly breakTo: number;
  readonly continueTo: number | null;
  /** Scopes that are open outside of it. */
  readonly depth: number;
  breaks: number;
}

export interface Case {
  /** Null for `default`. */
  readonly value: Operand | null;
  readonly block: number;
  readonly text: string;
  readonly at: Span;
}

interface Scope {
  readonly names: Map<string, Place>;
  readonly places: Place[];
}

/** Instructions and blocks of one function; more come only of macros in macros. */
const LARGEST = 200_000;

/** Thrown where lowering a function would take too much room or time. */
export class TooMuch extends Error {
  constructor(readonly reason: 'long' | 'unfinished') {
    super(reason);
  }
}

/** A function on its way into the intermediate language: blocks, scopes, and where the next instruction goes. */
export class Lowering {
  readonly blocks: { instructions: Instruction[]; terminator: Terminator | null }[] = [];
  readonly places = new Places();
  readonly variables = new Map<Place, Variable>();
  /** Of arrays. */
  readonly dimensions = new Map<Place, number>();
  /** Pointers through which this function cannot write. */
  readonly readOnly = new Set<Place>();
  readonly targets: Target[] = [];
  readonly cases: Case[][] = [];
  readonly endlessLoops: EndlessLoop[] = [];
  readonly loops: Loop[] = [];
  /** What is emitted now stands where exceptions are caught. */
  guarded = false;
  private readonly scopes: Scope[] = [];
  private readonly labels = new Map<string, number>();
  /** How many variables have each name. */
  private readonly declared = new Map<string, number>();
  private temporaries = 0;
  private size = 0;
  private current: number | null = null;

  constructor(
    public view: View,
    readonly macros: Macros,
    readonly bodies: MacroBodies,
    readonly autoClosing: ReadonlySet<number>,
    readonly functionName: string,
    private readonly allowance: Allowance,
    readonly recursion: Recursion,
  ) {
    this.begin(this.block());
  }

  /** Where a node stands in the file; inside a macro, where the file expands it. */
  span(node: SyntaxNode): Span {
    return this.view.at ?? { start: node.start, end: node.end };
  }

  textOf(node: SyntaxNode): string {
    return this.view.text.slice(node.start, node.end);
  }

  block(): number {
    this.grow();
    this.blocks.push({ instructions: [], terminator: null });
    return this.blocks.length - 1;
  }

  private grow(): void {
    if (++this.size > LARGEST) throw new TooMuch('long');
    if (this.allowance.isSpent) throw new TooMuch('unfinished');
  }

  /** Whether anything that is lowered now can be reached by falling into it. */
  get reached(): boolean {
    return this.current !== null;
  }

  /** What follows goes into this block. */
  begin(block: number): void {
    if (this.current !== null && this.current !== block) this.leave({ op: 'goto', target: block });
    this.current = block;
  }

  emit(instruction: Instruction): void {
    this.grow();
    if (this.current === null) this.current = this.block();
    const guarded = this.guarded && instruction.op === 'call';
    this.blocks[this.current].instructions.push(guarded ? { ...instruction, guarded } : instruction);
  }

  /** Ends the block. What follows, unless a block begins, cannot be reached. */
  leave(terminator: Terminator): void {
    if (this.current === null) this.current = this.block();
    this.blocks[this.current].terminator = terminator;
    this.current = null;
  }

  label(name: string): number {
    const known = this.labels.get(name);
    if (known !== undefined) return known;
    const block = this.block();
    this.labels.set(name, block);
    return block;
  }

  openScope(): void {
    this.scopes.push({ names: new Map(), places: [] });
  }

  closeScope(at: Span): void {
    const scope = this.scopes.pop();
    if (scope !== undefined && this.reached && scope.places.length > 0)
      this.emit({ op: 'end', places: scope.places, at });
  }

  get depth(): number {
    return this.scopes.length;
  }

  /** The variables of all scopes deeper than `depth` go out of scope by a jump. */
  endScopes(depth: number, at: Span): void {
    const places = this.scopes.slice(depth).flatMap((scope) => scope.places);
    if (places.length > 0) this.emit({ op: 'end', places, at });
  }

  /** A new variable; one that hides another gets a name of its own. */
  declare(name: string, kind: Variable['kind'], dimensions = 0): Place {
    const count = (this.declared.get(name) ?? 0) + 1;
    this.declared.set(name, count);
    const unique = count === 1 ? name : `${name}'${count}`;
    const place = this.places.variable(unique, name);
    const scope = this.scopes[this.scopes.length - 1];
    scope.names.set(name, place);
    scope.places.push(place);
    this.variables.set(place, { place, kind });
    this.dimensions.set(place, dimensions);
    return place;
  }

  /** A variable that outlives the call: of the file, or `static`. */
  declareStatic(name: string): Place {
    const place = this.places.variable(`${this.functionName}$${name}`);
    this.scopes[this.scopes.length - 1].names.set(name, place);
    return place;
  }

  /** Another name for a place, in the innermost scope. */
  alias(name: string, place: Place): void {
    this.scopes[this.scopes.length - 1].names.set(name, place);
  }

  /** The place that a name means, null where it names no variable of this function. */
  lookUp(name: string): Place | null {
    for (let at = this.scopes.length - 1; at >= 0; at--) {
      const found = this.scopes[at].names.get(name);
      if (found !== undefined) return found;
    }
    return null;
  }

  temporary(kind: Variable['kind'] = 'scalar'): Place {
    const place = this.places.temporary(`%${++this.temporaries}`);
    this.variables.set(place, { place, kind });
    return place;
  }

  /** Lowers something with another text under the nodes. */
  within<T>(view: View, action: () => T): T {
    const outer = this.view;
    this.view = view;
    try {
      return action();
    } finally {
      this.view = outer;
    }
  }

  /** The blocks, each with an end: where nothing follows, the function returns. */
  finish(at: Span): readonly Block[] {
    if (this.reached) this.leave({ op: 'return', value: null, at });
    return this.blocks.map(({ instructions, terminator }) => ({
      instructions,
      terminator: terminator ?? { op: 'stop' },
    }));
  }
}
