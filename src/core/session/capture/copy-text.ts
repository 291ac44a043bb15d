import { annotationLine } from './annotation-line';
import type { CaptureReading } from './capture-reading';

/** Rows for the clipboard: each line as the log or tcpdump has it, with its states and note under it. */
export async function copyText(reading: CaptureReading, rows: readonly number[]): Promise<string> {
  const lines: string[] = [];
  for (const row of rows) {
    const view = await reading.row(row);
    if (view.kind === 'line') {
      lines.push(view.text);
      continue;
    }
    lines.push(view.text ?? (await reading.tcpdumpLine(view)));
    const annotation = annotationLine(view);
    if (annotation !== '') lines.push(annotation);
  }
  return `${lines.join('\n')}\n`;
}
