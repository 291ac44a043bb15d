import type { Call, Event, Site } from '../dataflow';

/** What is lost at an exit: a resource, or both that one call opened, as pipe(2) and socketpair(2) do. */
export interface Leak {
  readonly event: Event;
  readonly other: Event | null;
}

/** The leaks of a function: of each resource at each exit the one with the shortest path. */
export class Leaks {
  private readonly shortest = new Map<string, Event>();

  add(event: Event): void {
    const site = event.resource?.site;
    if (!site) return;
    const key = `${site.id.number} ${exitOf(event, site)}`;
    const known = this.shortest.get(key);
    if (known === undefined || lengthOf(event) < lengthOf(known)) this.shortest.set(key, event);
  }

  /** Those of the two ends that one call opened, lost at one exit, are one. */
  together(): readonly Leak[] {
    const leaks: { event: Event; other: Event | null }[] = [];
    const byCall = new Map<Call | undefined, typeof leaks>();
    for (const event of this.atOneExit()) {
      const call = event.resource?.site?.call;
      const same = byCall.get(call) ?? [];
      byCall.set(call, same);
      const first = same.find((each) => each.other === null && isOtherEnd(each.event, event));
      if (first !== undefined) {
        first.other = event;
        continue;
      }
      const leak = { event, other: null };
      leaks.push(leak);
      same.push(leak);
    }
    return leaks;
  }

  /** `fd = socket(AF_INET6, ...)` or else `fd = socket(AF_INET, ...)`: one variable, lost at one exit, closed by one call. */
  private atOneExit(): readonly Event[] {
    const found = new Map<string, Event>();
    for (const event of this.shortest.values()) {
      const { site } = event.resource ?? {};
      const place = event.how === 'overwritten' || site?.left !== null ? null : site.place;
      const key = `${place?.text ?? `#${site?.id.number}`} ${event.how} ${event.at.start}`;
      const known = found.get(key);
      if (known === undefined || lengthOf(event) < lengthOf(known)) found.set(key, event);
    }
    return [...found.values()];
  }
}

const lengthOf = ({ trace }: Event): number => trace?.length ?? 0;

/** What is overwritten is lost where it was opened, whatever led there. */
const exitOf = ({ how, at }: Event, site: Site): string =>
  `${how} ${(how === 'overwritten' ? site : { at }).at.start}`;

function isOtherEnd(a: Event, b: Event): boolean {
  const [one, two] = [a.resource?.site, b.resource?.site];
  if (!one?.place || !two?.place || one.id === two.id) return false;
  return (
    one.call === two.call &&
    one.left === null &&
    two.left === null &&
    a.how === b.how &&
    a.at.start === b.at.start
  );
}
