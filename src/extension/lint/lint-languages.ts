import type { TextDocument, Uri } from 'vscode';

/** Languages that mean something to each other: a C file and its headers, a script and what it imports. */
export type Family = 'c' | 'script';

interface LintLanguage {
  readonly family: Family;
  /** The ends of its files' names; the first is added to a name that has none of its family's. */
  readonly extensions: readonly string[];
}

/** The languages that are linted, by VS Code's names. */
export const LANGUAGES: Readonly<Record<string, LintLanguage>> = {
  c: { family: 'c', extensions: ['c', 'h'] },
  cpp: { family: 'c', extensions: ['cpp', 'cc', 'cxx', 'hh', 'hpp', 'hxx'] },
  typescript: { family: 'script', extensions: ['ts', 'mts', 'cts'] },
  typescriptreact: { family: 'script', extensions: ['tsx'] },
  javascript: { family: 'script', extensions: ['js', 'mjs', 'cjs'] },
  javascriptreact: { family: 'script', extensions: ['jsx'] },
};

/** Files of a family that are no sources: how they are compiled, where a script's imports lead. */
export const CONFIGURATIONS: Readonly<Record<Family, readonly string[]>> = {
  c: ['compile_commands.json'],
  script: ['package.json', 'tsconfig.json', 'tsconfig.*.json', 'jsconfig.json'],
};

export const LANGUAGE_IDS: readonly string[] = Object.keys(LANGUAGES);
export const FAMILIES: readonly Family[] = ['c', 'script'];

/** undefined: not a language that is linted. */
export const familyOf = (languageId: string): Family | undefined => LANGUAGES[languageId]?.family;

export const languagesOf = (family: Family): readonly string[] =>
  LANGUAGE_IDS.filter((id) => LANGUAGES[id].family === family);

/** The name that a document has in findings. It ends as the linter expects it of the document's language. */
export function lintName({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): string {
  const name = fileLintName(uri);
  const language = LANGUAGES[languageId];
  if (language === undefined) return name;
  const extension = /\.(\w+)$/.exec(name)?.[1].toLowerCase() ?? '';
  const known = languagesOf(language.family).some((id) => LANGUAGES[id].extensions.includes(extension));
  return known ? name : `${name}.${language.extensions[0]}`;
}

/** The same of a file that no editor holds. Unescaped, so that its last part is the file's name. */
export const fileLintName = (uri: Uri): string => uri.toString(true);
