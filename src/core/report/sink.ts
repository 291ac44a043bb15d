/** Where a report goes, piece by piece: a stream, a file, a string in the end. Resolves when there is room for more. */
export interface Sink {
  write(text: string): Promise<void> | undefined;
}

/** Rows in pages, so that a report of many is never held whole. */
export type Pages<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>;

/** Rows as JSON, one a line, so that they can be read by eye and by grep, too: an array, or lines of their own (`jsonl`). */
export async function writeJson<Row>(
  sink: Sink,
  format: 'json' | 'jsonl',
  pages: Pages<Row>,
  json: (row: Row) => string,
): Promise<void> {
  const isArray = format === 'json';
  let before = '[';
  for await (const page of pages)
    for (const row of page) {
      await sink.write(isArray ? `${before}\n${json(row)}` : `${json(row)}\n`);
      before = ',';
    }
  if (isArray) await sink.write(before === '[' ? '[]\n' : '\n]\n');
}
