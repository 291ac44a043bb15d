import { say } from '../../core/explain';
import { explanationJson, explanationMarkdown, explanationText } from '../../core/report';
import type { Explanation } from '../../core/session/capture';
import { InputError, shellWord, shownName } from '../errors';
import { refuseUnread } from '../unread';
import { withCode } from './code-on-port';
import type { Context } from './context';

/** Why a connection is in its state: the one asked for, else the one that needs it most. */
export async function explain(context: Context): Promise<void> {
  const { capture, output, request, locale } = context;
  await capture.load();
  const chosen = choose(context);
  const explanation = await capture.explain(chosen.connection);
  const { connection, captureFindings } = explanation;
  const explained = {
    server: connection?.server ?? null,
    findings: [...(connection?.findings ?? []), ...captureFindings],
    programs: connection?.processes ?? { client: null, server: null },
  };
  await output.write(await withCode(context, inFormat(context, explanation), explained));
  if (request.format === 'text' && chosen.otherStuck > 0)
    await output.write(
      `\n${say(locale, 'report.more-stuck', { count: chosen.otherStuck, file: shellWord(request.file) })}\n`,
    );
}

function inFormat(context: Context, explanation: Explanation): string {
  switch (context.request.format) {
    case 'json':
      return explanationJson(explanation);
    case 'markdown':
      return explanationMarkdown(context.locale, explanation);
    default:
      return explanationText(context, explanation);
  }
}

function choose({ capture, request }: Context): { connection: number; otherStuck: number } {
  refuseUnread(capture.summary(), request.file);
  const total = capture.summary().connections;
  if (total === 0) throw new InputError(`${shownName(request.file)}: no TCP connection in this capture`);
  if (request.connection !== null) {
    if (request.connection > total)
      throw new InputError(
        `${shownName(request.file)}: there is no connection ${request.connection}; the last one is ${total}`,
      );
    return { connection: request.connection, otherStuck: 0 };
  }
  return capture.firstToExplain();
}
