import { readFileSync } from 'node:fs';
import { say } from '../../core/explain';
import { codeOnPortMarkdown, codeOnPortText, type Layout, withSource } from '../../core/report';
import {
  type CodeOnPort,
  CodeSession,
  type CodeSubject,
  codeSubject,
  type Explained,
} from '../../core/session/code';
import { isLintable, LIMITS, LintSession } from '../../core/session/lint';
import type { Locale } from '../../core/words';
import { loadParsers, processorTime } from '../../host/node';
import type { CommandRequest } from '../arguments';
import { errorText, InputError, shownName } from '../errors';
import { findSettings, findSources } from '../find-sources';

interface Asked extends Layout {
  readonly request: CommandRequest;
}

/** The explanation in the request's format, and behind it the code on the port, where sources were given. */
export async function withCode(asked: Asked, explanation: string, explained: Explained): Promise<string> {
  const { request, locale } = asked;
  const subject = codeSubject(explained);
  if (request.source.length === 0 || subject === null) return explanation;
  const code = await codeIn(request.source, subject, locale);
  if (request.format === 'json') return withSource(explanation, code);
  if (request.format === 'markdown') return explanation + codeOnPortMarkdown(locale, code);
  return explanation + codeOnPortText(asked, code);
}

async function codeIn(paths: readonly string[], subject: CodeSubject, locale: Locale): Promise<CodeOnPort> {
  const parsers = await loadParsers();
  const code = new CodeSession(parsers, locale);
  const linter = new LintSession(parsers, locale, {}, { ...LIMITS, clock: processorTime });
  const both = [code, linter];
  let files = 0;
  const unread: string[] = [];
  for (const { path, skip, reason } of findSources(paths)) {
    if (skip === null && isLintable(path)) {
      files++;
      readInto(both, path, unread);
    } else if (reason !== null) unread.push(`${shownName(path)}: ${reason}`);
  }
  if (files === 0)
    throw new InputError(say(locale, 'code.no-sources', { folder: paths.map(shownName).join(', ') }));
  for (const path of findSettings(paths)) readInto([code], path, unread);
  const search = code.search(subject);
  const answer = search.withFindings(search.files.length === 0 ? [] : linter.lint().findings);
  return { ...answer, unread: [...answer.unread, ...unread] };
}

/** Hands a file's text on to those that take it. */
function readInto(
  takers: readonly { set(path: string, text: string): void }[],
  path: string,
  unread: string[],
): void {
  try {
    const text = readFileSync(path, 'utf8');
    for (const taker of takers) taker.set(path, text);
  } catch (error) {
    unread.push(`${shownName(path)}: ${errorText(error)}`);
  }
}
