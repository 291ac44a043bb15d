import {
  type Allowance,
  Covered,
  contained,
  functionId,
  type IrFunction,
  type LoweredSource,
  moveSpans,
  type Omission,
  omission,
  type Span,
} from '../ir';
import type { SourceParser, SyntaxNode } from '../syntax';
import { configurationsOf } from './configurations';
import { functionDefinitions } from './definitions';
import { lowerFunction, type Surroundings } from './function';
import { type Head, headBefore, headsIn } from './heads';
import { macroWordsOf, plainText } from './macro-words';
import { type Macro, MacroBodies, type Macros, macrosOf, sameMacro } from './macros';
import { isCPlusPlus, membersIn } from './members';
import { constantsOf } from './named-numbers';
import { type Piece, piecesOf } from './pieces';
import { plainCPlusPlus } from './plain-cplusplus';
import { plainHead } from './plain-heads';

/** A piece of some configuration's text, lowered. */
interface LoweredPiece {
  readonly text: string;
  /** Where it stands now, and the places of its functions with it. */
  start: number;
  /** Declarations in it whose variables close themselves, counted from its start. */
  readonly autoClosing: readonly number[];
  /** What names meant as macros when it was lowered. */
  readonly asked: ReadonlyMap<string, Macro | undefined>;
  readonly functions: readonly IrFunction[];
  /** What could not be lowered, its places counted from the piece's start. */
  readonly omitted: readonly Omission[];
}

const bodiesByParser = new WeakMap<SourceParser, MacroBodies>();

/**
 * Lowers a file again and again: functions stay the same objects while neither their piece of the text changes nor
 * the macros that it names.
 */
export class FileLowering {
  private pieces = new Map<string, LoweredPiece[]>();

  constructor(
    private readonly parser: SourceParser,
    private readonly file: string,
  ) {}

  /** The functions of a text, one for each configuration in which its text differs, and what of it could not be lowered. */
  lower(text: string, included: ReadonlyMap<string, Macro>, allowance: Allowance): LoweredSource {
    const before = this.pieces;
    this.pieces = new Map();
    const seen = { pieces: new Set<string>(), functions: new Set<string>() };
    const functions: IrFunction[] = [];
    const omitted: Omission[] = [];
    const { read: configurations, unread: elsewhere } = configurationsOf(text);
    for (const { at, name } of elsewhere) omitted.push(omission(this.file, at, 'configuration', name));
    for (const configuration of configurations) {
      const own = macrosOf(configuration.defines);
      const constants = constantsOf(configuration.text, text);
      const macros: Macros = {
        get: (name) => own.get(name) ?? constants.get(name) ?? included.get(name),
      };
      const c = isCPlusPlus(this.file, text) ? plainCPlusPlus(configuration.text) : configuration.text;
      const plain = plainText(c, [macroWordsOf(own), macroWordsOf(included)]);
      const autoClosing = [...configuration.autoClosing, ...plain.autoClosing].sort((a, b) => a - b);
      for (const piece of piecesOf(plain.text)) {
        // The same text in two configurations is one function; spaces differ where directives were.
        if (!mayDefine(piece) || isKnown(seen.pieces, piece.start, piece.text)) continue;
        if (piece.unbalanced) {
          omitted.push(this.unbalanced(piece));
          continue;
        }
        if (allowance.isSpent) {
          omitted.push(this.unfinished(piece));
          continue;
        }
        const lowered = this.lowered(before, piece, within(autoClosing, piece), macros, allowance);
        if (!lowered.omitted.some(({ reason }) => reason === 'unfinished')) keep(this.pieces, lowered);
        for (const each of lowered.omitted) omitted.push({ ...each, at: moved(each.at, lowered.start) });
        for (const fn of lowered.functions)
          if (!isKnown(seen.functions, fn.at.start, textOf(lowered, fn))) functions.push(fn);
      }
    }
    // A head that one configuration does not explain may be plain in another.
    const read = omitted.length === 0 ? null : new Covered(functions.map(({ at }) => at));
    return { functions, omitted: omitted.filter(({ at }) => at === null || read?.has(at.end - 1) !== true) };
  }

  /** Where its functions begin and end nothing tells, so nothing is claimed about them. */
  private unbalanced({ start, text }: Piece): Omission {
    const [first] = headsIn(text);
    const head =
      first === undefined ? headBefore(text, text.indexOf('{')) : { ...first, start: first.at.start };
    const at = { start: start + (head?.start ?? 0), end: start + text.trimEnd().length };
    return omission(this.file, at, 'unbalanced', head?.name ?? '');
  }

  private unfinished({ start, text }: Pick<Piece, 'start' | 'text'>): Omission {
    const name = nameNear(text, { start: 0, end: text.length });
    return omission(this.file, { start, end: start + text.length }, 'unfinished', name);
  }

  private lowered(
    before: Map<string, LoweredPiece[]>,
    { start, text }: Piece,
    autoClosing: readonly number[],
    macros: Macros,
    allowance: Allowance,
  ): LoweredPiece {
    const same = before.get(text);
    const at = same?.findIndex((each) => isCurrent(each, autoClosing, macros)) ?? -1;
    if (same === undefined || at < 0)
      return this.lowerPiece(start, ownCopy(text), autoClosing, macros, allowance);
    const [known] = same.splice(at, 1);
    for (const fn of known.functions) moveSpans(fn, start - known.start);
    known.start = start;
    return known;
  }

