import {
  assumeWayTo,
  CONTINUES,
  conditionOf,
  OPENS,
  type Section,
  sectionsNotIn,
  wantedFor,
} from './branches';
import { type Assumptions, type Expression, satisfy, Trial } from './condition';
import { type Directive, directivesOf } from './directives';
import type { Head } from './heads';

/** A source text as the compiler sees it in one configuration of the preprocessor: same length, same lines. */
export interface Configuration {
  readonly text: string;
  readonly defines: readonly Directive[];
  /** Where a declaration begins whose variable something closes at the end of its scope. */
  readonly autoClosing: ReadonlySet<number>;
}

const OTHER_SYSTEMS =
  '_WIN32 __WIN32 __WIN32__ __NT__ WIN32 _WIN64 WIN64 _WINDOWS WINDOWS _MSC_VER __MINGW32__ __MINGW64__ __CYGWIN__ _WIN32_WCE __APPLE__ __MACH__ __sun sun __sun__ __hpux _AIX __OS2__ __VMS VMS MSDOS __MSDOS__ AMIGA __AMIGA__ __HAIKU__ __QNX__ __cplusplus __SYMBIAN32__ __EMSCRIPTEN__ __ANDROID__';
const WINDOWS = ['_WIN32', 'WIN32', '_WINDOWS', 'WINDOWS', '_WIN64', 'WIN64', '_MSC_VER'];
const THIS_SYSTEM = '__linux__ __linux linux __unix__ __GNUC__ __STDC__ __GLIBC__';

/** What the compiler's command line says: whether a name is defined and not 0. */
type Given = ReadonlyMap<string, boolean>;

const NOTHING: Given = new Map();

/** Where the code is built: on Linux; and once on Windows, for code that asks. */
function system(windows: boolean, given: Given = NOTHING): Assumptions {
  const assumed: Assumptions = new Map();
  for (const name of OTHER_SYSTEMS.split(' ')) assumed.set(name, false);
  for (const name of THIS_SYSTEM.split(' ')) assumed.set(name, !windows);
  if (windows) for (const name of WINDOWS) assumed.set(name, true);
  for (const [name, holds] of given) assumed.set(name, holds);
  return assumed;
}

/** A text in the configurations that are looked at. */
export interface Configurations {
  readonly read: readonly Configuration[];
  /** What reads like a function and is in none of them. */
  readonly unread: readonly Head[];
}

/** Further configurations of a file, for functions that are in none before. */
const MOST_FURTHER = 8;
/** Ways to such functions that are thought through, most of which may be impossible. */
const MOST_TRIES = 300;

/**
 * The texts to look at: one in which conditions hold where they can, one in which they do not, Windows' where it is
 * asked for, and some more where functions are in none of these. The first two keep to what is given. Every choice is kept throughout a text, so that no
 * configuration mixes what never is compiled together.
 */
export function configurationsOf(text: string, given: Given = NOTHING): Configurations {
  const directives = directivesOf(text);
  const always = (): boolean => true;
  const found = [configured(text, directives, system(false, given), always, given)];
  const conditional = directives.some(({ name }) => OPENS.test(name));
  if (conditional) found.push(configured(text, directives, system(false, given), () => false, given));
  const windows = asksForWindows(directives);
  if (windows) found.push(configured(text, directives, system(true), always));
  const unread = conditional ? further(text, directives, windows, found) : [];
  const isNew = ({ text: own }: Configuration, at: number) =>
    found.findIndex((each) => each.text === own) === at;
  return { read: found.filter(isNew), unread };
}

const asksForWindows = (directives: readonly Directive[]): boolean =>
  directives.some(({ name, rest }) => /^(el)?if/.test(name) && /WIN(32|64|DOWS)|_MSC_VER/.test(rest));

/** Adds configurations with functions that none has so far, and returns the heads of those that are in none then. */
function further(
  text: string,
  directives: readonly Directive[],
  windows: boolean,
  found: Configured[],
): readonly Head[] {
  const active = new Uint8Array(directives.length);
  const mark = (each: Configured): void => {
    for (let at = 0; at < active.length; at++) active[at] |= each.active[at];
  };
  for (const each of found) mark(each);
  const missing = sectionsNotIn(active, text, directives);
  let [tries, built] = [0, 0];
  for (const section of missing)
    for (const assumed of windows ? [system(false), system(true)] : [system(false)]) {
      if (active[section.at] === 1) break;
      if (tries++ >= MOST_TRIES || built >= MOST_FURTHER || !assumeWayTo(section.branch, assumed)) continue;
      built++;
      const wanted = wantedFor(missing.filter(({ at }) => active[at] === 0));
      const configuration = configured(text, directives, assumed, wanted);
      // What the file itself defines may lead elsewhere.
      if (configuration.active[section.at] === 0) continue;
      found.push(configuration);
      mark(configuration);
    }
  return missing.filter(({ at }) => active[at] === 0).flatMap(({ heads }: Section) => heads);
}

