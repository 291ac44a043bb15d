import { readFileSync } from 'node:fs';
import { readModels, type UserModel } from '../core/session/lint';
import type { Locale } from '../core/words';
import { asInputError, InputError } from './errors';

/** The models in a JSON file; an InputError names the file and what is wrong in it first. */
export function modelsFrom(file: string, locale: Locale): readonly UserModel[] {
  const { models, problems } = readModels(parsed(file), locale);
  const [problem, ...others] = problems;
  if (problem === undefined) return models;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  throw new InputError(`${file}: ${problem}${more}`);
}

function parsed(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw asInputError(error, file);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new InputError(`${file}: expected JSON, a list of models: ${reason}`);
  }
}
