import type { Call } from '../dataflow';
import {
  type Condition,
  type Instruction,
  type IrFunction,
  type Operand,
  type Place,
  placesRead,
  reversePostOrder,
  type Span,
} from '../ir';

/** Where a way on which nothing is done comes to its end. */
export type QuietEnd =
  | { readonly at: 'return'; readonly value: Operand | null; readonly span: Span }
  /** The loop around goes on. */
  | { readonly at: 'loop'; readonly span: Span };

/** Words of calls that only tell, and those that make it something else: `log_close()`, `trace_and_drop()`. */
const TELLS =
  /^(?:(?:sys|v|f)?log[a-z]?|v?[fsd]?n?printf?|puts|fputs|d?debug|dbg|trace|warnx?|warning|info|notice|perror|strerror|errmsg|msg|location)$/;
const DOES =
  /^(?:close|closed|deinit|free|destroy|drop|end|del|delete|remove|kick|shutdown|stop|abort|exit|die|fail|fatal|reset|release|unref|disconnect|finish|cleanup)$/;
/** What errno is asked for where a call would have had to wait. */
const LATER = /\b(?:EAGAIN|EWOULDBLOCK)\b/;

/**
 * The ends of all ways on from a call, were its result `value`, if on none of them anything is done: nothing called that
 * could matter, nothing stored, no variable set that a later condition may ask. Null where something is. `isNothing` tells of
 * calls that are passed over too.
 */
export function quietEnds(
  fn: IrFunction,
  block: number,
  call: Call,
  value: number,
  isNothing: (other: Call) => boolean = () => false,
): readonly QuietEnd[] | null {
  const way = new QuietWay(fn, call, value, isNothing);
  return way.follow(block, fn.blocks[block].instructions.indexOf(call) + 1, call.at) ? way.ends : null;
}

function onlyTells(name: string): boolean {
  const words = name
    .replace(/([a-z])(?=[A-Z])/g, '$1_')
    .toLowerCase()
    .split(/[^a-z]+/);
  return (
    name === 'e_error' || (words.some((word) => TELLS.test(word)) && !words.some((word) => DOES.test(word)))
  );
}

class QuietWay {
  readonly ends: QuietEnd[] = [];
  private readonly seen = new Set<number>();
  private readonly temporaries = new Map<Place, Operand>();
  private readonly order;

  constructor(
    private readonly fn: IrFunction,
    private readonly call: Call,
    private readonly value: number,
    private readonly isNothing: (other: Call) => boolean,
  ) {
    this.order = reversePostOrder(fn);
  }

  /** False where something is done. */
  follow(block: number, from: number, last: Span): boolean {
    const { instructions, terminator } = this.fn.blocks[block];
    if (!instructions.slice(from).every((each) => this.isQuiet(each))) return false;
    switch (terminator.op) {
      case 'goto':
        return this.enter(block, terminator.target, last);
      case 'return':
        this.ends.push({ at: 'return', value: this.valueOf(terminator.value), span: terminator.at });
        return true;
      case 'branch': {
        const { condition } = terminator;
        const truth = this.decided(condition);
        return (
          (truth === false || this.enter(block, terminator.yes, condition.at)) &&
          (truth === true || this.enter(block, terminator.no, condition.at))
        );
      }
      default:
        return false;
    }
  }

  private enter(from: number, to: number, last: Span): boolean {
    if ((this.order.get(to) ?? 0) <= (this.order.get(from) ?? 0)) {
      this.ends.push({ at: 'loop', span: last });
      return true;
    }
    if (this.seen.has(to)) return true;
    this.seen.add(to);
    return this.follow(to, 0, last);
  }

  private isQuiet(instruction: Instruction): boolean {
    if (instruction.op === 'call') return onlyTells(instruction.callee.name) || this.isNothing(instruction);
    if (instruction.op !== 'assign') return instruction.op === 'end';
    const { to, from } = instruction;
    if (this.isResult(to) || !to.isRoot) return false;
    if (to.start.kind === 'temporary') {
      this.temporaries.set(to, from);
      return true;
    }
    // A loop counts on.
    return this.fn.variables.has(to) && placesRead(from).some(({ root }) => root === to);
  }

  /** `return failed ? 2 : 0;` goes through a place without a name. */
  private valueOf(operand: Operand | null): Operand | null {
    return (operand?.kind === 'place' ? this.temporaries.get(operand.place) : undefined) ?? operand;
  }

  private isResult = (place: Place): boolean => place === this.call.to;

  /** What a condition about the result, or about errno behind a failure, comes to; null where it may be either. */
  private decided({ left, relation, right, text }: Condition): boolean | null {
    if (this.value < 0 && LATER.test(text))
      return relation === '==' ? true : relation === '!=' ? false : null;
    if (left.kind !== 'place' || !this.isResult(left.place) || right.kind !== 'constant') return null;
    switch (relation) {
      case '==':
        return this.value === right.value;
      case '!=':
        return this.value !== right.value;
      case '<':
        return this.value < right.value;
      case '<=':
        return this.value <= right.value;
      case '>':
        return this.value > right.value;
      case '>=':
        return this.value >= right.value;
    }
  }
}
