import type { ClaimView, ServerOverview } from '../../src/core/session/capture';
import { element } from '../element';
import { severityMark } from '../findings/finding-mark';
import { sideName, statePill } from '../packets/state-pill';
import { duration } from '../text/amounts';
import { shown } from '../text/visible';
import { say, sayCount } from '../words';

/** Where a claim or a stuck connection is: its number from 1, and the packet, from 0, that shows it. */
interface Subject {
  readonly connection: number | null;
  readonly index: number | null;
}

export interface ServerActions {
  /** Shows the packets of a server. */
  showServer(server: string): void;
  explainAt(connection: number, index: number | null): void;
}

/** What of a server is to be explained first. */
export const firstOf = ({ oldest, claims }: ServerOverview): Subject =>
  oldest ?? claims.find(({ connection }) => connection !== null) ?? { connection: null, index: null };

/** One line a server: what has been stuck longest, what was found, its connections by state. */
export function serverItem(server: ServerOverview, actions: ServerActions): HTMLElement {
  const { stuck, claims, moreClaims } = server;
  const severity = claims[0]?.severity ?? (stuck.client + stuck.server > 0 ? 'warning' : null);
  const name = link(shown(server.server, 120), 'look-server mono', () => actions.showServer(server.server));
  name.title = say('look.server.tooltip');
  return element('li', {}, [
    element('span', {}, [...(severity === null ? [] : [severityMark(severity), ' ']), name]),
    ...oldestOf(server, actions),
    ...claims.map((claim) => claimPart(claim, actions)),
    ...(moreClaims > 0 ? [element('span', { text: `+${moreClaims}` })] : []),
    statesOf(server),
  ]);
}

function statesOf({ connections, states, stuck }: ServerOverview): HTMLElement {
  const pills = states.flatMap(({ state, side, count }) => {
    const marks = { changed: true, stuck: side === 'server' && stuck.server > 0 };
    const whose = side === 'client' ? `${sideName('client')} ` : '';
    const number = states.length > 1 ? `${count} ` : '';
    return [` ${whose}${number}`, statePill({ state, certainty: 'confirmed' }, marks)];
  });
  return element('span', { class: 'look-states' }, [sayCount('look.connections', connections), ...pills]);
}

function oldestOf({ oldest }: ServerOverview, actions: ServerActions): HTMLElement[] {
  if (oldest === null) return [];
  const { endpoint, client, seconds, sureness, connection, index } = oldest;
  const values = { side: sideName(endpoint), client: shown(client, 120) };
  const words =
    sureness === 'possible' || seconds === null
      ? say('look.oldest.untimed', values)
      : say('look.oldest', { ...values, duration: duration(seconds) });
  return [link(words, 'look-why', () => actions.explainAt(connection, index))];
}

/** What was found, of how many connections; it leads to the first of them. */
export function claimPart({ title, connections, connection, index }: ClaimView, actions: ServerActions) {
  const text = shown(connections > 1 ? `${title} (${connections})` : title, 200);
  if (connection === null) return element('span', { text });
  return link(text, 'look-why', () => actions.explainAt(connection, index));
}

export const link = (text: string, name: string, pressed: () => void): HTMLButtonElement =>
  element('button', {
    class: `look-link ${name}`,
    text,
    attributes: { type: 'button' },
    on: { click: pressed },
  });
