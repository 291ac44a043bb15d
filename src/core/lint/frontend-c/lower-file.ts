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
import { openersWith } from '../models';
import {
  copyNode,
  outermostErrors,
  type Parsers,
  type SourceParser,
  type SyntaxNode,
  type SyntaxTree,
  takeMostLines,
} from '../syntax';
import { configurationsOf } from './configurations';
import {
  type Around,
  type CPlusPlusSurroundings,
  completedBy,
  type Declarations,
  declarationsIn,
  definitionsIn,
  isCPlusPlus,
  lowerDefinition,
  Noted,
  withoutAttributes,
  withoutRawStrings,
} from './cplusplus';
import { functionDefinitions } from './definitions';
import { lowerFunction, type Surroundings } from './function';
import { bodiesIn, type Head, headBefore, headsIn } from './heads';
import type { Included } from './includes';
import { underMacroNames, writtenByMacros } from './macro-functions';
import { macroWordsOf, plainText } from './macro-words';
import { type Macro, MacroBodies, type Macros, macrosOf, sameMacro } from './macros';
import { membersIn } from './members';
import { constantsOf } from './named-numbers';
import { type Piece, piecesOf } from './pieces';
import { plainHead } from './plain-heads';
import { withChosenSides, withoutDigraphs } from './plain-spelling';
import { type LookedAt, unfollowedCalls } from './unfollowed-calls';

/** A piece of some configuration's text, lowered. */
interface LoweredPiece {
  readonly text: string;
  /** Where it stands now, and the places of its functions with it. */
  start: number;
  /** Declarations in it whose variables close themselves, counted from its start. */
  readonly autoClosing: readonly number[];
  /** What names meant as macros when it was lowered. */
  readonly asked: ReadonlyMap<string, Macro | undefined>;
  /** In C++, what names meant as types. */
  readonly types: Noted | null;
  readonly functions: readonly IrFunction[];
  /** What could not be lowered, its places counted from the piece's start. */
  readonly omitted: readonly Omission[];
}

/** Headers seldom have functions, and much that is a macro. */
const SOURCE = /\.(?:c|cc|cpp|cxx)$/i;
/** Larger ones without a function are tables. */
const MOST_LOOKED_AT = 200_000;

const bodiesByParser = new WeakMap<SourceParser, MacroBodies>();

/**
 * Lowers a file again and again: functions stay the same objects while neither their piece of the text changes nor
 * the macros that it names.
 */
export class FileLowering {
  private pieces = new Map<string, LoweredPiece[]>();
  private wasCPlusPlus = false;

  constructor(
    private readonly parsers: Pick<Parsers, 'c' | 'cpp'>,
    private readonly file: string,
    /** Functions that open something: that none of their calls is lost is seen to. */
    private readonly openers: ReadonlySet<string> = openersWith([]),
  ) {}

