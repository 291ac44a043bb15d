import { constants, gunzipSync } from 'node:zlib';
import { SocketSession } from '../core/session/sockets';
import type { Locale } from '../core/words';
import type { Capture } from './capture';
import { shownName } from './errors';

/** More text than any host's sockets make. */
const MOST_BYTES = 64 << 20;
/** So far a first row is looked for, and so far a text with packets is looked through for rows beside them. */
const HEAD_BYTES = 4 << 20;

/** The socket tables in a file that is not a capture; null: it holds none. */
export async function tablesInstead(
  capture: Pick<Capture, 'head'>,
  path: string,
  locale: Locale,
): Promise<SocketSession | null> {
  const head = await tablesIn(capture, path, locale, HEAD_BYTES);
  return head === null ? null : tablesIn(capture, path, locale, MOST_BYTES);
}

/** The rows of socket tables that stand in a text beside its packets; null: there are none. */
export async function tablesBeside(
  capture: Pick<Capture, 'head' | 'summary'>,
  path: string,
  locale: Locale,
): Promise<SocketSession | null> {
  if (capture.summary().format !== 'text') return null;
  const session = await tablesIn(capture, path, locale, HEAD_BYTES);
  return session === null || session.rows === 0 ? null : session;
}

async function tablesIn(
  capture: Pick<Capture, 'head'>,
  path: string,
  locale: Locale,
  most: number,
): Promise<SocketSession | null> {
  const text = textOf(unpacked(await capture.head(most), most));
  return text.includes('\0') ? null : SocketSession.read(text, shownName(path), locale);
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
