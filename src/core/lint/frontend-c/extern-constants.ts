import type { Macro } from './macros';
import { constantsOf } from './named-numbers';

interface Source {
  readonly path: string;
  readonly text: string;
}

/** A constant that is declared here and defined in another file. */
const DECLARED =
  /^extern[ \t]+const[ \t]+(?:unsigned[ \t]+)?(?:int|long|short|char|bool|unsigned|s?size_t)[ \t]+(\w+)[ \t]*;/gm;
const DEFINED = /^const[ \t][\w \t]{1,200}(?<=[ \t])(\w{1,100})[ \t]{0,20}=/gm;

/** The constants that a file defines for others; remembered while it is the same object. */
const defined = new WeakMap<Source, ReadonlyMap<string, Macro>>();

/** The names that a text declares to be constants of other files. */
export const externsIn = (text: string): readonly string[] =>
  /\bextern[ \t]+const\b/.test(text) ? [...text.matchAll(DECLARED)].map(([, name]) => name) : [];

/** The values of constants that one file among many defines; what two define differently has none. */
export function constantsForOthers(files: readonly Source[]): ReadonlyMap<string, Macro> {
  const constants = new Map<string, Macro>();
  const contested = new Set<string>();
  for (const file of files)
    for (const [name, macro] of constantsIn(file)) {
      if ((constants.get(name)?.body ?? macro.body) !== macro.body) contested.add(name);
      constants.set(name, macro);
    }
  for (const name of contested) constants.delete(name);
  return constants;
}

function constantsIn(file: Source): ReadonlyMap<string, Macro> {
  const before = defined.get(file);
  if (before !== undefined) return before;
  const names = /^const\b/m.test(file.text) ? [...file.text.matchAll(DEFINED)].map(([, name]) => name) : [];
  const all = names.length === 0 ? null : constantsOf(file.text);
  const made = new Map(names.flatMap((name) => entryOf(all?.get(name))));
  defined.set(file, made);
  return made;
}

const entryOf = (macro: Macro | undefined): [string, Macro][] =>
  macro === undefined ? [] : [[macro.name, macro]];
