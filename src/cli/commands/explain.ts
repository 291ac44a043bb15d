import { say } from '../../core/explain';
import { explanationJson, explanationMarkdown, explanationText } from '../../core/report';
import { InputError, shellWord, shownName } from '../errors';
import { refuseUnread } from '../unread';
import type { Context } from './context';

/** Why a connection is in its state: the one asked for, else the one that needs it most. */
export async function explain(context: Context): Promise<void> {
  const { capture, output, request, locale } = context;
  await capture.load();
  const chosen = choose(context);
  const explanation = await capture.explain(chosen.connection);
  switch (request.format) {
    case 'json':
      await output.write(explanationJson(explanation));
      break;
    case 'markdown':
      await output.write(explanationMarkdown(locale, explanation));
      break;
    default:
      await output.write(explanationText(context, explanation));
      if (chosen.otherStuck > 0)
        await output.write(
          `\n${say(locale, 'report.more-stuck', { count: chosen.otherStuck, file: shellWord(request.file) })}\n`,
        );
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
