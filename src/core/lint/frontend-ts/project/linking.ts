import { apiOf, type Kind, MODELS_OF_KINDS, RESPONSES } from '../../models-ts';
import { ownMember } from './meaning-of';
import type { ClassOutline, Deed, FunctionOutline, Hearing, Meaning, ModuleOutline } from './outline';

/** What a name comes to when it was followed through all modules that pass it on. */
export type Linked =
  /** Of a package outside of the project. */
  | { readonly is: 'package'; readonly module: string; readonly name: string }
  | { readonly is: 'module'; readonly path: string }
  | { readonly is: 'told'; readonly meaning: Told; readonly home: string };

export type Told = Exclude<Meaning, { readonly is: 'import' | 'result' | 'member' }>;

/** A connection that a call makes. */
export interface Made {
  readonly kind: Kind;
  readonly promised: boolean;
  /** For an object of a class that holds connections: what its methods do. */
  readonly client?: ClassOutline;
}

/** Where the modules are, and what they tell. */
export interface Modules {
  resolve(from: string, specifier: string): string | null;
  outline(path: string): ModuleOutline;
}

/** Names that pass each other on through more modules are not followed. */
const DEEPEST = 30;
/** Exports that are looked up for one name: modules may pass on all of several others, which do the same. */
const MOST_EXPORTS = 200;
/** Functions that are looked at for one that passes on what it is given. */
const MOST_FUNCTIONS = 100;
const WEIGHT: Readonly<Record<Deed['effect'], number>> = { none: 0, consume: 1, take: 2, close: 3 };

/** Follows what modules tell from one to the next. */
export class Linking {
  private depth = 0;
  /** Exports that were looked up for the name at hand. */
  private lookedUp = 0;

  constructor(private readonly modules: Modules) {}

  /** What a module exports under a name; null where it is not known. */
  exported(path: string, name: string, seen: ReadonlySet<string> = new Set()): Linked | null {
    if (name === '*') return { is: 'module', path };
    if (this.depth === 0) this.lookedUp = 0;
    const key = `${path}\n${name}`;
    if (seen.has(key) || seen.size > DEEPEST || this.lookedUp++ > MOST_EXPORTS) return null;
    const inner = new Set(seen).add(key);
    const { exports, stars } = this.modules.outline(path);
    const own = ownMember(exports, name);
    if (own !== undefined) return this.link(own, path, inner);
    const whole = ownMember(exports, '=');
    if (whole !== undefined) {
      const linked = this.link(whole, path, inner);
      const found = name === 'default' ? linked : linked === null ? null : this.member(linked, name, inner);
      if (found !== null) return found;
    }
    if (name === 'default') return stars.length === 0 ? { is: 'module', path } : null;
    for (const specifier of stars) {
      const found = this.link({ is: 'import', module: specifier, name }, path, inner);
      if (found !== null && !(found.is === 'package' && apiOf(found.module, found.name) === null))
        return found;
    }
    return null;
  }

  link(meaning: Meaning, home: string, seen: ReadonlySet<string> = new Set()): Linked | null {
    if (this.depth > DEEPEST) return null;
    if (this.depth === 0) this.lookedUp = 0;
    return this.deeper(() => this.follow(meaning, home, seen));
  }

  private follow(meaning: Meaning, home: string, seen: ReadonlySet<string>): Linked | null {
    switch (meaning.is) {
      case 'import': {
        const path = this.modules.resolve(home, meaning.module);
        if (path !== null) return this.exported(path, meaning.name, seen);
        return isRelative(meaning.module)
          ? null
          : { is: 'package', module: meaning.module.replace(/^node:/, ''), name: meaning.name };
      }
      case 'member': {
        const of = this.link(meaning.of, home, seen);
        return of === null ? null : this.member(of, meaning.name, seen);
      }
      case 'result':
        return this.result(meaning, home, seen);
      default:
        return { is: 'told', meaning, home };
    }
  }

  member(of: Linked, name: string, seen: ReadonlySet<string> = new Set()): Linked | null {
    if (of.is === 'module') return this.exported(of.path, name, seen);
    if (of.is === 'package') {
      if (of.name === '*' || of.name === 'default') return { is: 'package', module: of.module, name };
      return null;
    }
    if (of.meaning.is === 'function' && name === 'bind') return of;
    const member = of.meaning.is === 'record' ? ownMember(of.meaning.members, name) : undefined;
    return member === undefined ? null : this.link(member, of.home, seen);
  }

  /** What a call gives back: a connection, or what a factory made. */
  private result(
    { of, awaited }: Extract<Meaning, { is: 'result' }>,
    home: string,
    seen: ReadonlySet<string>,
  ): Linked | null {
    const callee = this.link(of, home, seen);
    if (callee?.is === 'package') {
      const api = apiOf(callee.module, callee.name);
      if (api === null || api.onlyWith !== undefined || RESPONSES.has(api.makes)) return null;
      return connection(api.makes, api.promised === true && !awaited, home);
    }
    if (callee?.is !== 'told') return null;
    if (callee.meaning.is === 'class') {
      const meaning = {
        is: 'connection',
        kind: 'client',
        promised: false,
        client: callee.meaning.klass,
      } as const;
      return { is: 'told', meaning, home };
    }
    if (callee.meaning.is !== 'function') return null;
    const { gives, isAsync } = callee.meaning.fn;
    for (const each of gives) {
      const given = this.link(each, callee.home, seen);
      if (given?.is !== 'told') continue;
      if (given.meaning.is !== 'connection') return given;
      const promised = (given.meaning.promised || isAsync) && !awaited;
      return { is: 'told', meaning: { ...given.meaning, promised }, home: given.home };
    }
    return null;
  }

