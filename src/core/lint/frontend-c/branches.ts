import type { Span } from '../ir';
import { type Assumptions, type Expression, readCondition, satisfy } from './condition';
import { type Directive, directivesOf } from './directives';
import { type Head, headsIn } from './heads';

/** What `#if`, `#elif` or `#else` decides on, up to the next of them on the same level. */
interface Branch {
  /** The directive that opens it. */
  readonly at: number;
  /** Null for `#else`. */
  readonly condition: Expression | null;
  readonly outer: Branch | null;
  /** The branch before it, taken instead where its condition holds. */
  readonly before: Branch | null;
  /** Never compiled, as behind `#if 0`. */
  readonly dead: boolean;
}

/** The text between two directives, if functions seem to be defined in it. */
export interface Section {
  /** The directive before it. */
  readonly at: number;
  readonly branch: Branch;
  readonly heads: readonly Head[];
}

export const OPENS = /^(?:if|ifdef|ifndef)$/;
export const CONTINUES = /^elif(?:n?def)?$/;

export function conditionOf({ name, rest }: Directive): Expression {
  const atom: Expression = { kind: 'atom', name: /^\w*/.exec(rest)?.[0] ?? '' };
  if (name.endsWith('ifdef') || name === 'elifdef') return atom;
  if (name === 'ifndef' || name === 'elifndef') return { kind: 'not', of: atom };
  return readCondition(rest);
}

/** The sections behind directives that are not `active`, those left out that no compiler reads. */
export function sectionsNotIn(
  active: Uint8Array,
  text: string,
  directives: readonly Directive[],
): readonly Section[] {
  const found: Section[] = [];
  let branch: Branch | null = null;
  directives.forEach((directive, at) => {
    branch = branchFrom(branch, directive, at);
    if (branch === null || branch.dead || active[at] === 1) return;
    const heads = headsBetween(text, directive.end, directives[at + 1]?.start ?? text.length);
    if (heads.length > 0) found.push({ at, branch, heads });
  });
  return found;
}

/** What no compiler reads: the text behind `#if 0`. */
export function deadSections(text: string): readonly Span[] {
  const directives = directivesOf(text);
  const found: Span[] = [];
  let branch: Branch | null = null;
  directives.forEach((directive, at) => {
    branch = branchFrom(branch, directive, at);
    if (branch?.dead === true)
      found.push({ start: directive.end, end: directives[at + 1]?.start ?? text.length });
  });
  return found;
}

/** The branch behind a directive, where the one before it is known. */
function branchFrom(branch: Branch | null, directive: Directive, at: number): Branch | null {
  const { name } = directive;
  if (OPENS.test(name)) return opened(branch, null, conditionOf(directive), at);
  if (branch === null) return null;
  if (CONTINUES.test(name)) return opened(branch.outer, branch, conditionOf(directive), at);
  if (name === 'else') return opened(branch.outer, branch, null, at);
  return name === 'endif' ? branch.outer : branch;
}

function opened(
  outer: Branch | null,
  before: Branch | null,
  condition: Expression | null,
  at: number,
): Branch {
  const never = condition?.kind === 'known' && !condition.value;
  const always = before?.condition?.kind === 'known' && before.condition.value;
  return { at, condition, outer, before, dead: outer?.dead === true || never || always };
}

/** The heads in a part of a text. A function's end may stand behind it. */
function headsBetween(text: string, from: number, to: number): readonly Head[] {
  const part = text.slice(from, to);
  if (!part.includes('{') || !part.includes('(')) return [];
  return headsIn(`${part}\n}}}`).map(({ name, at, body }) => ({
    name,
    at: { start: from + at.start, end: Math.min(to, from + at.end) },
    body: from + body,
  }));
}

/** Assumes what it takes to come to a branch; false where that cannot be. */
export function assumeWayTo(branch: Branch, assumed: Assumptions): boolean {
  const way: Branch[] = [];
  for (let each: Branch | null = branch; each !== null; each = each.outer) way.push(each);
  return way.reverse().every((each) => {
    for (let other = each.before; other !== null; other = other.before)
      if (other.condition !== null && !satisfy(other.condition, false, assumed)) return false;
    return each.condition === null || satisfy(each.condition, true, assumed);
  });
}

/** For each directive whether it is best taken on the way to sections: unless one of them stands in a branch after it. */
export function wantedFor(sections: readonly Section[]): (at: number) => boolean {
  const needed = new Set<number>();
  const passed = new Set<number>();
  for (const { branch } of sections)
    for (let each: Branch | null = branch; each !== null && !needed.has(each.at); each = each.outer) {
      needed.add(each.at);
      for (let other = each.before; other !== null && !passed.has(other.at); other = other.before)
        passed.add(other.at);
    }
  return (at) => needed.has(at) || !passed.has(at);
}
