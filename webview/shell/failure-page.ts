import { button } from '../controls';
import { element } from '../element';
import { shown } from '../text/visible';
import { say } from '../words';

/** Shown instead of everything when the file cannot be read at all: what was found, and what to do. */
export function failurePage(
  message: string,
  detail: readonly string[],
  actions: { readonly reload: () => void; readonly reopenAsText: () => void },
): HTMLElement {
  return element('main', { class: 'failure', role: 'alert', attributes: { tabindex: '-1' } }, [
    element('div', { class: 'failure-icon', text: '⚠', attributes: { 'aria-hidden': 'true' } }),
    element('h1', { text: shown(message, 600) }),
    ...(detail.length === 0
      ? []
      : [
          element(
            'ul',
            {},
            detail.slice(0, 50).map((line) => element('li', { text: shown(line, 1000) })),
          ),
        ]),
    element('div', { class: 'failure-actions' }, [
      button(say('failure.reload'), actions.reload, { appearance: 'primary' }),
      button(say('toolbar.reopen'), actions.reopenAsText),
    ]),
  ]);
}
