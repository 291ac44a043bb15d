import type {
  Block,
  Callee,
  Condition,
  Exception,
  Instruction,
  Operand,
  Place,
  Span,
  Terminator,
  Variable,
} from '../ir';
import { constant, Places, UNKNOWN } from '../ir';
import { TAKES } from '../models-ts';

/** Where `break` and `continue` go, and what stands between them and the code that jumps. */
export type Frame =
  | {
      readonly kind: 'target';
      readonly labels: readonly string[];
      readonly breakTo: number;
      readonly continueTo: number | null;
      readonly plain: boolean;
    }
  | { readonly kind: 'catch'; readonly entry: number }
  | {
      readonly kind: 'finally';
      readonly entry: number;
      readonly selector: Place;
      readonly ways: { at: Span; go(): void }[];
    };

/** A function on its way into the intermediate language: blocks, variables, and the ways out of them. */
export class Blocks {
  private readonly blocks: { instructions: Instruction[]; terminator: Terminator | null }[] = [];
  readonly places = new Places();
  readonly variables = new Map<Place, Variable>();
  frames: Frame[] = [];
  private temporaries = 0;
  private current: number | null = null;
  /** Runs before each way out of the function. */
  beforeExit: ((at: Span) => void) | null = null;

  constructor() {
    this.begin(this.block());
  }

  block(): number {
    this.blocks.push({ instructions: [], terminator: null });
    return this.blocks.length - 1;
  }

  /** How large the function has become. */
  get size(): number {
    return this.blocks.length;
  }

  get reached(): boolean {
    return this.current !== null;
  }

  begin(block: number): void {
    if (this.current !== null && this.current !== block) this.leave({ op: 'goto', target: block });
    this.current = block;
  }

  emit(instruction: Instruction): void {
    if (this.current === null) this.current = this.block();
    this.blocks[this.current].instructions.push(instruction);
  }

  leave(terminator: Terminator): void {
    if (this.current === null) this.current = this.block();
    this.blocks[this.current].terminator = terminator;
    this.current = null;
  }

  branch(condition: Condition, yes: number, no: number): void {
    this.leave({ op: 'branch', condition, yes, no });
  }

  declare(place: Place): Place {
    if (!this.variables.has(place)) this.variables.set(place, { place, kind: 'scalar' });
    return place;
  }

  /** A place without a name in the source; each call without `text` makes another one. */
  temporary(text = String(++this.temporaries)): Place {
    return this.declare(this.places.temporary(`%${text}`));
  }

  assign(to: Place, from: Operand, at: Span): void {
    this.emit({ op: 'assign', to, from, at });
  }

  call(callee: Callee, args: readonly Operand[], at: Span, to: Place | null = null): void {
    this.emit({ op: 'call', to, callee, args, at });
  }

  /** Leaves by way of every `finally` down to a frame, then does `go`. */
  private unwind(depth: number, at: Span, go: () => void): void {
    for (let top = this.frames.length - 1; top >= depth; top--) {
      const frame = this.frames[top];
      if (frame.kind !== 'finally') continue;
      frame.ways.push({ at, go: () => this.unwind(depth, at, go) });
      this.assign(frame.selector, constant(frame.ways.length), at);
      this.leave({ op: 'goto', target: frame.entry });
      return;
    }
    go();
  }

  jump(kind: 'break' | 'continue', label: string | null, at: Span): void {
    for (let top = this.frames.length - 1; top >= 0; top--) {
      const frame = this.frames[top];
      if (frame.kind !== 'target') continue;
      const named = label === null ? frame.plain : frame.labels.includes(label);
      const target = kind === 'break' ? frame.breakTo : frame.continueTo;
      if (!named || target === null) continue;
      this.unwind(top + 1, at, () => this.leave({ op: 'goto', target }));
      return;
    }
    this.leave({ op: 'stop' });
  }

  exit(value: Operand | null, at: Span): void {
    const cleans = this.frames.some(({ kind }) => kind === 'finally');
    const result = cleans && value !== null ? this.temporary('result') : null;
    if (result !== null && value !== null) this.assign(result, value, at);
    const kept: Operand | null = result === null ? value : { kind: 'place', place: result };
    this.unwind(0, at, () => {
      this.beforeExit?.(at);
      this.leave({ op: 'return', value: kept, at });
    });
  }

  /** To the nearest `catch`, or out of the function. */
  raise(at: Span): void {
    let depth = this.frames.length - 1;
    while (depth >= 0 && this.frames[depth].kind !== 'catch') depth--;
    const frame = depth < 0 ? null : this.frames[depth];
    this.unwind(depth + 1, at, () => {
      if (frame?.kind === 'catch') this.leave({ op: 'goto', target: frame.entry });
      else {
        this.beforeExit?.(at);
        this.leave({ op: 'return', value: null, at });
      }
    });
  }

  /** Whether this function would see an exception: it stands in a `try`. */
  get isGuarded(): boolean {
    return this.frames.some(({ kind }) => kind !== 'target');
  }

  /** A call may throw here; `own` are the objects that would be the ones that failed. */
  mayRaise(text: string, at: Span, own: readonly Operand[]): void {
    const [thrown, on] = [this.block(), this.block()];
    const condition: Condition = {
      left: UNKNOWN,
      relation: '!=',
      right: constant(0),
      text,
      at,
      exception: { kind: 'call' },
    };
    this.branch(condition, thrown, on);
    this.begin(thrown);
    for (const each of own) this.call(TAKES, [each], at);
    this.raise(at);
    this.begin(on);
  }

  /** Leaves a mark on the path: an error is thrown here. */
  noteThrow(exception: Exception, at: Span): void {
    const out = this.block();
    const condition: Condition = {
      left: UNKNOWN,
      relation: '!=',
      right: constant(0),
      text: '',
      at,
      exception,
    };
    this.branch(condition, out, out);
    this.begin(out);
  }

  finish(at: Span): readonly Block[] {
    if (this.reached) this.exit(null, at);
    return this.blocks.map(({ instructions, terminator }) => ({
      instructions,
      terminator: terminator ?? { op: 'stop' },
    }));
  }
}
