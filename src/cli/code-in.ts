import { readFileSync } from 'node:fs';
import { say } from '../core/explain';
import { type CodeOnPort, CodeSession, type CodeSubject } from '../core/session/code';
import { isLintable, LIMITS, type LintFinding, LintSession } from '../core/session/lint';
import { decodedSource } from '../core/text';
import type { Locale } from '../core/words';
import { loadParsers, processorTime } from '../host/node';
import { errorText, InputError, shownName } from './errors';
import { findSettings, findSources } from './find-sources';

/**
 * The code in files and folders that is on a port, with what the linter finds there; files are called by what `nameOf` makes
 * of their paths. Rejects with an InputError where there is no source at all.
 */
export async function codeIn(
  paths: readonly string[],
  subject: CodeSubject,
  locale: Locale,
  nameOf?: (path: string) => string,
): Promise<CodeOnPort> {
  return (await readCode(paths, locale, nameOf))(subject);
}

/** Reads the sources once, for any number of subjects. */
export async function readCode(
  paths: readonly string[],
  locale: Locale,
  nameOf: (path: string) => string = (path) => path,
): Promise<(subject: CodeSubject) => CodeOnPort> {
  const parsers = await loadParsers();
  const code = new CodeSession(parsers, locale);
  const linter = new LintSession(parsers, locale, {}, { ...LIMITS, clock: processorTime });
  const both = [code, linter];
  let files = 0;
  const unread: string[] = [];
  for (const { path, skip, reason } of findSources(paths)) {
    if (skip === null && isLintable(path)) {
      files++;
      readInto(both, path, nameOf(path), unread);
    } else if (reason !== null) unread.push(`${shownName(nameOf(path))}: ${reason}`);
  }
  if (files === 0) {
    const folder = paths.map((path) => shownName(nameOf(path))).join(', ');
    // What could not be looked into must not pass for empty.
    throw new InputError(unread[0] ?? say(locale, 'code.no-sources', { folder }));
  }
  for (const path of findSettings(paths)) readInto([code], path, nameOf(path), unread);
  let linted: readonly LintFinding[] | null = null;
  const findings = (): readonly LintFinding[] => {
    linted ??= linter.lint().findings;
    return linted;
  };
  return (subject) => {
    const search = code.search(subject);
    const answer = search.withFindings(search.files.length === 0 ? [] : findings());
    return { ...answer, unread: [...answer.unread, ...unread] };
  };
}

/** Hands a file's text on to those that take it, under its name. */
function readInto(
  takers: readonly { set(path: string, text: string): void }[],
  path: string,
  name: string,
  unread: string[],
): void {
  try {
    const text = decodedSource(readFileSync(path));
    for (const taker of takers) taker.set(name, text);
  } catch (error) {
    unread.push(`${shownName(name)}: ${errorText(error)}`);
  }
}
