import type { CaptureFindingView, FindingView } from '../../src/core/session/capture';
import { element } from '../element';
import { severityMark } from '../findings/finding-mark';
import { shown } from '../text/visible';
import { say } from '../words';
import { type GoTo, mark } from './evidence';

/** Pieces of evidence linked of one finding; a flood of packets is better looked at in the list. */
const LINKED = 8;

/** What was found, the worst first as the engine orders it, each with the packets that show it. */
export function findingList(
  findings: readonly (FindingView | CaptureFindingView)[],
  goTo: GoTo,
): HTMLElement {
  return element(
    'ul',
    { class: 'findings', label: say('findings.label') },
    findings.map((finding) => findingItem(finding, goTo)),
  );
}

function findingItem(finding: FindingView | CaptureFindingView, goTo: GoTo): HTMLElement {
  const { title, message, severity, sureness, evidence } = finding;
  const links = evidence.slice(0, LINKED).flatMap((cited) => {
    const link = mark(cited, goTo);
    return link === null ? [] : [' ', link];
  });
  const sure = sureness === 'proven' ? '' : ` (${say(`sureness.${sureness}`)})`;
  return element('li', { class: `finding finding-${severity}` }, [
    severityMark(severity),
    element('div', {}, [
      element('strong', { text: shown(title, 200) }),
      element('span', { class: 'dim', text: sure }),
      element('div', {}, [shown(message, 1000), ...links]),
    ]),
  ]);
}
