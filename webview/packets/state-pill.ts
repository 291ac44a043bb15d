import type { EndpointState } from '../../src/core/session/capture';
import type { Side } from '../../src/core/tcp';
import { element, setText, setTitle } from '../element';
import { say } from '../words';

/** Colour families of the states; the same in the list, the ladder and the explanation (see styles/states.css). */
const FAMILY: Readonly<Record<EndpointState['state'], string>> = {
  UNKNOWN: 'unknown',
  CLOSED: 'closed',
  LISTEN: 'opening',
  SYN_SENT: 'opening',
  SYN_RECEIVED: 'opening',
  ESTABLISHED: 'established',
  FIN_WAIT_1: 'closing',
  FIN_WAIT_2: 'half-closed',
  CLOSE_WAIT: 'close-wait',
  CLOSING: 'closing',
  LAST_ACK: 'closing',
  TIME_WAIT: 'time-wait',
};

export const stateFamily = (state: EndpointState['state']): string => FAMILY[state];

export interface StateMarks {
  /** This packet brought the endpoint here: shown strongly, so that transitions stand out of the column. */
  readonly changed?: boolean;
  /** The endpoint stays half-closed: marked for as long as it is in CLOSE_WAIT. */
  readonly stuck?: boolean;
}

/** Writes a state into a cell: a dot, the name, `?` where it is inferred, and `◐` where it is stuck. */
export function paintState(cell: HTMLElement, state: EndpointState | null, marks: StateMarks = {}): void {
  if (state === null) {
    cell.replaceChildren();
    cell.title = '';
    return;
  }
  const pill = (cell.firstElementChild as HTMLElement | null) ?? cell.appendChild(makePill());
  const inferred = state.certainty === 'inferred';
  const stuck = isStuck(state, marks);
  const classes = ['pill', `state-${stateFamily(state.state)}`, state.certainty];
  if (marks.changed) classes.push('changed');
  if (stuck) classes.push('stuck');
  pill.className = classes.join(' ');
  const [, name, note] = pill.children;
  setText(name, state.state);
  setText(note, [inferred ? '?' : '', stuck ? '◐' : ''].join(''));
  setTitle(cell, stateTooltip(state, marks));
  if (note.textContent === '') note.removeAttribute('aria-label');
  else note.setAttribute('aria-label', stateTooltip(state, marks));
}

export function statePill(state: EndpointState, marks: StateMarks = {}): HTMLElement {
  const holder = element('span', { class: 'pill-holder' });
  paintState(holder, state, marks);
  return holder;
}

function makePill(): HTMLElement {
  return element('span', { class: 'pill' }, [
    element('span', { class: 'dot', attributes: { 'aria-hidden': 'true' } }),
    element('span', { class: 'state-name' }),
    element('span', { class: 'state-note', role: 'img' }),
  ]);
}

const isStuck = (state: EndpointState, marks: StateMarks): boolean =>
  marks.stuck === true && state.state === 'CLOSE_WAIT';

function stateTooltip(state: EndpointState, marks: StateMarks): string {
  const certainty = say(state.certainty === 'inferred' ? 'state.inferred' : 'state.confirmed');
  const stuck = isStuck(state, marks) ? ` ${say('state.stuck')}` : '';
  return `${state.state}: ${certainty}${stuck}`;
}

export function sideName(side: Side): string {
  return say(side === 'client' ? 'side.client' : 'side.server');
}
