import type { LookedAt } from '../../src/core/session/incident';
import { element } from '../element';
import { duration } from '../text/amounts';
import { shown } from '../text/visible';
import { localeTag, say } from '../words';

/** Endpoints that are shown: those that grew most come first. */
const MOST = 8;

/** When this machine's sockets were looked at, and at which endpoints there are more or fewer than at first. */
export class LookedAtLines {
  readonly element = element('div', { class: 'sockets-looked-at' });
  private shownKey = '';
  /** The sockets are those of the machine itself, each with its age. */
  known = false;

  constructor() {
    this.element.hidden = true;
  }

  /** Whether other columns have room now. */
  show(lookedAt: LookedAt | null): boolean {
    const wasKnown = this.known;
    this.known = lookedAt !== null;
    this.element.hidden = lookedAt === null;
    const key = JSON.stringify(lookedAt);
    if (lookedAt !== null && key !== this.shownKey) this.element.replaceChildren(...linesOf(lookedAt));
    this.shownKey = key;
    return wasKnown !== this.known;
  }
}

function linesOf({ now, first, endpoints }: LookedAt): HTMLElement[] {
  const time = new Date(now * 1000).toLocaleTimeString(localeTag());
  const since = duration(now - first);
  if (now === first) return [element('p', { text: say('sockets.looked-at', { time }) })];
  const changed = say(endpoints.length === 0 ? 'sockets.unchanged' : 'sockets.changed', { time, since });
  const items = endpoints.slice(0, MOST).map((endpoint) => element('li', { text: changeOf(endpoint) }));
  return [element('p', { text: changed }), element('ul', {}, items)];
}

/** `0.0.0.0:8000  4242/server /srv/app  CLOSE_WAIT 7 (+3)`. */
function changeOf({ address, side, process, states }: LookedAt['endpoints'][number]): string {
  const where = side === 'client' ? say('sockets.connects', { address }) : address;
  const holder =
    process === null
      ? ''
      : `${process.pid ?? ''}/${process.name}${process.folder ? ` ${process.folder}` : ''}`;
  const counts = states
    .filter(({ count, before = count }) => count !== before)
    .map(({ state, count, before = count }) => `${state ?? '?'} ${count} (${signed(count - before)})`);
  return [shown(where, 120), shown(holder, 200), counts.join(', ')].filter((part) => part !== '').join('  ');
}

const signed = (change: number): string => (change > 0 ? `+${change}` : `\u2212${-change}`);
