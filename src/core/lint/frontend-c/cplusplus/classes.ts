import { ClassOutline } from './class-outline';

/** What a field or variable holds, as far as its declaration tells. */
export interface Declared {
  /** The type's words without qualifiers, pointers and references. */
  readonly type: string;
  readonly pointer: boolean;
  readonly array: boolean;
}

/**
 * `none`: the class has no destructor of its own. `closes`: it has one that closes or gives back something. `idle`: one that
 * does neither. `unseen`: one whose body is not at hand.
 */
export type Destructor = 'none' | 'closes' | 'idle' | 'unseen';

/** What the text of a class says of it. */
export interface ClassFacts {
  readonly name: string;
  readonly bases: readonly string[];
  readonly fields: ReadonlyMap<string, Declared>;
  readonly methods: ReadonlySet<string>;
  /** Methods whose bodies are at hand, and neither close anything nor show the object to others. */
  readonly quiet: ReadonlySet<string>;
  readonly destructor: Destructor;
  /** Equal for equal facts. */
  readonly key: string;
}

/** What names are classes at some place. */
export type Classes = Pick<ReadonlyMap<string, ClassFacts>, 'get'>;

const HIDDEN =
  /\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\.|[^'\\\n]){1,12}'|^[ \t]*#(?:[^\n\\]|\\[\s\S])*/gm;
const HEAD =
  /(?<!\benum\s+)\b(?:class|struct)\s+(?:(?<=\bclass\s+)[A-Za-z_]\w*\s+(?=\w)|\w*(?:API|EXPORT|DLL)\w*\s+(?=\w))?(?:\[\[[^\]]{0,200}\]\]\s*|alignas\s*\([^)]{0,200}\)\s*|[A-Z][A-Z0-9_]*(?:\s*\([^)]{0,200}\))?\s+(?=\w)){0,8}(?!final\b)([A-Za-z_]\w*)(?:\s*<[^{};]{0,500}>)?\s*(?:final\s*)?(:[^{};()]{0,2000})?\{/g;
const ALIAS = /\busing\s+(\w+)\s*=\s*([^;{}]{1,200});|\btypedef\s+([^;{}()]{1,200}?)\b(\w+)\s*;/g;
/** The text with everything blanked that is no code, of the same length. */
export const codeOnly = (text: string): string =>
  text.replace(HIDDEN, (found) => found.replace(/[^\n]/g, ' '));

/** What a text declares that other code has to know to be read. */
export interface Declarations {
  readonly classes: ReadonlyMap<string, ClassFacts>;
  /** `using Fd = int;` by the new name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** By a function's name which of its arguments are numbers or pointers that it may write: `bool open(int &fd)`. */
  readonly references: ReadonlyMap<string, readonly number[]>;
}

export const NO_DECLARATIONS: Declarations = {
  classes: new Map(),
  aliases: new Map(),
  references: new Map(),
};

/** Reads the declarations of a text without a grammar, for a header may be included a thousand times. */
export function declarationsIn(text: string): Declarations {
  if (!/\b(?:class|struct|using|typedef)\b|&/.test(text)) return NO_DECLARATIONS;
  const code = codeOnly(text);
  const classes = new Map<string, ClassFacts>();
  const outline = new ClassOutline(code);
  HEAD.lastIndex = 0;
  for (let match = HEAD.exec(code); match !== null; match = HEAD.exec(code)) {
    const facts = factsOf(outline, match[1], match[2] ?? '', HEAD.lastIndex);
    // Two classes of one name, in two branches or namespaces: what both say is not known.
    if (!classes.has(facts.name) || facts.destructor !== 'none') classes.set(facts.name, facts);
  }
  const aliases = new Map<string, string>();
  for (const [, name, type, oldType, oldName] of code.matchAll(ALIAS))
    aliases.set(name ?? oldName, (type ?? oldType).trim());
  return { classes, aliases, references: referencesIn(code) };
}

const PARAMETERS = /\b(\w+)\s*\(([^(){};]{1,2000})\)(?:\s*(?:const|noexcept|override|final)\b)*\s*[{;:=]/g;
const WRITABLE = /^\s*(?:std::)?(?:int|long|unsigned|SOCKET|\w+_t|FILE\s*\*|DIR\s*\*)\s*&\s*\w*\s*$/;

function referencesIn(code: string): ReadonlyMap<string, readonly number[]> {
  const references = new Map<string, readonly number[]>();
  for (const [, name, list] of code.matchAll(PARAMETERS)) {
    const places = list.split(',').flatMap((each, at) => (WRITABLE.test(each) ? [at] : []));
    if (places.length > 0) references.set(name, places);
  }
  return references;
}

const NO_METHODS: ReadonlySet<string> = new Set();

/** `from`: where the class's body begins. */
function factsOf(outline: ClassOutline, name: string, heritage: string, from: number): ClassFacts {
  const bases = [
    ...heritage.matchAll(/(?:^:|,)\s*(?:(?:public|private|protected|virtual)\s+)*([\w:]+)/g),
  ].map(([, base]) => lastName(base));
  const fields = new Map<string, Declared>();
  const methods = new Set<string>();
  for (const member of outline.members(from)) readMember(member, fields, methods);
  const destructor = outline.destructor(name, from);
  const quiet = destructor === 'closes' ? outline.quietMethods(name, from, methods) : NO_METHODS;
  const key = JSON.stringify([name, bases, [...fields], [...methods], [...quiet], destructor]);
  return { name, bases, fields, methods, quiet, destructor, key };
}

export const lastName = (qualified: string): string => /(\w+)\W*$/.exec(qualified)?.[1] ?? qualified;

const METHOD = /(\boperator\s*[^\s\w(]{1,3}|~?\b\w+)\s*\(/;
const FIELD =
  /^((?:(?:static|mutable|const|constexpr|volatile|inline|unsigned|signed|struct|class|std::)\s*)*[\w:]+(?:\s*<.*>)?(?:\s+(?:int|long|char|const))*)([\s*&]*?)([*&]?)\s*(?:const\s+)?\b(\w+)\s*((?:\[[^\]]*\]\s*)*)(?:=[\s\S]*|\{\})?$/;

function readMember(member: string, fields: Map<string, Declared>, methods: Set<string>): void {
  if (
    member === '' ||
    /^(?:using|typedef|friend|enum|template\s*<[^>]*>\s*class|static_assert)\b/.test(member)
  )
    return;
  const initial = /[={]/.exec(member)?.index ?? member.length;
  const method = METHOD.exec(member);
  if (method !== null && method.index < initial) {
    methods.add(method[1].replace(/\s+/g, ''));
    return;
  }
  const [first, ...others] = member.replace(/<[^<>]*>/g, (found) => found.replace(/,/g, ' ')).split(',');
  const [, type, spaces, star, name, dimensions] = FIELD.exec(first.trim()) ?? [];
  if (name === undefined) return;
  const plain = type
    .replace(/\b(?:static|mutable|const|constexpr|volatile|inline|struct|class)\b/g, '')
    .trim();
  if (plain === '') return;
  fields.set(name, { type: plain, pointer: /[*&]/.test(spaces + star), array: dimensions !== '' });
  for (const each of others) {
    const next = /^[\s]*(\**)\s*(\w+)\s*((?:\[[^\]]*\]\s*)*)/.exec(each);
    if (next !== null) fields.set(next[2], { type: plain, pointer: next[1] !== '', array: next[3] !== '' });
  }
}

/** Classes of headers with the destructors whose bodies a text has: `Server::~Server() { ... }`. */
export function completedBy(text: string): (facts: ClassFacts | undefined) => ClassFacts | undefined {
  const known = new Map<ClassFacts, ClassFacts>();
  let outline: ClassOutline | null = null;
  return (facts) => {
    if (facts?.destructor !== 'unseen' || !text.includes('~')) return facts;
    const before = known.get(facts);
    if (before !== undefined) return before;
    outline ??= new ClassOutline(codeOnly(text));
    const destructor = outline.definedHere(facts.name);
    const made = destructor === null ? facts : { ...facts, destructor, key: `${facts.key} ${destructor}` };
    known.set(facts, made);
    return made;
  };
}

interface Growing {
  readonly classes: Map<string, ClassFacts>;
  readonly aliases: Map<string, string>;
  readonly references: Map<string, readonly number[]>;
}

/** Adds what another text declares; a class that was seen without its destructor's body yields to one with it. */
export function addDeclarations(to: Growing, { classes, aliases, references }: Declarations): void {
  for (const [name, facts] of classes) to.classes.set(name, facts);
  for (const [name, type] of aliases) to.aliases.set(name, type);
  for (const [name, places] of references) to.references.set(name, places);
}

export const sameDeclarations = (a: Declarations, b: Declarations): boolean =>
  a === b ||
  (sameEntries(a.classes, b.classes, (facts) => facts.key) &&
    sameEntries(a.aliases, b.aliases, (type) => type) &&
    sameEntries(a.references, b.references, (places) => places.join()));

const sameEntries = <T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  keyOf: (value: T) => string,
): boolean =>
  a.size === b.size &&
  [...a].every(([name, value]) => {
    const other = b.get(name);
    return other !== undefined && keyOf(other) === keyOf(value);
  });
