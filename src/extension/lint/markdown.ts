import { pictured } from '../../core/text';

/**
 * Text as Markdown that shows it and means nothing else: CommonMark lets every ASCII punctuation character be
 * escaped, and with them go links, images, HTML, entities, code and addresses that would become links by themselves.
 */
export const plain = (text: string): string =>
  pictured(text.replace(/\s+/g, ' ')).replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** Text as a code span, whatever backticks are in it; line ends become spaces. */
export function code(text: string): string {
  const shown = pictured(text.replace(/\s+/g, ' ')).trim();
  if (shown === '') return '';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${shown} ${fence}`;
}

/** A link that runs a command. */
export const commandLink = (label: string, command: string, ...parameters: readonly unknown[]): string =>
  `[${plain(label)}](command:${command}?${escaped(JSON.stringify(parameters))})`;

/** What encodeURIComponent leaves could end the link. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