  /** The connection that a call of a function makes, null where it makes none. */
  madeBy(fn: Linked): Made | null {
    if (fn.is !== 'told' || fn.meaning.is !== 'function') return null;
    const callee = { is: 'function', fn: fn.meaning.fn } as const;
    const given = this.link({ is: 'result', of: callee, awaited: false }, fn.home);
    return given?.is === 'told' && given.meaning.is === 'connection' ? given.meaning : null;
  }

  /** Whether a module has a function that makes a connection. */
  makesAny(path: string, seen = new Set<string>()): boolean {
    seen.add(path);
    const { exports, stars } = this.modules.outline(path);
    const isMaker = (linked: Linked | null, depth: number): boolean => {
      if (linked?.is !== 'told') return false;
      if (linked.meaning.is === 'class') return true;
      if (linked.meaning.is !== 'record') return this.madeBy(linked) !== null;
      const { home } = linked;
      return (
        depth < 3 &&
        Object.values(linked.meaning.members).some((each) => isMaker(this.linkAnew(each, home), depth + 1))
      );
    };
    if (Object.values(exports).some((each) => isMaker(this.linkAnew(each, path), 0))) return true;
    return stars.some((each) => {
      const next = this.modules.resolve(path, each);
      if (next === null || seen.has(next) || this.depth >= DEEPEST) return false;
      return this.deeper(() => this.makesAny(next, seen));
    });
  }

  /** As another question than the one that it is part of. */
  private linkAnew(meaning: Meaning, home: string): Linked | null {
    this.lookedUp = 0;
    return this.link(meaning, home);
  }

  private deeper<T>(ask: () => T): T {
    this.depth++;
    try {
      return ask();
    } finally {
      this.depth--;
    }
  }

  /** What a function does with a connection that it is given; what is not known of takes it over. */
  effectOn(
    { fn, home }: { readonly fn: FunctionOutline; readonly home: string },
    index: number,
    kind: Kind,
    seen = new Set<string>(),
  ): Deed['effect'] {
    const key = keyOf(fn, home, index);
    if (seen.has(key)) return 'none';
    const parameter = fn.parameters[index];
    if (parameter == null || seen.size >= MOST_FUNCTIONS) return 'take';
    seen.add(key);
    let strongest: Deed['effect'] = 'none';
    for (const deed of parameter.deeds) {
      const effect = this.effectOf(deed, home, kind, seen);
      if (WEIGHT[effect] > WEIGHT[strongest]) strongest = effect;
    }
    return strongest;
  }

  private effectOf(deed: Deed, home: string, kind: Kind, seen: Set<string>): Deed['effect'] {
    const { after, to } = deed;
    const { finalEvents } = MODELS_OF_KINDS[kind];
    if (after.length > 0 && after.every((event) => finalEvents.has(event))) return 'none';
    if (to === null) return effectFor(deed, kind);
    const callee = this.link(to.callee, home);
    return callee?.is === 'told' && callee.meaning.is === 'function'
      ? this.effectOn({ fn: callee.meaning.fn, home: callee.home }, to.index, kind, seen)
      : 'take';
  }

  /** What runs a function that is given to another one, which listens with it or passes it on. */
  heardAt(fn: FunctionOutline, home: string, index: number, seen = new Set<string>()): readonly Hearing[] {
    const key = keyOf(fn, home, index);
    const parameter = fn.parameters[index];
    if (parameter == null || seen.has(key) || seen.size >= MOST_FUNCTIONS) return [];
    seen.add(key);
    const passedOn = parameter.deeds.flatMap(({ to }) => {
      const callee = to === null ? null : this.link(to.callee, home);
      return to !== null && callee?.is === 'told' && callee.meaning.is === 'function'
        ? this.heardAt(callee.meaning.fn, callee.home, to.index, seen)
        : [];
    });
    return [...parameter.heard, ...passedOn];
  }
}

const keyOf = ({ index: at }: FunctionOutline, home: string, index: number): string =>
  `${home}\n${at}\n${index}`;

const isRelative = (specifier: string): boolean => /^[./#]/.test(specifier);

const connection = (kind: Kind, promised: boolean, home: string): Linked => ({
  is: 'told',
  meaning: { is: 'connection', kind, promised },
  home,
});

/** What a method, listener or property comes to on an object of a kind. */
function effectFor({ how, name, effect }: Deed, kind: Kind): Deed['effect'] {
  const { closes, consumes, consumingEvents } = MODELS_OF_KINDS[kind];
  switch (how) {
    case 'method':
      // What a method of a class does is not known here.
      if (kind === 'client') return closes.has(name) ? 'close' : 'take';
      return closes.has(name)
        ? 'close'
        : consumes.has(name)
          ? 'consume'
          : effect === 'take'
            ? 'take'
            : 'none';
    case 'listen':
      return consumingEvents.has(name) ? 'consume' : name === '*' ? 'take' : 'none';
    case 'property':
      return closes.has(name) ? 'close' : consumes.has(name) ? 'take' : 'none';
    default:
      return effect;
  }
}