interface Configured extends Configuration {
  /** By directive: 1 where the text behind it is compiled. */
  readonly active: Uint8Array;
}

interface Level {
  readonly outer: boolean;
  active: boolean;
  taken: boolean;
}

function configured(
  text: string,
  directives: readonly Directive[],
  assumed: Assumptions,
  wanted: (at: number) => boolean,
  given: Given = NOTHING,
): Configured {
  const active = new Uint8Array(directives.length);
  const defines: Directive[] = [];
  const blanks: [number, number][] = [];
  const levels: Level[] = [];
  const isActive = () => levels.length === 0 || levels[levels.length - 1].active;
  let inactiveFrom: number | null = null;
  directives.forEach((directive, at) => {
    const { name, rest, start, end } = directive;
    const level = levels[levels.length - 1];
    const wasActive = isActive();
    if (OPENS.test(name)) {
      const guard =
        name === 'ifndef' &&
        directives[at + 1]?.name === 'define' &&
        startsWithName(directives[at + 1], rest) &&
        !given.has(rest.trim());
      const holds = wasActive && (guard || choose(conditionOf(directive), wanted(at), assumed));
      levels.push({ outer: wasActive, active: holds, taken: holds });
    } else if (level !== undefined && CONTINUES.test(name)) {
      level.active = level.outer && !level.taken && choose(conditionOf(directive), wanted(at), assumed);
      level.taken ||= level.active;
    } else if (level !== undefined && name === 'else') {
      level.active = level.outer && !level.taken;
      level.taken = true;
    } else if (level !== undefined && name === 'endif') levels.pop();
    else if (wasActive && name === 'define') {
      defines.push(directive);
      learn(directive, assumed);
    } else if (wasActive && name === 'undef') assumed.set(rest.trim(), false);
    blanks.push([start, end]);
    if (isActive()) active[at] = 1;
    if (wasActive && !isActive()) inactiveFrom = end;
    if (!wasActive && isActive() && inactiveFrom !== null) {
      blanks.push([inactiveFrom, start]);
      inactiveFrom = null;
    }
  });
  if (inactiveFrom !== null) blanks.push([inactiveFrom, text.length]);
  return { ...plainC(blank(text, blanks)), defines, active };
}

const startsWithName = ({ rest }: Directive, name: string): boolean => /^\w*/.exec(rest)?.[0] === name.trim();

/** Takes the value that is wanted if it can be had, else the other. */
function choose(condition: Expression, wanted: boolean, assumed: Assumptions): boolean {
  const trial = new Trial(assumed);
  const possible = satisfy(condition, wanted, trial);
  if (!possible) {
    trial.forget();
    satisfy(condition, !wanted, trial);
  }
  trial.keep();
  return possible ? wanted : !wanted;
}

/** A name that the file itself defines is defined, and 0 where it says so. */
function learn({ rest }: Directive, assumed: Assumptions): void {
  const [, name, body] = /^(\w+)\b(?!\()\s*(.*)$/.exec(rest) ?? [];
  if (name !== undefined) assumed.set(name, body.trim() !== '0');
}

/** Spaces in place of each range; line ends stay. */
function blank(text: string, ranges: readonly [number, number][]): string {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  let out = '';
  let at = 0;
  for (const [start, end] of sorted) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    out += text.slice(at, from) + text.slice(from, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  return out + text.slice(at);
}

const LOOP_MACRO = /\b\w{0,60}(?:FOREACH|foreach|for_each|FOR_EACH)\w{0,60}(?=\s*\([^;{}]{0,500}\)\s*\{)/g;
/** `#define FOREVER while (1)`, and Qt's `forever`. */
const FOREVER = /\b(?:forever|FOREVER|for_ever|FOR_EVER)\b(?=\s*\{)/g;
const AUTO_CLOSING =
  /\b(?:_cleanup_close_\w*|_cleanup_fclose_|_cleanup_(?:\w+)_|g_auto(?:fd|free|ptr)\b(?:\s*\([^)]{0,200}\))?)/g;

/** `while` in place of a macro has blanks behind it, which tells it from one that was written so. */
export const isLoopMacro = (text: string, start: number): boolean => text.startsWith('while  ', start);

/** Macros that look like no C to a parser, in words of the same length that do. */
function plainC(text: string): Omit<Configuration, 'defines'> {
  const autoClosing = new Set<number>();
  // Most texts have neither, which is quickly seen.
  if (!/for_?each|for_?ever|_cleanup_|g_auto/i.test(text)) return { text, autoClosing };
  const plain = text
    .replace(LOOP_MACRO, (name) => 'while'.padEnd(name.length))
    .replace(FOREVER, (name) => 'for(;;)'.padEnd(name.length))
    .replace(AUTO_CLOSING, (word, at: number) => {
      const gap = /^\s*/.exec(text.slice(at + word.length, at + word.length + 200))?.[0].length ?? 0;
      autoClosing.add(at + word.length + gap);
      return ' '.repeat(word.length);
    });
  return { text: plain, autoClosing };
}
