import { say } from '../explain';
import type { CodeOnPort, CodePlace, CodeSite } from '../session/code';
import type { LintFinding } from '../session/lint';
import { jsonText, spelledOut } from '../text';
import type { Locale } from '../words';
import type { Layout } from './explanation-text';
import { escaped } from './markdown';
import { wrap } from './width';

const MOST_UNREAD = 5;

/** The code on a connection's port, below its explanation: places that a terminal makes a link of. */
export function codeOnPortText({ locale, style, proseColumns }: Layout, code: CodeOnPort): string {
  const lines = ['', style.apply(titleOf(locale, code), 'cyan')];
  const prose = (text: string, indent: number) =>
    wrap(text, proseColumns - indent).map((line) => ' '.repeat(indent) + line);
  if (code.sites.length === 0) lines.push(...nothing(locale, code).flatMap((text) => prose(text, 2)));
  for (const site of code.sites) {
    lines.push(`  ${style.apply(placeOf(site), 'bold')} ${spelledOut(siteOf(locale, site))}`);
    lines.push(...site.steps.map((step) => `    ${placeOf(step)} ${spelledOut(step.message)}`));
    const findings = site.findings.flatMap((finding) => findingLines(finding, '      '));
    lines.push(...prose(judgement(locale, site), 4), ...findings);
  }
  for (const file of code.unread.slice(0, MOST_UNREAD))
    lines.push(...prose(say(locale, 'code.unread', { file }), 2));
  if (code.elsewhere.length > 0)
    lines.push(
      ...prose(say(locale, 'code.elsewhere'), 2),
      ...code.elsewhere.flatMap((finding) => findingLines(finding, '    ')),
    );
  return lines.map((line) => `${line}\n`).join('');
}

export function codeOnPortMarkdown(locale: Locale, code: CodeOnPort): string {
  const parts = [`## ${escaped(titleOf(locale, code))}`];
  if (code.sites.length === 0) parts.push(...nothing(locale, code).map(escaped));
  for (const site of code.sites) {
    const steps = site.steps.map((step) => `  - \`${placeOf(step)}\` ${escaped(step.message)}`);
    parts.push([`- \`${placeOf(site)}\` ${escaped(siteOf(locale, site))}`, ...steps].join('\n'));
    parts.push([escaped(judgement(locale, site)), ...site.findings.map(findingItem)].join('\n\n'));
  }
  parts.push(
    ...code.unread.slice(0, MOST_UNREAD).map((file) => escaped(say(locale, 'code.unread', { file }))),
  );
  if (code.elsewhere.length > 0)
    parts.push([escaped(say(locale, 'code.elsewhere')), ...code.elsewhere.map(findingItem)].join('\n\n'));
  return `\n${parts.join('\n\n')}\n`;
}

/** An explanation's JSON with one member more, `source`; findings as `lint --format json` has them. */
export const withSource = (json: string, code: CodeOnPort): string =>
  `${jsonText({ ...JSON.parse(json), source: code }, 2)}\n`;

const titleOf = (locale: Locale, { port, role, sites }: CodeOnPort): string =>
  say(locale, sites[0]?.sureness === 'open' ? 'code.title.guess' : `code.title.${role}`, { port });

function siteOf(locale: Locale, { role, within, call, sureness }: CodeSite): string {
  const where = within === null || within === '' ? say(locale, 'code.outside') : `${within}()`;
  const text = say(locale, `code.site.${role}`, { within: where, call });
  return sureness === 'certain' ? text : say(locale, `code.site.${sureness}`, { site: text });
}

const judgement = (locale: Locale, { findings }: CodeSite): string =>
  say(locale, findings.length > 0 ? 'code.explains' : 'code.no-finding');

function nothing(locale: Locale, { files, role, port, otherPorts }: CodeOnPort): string[] {
  const none = say(locale, `code.none.${role}`, { files, port });
  return otherPorts.length === 0
    ? [none]
    : [none, say(locale, 'code.other-ports', { ports: otherPorts.join(', ') })];
}

const placeOf = ({ file, line, column }: CodePlace): string => `${spelledOut(file)}:${line}:${column}:`;

const findingLines = (finding: LintFinding, indent: string): string[] => [
  `${indent}${placeOf(finding)} ${spelledOut(finding.message)} [${finding.rule}]`,
  ...finding.trace.map((step, at) => `${indent}  ${placeOf(step)} (${at + 1}) ${spelledOut(step.message)}`),
];

const findingItem = (finding: LintFinding): string =>
  [
    `- \`${placeOf(finding)}\` ${escaped(finding.message)} [${finding.rule}]`,
    ...finding.trace.map((step) => `  1. \`${placeOf(step)}\` ${escaped(step.message)}`),
  ].join('\n');
