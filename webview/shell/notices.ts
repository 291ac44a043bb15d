import type { CaptureSummary, ProblemView } from '../../src/core/session/capture';
import { actionLink } from '../controls';
import { element } from '../element';
import { count } from '../text/amounts';
import { shown } from '../text/visible';
import { localeTag, say, sayCount } from '../words';

const ICONS: Readonly<Record<ProblemView['severity'], string>> = { error: '✖', warning: '⚠', info: 'ℹ' };

/** Problems, drops and comments of the capture: one line that opens into a list. */
export class Notices {
  readonly element: HTMLDetailsElement;
  private readonly line = element('summary', { class: 'notices-line' });
  private readonly list = element('ul', { class: 'notices-list' });
  private shownKey = '';

  constructor(private readonly goToLine: (line: number) => void) {
    this.element = element('details', { class: 'notices' }, [this.line, this.list]);
    this.element.hidden = true;
  }

  show(summary: CaptureSummary): void {
    const { problems, moreProblems, comments, dropped } = summary;
    const key = `${problems.length} ${moreProblems} ${comments.length} ${dropped}`;
    if (key === this.shownKey) return;
    this.shownKey = key;
    const parts: string[] = [];
    const total = problems.length + moreProblems;
    if (total > 0) parts.push(sayCount('notices.problems', total));
    if (dropped !== null && dropped > 0) parts.push(sayCount('notices.dropped', dropped));
    if (comments.length > 0) {
      parts.push(sayCount('notices.comments', comments.length));
    }
    this.element.hidden = parts.length === 0;
    const worst = problems.some((problem) => problem.severity === 'error')
      ? 'error'
      : total > 0
        ? 'warning'
        : 'info';
    this.element.dataset.severity = dropped !== null && dropped > 0 && worst === 'info' ? 'warning' : worst;
    this.line.replaceChildren(
      element('span', { class: 'notices-icon', text: ICONS[worst], attributes: { 'aria-hidden': 'true' } }),
      ` ${parts.join(' · ')}`,
    );
    this.list.replaceChildren(
      ...problems.map((problem) => this.problem(problem)),
      ...(moreProblems > 0
        ? [element('li', { text: say('notices.more', { count: count(moreProblems, localeTag()) }) })]
        : []),
      ...(dropped !== null && dropped > 0 ? [element('li', { text: say('notices.dropped.meaning') })] : []),
      ...comments.map((comment) =>
        element('li', { class: 'notice-comment', text: `“${shown(comment, 2000)}”` }),
      ),
    );
  }

  private problem(problem: ProblemView): HTMLElement {
    const { line } = problem;
    const item = element('li', {}, [
      element('span', { class: `severity-${problem.severity}`, text: `${ICONS[problem.severity]} ` }),
      shown(problem.message, 1000),
      ' ',
    ]);
    if (line === null)
      item.append(element('span', { class: 'dim', text: say('notices.offset', { offset: problem.offset }) }));
    else item.append(actionLink(say('notices.line', { line }), () => this.goToLine(line)));
    return item;
  }
}
