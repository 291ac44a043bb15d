import { say } from '../explain';
import type { StreamExportRequest, StreamPart } from '../session/capture';
import { createDecoder, encodeUtf8, spelledOut, wholeCharacters } from '../text';
import type { Locale } from '../words';

/** What is asked of a client of a recording. */
export interface StreamedClient {
  streamParts(connection: number): AsyncGenerator<StreamPart>;
}

const HEX_ROW = 16;
const UTF8 = createDecoder('utf-8');

/**
 * What the ends of a connection sent, as a file. Text is UTF-8 with what may act spelled out, each part under a heading; raw has the bytes
 * alone, and nothing in the place of those that are missing.
 */
export async function* exportedStream(
  locale: Locale,
  client: StreamedClient,
  { connection, side, form }: StreamExportRequest,
): AsyncGenerator<Uint8Array> {
  const writer = new StreamText(locale, form === 'hex');
  let written = false;
  for await (const part of client.streamParts(connection)) {
    if (side !== 'both' && part.from !== side) continue;
    const piece = form === 'raw' ? part.bytes : encodeUtf8(writer.text(part));
    written ||= piece.length > 0;
    if (piece.length > 0) yield piece;
  }
  const rest = form === 'raw' ? '' : writer.rest();
  if (rest !== '') yield encodeUtf8(rest);
  if (!written) yield form === 'raw' ? new Uint8Array(0) : encodeUtf8(`${say(locale, 'stream.empty')}\n`);
}

/** Turns parts into text; a character may begin in one packet and end in the next. */
class StreamText {
  private last: string | null = null;
  private readonly offsets = { client: 0, server: 0 };
  private readonly held: Record<StreamPart['from'], Uint8Array> = {
    client: new Uint8Array(0),
    server: new Uint8Array(0),
  };

  constructor(
    private readonly locale: Locale,
    private readonly hex: boolean,
  ) {}

  text(part: StreamPart): string {
    const { from, bytes, missing, cut } = part;
    const before = this.last === from ? '' : this.heading(part);
    const shown = this.hex ? this.hexOf(part) : this.textOf(from, bytes, missing > 0);
    this.offsets[from] += bytes.length + missing;
    if (missing === 0) return before + shown;
    const told = say(this.locale, cut ? 'stream.cut' : 'stream.missing', { count: missing });
    return `${before}${shown}${shown === '' || shown.endsWith('\n') ? '' : '\n'}${told}\n`;
  }

  rest(): string {
    return this.last === null || this.hex ? '' : '\n';
  }

  private heading({ from }: StreamPart): string {
    const isFirst = this.last === null;
    this.last = from;
    const side = say(this.locale, from === 'client' ? 'party.Client' : 'party.Server');
    return `${isFirst ? '' : '\n\n'}=== ${side} ===\n`;
  }

  private textOf(from: StreamPart['from'], bytes: Uint8Array, ends: boolean): string {
    const whole = joined(this.held[from], bytes);
    const cut = ends ? whole.length : wholeCharacters(whole);
    this.held[from] = whole.slice(cut);
    return spelledOut(UTF8.decode(whole.subarray(0, cut)).replaceAll('\r\n', '\n'), '\n\t');
  }

  private hexOf({ from, bytes }: StreamPart): string {
    let text = '';
    for (let at = 0; at < bytes.length; at += HEX_ROW) {
      const row = [...bytes.subarray(at, at + HEX_ROW)];
      const digits = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
      const ascii = row
        .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
        .join('');
      const offset = (this.offsets[from] + at).toString(16).padStart(8, '0');
      text += `${offset}  ${digits.padEnd(HEX_ROW * 3 - 1)}  ${ascii}\n`;
    }
    return text;
  }
}

function joined(before: Uint8Array, bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(before.length + bytes.length);
  whole.set(before);
  whole.set(bytes, before.length);
  return whole;
}