  /** The functions of a text, one for each configuration in which its text differs, and what of it could not be lowered. */
  lower(source: string, said: Included, allowance: Allowance): LoweredSource {
    const cplusplus = isCPlusPlus(this.file, source);
    const text = withoutDigraphs(withChosenSides(cplusplus ? withoutRawStrings(source) : source));
    const included = said.macros;
    const types = cplusplus ? typesFor(text, said.declarations) : null;
    const before = cplusplus === this.wasCPlusPlus ? this.pieces : new Map<string, LoweredPiece[]>();
    this.wasCPlusPlus = cplusplus;
    this.pieces = new Map();
    const omitted: Omission[] = [];
    const { read: configurations, unread: elsewhere } = configurationsOf(text, said.given.assumed);
    for (const { at, name } of elsewhere) omitted.push(omission(this.file, at, 'configuration', name));
    const due: Due[] = [];
    const looked: Looked[] = [];
    const byKey = new Map<string, Due[]>();
    const seen = new Set<string>();
    const torn = new Set<string>();
    for (const configuration of configurations) {
      const own = macrosOf(configuration.defines);
      const constants = constantsOf(configuration.text, text);
      const macros: Macros = {
        get: (name) => own.get(name) ?? constants.get(name) ?? included.get(name),
      };
      const plain = plainText(cplusplus ? withoutAttributes(configuration.text) : configuration.text, [
        macroWordsOf(own),
        macroWordsOf(included),
      ]);
      for (const { at, name } of writtenByMacros(plain.text, own))
        if (!isKnown(seen, at.start, name)) omitted.push(omission(this.file, at, 'macro', name));
      const autoClosing = [...configuration.autoClosing, ...plain.autoClosing].sort((a, b) => a - b);
      const pieces: Looked['pieces'] = [];
      looked.push({ text: configuration.text, pieces });
      for (const piece of piecesOf(plain.text)) {
        const key = keyOf(piece.start, piece.text);
        const known = byKey.get(key) ?? [];
        pieces.push({ start: piece.start, end: piece.start + piece.text.length, due: known });
        // The same text in two configurations is one function; spaces differ where directives were.
        if (!mayDefine(piece) || byKey.has(key)) continue;
        byKey.set(key, known);
        const parts = piece.unbalanced ? this.salvaged(piece, cplusplus, omitted) : [piece];
        for (const each of parts) known.push({ piece: each, autoClosing: within(autoClosing, each), macros });
        due.push(...known);
        if (piece.unbalanced) for (const name of classesIn(piece.text)) torn.add(name);
      }
    }
    const lowered = this.lowerAll(
      before,
      due,
      types === null ? null : withoutClasses(types, torn),
      allowance,
    );
    omitted.push(...lowered.omitted);
    const { functions } = lowered;
    // A head that one configuration does not explain may be plain in another.
    const read = omitted.length === 0 ? null : new Covered(functions.map(({ at }) => at));
    if (
      functions.length + omitted.length === 0 &&
      this.isMostlyUnread(configurations[0]?.text ?? '', cplusplus, allowance)
    )
      return { functions, omitted: [omission(this.file, null, 'unreadable')] };
    const left = omitted.filter(({ at }) => at === null || read?.has(at.end - 1) !== true);
    left.push(...unfollowedCalls(this.file, text, this.openers, () => looked.map(lowered.lookedAt), left));
    return { functions, omitted: left };
  }

  /** Whether a source without a function is mostly what the grammar does not know, such as another language. */
  private isMostlyUnread(text: string, cplusplus: boolean, allowance: Allowance): boolean {
    if (!SOURCE.test(this.file) || text.length > MOST_LOOKED_AT || text.trim() === '') return false;
    const parser = cplusplus ? this.parsers.cpp : this.parsers.c;
    const tree = contained(
      () => parser.parse(text, undefined, () => allowance.isSpent),
      () => {},
    );
    if (tree === null) return false;
    const cursor = tree.walk();
    const mostly = tree.rootNode.hasError && takeMostLines(outermostErrors(copyNode(cursor, text)), text);
    cursor.delete();
    tree.delete();
    return mostly;
  }

  /** Small ones first: what one that takes all the time keeps from being read is what is larger still. */
  private lowerAll(
    before: Map<string, LoweredPiece[]>,
    due: readonly Due[],
    types: Around | null,
    allowance: Allowance,
  ): LoweredText {
    const lowered = new Map<Due, LoweredPiece>();
    const omitted: Omission[] = [];
    for (const each of [...due].sort((a, b) => a.piece.text.length - b.piece.text.length)) {
      const { piece, autoClosing, macros } = each;
      if (allowance.isSpent) {
        omitted.push(this.unfinished(piece));
        continue;
      }
      const own = allowance.forOne();
      const found = this.lowered(before, piece, autoClosing, { macros, types, allowance: own });
      if (!found.omitted.some(({ reason }) => reason === 'unfinished')) keep(this.pieces, found);
      for (const one of found.omitted) omitted.push({ ...one, at: moved(one.at, found.start) });
      lowered.set(each, found);
    }
    const functions: IrFunction[] = [];
    const seen = new Set<string>();
    for (const each of due) {
      const found = lowered.get(each);
      for (const fn of found?.functions ?? [])
        if (found !== undefined && !isKnown(seen, fn.at.start, textOf(found, fn))) functions.push(fn);
    }
    const functionsOf = (each: Due): readonly IrFunction[] => lowered.get(each)?.functions ?? [];
    const lookedAt = ({ text, pieces }: Looked): LookedAt => ({
      text,
      parts: pieces.map(({ start, end, due }) => ({ start, end, functions: due.flatMap(functionsOf) })),
    });
    return { functions, omitted, lookedAt };
  }

