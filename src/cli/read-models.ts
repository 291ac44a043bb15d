import { readFileSync } from 'node:fs';
import { readModels, type UserModel } from '../core/session/lint';
import type { Locale } from '../core/words';
import { asInputError, InputError } from './errors';
import { jsonFaultIn } from './json-fault';

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
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch {
    throw new InputError(
      `${file}: ${faultOf(json)}; models are a list of objects, [{ "function": "dial", "opens": "result" }]`,
    );
  }
}

function faultOf(json: string): string {
  const fault = jsonFaultIn(json);
  if (fault === null) return 'this is not JSON';
  const { line, column, expected, found } = fault;
  return `line ${line}, column ${column}: this is not JSON: expected ${expected}, found ${found}`;
}
