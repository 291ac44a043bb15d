import {
  type CodeOnPort,
  type CodePlace,
  type CodeStep,
  codeInWords,
  type FindingInWords,
} from '../session/code';
import { jsonText, spelledOut } from '../text';
import type { Locale } from '../words';
import type { Layout } from './explanation-text';
import { escaped } from './markdown';
import { wrap } from './width';

/** The code on a connection's port, below its explanation: places that a terminal makes a link of. */
export function codeOnPortText({ locale, style, proseColumns }: Layout, code: CodeOnPort): string {
  const { title, sites, elsewhere, notes } = codeInWords(locale, code);
  const lines = ['', style.apply(title, 'cyan')];
  const prose = (text: string, indent: number) =>
    wrap(text, proseColumns - indent).map((line) => ' '.repeat(indent) + line);
  for (const { at, steps, judgement, findings, closes } of sites) {
    lines.push(`  ${style.apply(placeOf(at), 'bold')} ${spelledOut(at.message)}`);
    lines.push(...steps.map((step) => `    ${placeOf(step)} ${spelledOut(step.message)}`));
    lines.push(
      ...prose(judgement, 4),
      ...closes.map((close) => `      ${placeOf(close)} ${spelledOut(close.message)}`),
    );
    lines.push(...findings.flatMap((finding) => findingLines(finding, '      ')));
  }
  lines.push(...notes.flatMap((text) => prose(text, 2)));
  if (elsewhere !== null)
    lines.push(
      ...prose(elsewhere.told, 2),
      ...elsewhere.findings.flatMap((finding) => findingLines(finding, '    ')),
    );
  return lines.map((line) => `${line}\n`).join('');
}

export function codeOnPortMarkdown(locale: Locale, code: CodeOnPort): string {
  const { title, sites, elsewhere, notes } = codeInWords(locale, code);
  const parts = [`## ${escaped(title)}`];
  for (const { at, steps, judgement, findings, closes } of sites) {
    const item = (step: CodeStep, indent: string) =>
      `${indent}- \`${placeOf(step)}\` ${escaped(step.message)}`;
    parts.push([item(at, ''), ...steps.map((step) => item(step, '  '))].join('\n'));
    parts.push(escaped(judgement));
    if (closes.length > 0) parts.push(closes.map((close) => item(close, '')).join('\n'));
    parts.push(...findings.map(findingItem));
  }
  parts.push(...notes.map(escaped));
  if (elsewhere !== null)
    parts.push([escaped(elsewhere.told), ...elsewhere.findings.map(findingItem)].join('\n\n'));
  return `\n${parts.join('\n\n')}\n`;
}

/** An explanation's JSON with one member more, `source`; findings as `lint --format json` has them. */
export const withSource = (json: string, code: CodeOnPort): string =>
  `${jsonText({ ...JSON.parse(json), source: code }, 2)}\n`;

/** An element of `connections --format json`, with the code behind it; null where it is not stuck. */
export const withCodeField = (json: string, code: CodeOnPort | null): string =>
  jsonText({ ...JSON.parse(json), code });

const placeOf = ({ file, line, column }: CodePlace): string => `${spelledOut(file)}:${line}:${column}:`;

const findingLines = (finding: FindingInWords, indent: string): string[] => [
  `${indent}${placeOf(finding)} ${spelledOut(finding.message)} [${finding.rule}]`,
  ...finding.steps.map((step, at) => `${indent}  ${placeOf(step)} (${at + 1}) ${spelledOut(step.message)}`),
];

const findingItem = (finding: FindingInWords): string =>
  [
    `- \`${placeOf(finding)}\` ${escaped(finding.message)} [${finding.rule}]`,
    ...finding.steps.map((step) => `  1. \`${placeOf(step)}\` ${escaped(step.message)}`),
  ].join('\n');
