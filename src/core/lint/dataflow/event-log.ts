import type { Event } from './event';
import { firstOfEach } from './first-of-each';
import { lastFork } from './processes';

/** Events of one function that are held; each exit tells of all that is open there, so they are a product. */
const MOST = 4000;
/** Those that stay where there were more. */
const KEPT = 2000;

/** What was seen on the paths of one function, in the order in which it was seen. */
export class EventLog {
  private events: Event[] = [];
  /** What no rule tells apart has one key. */
  private readonly keys = new WeakMap<Event, string>();
  private cut = false;

  add(event: Event): void {
    this.events.push(event);
    if (this.events.length < MOST) return;
    const shortest = this.shortestOfEach();
    const kept = firstOfEach(shortest, KEPT, ({ kind, resource }) => `${kind} ${resource?.id.number}`);
    if (kept.length < shortest.length) this.cut = true;
    this.events = [...kept];
  }

  /** Of events with one key the one with the shortest trace, in the order of the source. */
  private shortestOfEach(): readonly Event[] {
    const shortest = new Map<string, Event>();
    for (const event of this.events) {
      const key = this.keyFor(event);
      const known = shortest.get(key);
      if (known === undefined || lengthOf(event) < lengthOf(known)) shortest.set(key, event);
    }
    return [...shortest]
      .sort(
        ([one, a], [other, b]) =>
          a.at.start - b.at.start || openedAt(a) - openedAt(b) || (one < other ? -1 : 1),
      )
      .map(([, event]) => event);
  }

  private keyFor(event: Event): string {
    const key = this.keys.get(event) ?? keyOf(event);
    this.keys.set(event, key);
    return key;
  }

  get all(): readonly Event[] {
    return this.events;
  }

  /** Some are missing: those that come last in the source, of each resource. */
  get isCut(): boolean {
    return this.cut;
  }
}

function keyOf({ kind, how, resource, place, at, trace, widened, left }: Event): string {
  const fork = lastFork(trace, resource?.site?.id);
  const state = [resource?.status, resource?.doubtful, resource?.passed, widened, left?.closedElsewhere];
  return [kind, at.start, how, resource?.id.number, place?.number, fork?.at.start, fork?.side, state].join(
    ' ',
  );
}

const lengthOf = ({ trace }: Event): number => trace?.length ?? 0;

const openedAt = ({ resource }: Event): number => resource?.site?.at.start ?? -1;
