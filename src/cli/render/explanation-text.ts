import { type Locale, say } from '../../core/explain';
import type { Command, EndpointExplanation, Explanation } from '../../core/session';
import type { Style } from '../terminal/style';
import { displayWidth, padEnd, visible, wrap } from '../terminal/width';
import { stateLabel } from './state-label';

/** How the text is laid out. */
export interface Layout {
  readonly locale: Locale;
  readonly style: Style;
  readonly proseColumns: number;
}

export const PLATFORM_NAMES: Readonly<Record<Command['platform'], string>> = {
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows',
  any: '',
};

/** An explanation for the terminal: the endpoint it is about in full, the other one in brief. */
export function explanationText(layout: Layout, explanation: Explanation): string {
  const [subject, ...others] = explanation.endpoints;
  const lines = [
    layout.style.apply(visible(explanation.title), 'bold'),
    '',
    ...wrap(visible(explanation.summary), layout.proseColumns),
  ];
  if (subject !== undefined) lines.push('', ...endpointInFull(layout, subject));
  for (const other of others) lines.push('', ...endpointInBrief(layout, other));
  return `${lines.join('\n')}\n`;
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
    ...endpoint.evidence.map(({ packet, text }) => `  ${padEnd(String(packet), 4)} ${visible(text)}`),
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
    `${style.apply(`${side} ${visible(endpoint.address)}`, 'bold')}  ${state}  ${style.apply(endpoint.since, 'dim')}`,
  ];
}

const section = ({ style }: Layout, title: string): string[] => [style.apply(title, 'cyan')];

function causes(layout: Layout, endpoint: EndpointExplanation): string[] {
  if (endpoint.causes.length === 0) return [];
  const { locale, style } = layout;
  return [
    '',
    ...section(layout, say(locale, 'report.causes')),
    ...endpoint.causes.flatMap(({ title, text }, at) => [
      `  ${at + 1}. ${style.apply(visible(title), 'bold')}`,
      ...indented(layout, text, '     '),
    ]),
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
      lines.push(`  $ ${style.apply(visible(command), 'green')}`, ...indented(layout, purpose, '    '));
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
  return say(locale, 'report.on', { address: visible(endpoint.address), platform: name });
}

const indented = ({ proseColumns }: Layout, text: string, indent: string): string[] =>
  wrap(visible(text), proseColumns - displayWidth(indent)).map((line) => indent + line);

function item(layout: Layout, mark: string, text: string): string[] {
  const [first, ...rest] = indented(layout, text, '    ');
  return first === undefined ? [] : [`  ${mark} ${first.trimStart()}`, ...rest];
}
