import type { EndpointState, StatePathStep } from '../../src/core/session/capture';
import { EDGES, type NodeName } from './diagram';

/** An endpoint's way from one box to the next. */
export interface Passage {
  readonly from: NodeName;
  readonly to: NodeName;
  readonly packet: number;
  readonly index: number;
  readonly certainty: EndpointState['certainty'];
}

/** Where a connection was before the first packet that shows its state: what the state itself presumes. */
const BEFORE: Partial<Readonly<Record<EndpointState['state'], NodeName>>> = {
  SYN_SENT: 'CLOSED.begin',
  SYN_RECEIVED: 'LISTEN',
};

const EARLY: readonly NodeName[] = ['CLOSED.begin', 'LISTEN', 'SYN_SENT', 'SYN_RECEIVED'];

/** The box of a state; for CLOSED the one that is next to where the endpoint comes from. */
export function nodeOf(state: EndpointState['state'], from: NodeName | null): NodeName | null {
  if (state === 'UNKNOWN') return null;
  if (state !== 'CLOSED') return state;
  return from === null || EARLY.includes(from) ? 'CLOSED.begin' : 'CLOSED.end';
}

/** The ways between the states of a path; one over an UNKNOWN state leads from nowhere and is not drawn. */
export function passages(steps: readonly StatePathStep[]): Passage[] {
  const found: Passage[] = [];
  let at: NodeName | null = null;
  steps.forEach((step, order) => {
    const from: NodeName | null = order === 0 ? (BEFORE[step.state] ?? null) : at;
    const to = nodeOf(step.state, from);
    if (from !== null && to !== null && from !== to) {
      const { packet, index, certainty } = step;
      found.push({ from, to, packet, index, certainty });
    }
    at = to;
  });
  return found;
}

export const edgeOf = ({ from, to }: Pick<Passage, 'from' | 'to'>) =>
  EDGES.find((edge) => edge.from === from && edge.to === to);

/** Every box that the endpoint was in. */
export function visited(steps: readonly StatePathStep[]): Set<NodeName> {
  const nodes = new Set(passages(steps).flatMap(({ from, to }) => [from, to]));
  const [first] = steps;
  const start = first === undefined ? null : nodeOf(first.state, null);
  if (start !== null) nodes.add(start);
  return nodes;
}
