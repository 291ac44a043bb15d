import type { Destructor } from './classes';

/** Words by which a destructor's body gives back what the object holds. */
const RELEASES =
  /clos|releas|reset|shut|free|destroy|disconnect|stop|delete|dispose|clean|clear|clea?nup|fini|term|abort|end|kill|join|swap|exchange/i;
/** The object itself is handed on, not a part of it. */
const SHOWS = /\bthis\b(?!\s*->)|shared_from_this/;
const DESTRUCTOR = /~\s*(\w+)\s*\(/g;
/** What follows the name of a destructor in its class, and outside of it. */
const INSIDE = /~\s*\w+\s*\([^)]{0,200}\)[^;{}=]{0,200}(\{|;|=\s*\w+)/y;
const OUTSIDE = /~\s*\w+\s*\([^)]{0,200}\)[^;{}]{0,200}\{/y;
/** What stands before it there. */
const QUALIFIED = /\b(\w+)(?:\s*<[^;{}]{0,500}>)?\s*::\s*$/;
const FARTHEST = 700;
/** Destructors of one name that are looked at for one class. */
const MOST_LOOKED_AT = 50;
/** A method's body ends it; an initializer goes on to its semicolon. */
const METHOD_END = /\)[^=;]*\{\}$/;
const LONGEST_END = 2000;

/**
 * Where the braces of a text match and where its destructors stand, found once: classes may be nested in each other, and
 * then each is read without what is inside the others.
 */
export class ClassOutline {
  private readonly closing = new Map<number, number>();
  /** By the name of the class. */
  private readonly destructors = new Map<string, number[]>();
  private readonly outside = new Map<string, Destructor | null>();
  /** Classes whose destructors call something. */
  private readonly calling = new Set<string>();
  private bodies: ReadonlyMap<string, Bodies> | null = null;

  /** `code`: a text in which all is blanked that is no code. */
  constructor(private readonly code: string) {
    const open: number[] = [];
    for (let at = nextBrace(code, 0); at < code.length; at = nextBrace(code, at + 1))
      if (code[at] === '{') open.push(at);
      else {
        const opened = open.pop();
        if (opened !== undefined) this.closing.set(opened, at);
      }
    for (const { 1: name, index } of code.matchAll(DESTRUCTOR)) {
      const known = this.destructors.get(name);
      if (known === undefined) this.destructors.set(name, [index]);
      else known.push(index);
    }
  }

  /** The declarations of the body that begins at `from`, the insides of their braces left out. */
  members(from: number): readonly string[] {
    const { code } = this;
    const members: string[] = [];
    const end = this.endOf(from);
    let current = '';
    let start = from;
    for (let at = from; at < end; at++) {
      if (code[at] !== '{' && code[at] !== ';') continue;
      current += code.slice(start, at);
      if (code[at] === '{') {
        current += '{}';
        at = Math.min(end, this.endOf(at + 1));
      }
      start = at + 1;
      if (code[at] === ';' || METHOD_END.test(current.slice(-LONGEST_END))) current = flush(members, current);
    }
    return members;
  }

  /** Told by its body, in the class or outside of it; `= default` is as good as none. */
  destructor(name: string, from: number): Destructor {
    const inside = this.inside(name, from);
    if (inside?.[1].startsWith('=')) return 'none';
    if (inside?.[1] === '{') return this.releases(inside.index + inside[0].length);
    const outside = this.outsideOf(name);
    if (inside === null) return outside ?? 'none';
    return outside ?? 'unseen';
  }

  /**
   * The destructor of a class that another text declares, where its body is in this one; null where it is not, or where it
   * calls others whose names do not tell whether they close anything.
   */
  definedHere(name: string): Destructor | null {
    const told = this.outsideOf(name);
    return told === 'idle' && this.calling.has(name) ? null : told;
  }

