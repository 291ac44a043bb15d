import { say } from '../explain';
import type { Command, EndpointExplanation } from '../session/capture';
import { spelledOut } from '../text';
import type { Locale } from '../words';
import { labelOf, placesInWords } from './evidence';
import { causeEvidence, commandsTitle, type ExplanationInText, PLATFORM_NAMES } from './explanation-text';
import { escaped, fenced } from './markdown';
import { stateLabel } from './state-label';

/** An explanation to paste into a ticket. Commands are in code blocks, each with its purpose as a comment above it. */
export function explanationMarkdown(locale: Locale, explanation: ExplanationInText): string {
  const parts = [
    `# ${escaped(explanation.title)}`,
    escaped(explanation.summary),
    ...(explanation.quality === null ? [] : [escaped(explanation.quality)]),
    ...findingParts(locale, explanation),
    ...explanation.endpoints.flatMap((endpoint) => endpointParts(locale, endpoint)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function findingParts(locale: Locale, { connection, captureFindings }: ExplanationInText): string[] {
  const findings = [...(connection?.findings ?? []), ...captureFindings];
  if (findings.length === 0) return [];
  const list = findings.map(({ title, message, evidence }) => {
    const places = placesInWords(locale, evidence);
    return `- **${escaped(title)}**${places === '' ? '' : ` ${escaped(places)}`}: ${escaped(message)}`;
  });
  return [`## ${say(locale, 'report.findings')}`, list.join('\n')];
}

function endpointParts(locale: Locale, endpoint: EndpointExplanation): string[] {
  const side = say(locale, endpoint.side === 'client' ? 'party.Client' : 'party.Server');
  const state = code(stateLabel(endpoint));
  const parts = [
    `## ${side} ${escaped(endpoint.address)}: ${state}`,
    escaped(endpoint.since),
    `### ${say(locale, 'report.why')}`,
    bullets(endpoint.why),
    fenced(endpoint.evidence.map((cited) => `${labelOf(locale, cited)}  ${spelledOut(cited.text)}`)),
    `### ${say(locale, 'report.meaning')}`,
    escaped(endpoint.meaning),
  ];
  if (endpoint.causes.length > 0)
    parts.push(`### ${say(locale, 'report.causes')}`, causeList(locale, endpoint));
  return [...parts.filter((part) => part !== ''), ...commandParts(locale, endpoint)];
}

const bullets = (sentences: readonly string[]): string =>
  sentences.map((sentence) => `- ${escaped(sentence)}`).join('\n');

const causeList = (locale: Locale, { causes }: EndpointExplanation): string =>
  causes
    .map((cause, at) =>
      [
        `${at + 1}. **${escaped(cause.title)}**`,
        escaped(cause.text),
        ...causeEvidence(locale, cause).map(escaped),
      ].join('  \n   '),
    )
    .join('\n');

function commandParts(locale: Locale, endpoint: EndpointExplanation): string[] {
  const parts: string[] = [];
  for (const platform of Object.keys(PLATFORM_NAMES) as Command['platform'][]) {
    const own = endpoint.commands.filter((command) => command.platform === platform);
    if (own.length === 0) continue;
    parts.push(`### ${escaped(commandsTitle(locale, endpoint, platform))}`);
    parts.push(
      fenced(
        own.flatMap(({ command, purpose }) => [`# ${spelledOut(purpose)}`, spelledOut(command)]),
        'sh',
      ),
    );
  }
  return parts;
}

const code = (text: string): string => `\`${text}\``;
