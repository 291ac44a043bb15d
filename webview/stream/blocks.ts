import type { FollowedStream, StreamPiece } from '../../src/core/session/capture';
import { wholeCharacters } from '../../src/core/text';
import { asciiOf, hexByte, hexOffset } from '../details/hex-layout';
import { visible } from '../text/visible';

export type StreamForm = 'text' | 'hex';
type Side = StreamPiece['from'];

/** What one end sent until the other one did. */
export interface StreamBlock {
  readonly from: Side;
  readonly index: number;
  readonly packet: number;
  readonly time: string | null;
  /** Text, and between it the counts of bytes that are not there. */
  readonly parts: readonly (string | { readonly missing: number; readonly cut: boolean })[];
}

const HEX_ROW = 16;

/** A stream as it is shown: blocks in the order in which the ends spoke; `side` alone, where not both are wanted. */
export function streamBlocks(
  { pieces }: Pick<FollowedStream, 'pieces'>,
  form: StreamForm,
  side: Side | 'both',
): readonly StreamBlock[] {
  const shower = new PieceShower(form);
  const blocks: {
    from: Side;
    index: number;
    packet: number;
    time: string | null;
    parts: StreamBlock['parts'][number][];
  }[] = [];
  for (const piece of pieces) {
    if (side !== 'both' && piece.from !== side) continue;
    if (blocks.at(-1)?.from !== piece.from) blocks.push({ ...piece, parts: [] });
    const parts = blocks[blocks.length - 1].parts;
    const text = shower.show(piece);
    if (text !== '') parts.push(text);
    if (piece.missing > 0) parts.push({ missing: piece.missing, cut: piece.cut });
  }
  return blocks;
}

/** A character may begin in one packet and end in the next. */
class PieceShower {
  private readonly held: Record<Side, Uint8Array> = { client: new Uint8Array(0), server: new Uint8Array(0) };
  private readonly offsets = { client: 0, server: 0 };

  constructor(private readonly form: StreamForm) {}

  show({ from, bytes: base64, missing }: StreamPiece): string {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const shown =
      this.form === 'hex' ? hexRows(bytes, this.offsets[from]) : this.text(from, bytes, missing > 0);
    this.offsets[from] += bytes.length + missing;
    return shown;
  }

  private text(from: Side, bytes: Uint8Array, ends: boolean): string {
    const whole = new Uint8Array([...this.held[from], ...bytes]);
    const cut = ends ? whole.length : wholeCharacters(whole);
    this.held[from] = whole.slice(cut);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole.subarray(0, cut));
    return text
      .replaceAll('\r\n', '\n')
      .split('\n')
      .map((line) => visible(line))
      .join('\n');
  }
}

function hexRows(bytes: Uint8Array, offset: number): string {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += HEX_ROW) {
    const row = [...bytes.subarray(at, at + HEX_ROW)];
    const digits = row
      .map(hexByte)
      .join(' ')
      .padEnd(HEX_ROW * 3 - 1);
    rows.push(`${hexOffset(offset + at, offset + bytes.length)}  ${digits}  ${row.map(asciiOf).join('')}\n`);
  }
  return rows.join('');
}
