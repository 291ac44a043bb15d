import { say } from '../../explain';
import { FINDING_IDS } from '../../findings';
import type { Locale } from '../../words';
import { partsOf } from './filter';
import { suggestion } from './filter/suggest';
import type { RowList } from './row-list';

/** Words longer than this are not mistyped. */
const LONGEST_WORD = 40;

/** What has to be said of a filter's answer: what was looked for where nothing was found, and what could not be looked at. */
export function filterNote(locale: Locale, { expression, length, unread }: RowList): string | null {
  const notes: string[] = [];
  if (length === 0)
    for (const part of partsOf(expression)) {
      if (part.kind === 'text') notes.push(textNote(locale, part.text));
      if (part.kind === 'finding') notes.push(...findingNote(locale, part.id));
    }
  if (unread > 0) notes.push(say(locale, 'filter.unread', { count: unread }));
  return notes.length === 0 ? null : notes.slice(0, 2).join(' ');
}

function textNote(locale: Locale, text: string): string {
  const looked = say(locale, 'filter.looked-for-text', { text: text.slice(0, LONGEST_WORD) });
  const meant = text.length > LONGEST_WORD || /\s/.test(text) ? null : suggestion(text);
  return meant === null ? looked : `${looked} ${say(locale, 'filter.perhaps', { meant })}`;
}

function findingNote(locale: Locale, id: string): readonly string[] {
  if (FINDING_IDS.some((known) => known.includes(id))) return [];
  return [say(locale, 'filter.unknown-finding', { text: id, known: FINDING_IDS.join(', ') })];
}
