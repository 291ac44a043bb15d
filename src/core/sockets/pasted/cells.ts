/** What stands between the cells of Markdown's and Jira's tables, and of those that databases and spreadsheets print. */
const BARS = /[|\u2502\u2503\u2551]+/g;
const FEWEST_BARS = 4;
/** A cell that holds an end of a connection, with its bars or, in CSV, with its quotes. */
const END_CELL =
  /(?<=^|[|\u2502\u2503\u2551])[\s*`]*\[?[\w.:*%-]{1,80}\]?[:.](?:\d{1,5}|\*|[a-z][\w-]{1,20})[\s*`]*(?=[|\u2502\u2503\u2551]|$)/g;
/** lsof's TYPE; an address of /proc/net/tcp. */
const TYPE_CELL =
  /[|\u2502\u2503\u2551]\s*(?:IPv[46]|[0-9A-F]{8}(?:[0-9A-F]{24})?:[0-9A-F]{4})\s*[|\u2502\u2503\u2551]/;
const HEADING_CELL = /[|\u2502\u2503\u2551]\s*"?(?:Recv-?Q|Local[ _]?Address)/i;
/** An address and a port in a cell each. */
const HOST_AND_PORT =
  /[|\u2502\u2503\u2551]\s*(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]{1,40})\s*[|\u2502\u2503\u2551]\s*\d{1,5}\s*[|\u2502\u2503\u2551]/i;
const END_OF_CSV = String.raw`"?(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[0-9a-f]{0,4}:[0-9a-f:.]{1,40}\]?|\*|localhost)[:.](?:\d{1,5}|\*)"?`;
const ENDS_OF_CSV = new RegExp(`(?<=^|[,;])${END_OF_CSV}(?:[,;]|->)${END_OF_CSV}(?=[,;]|$)`);
/** lsof has both ends in one cell. */
const ENDS_OF_LSOF =
  /[|\u2502\u2503\u2551]\s*\S{1,60}[:.]\w{1,20}->\S{1,60}[:.]\w{1,20}\s*(?=[|\u2502\u2503\u2551(])/;

/** A row of a table with its cells apart by blanks, as the tools print them; any other line as it is. */
export function withoutCells(text: string): string {
  if (isRowOfBars(text))
    return text
      .replace(BARS, '  ')
      .replace(/\*\*|`/g, '')
      .trim();
  if (!ENDS_OF_CSV.test(text)) return text;
  // What ss says of processes has commas and quotes of its own.
  const users = text.indexOf('users:((');
  const row = users < 0 ? text : text.slice(0, users);
  return row.replace(/[,;]/g, '  ').replace(/"/g, '') + text.slice(row.length);
}

function isRowOfBars(text: string): boolean {
  if ((text.match(BARS)?.length ?? 0) < FEWEST_BARS) return false;
  if (TYPE_CELL.test(text) || HOST_AND_PORT.test(text)) return true;
  return HEADING_CELL.test(text) || ENDS_OF_LSOF.test(text) || (text.match(END_CELL)?.length ?? 0) >= 2;
}
