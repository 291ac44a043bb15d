import { say } from '../explain';
import type { BothEndsView, PassageView, RecordedPacket } from '../session/incident';
import { spelledOut } from '../text';
import { clockTime, type Locale } from '../words';
import type { Layout } from './explanation-text';
import { displayWidth, padEnd, wrap } from './width';

/** Packets that are in both, one behind the other, are shown up to so many; of more, the first and the last two. */
const LONGEST_RUN = 6;
const SHOWN_OF_RUN = 2;
/** Rows of the ladder on a terminal; all are in JSON. */
const MOST_ROWS = 400;
const DAY = 86_400;

/** A connection that was recorded at both ends: what is said of it, and one ladder with both clocks. */
export function bothEndsText({ locale, style, proseColumns }: Layout, view: BothEndsView): string {
  const title = style.apply(say(locale, 'ends.title'), 'cyan');
  const told = saidOf(view).flatMap((sentence) => wrap(spelledOut(sentence), proseColumns));
  const ladder = ladderLines(locale, view).map((line) => spelledOut(line));
  return `\n${[title, ...told, '', ...ladder].join('\n')}\n`;
}

/** The same as Markdown. */
export function bothEndsMarkdown(locale: Locale, view: BothEndsView): string {
  const told = saidOf(view).map((sentence) => `- ${spelledOut(sentence)}`);
  const ladder = ladderLines(locale, view).map((line) => spelledOut(line).replace(/`/g, "'"));
  return [`## ${say(locale, 'ends.title')}`, '', ...told, '', '```', ...ladder, '```', ''].join('\n');
}

const saidOf = ({ verdict, told }: BothEndsView): readonly string[] =>
  verdict === null ? told : [verdict, ...told];

type Line = { readonly row: readonly [string, string, string, string] } | { readonly omitted: number };

function ladderLines(locale: Locale, view: BothEndsView): string[] {
  const lines = linesOf(view.packets);
  const rows = lines.flatMap((line) => ('row' in line ? [line.row] : []));
  const heading = [
    `${say(locale, 'ends.client-clock')} ${view.client.file}`,
    '',
    `${say(locale, 'ends.server-clock')} ${view.server.file}`,
    '',
  ] as const;
  const widths = [0, 1, 2].map((at) => Math.max(...[heading, ...rows].map((row) => displayWidth(row[at]))));
  const print = (row: readonly string[]): string =>
    `  ${row.map((cell, at) => (at < 3 ? padEnd(cell, widths[at]) : cell)).join('  ')}`.trimEnd();
  return [
    print(heading),
    ...lines
      .slice(0, MOST_ROWS)
      .map((line) =>
        'row' in line ? print(line.row) : `  ... ${say(locale, 'ends.same', { count: line.omitted })}`,
      ),
    ...(lines.length > MOST_ROWS ? ['  ...'] : []),
  ];
}

function linesOf(packets: readonly PassageView[]): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < packets.length; ) {
    let end = at;
    while (end < packets.length && isPlain(packets[end])) end++;
    const run = packets.slice(at, end);
    if (run.length > LONGEST_RUN) {
      lines.push(...run.slice(0, SHOWN_OF_RUN).map(lineOf));
      lines.push({ omitted: run.length - 2 * SHOWN_OF_RUN });
      lines.push(...run.slice(-SHOWN_OF_RUN).map(lineOf));
    } else lines.push(...run.map(lineOf));
    if (end < packets.length) lines.push(lineOf(packets[end++]));
    at = end;
  }
  return lines;
}

/** In both recordings, unchanged, and neither opening nor closing anything. */
const isPlain = ({ fate, note, label }: PassageView): boolean =>
  (note === '' || fate === 'regrouped') && !/SYN|FIN|RST/.test(label);

function lineOf({ sender, label, client, server, note, fate }: PassageView): Line {
  const toServer = sender === 'client';
  const far = toServer ? server : client;
  const near = toServer ? client : server;
  const head = far !== null ? '>' : fate === 'lost' ? 'x' : '?';
  const tail = near !== null ? '--' : fate === 'made-between' ? ' *' : ' ?';
  const arrow = toServer
    ? `${tail} ${label} --${head}`
    : `${head === '>' ? '<' : head}-- ${label} ${tail.trim() === '--' ? '--' : tail.trim()}`;
  return { row: [placeOf(client, true), arrow, placeOf(server, false), note] };
}

/** Its time and its number in a recording. */
function placeOf(packet: RecordedPacket | null, numberFirst: boolean): string {
  if (packet === null) return '';
  const { time } = packet;
  const clock = time === null ? '' : Number(time) >= DAY ? clockTime(time, 'midnight') : time;
  const number = `#${packet.packet}`;
  return (numberFirst ? [padEnd(number, 5), clock] : [clock, number]).join(' ').trimEnd();
}
