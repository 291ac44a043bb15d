import type { ByteSource } from '../core/bytes';
import { decompressed } from '../core/session/capture';
import { TableText } from '../core/session/incident';
import { SocketSession } from '../core/session/sockets';
import type { Locale } from '../core/words';
import type { Capture } from './capture';
import { NotACapture, shownName } from './errors';

/** What a file shows beside packets, or instead of them. `problems`: of its tables, be there rows or not. */
export interface FoundTables {
  readonly session: SocketSession | null;
  readonly problems: ReturnType<SocketSession['problems']>;
}

const NONE: FoundTables = { session: null, problems: [] };

/**
 * The socket tables in a file that is not a capture; null: it holds none. Throws NotACapture where there are rows of them and
 * none of these can be read.
 */
export async function tablesInstead(
  { source }: { readonly source: ByteSource },
  path: string,
  locale: Locale,
): Promise<SocketSession | null> {
  const { session, problems } = await tablesIn(await decompressed(source), path, locale);
  const [first] = problems;
  if (session === null && first !== undefined)
    throw new NotACapture(`${shownName(path)}:${first.line}: ${first.message}`);
  return session;
}

/** The rows of socket tables that stand in a text beside its packets. */
export async function tablesBeside(
  capture: Pick<Capture, 'summary'> & { readonly source: ByteSource },
  path: string,
  locale: Locale,
): Promise<FoundTables> {
  if (capture.summary().format !== 'text') return NONE;
  const { session, problems } = await tablesIn(await decompressed(capture.source), path, locale);
  return { session: session === null || session.rows === 0 ? null : session, problems };
}

async function tablesIn(source: ByteSource, path: string, locale: Locale): Promise<FoundTables> {
  const table = await new TableText(source).read();
  if (table === null) return NONE;
  const session = SocketSession.of(table, shownName(path), locale);
  return { session: session.isEmpty ? null : session, problems: session.problems() };
}