  /** The functions of an unbalanced piece that the mistake is not in, each in its class; the others are omitted. */
  private salvaged(piece: Piece, cplusplus: boolean, omitted: Omission[]): readonly Piece[] {
    const members = membersIn(piece.text).filter(({ owner }) => cplusplus || owner === null);
    const whole = members.filter((each) => each.whole);
    const lost = members.filter((each) => !each.whole);
    if (whole.length === 0 || lost.length === 0) {
      omitted.push(this.unbalanced(piece));
      return [];
    }
    for (const { at, name } of lost)
      omitted.push(omission(this.file, moved(at, piece.start), 'unbalanced', name));
    return whole.map(({ at: { start, end }, owner }) => {
      const before = owner === null ? '' : `class ${owner} {\n`;
      const behind = owner === null ? '' : '\n};';
      const text = `${before}${piece.text.slice(start, end)}${behind}`;
      return { start: piece.start + start - before.length, text, unbalanced: false };
    });
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
    meanings: Meanings,
  ): LoweredPiece {
    const same = before.get(text);
    const at = same?.findIndex((each) => isCurrent(each, autoClosing, meanings)) ?? -1;
    if (same === undefined || at < 0) return this.lowerPiece(start, ownCopy(text), autoClosing, meanings);
    const [known] = same.splice(at, 1);
    for (const fn of known.functions) moveSpans(fn, start - known.start);
    known.start = start;
    return known;
  }

  private lowerPiece(
    start: number,
    text: string,
    autoClosing: readonly number[],
    { macros, types, allowance }: Meanings,
  ): LoweredPiece {
    const { file } = this;
    const parser = types === null ? this.parsers.c : this.parsers.cpp;
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
    const notedTypes = types === null ? null : new Noted(types);
    const { functions, omitted } =
      notedTypes === null ? this.lowerC(around) : this.lowerCPlusPlus({ ...around, around: notedTypes });
    functions.sort((a, b) => a.at.start - b.at.start);
    for (const fn of functions) moveSpans(fn, start);
    return { text, start, autoClosing, asked, types: notedTypes, functions, omitted };
  }

  private lowerC(around: Surroundings): Lowered {
    const { text } = around;
    const lowered: Lowered = { functions: [], omitted: [], damaged: false };
    for (const node of this.definitionsIn(this.parsers.c, around, lowered, functionDefinitions))
      this.take(lowered, node, text, () => lowerFunction(node, around));
    this.lowerUnread(lowered, text, (head) => this.lowerHeadless(lowered, text, head, around));
    return lowered;
  }

  private lowerCPlusPlus(around: CPlusPlusSurroundings): Lowered {
    const { text } = around;
    const lowered: Lowered = { functions: [], omitted: [], damaged: false };
    for (const definition of this.definitionsIn(this.parsers.cpp, around, lowered, definitionsIn))
      for (const each of this.contain(lowered, definition.node, text, () =>
        lowerDefinition(definition, around),
      ))
        if ('reason' in each) lowered.omitted.push(each);
        else lowered.functions.push(each);
    // `void f() {};` reads like a variable; nothing is in it.
    this.lowerUnread(
      lowered,
      text,
      (head) => isEmpty(text, head) || this.lowerHeadlessMember(lowered, text, head, around),
    );
    return lowered;
  }

  private take(
    lowered: Lowered,
    node: SyntaxNode,
    text: string,
    lower: () => IrFunction | Omission | null,
  ): void {
    for (const each of this.contain(lowered, node, text, () => [lower()])) {
      if (each === null) continue;
      if ('reason' in each) lowered.omitted.push(each);
      else lowered.functions.push(each);
    }
  }

  /** What fails on a function costs that function. */
  private contain<T>(
    { omitted }: Lowered,
    { start, end }: Span,
    text: string,
    lower: () => readonly T[],
  ): readonly T[] {
    const at = { start, end };
    return (
      contained(lower, (error) => {
        omitted.push(omission(this.file, at, 'failed-function', nameNear(text, at), error));
      }) ?? []
    );
  }

