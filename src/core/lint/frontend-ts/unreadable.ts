import { type Allowance, Covered, type OmissionReason, type Span } from '../ir';
import {
  type Brace,
  bracesOf,
  cutsIn,
  isCut,
  KeptTree,
  outermostErrors,
  type SourceParser,
  type SyntaxNode,
  takeMostLines,
} from '../syntax';
import { Lines } from './lines';
import { lostCalls } from './lost-calls';
import { isFunctionNode } from './node-types';

/** A part of a file that could not be read, and the names in it: what these mean elsewhere may be done with there. */
export interface Unread extends Span {
  readonly reason: OmissionReason & ('cut' | 'unbalanced' | 'nested' | 'unfinished');
  readonly name: string;
  readonly words: ReadonlySet<string>;
}

/** A file's tree without the parts that could not be read. */
export interface Readable {
  readonly root: SyntaxNode;
  readonly unread: readonly Unread[];
  /** What the parser passed over outside of functions and of `unread`, and calls that it passed over in functions. */
  readonly passedOver: readonly Span[];
  /** At least half of the lines have something in them that was passed over, and `unread` tells nothing of it. */
  readonly isMostlyUnread: boolean;
}

/** Times that a text is parsed, each without what the time before could not read. */
const MOST_TIMES = 12;
/** In what the parser passed over: statements or functions are lost with it. */
const STATEMENTS = /[;{}]|=>/;
const KEYWORDS = /^(?:if|for|while|switch|catch|function|return|await|new|super|async)$/;

type Damage = Pick<Unread, 'start' | 'end' | 'reason'>;

/**
 * Reads a text. Functions in which braces do not match, that hold code which the parser passed over, or that are nested
 * too deeply, are taken out of it, and what is left is read again; so is `aside`, which took too long before. Null where
 * the parser gave up.
 */
export function readable(
  tree: KeptTree,
  text: string,
  allowance: Allowance,
  aside: readonly Span[] = [],
): Readable | null {
  const tooLarge = aside.map(({ start, end }): Damage => ({ start, end, reason: 'unfinished' }));
  const unread = tooLarge.map((each) => described(text, each));
  let left = without(text, tooLarge);
  let { root, hasError } = aside.length === 0 ? readKept(tree, left) : readOnce(tree.parser, left);
  for (let count = 0; root !== null && count < MOST_TIMES && !allowance.isSpent; count++) {
    if (!hasError && !isCut(root)) break;
    const damages = damagesIn(tree, root, left).filter(
      ({ start, end }) => left.slice(start, end).trim() !== '',
    );
    if (damages.length === 0) break;
    for (const damage of damages) unread.push(described(text, damage));
    left = without(left, damages);
    ({ root, hasError } = readOnce(tree.parser, left));
  }
  if (root === null) return null;
  return {
    root,
    unread: unread.sort((a, b) => a.start - b.start),
    passedOver: hasError ? passedOverIn(root, left) : [],
    isMostlyUnread: hasError && unread.length === 0 && takeMostLines(outermostErrors(root), text),
  };
}

/** Of places that were passed over more are not told, unless something is opened there. */
const MOST_TOLD = 100;

function passedOverIn(root: SyntaxNode, text: string): readonly Span[] {
  const outside = errorsOutside(root).slice(0, MOST_TOLD);
  const told = new Covered([...outside]);
  return [...outside, ...lostCalls(root, text).filter(({ start }) => !told.has(start))];
}

interface Read {
  readonly root: SyntaxNode | null;
  readonly hasError: boolean;
}

function readKept(tree: KeptTree, text: string): Read {
  const root = tree.read(text);
  return { root, hasError: tree.hasError };
}

function readOnce(parser: SourceParser, text: string): Read {
  const tree = new KeptTree(parser);
  const read = readKept(tree, text);
  tree.delete();
  return read;
}

function damagesIn(tree: KeptTree, root: SyntaxNode, text: string): readonly Damage[] {
  const deep = cutsIn(root).map(nestedAround);
  if (deep.length > 0) return deep;
  const lines = new Lines(text);
  const braces = bracesOf(tree.parser, text) ?? [];
  const place = unmatchedIn(braces, lines);
  if (place !== null) return [{ ...lines.functionAround(place), reason: 'unbalanced' }];
  return outermostErrors(root)
    .filter(({ start, end }) => STATEMENTS.test(text.slice(start, end)))
    .map(({ start }) => ({ ...lines.functionAround(start), reason: 'cut' }));
}

/** What was passed over outside of functions: a head that cannot be read, or another language. */
const errorsOutside = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.type === 'ERROR' ? [node] : isFunctionNode(node) ? [] : node.children.flatMap(errorsOutside);

/** The innermost function that is around something nested too deeply, else the statement. */
function nestedAround(path: readonly SyntaxNode[]): Damage {
  const { start, end } = path.findLast(isFunctionNode) ?? path[Math.min(1, path.length - 1)];
  return { start, end, reason: 'nested' };
}

/**
 * Where braces cease to match, null where they do. A brace that closes nothing is told from an earlier one that stands
 * further in than what it closes; one that is never closed, from a later one that stands further out.
 */
function unmatchedIn(braces: readonly Brace[], lines: Lines): number | null {
  const open: number[] = [];
  let furtherIn: number | null = null;
  const furtherOut: { readonly at: number; readonly opened: number }[] = [];
  for (const { at, opens } of braces) {
    if (opens) {
      open.push(at);
      continue;
    }
    const opened = open.pop();
    if (opened === undefined) return furtherIn ?? at;
    const [opener, closer] = [lines.indentAt(opened), lines.indentAt(at)];
    if (!closer.first || closer.indent === opener.indent) continue;
    if (closer.indent > opener.indent) furtherIn = at;
    else furtherOut.push({ at, opened });
  }
  const [outermost] = open;
  if (outermost === undefined) return null;
  return furtherOut.find(({ opened }) => opened > outermost)?.at ?? outermost;
}

function described(text: string, damage: Damage): Unread {
  const own = text.slice(damage.start, damage.end);
  const start = damage.start + own.length - own.trimStart().length;
  const called = [
    ...own.slice(0, 300).matchAll(/([\w$]+)\s*(?:[:=]\s*(?:async\s*)?(?:function\b\s*\*?\s*)?)?[(<]/g),
  ];
  const [, klass] = /^(?:export\s+|default\s+|abstract\s+)*class\s+([\w$]+)/.exec(own.trimStart()) ?? [];
  const name = klass ?? called.map(([, each]) => each).find((each) => !KEYWORDS.test(each)) ?? '';
  return { ...damage, start, name, words: new Set(own.match(/[\w$]+/g) ?? []) };
}

/** Spaces in place of them; line ends stay. */
function without(text: string, damages: readonly Damage[]): string {
  let out = '';
  let at = 0;
  for (const { start, end } of [...damages].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    out += text.slice(at, from) + text.slice(from, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  return out + text.slice(at);
}
