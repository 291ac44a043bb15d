/** A cell of CSV (RFC 4180), with commas or, as Excel writes it in most of Europe, semicolons between. */
const CELL = /\s*(?:"((?:[^"]|"")*)"|([^,;]*))\s*(?:[,;]|$)/y;

/** The cells of a line, without their quotes. */
export function csvCells(line: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at < line.length; at = CELL.lastIndex) {
    CELL.lastIndex = at;
    const found = CELL.exec(line);
    if (found === null) break;
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2].trim().replace(/^"/, ''));
  }
  return cells;
}