  /** What reads like a function and is none to the grammar: `lower` may know what it is, else it is omitted. */
  private lowerUnread(lowered: Lowered, text: string, lower: (head: Head) => boolean): void {
    const heads = unread(text, [...lowered.functions, ...lowered.omitted], lowered.damaged);
    const cut = new Covered(heads.filter(({ reason }) => reason === 'cut').map(({ at }) => at));
    // Where it ends, the function goes on: nothing is claimed about it.
    const whole = lowered.functions.filter(({ at }) => !cut.has(at.end - 1));
    lowered.functions.splice(0, lowered.functions.length, ...whole);
    for (const head of heads)
      if (head.reason !== 'head' || !lower(head))
        lowered.omitted.push(omission(this.file, head.at, head.reason, head.name));
  }

  /** A function whose body alone can be read, under the head that `plainHead` gives it; false where it gives none. */
  private lowerHeadless(lowered: Lowered, text: string, head: Head, around: Surroundings): boolean {
    return this.withPlainHead(lowered, text, head, around, (inside, failures) =>
      this.definitionsIn(this.parsers.c, inside, failures, functionDefinitions).map((node) => ({
        end: node.end,
        lower: () => [lowerFunction(node, inside)],
      })),
    );
  }

  private lowerHeadlessMember(
    lowered: Lowered,
    text: string,
    head: Head,
    around: CPlusPlusSurroundings,
  ): boolean {
    return this.withPlainHead(lowered, text, head, around, (inside, failures) =>
      this.definitionsIn(this.parsers.cpp, inside, failures, definitionsIn).map((definition) => ({
        end: definition.node.end,
        lower: () => lowerDefinition(definition, { ...around, ...inside }),
      })),
    );
  }

  private withPlainHead(
    lowered: Lowered,
    text: string,
    head: Head,
    around: Surroundings,
    read: (inside: Surroundings, failures: Lowered) => readonly Readable[],
  ): boolean {
    const plain = plainHead(text, head);
    if (plain === null) return false;
    const autoClosing = new Set([...around.autoClosing].map((each) => each - plain.shift));
    const failures: Lowered = { functions: [], omitted: [], damaged: false };
    const [found] = read({ ...around, text: plain.text, autoClosing }, failures);
    if (found === undefined || found.end < plain.text.length) {
      lowered.omitted.push(...failures.omitted);
      return failures.omitted.length > 0;
    }
    const { start, end } = head.at;
    const results = this.contain(lowered, { start, end }, text, found.lower).filter((each) => each !== null);
    results.forEach((each, at) => {
      if ('reason' in each) lowered.omitted.push({ ...each, at: head.at, name: head.name });
      else {
        moveSpans(each, plain.shift);
        lowered.functions.push(
          at > 0
            ? each
            : {
                ...each,
                id: functionId(this.file, [plain.name]),
                linkage: plain.local ? 'file' : 'program',
                at: head.at,
              },
        );
      }
    });
    return results.length > 0;
  }

  private definitionsIn<T>(
    parser: SourceParser,
    { text, allowance }: Surroundings,
    lowered: Lowered,
    read: (tree: SyntaxTree, text: string) => readonly T[],
  ): readonly T[] {
    const { omitted } = lowered;
    const fail = (error: string): void => {
      omitted.push(omission(this.file, { start: 0, end: text.length }, 'failed-function', '', error));
    };
    return (
      contained(() => {
        const tree = parser.parse(text, undefined, () => allowance.isSpent);
        if (tree === null) {
          omitted.push(this.unfinished({ start: 0, text }));
          return [];
        }
        if (tree.rootNode.hasError) lowered.damaged = true;
        try {
          return read(tree, text);
        } finally {
          tree.delete();
        }
      }, fail) ?? []
    );
  }
}

/** A definition that was found, and what lowers it. */
interface Readable {
  readonly end: number;
  readonly lower: () => readonly (IrFunction | Omission | null)[];
}

const isEmpty = (text: string, { body, at }: Head): boolean => /^\{\s*\}$/.test(text.slice(body, at.end));

