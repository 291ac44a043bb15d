import { lowerFile } from './frontend-ts';
import type { Language, LintFile, Surroundings } from './language';
import { knowledge } from './models-ts';
import { RULES } from './rules-ts';
import type { Parsers } from './syntax';

/** TypeScript, TSX, JavaScript and JSX. */
export const typescript: Language = {
  id: 'typescript',
  reads: (path) => /\.(?:[cm]?[jt]s|[jt]sx)$/i.test(path) && !/\.d\.[cm]?ts$|\.min\.[cm]?js$/i.test(path),
  surroundings: () => ALONE,
  knowledge,
  rules: RULES,
};

/** What a file imports is known by the module's name alone. */
const ALONE: Surroundings = {
  keyOf: () => '',
  lower: (parsers: Parsers, { path, text }: LintFile) =>
    lowerFile(/\.[cm]?ts$/i.test(path) ? parsers.typescript : parsers.tsx, path, text),
};
