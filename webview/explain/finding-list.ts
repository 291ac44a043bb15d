import type { CaptureFindingView, FindingView } from '../../src/core/session/capture';
import { actionLink } from '../controls';
import { element } from '../element';
import { severityMark } from '../findings/finding-mark';
import { shown } from '../text/visible';
import { say } from '../words';

/** Packets linked of one finding; a flood of them is better looked at in the list. */
const LINKED = 8;

/** What was found, the worst first as the engine orders it, each with the packets that show it. */
export function findingList(
  findings: readonly (FindingView | CaptureFindingView)[],
  goTo: (index: number) => void,
): HTMLElement {
  return element(
    'ul',
    { class: 'findings', label: say('findings.label') },
    findings.map((finding) => findingItem(finding, goTo)),
  );
}

function findingItem(finding: FindingView | CaptureFindingView, goTo: (index: number) => void): HTMLElement {
  const { title, message, severity, sureness, indices, packets } = finding;
  const links = indices.slice(0, LINKED).flatMap((index, at) => [
    ' ',
    actionLink(`#${packets[at]}`, () => goTo(index), {
      label: say('explain.packet', { packet: packets[at] }),
    }),
  ]);
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
