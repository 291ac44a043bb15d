import { codeOnPortMarkdown, codeOnPortText, type Layout, type Sink, withSource } from '../../core/report';
import { type CodeOnPort, type CodeSubject, codeSubject, type Explained } from '../../core/session/code';
import type { CommandRequest } from '../arguments';

interface Asked extends Layout {
  readonly request: CommandRequest;
}

/** The explanation in the request's format, and behind it the code on the port, where sources were given. */
export async function withCode(asked: Asked, explanation: string, explained: Explained): Promise<string> {
  const { request, locale } = asked;
  const subject = codeSubject(explained);
  if (request.source.length === 0 || subject === null) return explanation;
  const { codeIn } = await import('../linter');
  const code = await codeIn(request.source, subject, locale);
  if (request.format === 'json') return withSource(explanation, code);
  if (request.format === 'markdown') return explanation + codeOnPortMarkdown(locale, code);
  return explanation + codeOnPortText(asked, code);
}

/** Ports of a list whose code is told. */
const MOST_PORTS = 5;

/** The code behind the connections of a list that are stuck: the sources are read once, and each port is looked for once. */
export class CodeOfList {
  private readonly known = new Map<string, CodeOnPort>();

  private constructor(private readonly find: (subject: CodeSubject) => CodeOnPort) {}

  /** null: no sources were given. */
  static async in({ request, locale }: Asked): Promise<CodeOfList | null> {
    if (request.source.length === 0) return null;
    const { readCode } = await import('../linter');
    return new CodeOfList(await readCode(request.source, locale));
  }

  /** null: nothing is known of its server. */
  behind(explained: Explained): CodeOnPort | null {
    const subject = codeSubject(explained);
    if (subject === null) return null;
    const key = JSON.stringify(subject);
    const code = this.known.get(key) ?? this.find(subject);
    this.known.set(key, code);
    return code;
  }

  /** What was looked for so far, a port and an end once. */
  async write(output: Sink, layout: Layout): Promise<void> {
    const ports = new Map(
      [...this.known.values()].reverse().map((code) => [`${code.port} ${code.role}`, code]),
    );
    for (const code of [...ports.values()].reverse().slice(0, MOST_PORTS))
      await output.write(codeOnPortText(layout, code));
  }
}
