import { InputError } from '../errors';

/** What an agent gave, as it came: the schema is for it to read, and nothing is believed. */
export type Given = Readonly<Record<string, unknown>>;

/** Paths, of which there has to be one. Throws an InputError. */
export function somePaths(given: Given): readonly string[] {
  const { paths } = given;
  const all = typeof paths === 'string' ? [paths] : Array.isArray(paths) ? paths : [];
  if (all.length === 0 || !all.every((one): one is string => typeof one === 'string' && one !== ''))
    throw new InputError('paths: give at least one file or folder, as a list of strings');
  return all;
}

/** A whole number from `least` on; null where none was given. Throws an InputError. */
export function wholeNumber(given: Given, name: string, least: number): number | null {
  const value = given[name];
  if (value === undefined || value === null) return null;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number;
  throw new InputError(`${name}: give a whole number from ${least} on`);
}

/** A text; null where none, or an empty one, was given. Throws an InputError. */
export function text(given: Given, name: string): string | null {
  const value = given[name];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw new InputError(`${name}: give a string`);
}

/** One of some words; the first where none was given. Throws an InputError. */
export function oneOf<Word extends string>(given: Given, name: string, words: readonly Word[]): Word {
  const value = text(given, name) ?? words[0];
  const word = words.find((one) => one === value);
  if (word === undefined) throw new InputError(`${name}: give one of ${words.join(', ')}`);
  return word;
}
