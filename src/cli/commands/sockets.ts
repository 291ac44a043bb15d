import { hostname } from 'node:os';
import { say } from '../../core/explain';
import {
  endpointChangesText,
  type Style,
  socketExplanationText,
  socketJson,
  socketsTable,
} from '../../core/report';
import { LiveSocketSession, type LiveSockets, type SocketSession } from '../../core/session/sockets';
import type { Locale } from '../../core/words';
import type { SocketsRequest } from '../arguments';
import { InputError } from '../errors';
import type { Output } from '../terminal/output';

/** What `closewait sockets` works with; the clock and the machine are those of a test in a test. */
export interface SocketsContext {
  readonly request: SocketsRequest;
  readonly locale: Locale;
  readonly output: Output;
  readonly toTerminal: boolean;
  readonly style: Style;
  readonly columns: number | null;
  readonly proseColumns: number;
  readonly read: () => LiveSockets | null;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** Resolves to whether to go on. */
  readonly wait: (seconds: number) => Promise<boolean>;
}

/** Clears a terminal (ECMA-48: ED, CUP). */
const CLEAR = '\u001b[2J\u001b[H';

/** This machine's own sockets, once, or again and again until it is stopped. */
export async function sockets(context: SocketsContext): Promise<void> {
  const { request, locale, read, now, wait } = context;
  const live = new LiveSocketSession(hostname(), locale);
  for (let round = 0; ; round++) {
    const found = read();
    if (found === null) throw new InputError(say(locale, 'socket.live.elsewhere'));
    const session = live.note(found, now());
    if (request.format === 'text')
      await printTable(context, session, round === 0 ? null : live.watched, found.hidden);
    else await printRows(context, session);
    await context.output.flush();
    if (request.refresh === null || !(await wait(request.refresh))) return;
  }
}

async function printRows({ output, request }: SocketsContext, session: SocketSession): Promise<void> {
  const rows = session.connections(0, session.rows).map(socketJson);
  if (request.format === 'jsonl') for (const row of rows) await output.write(`${row}\n`);
  else await output.write(rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`);
}

async function printTable(
  context: SocketsContext,
  session: SocketSession,
  watched: number | null,
  hidden: number,
): Promise<void> {
  const { output, locale, style, columns, toTerminal } = context;
  if (watched !== null) await output.write(toTerminal ? CLEAR : '\n');
  const rows = session.connections(0, session.rows);
  const none = `${say(locale, 'socket.live.none')}\n`;
  await output.write(rows.length === 0 ? none : socketsTable(locale, style, rows, columns));
  if (hidden > 0) {
    const unnamed = rows.filter(({ socket }) => socket.inode !== 0 && socket.descriptors.length === 0).length;
    await output.write(`\n${say(locale, 'socket.live.hidden', { hidden, unnamed })}\n`);
  }
  const changes = endpointChangesText(context, session.changedEndpoints(), watched ?? 0);
  if (changes !== '') await output.write(`\n${changes}`);
  const explanation = session.explain(null);
  if (explanation.captureFindings.length > 0)
    await output.write(
      socketExplanationText(context, { ...explanation, endpoints: [], commands: [], title: '' }).replace(
        /^\n+/,
        '\n',
      ),
    );
  const stuck = rows.filter((row) => row.stuck !== null && row.stuck.sureness !== 'possible').length;
  const possible = rows.filter((row) => row.stuck?.sureness === 'possible').length;
  if (stuck > 0) await output.write(`\n${say(locale, 'socket.live.stuck', { count: stuck })}\n`);
  if (possible > 0) await output.write(`\n${say(locale, 'socket.live.possible', { count: possible })}\n`);
}
