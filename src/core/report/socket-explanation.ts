import { say } from '../explain';
import type { EndpointCount, SocketExplanation, SocketFindingView } from '../session/sockets';
import { spelledOut } from '../text';
import { duration, type Locale } from '../words';
import { placesInWords } from './evidence';
import type { Layout } from './explanation-text';
import { escaped, fenced } from './markdown';
import { findingLabel } from './severity';
import { shortProcess } from './sockets-table';
import { displayWidth, wrap } from './width';

/** Findings of one kind told in full; of the others only where they are. */
const MOST_ALIKE = 5;

/** A diagnosis of a socket table for the terminal. */
export function socketExplanationText(layout: Layout, explanation: SocketExplanation): string {
  const { locale, style } = layout;
  const lines = [
    style.apply(spelledOut(explanation.title), 'bold'),
    '',
    ...wrap(spelledOut(explanation.summary), layout.proseColumns),
    ...rowLines(layout, explanation),
    ...findingLines(layout, explanation.captureFindings),
    ...endpointLines(layout, explanation),
  ];
  if (explanation.commands.length > 0) lines.push('', style.apply(say(locale, 'socket.next'), 'cyan'));
  for (const { command, purpose } of explanation.commands)
    lines.push(`  $ ${style.apply(command, 'green')}`, ...indented(layout, purpose));
  return `${lines.join('\n')}\n`;
}

/** The row that was asked for, and what its state means. */
function rowLines({ style, proseColumns }: Layout, { connection, meaning }: SocketExplanation): string[] {
  if (connection === null) return [];
  const { local, peer, state } = connection.socket;
  const ends = [local, peer].filter((end) => end !== null).join(' - ');
  const head = [
    spelledOut(ends),
    state === null ? '' : style.state(state, state, true),
    shortProcess(connection.process),
  ];
  return [
    '',
    head.filter((part) => part !== '').join('  '),
    ...(meaning === null ? [] : wrap(meaning, proseColumns)),
  ];
}

function findingLines(layout: Layout, findings: readonly SocketFindingView[]): string[] {
  const { locale, style } = layout;
  if (findings.length === 0) return [];
  return [
    '',
    style.apply(say(locale, 'report.findings'), 'cyan'),
    ...alike(findings).flatMap((group) => [
      ...group.slice(0, MOST_ALIKE).flatMap((finding) => findingInFull(layout, finding)),
      ...moreAlike(layout, group.slice(MOST_ALIKE)),
    ]),
  ];
}

/** Findings by what they are called, in the order of their first. */
function alike(findings: readonly SocketFindingView[]): SocketFindingView[][] {
  const groups = new Map<string, SocketFindingView[]>();
  for (const finding of findings) {
    const group = groups.get(finding.title);
    if (group === undefined) groups.set(finding.title, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

const findingInFull = (layout: Layout, finding: SocketFindingView): string[] => [
  `  ${findingLabel(layout.style, finding)}  ${layout.style.apply(placesInWords(layout.locale, finding.evidence), 'dim')}`,
  ...indented(layout, finding.message),
];

function moreAlike({ locale }: Layout, findings: readonly SocketFindingView[]): string[] {
  if (findings.length === 0) return [];
  const lines = placesInWords(
    locale,
    findings.flatMap(({ evidence }) => evidence),
  );
  return [
    `    ${say(locale, 'socket.more-alike', { count: findings.length, title: findings[0].title, lines })}`,
  ];
}

function endpointLines({ locale, style }: Layout, { endpoints, connection }: SocketExplanation): string[] {
  if (endpoints.length === 0 || connection !== null) return [];
  const title = style.apply(say(locale, 'socket.endpoints'), 'cyan');
  return ['', title, ...endpoints.map((endpoint) => `  ${endpointLine(locale, endpoint)}`)];
}

/** At which endpoints there are more or fewer than at the first look, `seconds` ago; '' where nothing has changed. */
export function endpointChangesText(
  { locale, style }: Layout,
  endpoints: readonly EndpointCount[],
  seconds: number,
): string {
  if (endpoints.length === 0) return '';
  const title = say(locale, 'socket.live.changed', { duration: duration(locale, seconds) });
  const changed = endpoints.map(({ states, ...endpoint }) => ({
    ...endpoint,
    states: states.filter(({ count, before = count }) => count !== before),
  }));
  const lines = changed.map((endpoint) => `  ${endpointLine(locale, endpoint)}`);
  return `${[style.apply(title, 'cyan'), ...lines].join('\n')}\n`;
}

function endpointLine(locale: Locale, { address, side, listening, process, states }: EndpointCount): string {
  const counts = states
    .map(({ state, count, before = count }) => `${count} ${state ?? '?'}${changeIn(count - before)}`)
    .join(', ');
  return [
    side === 'client' ? `${say(locale, 'socket.connects')} ${spelledOut(address)}` : spelledOut(address),
    listening ? say(locale, 'socket.listening') : '',
    shortProcess(process),
    counts === '' ? say(locale, 'socket.no-connections') : counts,
  ]
    .filter((part) => part !== '')
    .join('  ');
}

const changeIn = (change: number): string =>
  change === 0 ? '' : ` (${change > 0 ? '+' : '-'}${Math.abs(change)})`;

const indented = ({ proseColumns }: Layout, text: string): string[] =>
  wrap(spelledOut(text), proseColumns - displayWidth('    ')).map((line) => `    ${line}`);

/** The same to paste into a ticket. */
export function socketExplanationMarkdown(locale: Locale, explanation: SocketExplanation): string {
  const { title, summary, captureFindings, endpoints, commands } = explanation;
  const parts = [`# ${escaped(title)}`, escaped(summary)];
  if (captureFindings.length > 0)
    parts.push(
      `## ${say(locale, 'report.findings')}`,
      captureFindings
        .map(
          (finding) =>
            `- **${escaped(finding.title)}** (${placesInWords(locale, finding.evidence)}): ${escaped(finding.message)}`,
        )
        .join('\n'),
    );
  if (endpoints.length > 0)
    parts.push(
      `## ${say(locale, 'socket.endpoints')}`,
      endpoints.map((endpoint) => `- ${escaped(endpointLine(locale, endpoint))}`).join('\n'),
    );
  if (commands.length > 0)
    parts.push(
      `## ${say(locale, 'socket.next')}`,
      fenced(
        commands.flatMap(({ command, purpose }) => [`# ${purpose}`, command]),
        'sh',
      ),
    );
  return `${parts.join('\n\n')}\n`;
}
