import { say } from '../../explain';
import type { Locale } from '../../words';
import type { LintFinding } from '../lint';
import type { CodeInWords, CodeOnPort, CodePlace, CodeSite, FindingInWords } from './views';

const MOST_UNREAD = 5;

/** The code on a port in words of the locale. */
export function codeInWords(locale: Locale, code: CodeOnPort): CodeInWords {
  const { sites, elsewhere, unread } = code;
  return {
    title: titleOf(locale, code),
    sites: sites.map((site) => ({
      at: { ...placeOf(site), message: siteOf(locale, site) },
      steps: site.steps,
      judgement: say(locale, judgementOf(site)),
      findings: site.findings.map(findingOf),
      closes: site.closes,
    })),
    elsewhere:
      elsewhere.length === 0
        ? null
        : { told: say(locale, 'code.elsewhere'), findings: elsewhere.map(findingOf) },
    notes: [
      ...(sites.length === 0 ? nothing(locale, code) : []),
      ...unread.slice(0, MOST_UNREAD).map((file) => say(locale, 'code.unread', { file })),
    ],
  };
}

const titleOf = (locale: Locale, { port, role, sites }: CodeOnPort): string =>
  say(locale, sites[0]?.sureness === 'open' ? 'code.title.guess' : `code.title.${role}`, { port });

function siteOf(locale: Locale, { role, within, call, sureness }: CodeSite): string {
  const where = within === null || within === '' ? say(locale, 'code.outside') : `${within}()`;
  const text = say(locale, `code.site.${role}`, { within: where, call });
  return sureness === 'certain' ? text : say(locale, `code.site.${sureness}`, { site: text });
}

function judgementOf({ findings, closes }: CodeSite) {
  if (findings.length > 0) return 'code.explains';
  return closes.length > 0 ? 'code.closes' : 'code.no-finding';
}

function nothing(locale: Locale, { files, role, port, otherPorts }: CodeOnPort): string[] {
  const none = say(locale, `code.none.${role}`, { files, port });
  return otherPorts.length === 0
    ? [none]
    : [none, say(locale, 'code.other-ports', { ports: otherPorts.join(', ') })];
}

const placeOf = ({ file, line, column }: CodePlace): CodePlace => ({ file, line, column });

const findingOf = (finding: LintFinding): FindingInWords => ({
  ...placeOf(finding),
  message: finding.message,
  rule: finding.rule,
  steps: finding.trace.map((step) => ({ ...placeOf(step), message: step.message })),
});
