import { constants, gunzipSync } from 'node:zlib';
import { say } from '../../core/explain';
import {
  socketExplanationJson,
  socketExplanationMarkdown,
  socketExplanationText,
  socketJson,
  socketsTable,
} from '../../core/report';
import { type SocketConnection, SocketSession } from '../../core/session/sockets';
import { InputError, shellWord, shownName } from '../errors';
import type { Context } from './context';

/** More text than any host's sockets make. */
const MOST_BYTES = 64 << 20;
/** So far a first row is looked for. */
const HEAD_BYTES = 4 << 20;
const PAGE = 1000;

/** The socket tables in a file that is not a capture; null: it holds none. */
export async function openSocketTable(context: Context): Promise<SocketSession | null> {
  const head = await openHead(context, HEAD_BYTES);
  return head === null ? null : openHead(context, MOST_BYTES);
}

/** The rows of socket tables within the first bytes of a file. */
async function openHead({ capture, request, locale }: Context, most: number): Promise<SocketSession | null> {
  const text = textOf(unpacked(await capture.head(most), most));
  return text.includes('\0') ? null : SocketSession.read(text, shownName(request.file), locale);
}

/** The text of a compressed table, as far as it can be unpacked. */
function unpacked(bytes: Uint8Array, most: number): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most });
  } catch {
    return bytes;
  }
}

/** UTF-16 is what PowerShell 5 writes into a file. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const wide = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && bytes[3] === 0);
  const encoding = wide ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** So far a text log is looked through for rows of tables beside its packets. */
const BESIDE_BYTES = 1 << 20;

/**
 * What rows of socket tables show that stand in a text beside packets, told behind what the packets show; in JSON only
 * that they are there, with the line of the first. null: there are none, or they have been told.
 */
export async function besidePackets(context: Context): Promise<{ message: string; line: number } | null> {
  const { capture, request, locale, output } = context;
  if (request.command === 'annotate' || capture.summary().format !== 'text') return null;
  const session = await openHead(context, BESIDE_BYTES);
  if (session === null || session.rows === 0) return null;
  if (request.format !== 'text')
    return { message: say(locale, 'socket.beside-packets', { rows: session.rows }), line: session.firstLine };
  const title = say(locale, 'socket.beside-title');
  await output.write(`\n${socketExplanationText(context, { ...session.explain(null), title })}`);
  return null;
}

/** Does for a socket table what the command does for a capture. */
export async function socketTable(context: Context, session: SocketSession): Promise<void> {
  const { request, locale, output } = context;
  switch (request.command) {
    case 'connections':
      return request.format === 'json' ? printRows(context, session) : printTable(context, session);
    case 'explain': {
      await output.write(explained(context, session));
      return;
    }
    default:
      throw new InputError(say(locale, 'socket.annotate', { file: shownName(request.file) }));
  }
}

async function printRows({ output }: Context, session: SocketSession): Promise<void> {
  let before = '[';
  for (let from = 0; from < session.rows; from += PAGE)
    for (const row of session.connections(from, from + PAGE)) {
      await output.write(`${before}\n${socketJson(row)}`);
      before = ',';
    }
  await output.write(before === '[' ? '[]\n' : '\n]\n');
}

async function printTable(context: Context, session: SocketSession): Promise<void> {
  const { output, locale, style, columns, request } = context;
  const rows = session.connections(0, session.rows);
  await output.write(
    rows.length === 0 ? `${say(locale, 'socket.none')}\n` : socketsTable(locale, style, rows, columns),
  );
  const explanation = session.explain(null);
  const wide = { ...explanation, endpoints: [], commands: [], title: '' };
  if (explanation.captureFindings.length > 0)
    await output.write(socketExplanationText(context, wide).replace(/^\n+/, '\n'));
  await output.write(tail(context, rows, shellWord(request.file)));
}

/** How many are stuck, and how many may be: told apart, as the table shows one moment. */
function tail({ locale }: Context, rows: readonly SocketConnection[], file: string): string {
  const stuck = rows.filter((row) => row.stuck !== null && row.stuck.sureness !== 'possible');
  const possible = rows.filter((row) => row.stuck?.sureness === 'possible').length;
  const values = { count: stuck.length, connection: stuck[0]?.connection, file };
  return [
    ...(stuck.length > 0 ? [`\n${say(locale, 'socket.stuck', values)}\n`] : []),
    ...(possible > 0 ? [`\n${say(locale, 'socket.possible', { count: possible })}\n`] : []),
  ].join('');
}

function explained(context: Context, session: SocketSession): string {
  const { request, locale } = context;
  if (request.connection !== null && request.connection > session.rows)
    throw new InputError(
      `${shownName(request.file)}: ${say(locale, 'socket.no-row', { row: request.connection, last: session.rows })}`,
    );
  const explanation = session.explain(request.connection);
  if (request.format === 'json') return socketExplanationJson(explanation);
  if (request.format === 'markdown') return socketExplanationMarkdown(locale, explanation);
  return socketExplanationText(context, explanation);
}
