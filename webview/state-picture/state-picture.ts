import type { EndpointExplanation, StatePathStep } from '../../src/core/session/capture';
import { actionLink, button } from '../controls';
import { element } from '../element';
import { sideName, statePill } from '../packets/state-pill';
import { exportSvg } from '../svg-export';
import { say } from '../words';
import { drawStatePicture } from './drawing';

export interface StatePictureOptions {
  goTo(index: number): void;
  copySvg(source: string): void;
  /** `name`: of the file, without what tells its kind. */
  saveSvg(name: string, source: string): void;
}

/** Steps spelled out under the picture; the way of a connection that needs more is no way. */
const SPELLED = 24;

/** The state diagram with an endpoint's way through it, and the same way in words, each step with its packet. */
export function statePicture(
  endpoint: Pick<EndpointExplanation, 'side' | 'address' | 'state'>,
  steps: readonly StatePathStep[],
  open: boolean,
  options: StatePictureOptions,
): HTMLElement {
  const drawing = drawStatePicture(steps, endpoint.state, inWords(endpoint, steps));
  drawing.addEventListener('click', (event) => {
    const badge = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    if (badge !== null) options.goTo(Number(badge.getAttribute('data-index')));
  });
  const details = element('details', { class: 'state-way' }, [
    element('summary', { text: say('picture.title') }),
    element('div', { class: 'state-picture-holder' }, [drawing]),
    element(
      'ol',
      { class: 'state-steps' },
      steps.slice(0, SPELLED).map((step) => stepItem(step, options.goTo)),
    ),
    element('div', { class: 'explain-actions' }, [
      button(say('svg.copy'), () => options.copySvg(exportSvg(drawing))),
      button(say('svg.save'), () => options.saveSvg(`${endpoint.side}-states`, exportSvg(drawing))),
    ]),
  ]);
  details.open = open;
  return details;
}

function stepItem(step: StatePathStep, goTo: (index: number) => void): HTMLElement {
  return element('li', {}, [
    actionLink(say('explain.packet', { packet: step.packet }), () => goTo(step.index)),
    ' ',
    statePill(step, { changed: true }),
  ]);
}

function inWords(
  { side, address }: Pick<EndpointExplanation, 'side' | 'address'>,
  steps: readonly StatePathStep[],
): string {
  const way = steps
    .slice(0, SPELLED)
    .map(({ packet, state }) => say('picture.step', { packet, state }))
    .join(say('picture.then'));
  return say('picture.words', { side: sideName(side), address, way });
}
