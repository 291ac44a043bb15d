import type { LineRow, PacketRow, Row } from '../../core/session';
import { lineAnnotation, packetAnnotation } from '../render/annotation';
import { packetJson } from '../render/packet-json';
import { packetLine } from '../render/packet-line';
import type { Context } from './context';

/** Rows asked for at a time: what is held of the output, however large the capture. */
const PAGE = 500;
const LINE_FEED = 0x0a;

/** Every packet with both states, while the capture is read. */
export async function annotate(context: Context): Promise<void> {
  const { capture, output, request } = context;
  const print = request.format === 'jsonl' ? printJson : printText;
  let next = 0;
  const printUpTo = async (count: number) => {
    while (next < count) {
      const to = Math.min(next + PAGE, count);
      await print(context, next, to);
      next = to;
    }
    await output.flush();
  };
  await capture.load(printUpTo);
  await printUpTo(capture.summary().rows);
}

async function printJson({ capture, output }: Context, from: number, to: number): Promise<void> {
  for (const row of await capture.rows(from, to)) {
    if (row.kind === 'packet') await output.write(packetJson(row));
  }
}

async function printText(context: Context, from: number, to: number): Promise<void> {
  const rows = await context.capture.rows(from, to);
  if (context.capture.summary().format !== 'text') {
    for (const row of rows) if (row.kind === 'packet') await printPacket(context, row);
    return;
  }
  const lines = await context.capture.lines(from, to);
  for (const [at, row] of rows.entries()) await printLine(context, row, lines?.[at] ?? null);
}

async function printPacket({ capture, output, locale, style }: Context, row: PacketRow): Promise<void> {
  const annotation = packetAnnotation(locale, style, row);
  const line = packetLine(row, await capture.packetLine(row));
  await output.write(`${line}\n${annotation === null ? '' : `${annotation}\n`}`);
}

/** The line as it stands in the file, and what there is to say under it. */
async function printLine(context: Context, row: Row, bytes: Uint8Array | null): Promise<void> {
  const { output } = context;
  await output.write(bytes ?? `${row.text ?? ''}\n`);
  const annotation = annotationOf(context, row);
  if (annotation === null) return;
  // The file's last line may have no end of its own.
  const ended = bytes === null || bytes.at(-1) === LINE_FEED;
  await output.write(`${ended ? '' : '\n'}${annotation}\n`);
}

const annotationOf = ({ locale, style }: Context, row: LineRow | PacketRow): string | null =>
  row.kind === 'packet' ? packetAnnotation(locale, style, row) : lineAnnotation(locale, style, row);