  /** The methods of a class that neither give anything back nor mention the object itself, as far as their bodies are here. */
  quietMethods(name: string, from: number, methods: ReadonlySet<string>): ReadonlySet<string> {
    const end = this.endOf(from);
    const quiet = [...methods].slice(0, MOST_LOOKED_AT).filter((method) => {
      const bodies = this.bodiesOf(name, method, from, end);
      return bodies.length > 0 && bodies.every((at) => this.isQuiet(at));
    });
    return new Set(quiet);
  }

  /** Where the bodies of a method begin, in its class and outside of it. */
  private bodiesOf(name: string, method: string, from: number, end: number): readonly number[] {
    this.bodies ??= bodiesIn(this.code);
    const { heads, all } = this.bodies.get(method) ?? { heads: [], all: [] };
    const first = firstFrom(heads, from);
    const inside = all.slice(first, Math.min(first + MOST_LOOKED_AT, firstFrom(heads, end)));
    const outside = all.slice(0, MOST_LOOKED_AT).filter(({ owner }) => owner === name);
    return [...inside, ...outside].map(({ body }) => body);
  }

  private isQuiet(body: number): boolean {
    const end = this.endOf(body);
    const code = this.code.slice(body, end);
    return end - body <= LONGEST_END && !RELEASES.test(code) && !SHOWS.test(code);
  }

  private inside(name: string, from: number): RegExpExecArray | null {
    const places = this.destructors.get(name) ?? [];
    const end = this.endOf(from);
    const first = firstFrom(places, from);
    for (const at of places.slice(first, first + MOST_LOOKED_AT)) {
      if (at >= end) break;
      INSIDE.lastIndex = at;
      const found = INSIDE.exec(this.code);
      if (found !== null) return found;
    }
    return null;
  }

  private outsideOf(name: string): Destructor | null {
    const known = this.outside.get(name);
    if (known !== undefined) return known;
    let told: Destructor | null = null;
    for (const at of this.destructors.get(name) ?? []) {
      OUTSIDE.lastIndex = at;
      if (QUALIFIED.exec(this.code.slice(Math.max(0, at - FARTHEST), at))?.[1] !== name) continue;
      const found = OUTSIDE.exec(this.code);
      if (found === null) continue;
      told = this.releases(at + found[0].length);
      if (this.code.slice(at + found[0].length, this.endOf(at + found[0].length)).includes('('))
        this.calling.add(name);
      break;
    }
    this.outside.set(name, told);
    return told;
  }

  private releases(from: number): Destructor {
    return RELEASES.test(this.code.slice(from, this.endOf(from))) ? 'closes' : 'idle';
  }

  /** Where the body ends that begins at `from`. */
  private endOf(from: number): number {
    return this.closing.get(from - 1) ?? this.code.length;
  }
}

/** A function's head, the class that it names, and where its body begins. */
interface Body {
  readonly head: number;
  readonly owner: string | null;
  readonly body: number;
}

/** Of functions of one name, in the order of the text. */
interface Bodies {
  readonly heads: number[];
  readonly all: Body[];
}

const BODY = /(?:\b(\w+)\s*::\s*)?\b(\w+)\s*\([^;{}()]{0,300}\)[^;{}()=]{0,100}\{/g;

function bodiesIn(code: string): ReadonlyMap<string, Bodies> {
  const bodies = new Map<string, Bodies>();
  for (const { 0: text, 1: owner, 2: name, index } of code.matchAll(BODY)) {
    const each = { head: index, owner: owner ?? null, body: index + text.length };
    const { heads, all } = bodies.get(name) ?? { heads: [], all: [] };
    heads.push(index);
    all.push(each);
    bodies.set(name, { heads, all });
  }
  return bodies;
}

function flush(members: string[], text: string): string {
  members.push(text.replace(/\b(?:public|private|protected)\b[\w\s]*:(?!:)/g, ' ').trim());
  return '';
}

function nextBrace(code: string, from: number): number {
  for (let at = from; at < code.length; at++) if (code[at] === '{' || code[at] === '}') return at;
  return code.length;
}

/** The index of the first number that is not less; they ascend. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
