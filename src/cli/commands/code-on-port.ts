import { readFileSync } from 'node:fs';
import { say } from '../../core/explain';
import { codeOnPortMarkdown, codeOnPortText, type Layout, withSource } from '../../core/report';
import { type CodeOnPort, CodeSession, type CodeSubject, explainsByCode } from '../../core/session/code';
import { isLintable, LIMITS } from '../../core/session/lint';
import type { Locale } from '../../core/words';
import { loadParsers, processorTime } from '../../host/node';
import type { CommandRequest } from '../arguments';
import { errorText, InputError, shownName } from '../errors';
import { findSources } from '../find-sources';

/** What an explanation is about, as far as the code behind it is concerned. */
export interface Explained {
  /** `192.0.2.2:8000`; null where it is about no server in particular. */
  readonly server: string | null;
  readonly findings: readonly { readonly id: string; readonly endpoint?: 'client' | 'server' | null }[];
}

interface Asked extends Layout {
  readonly request: CommandRequest;
}

/** The explanation in the request's format, and behind it the code on the port, where sources were given. */
export async function withCode(asked: Asked, explanation: string, explained: Explained): Promise<string> {
  const { request, locale } = asked;
  const subject = subjectOf(explained);
  if (request.source.length === 0 || subject === null) return explanation;
  const code = await codeIn(request.source, subject, locale);
  if (request.format === 'json') return withSource(explanation, code);
  if (request.format === 'markdown') return explanation + codeOnPortMarkdown(locale, code);
  return explanation + codeOnPortText(asked, code);
}

/** The end that the finding which code can explain is about; without one, the server. */
function subjectOf({ server, findings }: Explained): CodeSubject | null {
  const port = Number(/:(\d+)$/.exec(server ?? '')?.[1] ?? 0);
  if (port === 0) return null;
  const lead = findings.find(({ id }) => explainsByCode(id));
  return {
    port,
    role: lead?.endpoint === 'client' ? 'connects' : 'listens',
    findings: findings.map(({ id }) => id),
  };
}

async function codeIn(paths: readonly string[], subject: CodeSubject, locale: Locale): Promise<CodeOnPort> {
  const session = new CodeSession(await loadParsers(), locale, {}, { ...LIMITS, clock: processorTime });
  let files = 0;
  const unread: string[] = [];
  for (const { path, skip, reason } of findSources(paths)) {
    if (skip === null && isLintable(path)) {
      files++;
      readInto(session, path, unread);
    } else if (reason !== null) unread.push(`${shownName(path)}: ${reason}`);
  }
  if (files === 0)
    throw new InputError(say(locale, 'code.no-sources', { folder: paths.map(shownName).join(', ') }));
  return { ...session.onPort(subject), unread };
}

function readInto(session: CodeSession, path: string, unread: string[]): void {
  try {
    session.set(path, readFileSync(path, 'utf8'));
  } catch (error) {
    unread.push(`${shownName(path)}: ${errorText(error)}`);
  }
}
