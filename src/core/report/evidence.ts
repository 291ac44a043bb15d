import { type EvidenceInWords, type ShownEvidence, say } from '../explain';
import { spelledOut } from '../text';
import type { Locale } from '../words';

/** Lines named for one finding; the JSON has all. */
const MOST_LINES = 12;

/**
 * Where to look for what shows a finding: `(line 3, 4)`, `server.c:40`; '' where there is nothing. Packets and what is
 * known of the recording are named by the finding's own sentence.
 */
export function placesInWords(locale: Locale, evidence: readonly ShownEvidence[]): string {
  const rows = evidence.filter((cited) => cited.kind === 'socketRow');
  const files = [...new Set(rows.map(({ file }) => file))];
  return [
    ...files.map((file) =>
      linesOf(
        locale,
        file,
        rows.filter((row) => row.file === file),
      ),
    ),
    ...evidence.flatMap((cited) => (cited.kind === 'sourcePlace' ? placeOf(cited) : [])),
  ].join(' ');
}

function linesOf(locale: Locale, file: string | null, rows: readonly { readonly line: number }[]): string {
  const lines = rows.slice(0, MOST_LINES).map(({ line }) => String(line));
  const more = rows.length > MOST_LINES ? ', …' : '';
  const told = say(locale, 'socket.lines', { lines: `${lines.join(', ')}${more}` });
  return file === null ? told : `${spelledOut(file)} ${told}`;
}

const placeOf = ({ file, line }: { readonly file: string; readonly line: number }): string =>
  `${spelledOut(file)}:${line}`;

/** Evidence in front of its line of an explanation: the packet's number, `server.c:40`. */
export function labelOf(locale: Locale, cited: EvidenceInWords): string {
  const file = cited.file === null ? '' : spelledOut(cited.file);
  switch (cited.kind) {
    case 'packet':
      return [file, String(cited.packet)].filter((part) => part !== '').join(' ');
    case 'socketRow':
      return linesOf(locale, cited.file, [cited]);
    case 'sourcePlace':
      return placeOf(cited);
    case 'observation':
      return file;
  }
}
