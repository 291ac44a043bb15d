import { headerIn } from './row-beginnings';
import type { TableLine } from './table-lines';

/** Words of headings that others follow, and those that end one. */
const HEADING_WORDS = [
  'Local',
  'Peer',
  'Foreign',
  'Address',
  'Recv-Q',
  'Send-Q',
  'DEVICE',
  'SIZE/OFF',
  'NODE',
];
const HEADING_ENDS = ['Address:Port', 'Process', 'State', 'PID/Program', 'Inode', 'Timer', 'NAME', 'PID'];

/** The length of the longest line, where a heading of that length breaks off in or behind a word that others follow. */
export function cutWidth(lines: readonly TableLine[]): number | null {
  const width = lines.reduce((most, { text }) => Math.max(most, text.length), 0);
  const isCut = lines.some(
    ({ text }) => text.length >= width - 1 && headerIn(text) !== null && breaksOff(text),
  );
  return isCut ? width : null;
}

function breaksOff(heading: string): boolean {
  const [word] = /\S+$/.exec(heading.trimEnd()) ?? [''];
  if (HEADING_ENDS.includes(word)) return false;
  return word !== '' && [...HEADING_WORDS, ...HEADING_ENDS].some((whole) => whole.startsWith(word));
}
