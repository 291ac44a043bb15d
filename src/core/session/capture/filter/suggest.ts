import { FINDING_IDS } from '../../../findings';
import { ANALYSIS_IDS } from '../../../flow';
import { TCP_STATE_NAMES } from '../../../tcp';
import { FIELD_NAMES } from './fields';
import { FLAGS } from './values';

/** What a filter can ask with one word, by the word that may be meant. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ...FINDING_IDS.map((id) => [id, `finding:${id}`] as const),
  ...ANALYSIS_IDS.map((id) => [id, `analysis:${id}`] as const),
  ...FIELD_NAMES.map((name) => [name, `${name}:`] as const),
  ...Object.keys(FLAGS).map((name) => [name, name] as const),
  ...TCP_STATE_NAMES.map((name) => [plain(name), name] as const),
  ['stuck', 'stuck'],
]);

/** What may have been meant by a word that no row contains; null: nothing is near. */
export function suggestion(text: string): string | null {
  const word = plain(text);
  const exact = MEANT.get(word);
  if (exact !== undefined) return exact;
  const most = word.length <= 4 ? 1 : 2;
  let [best, nearest] = [most + 1, ''];
  for (const [known, meant] of MEANT) {
    if (Math.abs(known.length - word.length) >= best || known.length <= most) continue;
    const distance = edits(word, known);
    if (distance < best) [best, nearest] = [distance, meant];
  }
  return best <= most ? nearest : null;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('_', '-');
}

/** Letters to insert, delete, replace, or swap with the next one (Damerau, 1964). */
function edits(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}
