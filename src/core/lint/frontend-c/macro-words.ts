import type { Macro } from './macros';

/** Names of macros whose places say what a parser has to know before it reads the text. */
export interface MacroWords {
  /** Stand before a variable that something closes at the end of its scope; by name, whether they have parameters. */
  readonly closing: ReadonlyMap<string, boolean>;
  /** Are whole statements, their semicolon in them. */
  readonly statements: ReadonlySet<string>;
}

const NONE: MacroWords = { closing: new Map(), statements: new Set() };
const CLEANUP = /\b(?:cleanup|__cleanup__)\s*\(/;
/** Macros that name macros that name an attribute. */
const DEEPEST = 4;

const known = new WeakMap<object, MacroWords>();

/** The words of a table of macros; worked out once for each table. */
export function macroWordsOf(macros: ReadonlyMap<string, Macro>): MacroWords {
  const before = known.get(macros);
  if (before !== undefined) return before;
  const closing = closingIn(macros);
  const statements = new Set(
    [...macros.values()].flatMap(({ name, parameters, body }) =>
      parameters === null && /[)\w\]];$/.test(body) && !/[{}]/.test(body) ? [name] : [],
    ),
  );
  const made = closing.size + statements.size === 0 ? NONE : { closing, statements };
  known.set(macros, made);
  return made;
}

function closingIn(macros: ReadonlyMap<string, Macro>): ReadonlyMap<string, boolean> {
  const closing = new Map<string, boolean>();
  for (const { name, parameters, body } of macros.values())
    if (CLEANUP.test(body) && !/[{};]/.test(body)) closing.set(name, parameters !== null);
  for (let depth = 0, before = 0; closing.size > before && depth < DEEPEST; depth++) {
    before = closing.size;
    for (const { name, parameters, body } of macros.values())
      if (closing.has(/^\w+/.exec(body)?.[0] ?? '') && !/[{};]/.test(body))
        closing.set(name, parameters !== null);
  }
  return closing;
}

/** A text in which such words look like C, of the same length; and where the declarations begin that close themselves. */
export interface PlainText {
  readonly text: string;
  readonly autoClosing: ReadonlySet<number>;
}

/** Blanks the attributes that are macros, and ends the statements that are. */
export function plainText(text: string, words: readonly MacroWords[]): PlainText {
  const closing = new Map(words.flatMap((each) => [...each.closing]));
  const statements = words.flatMap((each) => [...each.statements]);
  const autoClosing = new Set<number>();
  let plain = endingStatements(text);
  if (closing.size > 0)
    plain = plain.replace(
      patternOf([...closing.keys()], '(\\s*\\([^()]*\\))?'),
      (...[found, name, list, at]) => {
        const whole = closing.get(name) === true ? found : name;
        if (closing.get(name) === true && list === undefined) return found;
        autoClosing.add(declarationAt(text, at, at + whole.length));
        return ' '.repeat(whole.length) + found.slice(whole.length);
      },
    );
  if (statements.length > 0)
    plain = plain.replace(patternOf(statements, '\\s(?=\\s*[A-Za-z_}*])'), (...[found, name, at]) =>
      beginsStatement(plain, at) ? `${name};` : found,
    );
  return { text: plain, autoClosing };
}

/** On a line of its own, before what only a statement begins with. */
const UNKNOWN_STATEMENT =
  /^([ \t]*[A-Z][A-Z0-9]*_[A-Z0-9_]+)\s(?=\s*(?:(?:if|for|while|switch|return|goto|do|break|continue)\b|[a-z_]\w*(?:\s*=[^=]|->)))/gm;

/** `PRIVS_RELINQUISH`, whose header was not given, is a statement where the line above ends one. */
const endingStatements = (text: string): string =>
  text.replace(UNKNOWN_STATEMENT, (...[found, name, at]) =>
    /\n/.test(
      found.slice(name.length) +
        text.slice(at + found.length, at + found.length + FARTHEST).split(/\S/, 1)[0],
    ) && beginsStatement(text, at)
      ? `${name};`
      : found,
  );

const patternOf = (names: readonly string[], end: string): RegExp =>
  new RegExp(`\\b(${names.join('|')})\\b${end}`, 'g');

/** Farther from its beginning no attribute stands. */
const FARTHEST = 200;

/** Where the declaration begins that has an attribute from `start` to `end`. */
function declarationAt(text: string, start: number, end: number): number {
  const before = /[^;{}]*$/.exec(text.slice(Math.max(0, start - FARTHEST), start))?.[0] ?? '';
  const words = before.trimStart();
  if (words !== '' && !/[()/=]/.test(words)) return start - words.length;
  return end + (/^\s*/.exec(text.slice(end, end + FARTHEST))?.[0].length ?? 0);
}

const beginsStatement = (text: string, at: number): boolean =>
  /(?:[;{})]|\*\/|\belse|\bdo)\s*$/.test(text.slice(Math.max(0, at - FARTHEST), at));
