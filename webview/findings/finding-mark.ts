import type { Severity } from '../../src/core/words';
import { element } from '../element';
import { say } from '../words';

const ICONS: Readonly<Record<Severity, string>> = { error: '✖', warning: '⚠', info: 'ℹ' };

/** A sign for how bad a finding is; its name is read out, as it is not told by colour alone. */
export function severityMark(severity: Severity): HTMLElement {
  return element('span', {
    class: `severity severity-${severity}`,
    text: ICONS[severity],
    role: 'img',
    label: say(`severity.${severity}`),
  });
}
