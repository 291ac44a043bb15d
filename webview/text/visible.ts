import { pictured } from '../../src/core/text';

/** Text of a stranger for the page. Tabs stay: the page lays them out as a terminal does. */
export const visible = (text: string): string => pictured(text, '\t');

/** At most `limit` UTF-16 units, never half a character, with an ellipsis where something is missing. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splitsPair ? limit - 1 : limit)}…`;
}

/** For one line of the page. */
export function shown(text: string, limit = 1000): string {
  return visible(clip(text, limit));
}
