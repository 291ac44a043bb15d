import { say } from '../../core/explain';
import { explanationMarkdown, explanationText } from '../../core/report';
import type { ConnectionRow, FindingView } from '../../core/session/capture';
import { jsonText } from '../../core/text';
import { InputError, shellWord, shownName } from '../errors';
import type { Context } from './context';

const PAGE = 1000;

/** Why a connection is in its state: the one asked for, else the one that needs it most. */
export async function explain(context: Context): Promise<void> {
  const { capture, output, request, locale } = context;
  await capture.load();
  const chosen = await choose(context);
  const explanation = await capture.explain(chosen.connection);
  switch (request.format) {
    case 'json':
      await output.write(`${jsonText(explanation, 2)}\n`);
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

async function choose({ capture, request }: Context): Promise<{ connection: number; otherStuck: number }> {
  const total = capture.summary().connections;
  if (total === 0) throw new InputError(`${shownName(request.file)}: no TCP connection in this capture`);
  if (request.connection !== null) {
    if (request.connection > total)
      throw new InputError(
        `${shownName(request.file)}: there is no connection ${request.connection}; the last one is ${total}`,
      );
    return { connection: request.connection, otherStuck: 0 };
  }
  return neediest(capture, total);
}

/** What a person would ask about first, by rank: the first connection of the lowest rank is explained. */
const NEEDS: readonly ((row: ConnectionRow) => boolean)[] = [
  (row) => has(row, 'error'),
  (row) => row.stuck !== null,
  (row) => has(row, 'warning'),
  (row) => !endedInOrder(row),
];

const has = ({ findings }: ConnectionRow, wanted: FindingView['severity']): boolean =>
  findings.some(({ severity }) => severity === wanted);

async function neediest(capture: Context['capture'], total: number) {
  const first = NEEDS.map(() => 0);
  let stuck = 0;
  for (let from = 0; from < total; from += PAGE) {
    for (const row of await capture.connections(from, Math.min(total, from + PAGE))) {
      if (row.stuck !== null) stuck++;
      NEEDS.forEach((needs, rank) => {
        if (first[rank] === 0 && needs(row)) first[rank] = row.connection;
      });
    }
  }
  return { connection: first.find((connection) => connection > 0) ?? 1, otherStuck: Math.max(0, stuck - 1) };
}

function endedInOrder(row: ConnectionRow): boolean {
  const over = ({ state }: ConnectionRow['clientState']) => state === 'CLOSED' || state === 'TIME_WAIT';
  return over(row.clientState) && over(row.serverState) && !/[Rr]/.test(row.history);
}
