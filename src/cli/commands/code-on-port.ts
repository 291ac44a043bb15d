import { codeOnPortMarkdown, codeOnPortText, type Layout, withSource } from '../../core/report';
import { codeSubject, type Explained } from '../../core/session/code';
import type { CommandRequest } from '../arguments';
import { codeIn } from '../code-in';

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