  private lowerPiece(
    start: number,
    text: string,
    autoClosing: readonly number[],
    macros: Macros,
    allowance: Allowance,
  ): LoweredPiece {
    const { parser, file } = this;
    const asked = new Map<string, Macro | undefined>();
    const noted: Macros = {
      get: (name) => {
        const macro = macros.get(name);
        asked.set(name, macro);
        return macro;
      },
    };
    const bodies = bodiesByParser.get(parser) ?? new MacroBodies(parser);
    bodiesByParser.set(parser, bodies);
    const around = { file, text, macros: noted, bodies, autoClosing: new Set(autoClosing), allowance };
    const functions: IrFunction[] = [];
    const omitted: Omission[] = [];
    const isMember = membersIn(file, text);
    for (const node of this.definitionsIn(text, omitted)) {
      const at = { start: node.start, end: node.end };
      const fail = (error: string): void => {
        omitted.push(omission(file, at, 'failed-function', nameNear(text, at), error));
      };
      const lowered = contained(() => lowerFunction(node, around), fail);
      if (lowered === null) continue;
      if ('reason' in lowered) omitted.push(lowered);
      else functions.push(isMember(lowered.at) ? { ...lowered, linkage: 'file' } : lowered);
    }
    const heads = unread(text, [...functions, ...omitted]);
    const cut = new Covered(heads.filter(({ reason }) => reason === 'cut').map(({ at }) => at));
    // Where it ends, the function goes on: nothing is claimed about it.
    const whole = functions.filter(({ at }) => !cut.has(at.end - 1));
    for (const head of heads) {
      const readable = head.reason === 'head' && !isCPlusPlus(file, text);
      const lowered = readable ? this.lowerHeadless(text, head, around) : null;
      if (lowered === null) omitted.push(omission(file, head.at, head.reason, head.name));
      else if ('reason' in lowered) omitted.push(lowered);
      else whole.push(lowered);
    }
    whole.sort((a, b) => a.at.start - b.at.start);
    for (const fn of whole) moveSpans(fn, start);
    return { text, start, autoClosing, asked, functions: whole, omitted };
  }

  /** A function whose body alone can be read, under the head that `plainHead` gives it. */
  private lowerHeadless(text: string, head: Head, around: Surroundings): IrFunction | Omission | null {
    const plain = plainHead(text, head);
    if (plain === null) return null;
    const fail = (error: string): Omission =>
      omission(this.file, head.at, 'failed-function', head.name, error);
    const autoClosing = new Set([...around.autoClosing].map((each) => each - plain.shift));
    const failures: Omission[] = [];
    const [node] = this.definitionsIn(plain.text, failures);
    if (node === undefined || node.end < plain.text.length) return failures[0] ?? null;
    let failed: Omission | null = null;
    const lowered = contained(
      () => lowerFunction(node, { ...around, text: plain.text, autoClosing }),
      (error) => {
        failed = fail(error);
      },
    );
    if (lowered === null) return failed;
    if ('reason' in lowered) return { ...lowered, at: head.at, name: head.name };
    moveSpans(lowered, plain.shift);
    const linkage = plain.local ? 'file' : 'program';
    return { ...lowered, id: functionId(this.file, [plain.name]), linkage, at: head.at };
  }

  private definitionsIn(text: string, omitted: Omission[]): readonly SyntaxNode[] {
    const fail = (error: string): void => {
      omitted.push(omission(this.file, { start: 0, end: text.length }, 'failed-function', '', error));
    };
    return (
      contained(() => {
        const tree = this.parser.parse(text);
        if (tree === null) {
          omitted.push(this.unfinished({ start: 0, text }));
          return [];
        }
        try {
          return functionDefinitions(tree, text);
        } finally {
          tree.delete();
        }
      }, fail) ?? []
    );
  }
}

const moved = (at: Span | null, by: number): Span | null =>
  at === null ? null : { start: at.start + by, end: at.end + by };

/** What reads like a function and was not found to be one, or was found to end before its braces do. */
function unread(text: string, found: readonly { readonly at: Span | null }[]) {
  const covered = new Covered(found.map(({ at }) => at));
  // Mostly a piece is one function, and nothing else in it has braces.
  if (!covered.leaves(text, '{') && !covered.leaves(text, '}')) return [];
  return headsIn(text)
    .map((head) => ({ ...head, reason: covered.has(head.body) ? ('cut' as const) : ('head' as const) }))
    .filter(({ reason, at }) => reason === 'head' || !covered.has(at.end - 1));
}

const nameNear = (text: string, { start, end }: Span): string =>
  /(\w+)\s*\(/.exec(text.slice(start, Math.min(end, start + 500)))?.[1] ?? '';

/** Whether a function can be in it. */
const mayDefine = ({ text }: Piece): boolean => text.includes('{') && text.includes('(');

function isKnown(seen: Set<string>, start: number, text: string): boolean {
  const key = `${start} ${text}`;
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}

const textOf = ({ text, start }: LoweredPiece, { at }: IrFunction): string =>
  text.slice(at.start - start, at.end - start);

function keep(pieces: Map<string, LoweredPiece[]>, piece: LoweredPiece): void {
  const same = pieces.get(piece.text);
  if (same === undefined) pieces.set(piece.text, [piece]);
  else same.push(piece);
}

function isCurrent(piece: LoweredPiece, autoClosing: readonly number[], macros: Macros): boolean {
  if (piece.autoClosing.length !== autoClosing.length) return false;
  if (!piece.autoClosing.every((each, at) => each === autoClosing[at])) return false;
  for (const [name, macro] of piece.asked) if (!sameMacro(macro, macros.get(name))) return false;
  return true;
}

const within = (autoClosing: readonly number[], { start, text }: Piece): readonly number[] =>
  autoClosing.length === 0
    ? autoClosing
    : autoClosing.flatMap((at) => (at >= start && at < start + text.length ? [at - start] : []));

/** A slice of a string holds on to all of it; a piece outlives the text that it was cut from. */
const ownCopy = (text: string): string => ` ${text}`.slice(1);
