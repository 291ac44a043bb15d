import { say } from '../explain';
import type { Cause, Command, EndpointExplanation, Explanation, FindingView } from '../session/capture';
import { spelledOut } from '../text';
import type { Locale } from '../words';
import { labelOf, placesInWords } from './evidence';
import { findingLabel } from './severity';
import { stateLabel } from './state-label';
import type { Style } from './style';
import { displayWidth, padEnd, wrap } from './width';

/** How the text is laid out. */
export interface Layout {
  readonly locale: Locale;
  readonly style: Style;
  readonly proseColumns: number;
}

type FindingInBrief = Pick<FindingView, 'severity' | 'title' | 'message' | 'evidence'>;

/** An explanation as far as it is printed. */
export interface ExplanationInText
  extends Omit<Explanation, 'connection' | 'captureFindings' | 'statements'> {
  readonly connection: { readonly findings: readonly FindingInBrief[] } | null;
  readonly captureFindings: readonly FindingInBrief[];
}

export const PLATFORM_NAMES: Readonly<Record<Command['platform'], string>> = {
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows',
  any: '',
};

/** An explanation for the terminal: the endpoint it is about in full, the other one in brief. */
export function explanationText(layout: Layout, explanation: ExplanationInText): string {
  const [subject, ...others] = explanation.endpoints;
  const lines = [
    layout.style.apply(spelledOut(explanation.title), 'bold'),
    '',
    ...wrap(spelledOut(explanation.summary), layout.proseColumns),
  ];
  if (explanation.quality !== null) lines.push('', ...wrap(explanation.quality, layout.proseColumns));
  lines.push(...findingLines(layout, explanation));
  if (subject !== undefined) lines.push('', ...endpointInFull(layout, subject));
  for (const other of others) lines.push('', ...endpointInBrief(layout, other));
  return `${lines.join('\n')}\n`;
}

/** What was found about the connection, then about the capture that it is part of; each with the packets that show it. */
function findingLines(layout: Layout, { connection, captureFindings }: ExplanationInText): string[] {
  const own = connection?.findings ?? [];
  return [
    ...findingList(layout, say(layout.locale, 'report.findings'), own),
    ...findingList(layout, say(layout.locale, 'report.capture-findings'), captureFindings),
  ];
}

function findingList(layout: Layout, title: string, findings: readonly FindingInBrief[]): string[] {
  if (findings.length === 0) return [];
  return [
    '',
    ...section(layout, title),
    ...findings.flatMap((finding) => [
      `  ${findingHeading(layout, finding)}`,
      ...indented(layout, finding.message, '    '),
    ]),
  ];
}

function findingHeading({ locale, style }: Layout, finding: FindingInBrief): string {
  const places = placesInWords(locale, finding.evidence);
  const label = findingLabel(style, finding);
  return places === '' ? label : `${label}  ${style.apply(places, 'dim')}`;
}

function endpointInFull(layout: Layout, endpoint: EndpointExplanation): string[] {
  const { locale } = layout;
  return [
    ...heading(layout, endpoint),
    '',
    ...section(layout, say(locale, 'report.why')),
    ...endpoint.why.flatMap((sentence) => item(layout, '-', sentence)),
    '',
    ...section(layout, say(locale, 'report.evidence')),
    ...endpoint.evidence.map((cited) => `  ${padEnd(labelOf(locale, cited), 4)} ${spelledOut(cited.text)}`),
    '',
    ...section(layout, say(locale, 'report.meaning')),
    ...indented(layout, endpoint.meaning, '  '),
    ...causes(layout, endpoint),
    ...commands(layout, endpoint),
  ];
}

function endpointInBrief(layout: Layout, endpoint: EndpointExplanation): string[] {
  return [
    ...heading(layout, endpoint),
    ...endpoint.why.flatMap((sentence) => item(layout, '-', sentence)),
    ...indented(layout, endpoint.meaning, '  '),
  ];
}

function heading({ locale, style }: Layout, endpoint: EndpointExplanation): string[] {
  const side = say(locale, endpoint.side === 'client' ? 'party.Client' : 'party.Server');
  const state = style.state(stateLabel(endpoint), endpoint.state, true);
  return [
    `${style.apply(`${side} ${spelledOut(endpoint.address)}`, 'bold')}  ${state}  ${style.apply(endpoint.since, 'dim')}`,
  ];
}

const section = ({ style }: Layout, title: string): string[] => [style.apply(title, 'cyan')];

function causes(layout: Layout, endpoint: EndpointExplanation): string[] {
  if (endpoint.causes.length === 0) return [];
  const { locale, style } = layout;
  return [
    '',
    ...section(layout, say(locale, 'report.causes')),
    ...endpoint.causes.flatMap((cause, at) => [
      `  ${at + 1}. ${style.apply(spelledOut(cause.title), 'bold')}`,
      ...indented(layout, cause.text, '     '),
      ...causeEvidence(locale, cause).flatMap((fact) => indented(layout, fact, '     ')),
    ]),
  ];
}

/** `For: ...` and `Against: ...`, the facts of this capture that bear on a cause. */
export function causeEvidence(locale: Locale, { supports, opposes }: Cause): string[] {
  return [
    ...supports.map((fact) => say(locale, 'report.for', { fact })),
    ...opposes.map((fact) => say(locale, 'report.against', { fact })),
  ];
}

function commands(layout: Layout, endpoint: EndpointExplanation): string[] {
  const { locale, style } = layout;
  const lines: string[] = [];
  for (const platform of Object.keys(PLATFORM_NAMES) as Command['platform'][]) {
    const own = endpoint.commands.filter((command) => command.platform === platform);
    if (own.length === 0) continue;
    lines.push('', ...section(layout, commandsTitle(locale, endpoint, platform)));
    for (const { command, purpose } of own)
      lines.push(`  $ ${style.apply(spelledOut(command), 'green')}`, ...indented(layout, purpose, '    '));
  }
  const mentionsPid = endpoint.commands.some(({ command }) => /\bPID\b/.test(command));
  return mentionsPid ? [...lines, '', ...indented(layout, say(locale, 'report.pid'), '')] : lines;
}

/** `Run next on 192.0.2.1:80, Linux` */
export function commandsTitle(
  locale: Locale,
  endpoint: EndpointExplanation,
  platform: Command['platform'],
): string {
  const name = platform === 'any' ? say(locale, 'report.any') : PLATFORM_NAMES[platform];
  return say(locale, 'report.on', { address: spelledOut(endpoint.address), platform: name });
}

const indented = ({ proseColumns }: Layout, text: string, indent: string): string[] =>
  wrap(spelledOut(text), proseColumns - displayWidth(indent)).map((line) => indent + line);

function item(layout: Layout, mark: string, text: string): string[] {
  const [first, ...rest] = indented(layout, text, '    ');
  return first === undefined ? [] : [`  ${mark} ${first.trimStart()}`, ...rest];
}