/** A piece that is to be lowered, and what its configuration says. */
interface Due {
  readonly piece: Piece;
  readonly autoClosing: readonly number[];
  readonly macros: Macros;
}

/** What the names of a text mean, and the time that there is for it. */
interface Meanings {
  readonly macros: Macros;
  /** Null for C. */
  readonly types: Around | null;
  readonly allowance: Allowance;
}

/** A configuration's text, its pieces, and what of them is to be lowered. */
interface Looked {
  readonly text: string;
  readonly pieces: (Span & { readonly due: readonly Due[] })[];
}

/** The same with what they were lowered to. */
interface LoweredText extends LoweredSource {
  readonly lookedAt: (looked: Looked) => LookedAt;
}

interface Lowered {
  readonly functions: IrFunction[];
  readonly omitted: Omission[];
  /** The grammar did not read all of the text. */
  damaged: boolean;
}

const classesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\b(?:class|struct)\s+(?:[A-Z_]{2,60}\s+)?(\w+)/g)].map(([, name]) => name);

/** What is known of classes in which braces do not match may be half of the truth. */
const withoutClasses = (types: Around, torn: ReadonlySet<string>): Around =>
  torn.size === 0
    ? types
    : { ...types, classes: { get: (name) => (torn.has(name) ? undefined : types.classes.get(name)) } };

/** The text's own declarations before those of headers. */
function typesFor(text: string, included: Declarations): Around {
  const own = declarationsIn(text);
  const completed = completedBy(text);
  return {
    classes: { get: (name) => own.classes.get(name) ?? completed(included.classes.get(name)) },
    aliases: { get: (name) => own.aliases.get(name) ?? included.aliases.get(name) },
    references: { get: (name) => own.references.get(name) ?? included.references.get(name) },
  };
}

const moved = (at: Span | null, by: number): Span | null =>
  at === null ? null : { start: at.start + by, end: at.end + by };

/** What reads like a function and was not found to be one, or was found to end before its braces do. */
function unread(text: string, found: readonly { readonly at: Span | null }[], damaged: boolean) {
  const covered = new Covered(found.map(({ at }) => at));
  // Mostly a piece is one function, and nothing else in it has braces.
  if (!covered.leaves(text, '{') && !covered.leaves(text, '}')) return [];
  const heads = headsIn(text)
    .map((head) => ({ ...head, reason: covered.has(head.body) ? ('cut' as const) : ('head' as const) }))
    .filter(({ reason, at }) => reason === 'head' || !covered.has(at.end - 1));
  if (!damaged) return heads;
  // What the grammar passed over may hold functions where none can be.
  const told = new Covered([...found, ...heads].map(({ at }) => at));
  const passedOver = [...bodiesIn(text), ...underMacroNames(text)].filter(({ body }) => !told.has(body));
  return [...heads, ...passedOver.map((each) => ({ ...each, reason: 'head' as const }))];
}

const nameNear = (text: string, { start, end }: Span): string =>
  /(\w+)\s*\(/.exec(text.slice(start, Math.min(end, start + 500)))?.[1] ?? '';

/** Whether a function can be in it. */
const mayDefine = ({ text }: Piece): boolean => text.includes('{') && text.includes('(');

const keyOf = (start: number, text: string): string => `${start} ${text}`;

function isKnown(seen: Set<string>, start: number, text: string): boolean {
  const key = keyOf(start, text);
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

function isCurrent(
  piece: LoweredPiece,
  autoClosing: readonly number[],
  { macros, types }: Meanings,
): boolean {
  if (piece.autoClosing.length !== autoClosing.length) return false;
  if (!piece.autoClosing.every((each, at) => each === autoClosing[at])) return false;
  for (const [name, macro] of piece.asked) if (!sameMacro(macro, macros.get(name))) return false;
  return piece.types === null || (types !== null && piece.types.isStill(types));
}

const within = (autoClosing: readonly number[], { start, text }: Piece): readonly number[] =>
  autoClosing.length === 0
    ? autoClosing
    : autoClosing.flatMap((at) => (at >= start && at < start + text.length ? [at - start] : []));

/** A slice of a string holds on to all of it; a piece outlives the text that it was cut from. */
const ownCopy = (text: string): string => ` ${text}`.slice(1);
