import { lineAnnotation, packetAnnotation, packetJson, packetLine } from '../../core/report';
import type { LineRow, PacketRow, Row } from '../../core/session/capture';
import { spelledOut } from '../../core/text';
import type { Context } from './context';

/** Rows asked for at a time: few enough to be gone before the collector of young objects looks for what has lasted. */
const PAGE = 50;
/** Bytes of a line written at a time. */
const PIECE = 1 << 16;
const LINE_FEED = 0x0a;

/** Every packet with both states, while the capture is read. */
export async function annotate(context: Context): Promise<void> {
  const { capture, output, request } = context;
  const print = request.format === 'jsonl' ? printJson : printText;
  let next = 0;
  /** Annotations of a line whose end is not printed yet. */
  const held: string[] = [];
  const printUpTo = async (count: number) => {
    while (next < count) {
      const to = Math.min(next + PAGE, count);
      await print(context, next, to, held);
      next = to;
    }
    await output.flush();
  };
  await capture.load(printUpTo);
  await printUpTo(capture.summary().rows);
  // The file's last line may have no end of its own.
  if (held.length > 0) await output.write('\n');
  await releaseHeld(held, output);
}

async function printJson({ capture, output }: Context, from: number, to: number): Promise<void> {
  for (const row of await capture.rows(from, to)) {
    const full = row.kind === 'packet' ? output.write(packetJson(row)) : undefined;
    if (full !== undefined) await full;
  }
}

async function printText(context: Context, from: number, to: number, held: string[]): Promise<void> {
  const rows = await context.capture.rows(from, to);
  if (context.capture.summary().format !== 'text') {
    await printPackets(
      context,
      rows.filter((row) => row.kind === 'packet'),
    );
    return;
  }
  for (const row of rows) await printLine(context, row, held);
}

async function printPackets(context: Context, rows: readonly PacketRow[]): Promise<void> {
  const { capture, output, locale, style } = context;
  const lines = await capture.packetLines(rows);
  for (const [at, row] of rows.entries()) {
    const annotation = packetAnnotation(locale, style, row);
    const line = packetLine(row, lines[at]);
    // Not awaited where there is room: a promise costs more than a line.
    const full = output.write(`${line}\n${annotation === null ? '' : `${annotation}\n`}`);
    if (full !== undefined) await full;
  }
}

/** The line as it stands in the file, byte for byte, and what there is to say under it. On a terminal it is spelled out. */
async function printLine(context: Context, row: Row, held: string[]): Promise<void> {
  const { output } = context;
  const ended = await (context.toTerminal ? printSpelledOut(context, row) : printBytes(context, row));
  const annotation = annotationOf(context, row);
  if (annotation !== null) held.push(annotation);
  // A line that shows several packets has its annotations together, under it.
  if (ended) await releaseHeld(held, output);
}

async function releaseHeld(held: string[], output: Context['output']): Promise<void> {
  for (const annotation of held.splice(0)) await output.write(`${annotation}\n`);
}

/** Resolves to whether the line had an end. */
async function printBytes({ capture, output }: Context, row: Row): Promise<boolean> {
  const text = row.text ?? '';
  const { start, end } = await capture.lineExtent(row.row);
  let last = LINE_FEED;
  for (let at = start; at < end; at += PIECE) {
    const bytes = await capture.bytes(at, Math.min(end, at + PIECE));
    // A UTF-16 log: its bytes and annotations in UTF-8 would not make one readable file.
    if (at === start && bytes.includes(0) && !text.includes('\0')) {
      await output.write(`${text}\n`);
      return true;
    }
    await output.write(bytes.slice());
    last = bytes.at(-1) ?? last;
  }
  return last === LINE_FEED;
}

/** The line for a terminal, which must not obey it. It always ends, so that nothing is drawn over it. */
async function printSpelledOut({ capture, output }: Context, row: Row): Promise<true> {
  const decoder = new TextDecoder();
  const { start, end } = await capture.lineExtent(row.row);
  const isWide = (row.text ?? '').includes('\0') === false;
  for (let at = start; at < end; at += PIECE) {
    const bytes = await capture.bytes(at, Math.min(end, at + PIECE));
    if (at === start && isWide && bytes.includes(0)) {
      await output.write(spelledOut(row.text ?? '', '\t'));
      break;
    }
    await output.write(spelledOut(withoutEnd(decoder.decode(bytes, { stream: true })), '\t'));
  }
  await output.write('\n');
  return true;
}

const withoutEnd = (text: string): string => text.replace(/\r?\n$/, '');

const annotationOf = ({ locale, style }: Context, row: LineRow | PacketRow): string | null =>
  row.kind === 'packet' ? packetAnnotation(locale, style, row) : lineAnnotation(locale, style, row);
