import type { Callee, Place, Span } from '../ir';
import type { Context } from './context';
import type { Left } from './event';
import { holdersOf, isInHeap, isOwn, isParameter } from './memory';
import { POSITIVE } from './sign';
import type { Resource, Site, State, Value } from './state';
import type { Post } from './survey';
import type { ResourceId, SymbolTerm } from './terms';

/** What a closing call is remembered by. */
export interface Closing {
  readonly instruction: SymbolTerm;
  readonly callee: Callee;
  readonly at: Span;
}

/** Opens what `site` stands for; what the same site opened before and only `target` (resolved) held leaks. */
export function acquire(context: Context, state: State, site: Site, target: Place | null): Value {
  const earlier = state.resources.get(site.id);
  if (earlier !== undefined) {
    const held = holdersOf(state, site.id).filter((place) => place !== target);
    if (target !== null && holdersOf(state, site.id).includes(target))
      context.survey.note('overwritten', site.at, target, earlier.status);
    if (earlier.status === 'open' && held.length === 0)
      lose(context, state, earlier, 'overwritten', site.at, { holders: target === null ? [] : [target] });
    forget(state, site.id);
  }
  for (const [id, { from }] of [...state.received])
    if (from.kind === 'resource' && from.id === site.id) state.received.delete(id);
  state.resources.set(site.id, {
    id: site.id,
    status: 'open',
    site,
    origin: null,
    doubtful: false,
    checked: false,
    passed: false,
    closedBy: null,
  });
  state.step({ what: 'acquired', site: site.id, place: site.place, callee: site.callee }, site.at);
  return { kind: 'resource', id: site.id };
}

/** No place speaks of this resource any more. */
export function forget(state: State, id: ResourceId): void {
  // Of a descriptor it is still known that it was one.
  const resource = state.resources.get(id);
  if (resource?.site != null) state.facts.set(id.former, POSITIVE);
  for (const place of holdersOf(state, id)) state.places.set(place, id.former.value);
  state.resources.delete(id);
}

export function change(state: State, resource: Resource, changes: Partial<Resource>): void {
  state.resources.set(resource.id, { ...resource, ...changes });
}

interface Losing {
  readonly forGood?: boolean;
  readonly holders?: readonly Place[];
  readonly left?: Left;
}

/** Reports a resource whose last place went away while it was open, once. */
export function lose(
  context: Context,
  state: State,
  resource: Resource,
  how: string,
  at: Span,
  { forGood = true, holders = holdersOf(state, resource.id), left }: Losing = {},
): void {
  context.report({
    kind: 'leaked',
    how,
    resource,
    place: resource.site === null ? resource.origin : resource.site.place,
    holders: holders.flatMap((place) => spelled(state, place) ?? []),
    at,
    trace: state.trace,
    widened: state.widened,
    left,
  });
  if (forGood) change(state, resource, { status: 'escaped' });
}

/** Memory of ours has no name; a variable that points there does. */
export function spelled(state: State, place: Place): Place | null {
  if (!isInHeap(place)) return place;
  for (const [pointer, value] of state.places)
    if (value.kind === 'pointer' && !isInHeap(pointer) && place.isWithin(value.place))
      return place.movedTo(pointer.pointee, value.place);
  return null;
}

/** Notes what every place holds here. */
export function takeStock({ survey }: Context, state: State, post: Post, at: Span): void {
  survey.visit(post, at);
  if (state.resources.size === 0) return;
  for (const [place, value] of state.places) {
    const resource = value.kind === 'resource' ? state.resources.get(value.id) : undefined;
    if (resource !== undefined) survey.note(post, at, spelled(state, place) ?? place, resource.status);
  }
}

/** Closes what a value stands for. A descriptor of the caller's becomes one that is known to be closed. */
export function close(context: Context, state: State, value: Value, by: Closing): void {
  const resource = resourceOf(state, value);
  if (resource === null) return;
  if (resource.status === 'closed' && resource.closedBy?.instruction !== by.instruction)
    context.report({
      kind: 'double-close',
      how: by.callee.name,
      resource,
      place: placeOfResource(state, resource),
      at: by.at,
      trace: state.trace,
      widened: state.widened,
    });
  context.closed.add(resource.id);
  if (resource.site !== null)
    for (const place of holdersOf(state, resource.id))
      if (!isOwn(context.fn, place)) state.closedIn.add(place);
  if (resource.status !== 'closed')
    state.step(
      { what: 'closed', site: resource.id, place: placeOfResource(state, resource), callee: by.callee },
      by.at,
    );
  change(state, resource, { status: 'closed', closedBy: by });
}

/** By what the code knows a resource. */
export const placeOfResource = (state: State, { id, site, origin }: Resource): Place | null =>
  site === null ? (origin ?? holdersOf(state, id)[0] ?? null) : site.place;

/** The resource behind a value; what came from outside becomes one when it is first closed or handed on. */
export function resourceOf(state: State, value: Value): Resource | null {
  if (value.kind === 'resource') return state.resources.get(value.id) ?? null;
  if (value.kind !== 'symbol' || value.symbol.isAnything || isFormer(value.symbol)) return null;
  const id = value.symbol.given;
  const known = state.resources.get(id);
  if (known !== undefined) return known;
  const origin = value.symbol.initialOf;
  const resource: Resource = {
    id,
    status: 'open',
    site: null,
    origin,
    doubtful: false,
    checked: false,
    passed: false,
    closedBy: null,
  };
  state.resources.set(id, resource);
  for (const [place, held] of state.places)
    if (held.kind === 'symbol' && held.symbol === value.symbol)
      state.places.set(place, { kind: 'resource', id });
  if (origin !== null && !state.places.has(origin)) state.places.set(origin, { kind: 'resource', id });
  return resource;
}

/** Other code is responsible from now on for what a value stands for, or for what it points to. */
export function handOver(context: Context, state: State, value: Value): void {
  if (value.kind === 'pointer') escapeWithin(state, value.place);
  else if (value.kind === 'symbol' && !value.symbol.isAnything && holdsOpen(state, value.symbol.pointee))
    escapeWithin(state, value.symbol.pointee);
  else if (value.kind === 'resource' || isFirstOfParameter(context, value)) {
    const resource = resourceOf(state, value);
    if (resource?.status === 'open') change(state, resource, { status: 'escaped' });
  }
}

/** An object that is handed over takes along what was opened into it. */
const holdsOpen = (state: State, whole: Place): boolean =>
  [...state.resources.values()].some(
    ({ id, status }) => status === 'open' && holdersOf(state, id).some((place) => place.isWithin(whole)),
  );

const isFirstOfParameter = ({ fn }: Context, value: Value): boolean =>
  value.kind === 'symbol' && isParameter(fn, value.symbol.initialOf);

/** What a former resource was part of is known as little. */
const isFormer = ({ origin }: SymbolTerm): boolean =>
  origin.kind === 'former' || (origin.kind === 'part' && isFormer(origin.of));

/** All that stands in a place or its parts is known to other code too, as is memory that this function allocated. */
export function escapeWithin(state: State, whole: Place): void {
  // Renamed first, so that objects that point to each other come to an end.
  const base = isInHeap(whole) ? whole.movedTo(share(state, whole.root), whole.root) : whole;
  for (const [place, value] of [...state.places]) {
    if (!place.isWithin(base)) continue;
    if (value.kind === 'resource' || isGiven(value)) {
      const resource = resourceOf(state, value);
      if (resource?.status === 'open') change(state, resource, { status: 'escaped' });
    } else if (value.kind === 'pointer' && isInHeap(value.place)) {
      const now = state.places.get(place);
      if (now?.kind === 'pointer') escapeWithin(state, now.place);
    }
  }
}

/** What a variable held before the function wrote it: a parameter's value, which its caller gave. */
const isGiven = (value: Value): boolean => value.kind === 'symbol' && value.symbol.initialOf?.isRoot === true;

/** Others know this memory now: it is renamed to what lies behind a pointer that is not known. */
function share(state: State, heap: Place): Place {
  const symbol = state.terms.shared(heap);
  const { pointee } = symbol;
  for (const [place, value] of [...state.places]) {
    if (value.kind === 'pointer' && value.place.root === heap)
      state.places.set(
        place,
        value.place === heap ? symbol.value : { kind: 'pointer', place: value.place.movedTo(pointee, heap) },
      );
    if (place.root !== heap) continue;
    const held = state.places.get(place) as Value;
    state.places.delete(place);
    state.places.set(place.movedTo(pointee, heap), held);
    const given = isGiven(held) ? resourceOf(state, held) : null;
    if (given?.status === 'open') change(state, given, { status: 'escaped' });
  }
  return pointee;
}

/** A whole variable or heap object ceases to exist, and with it all that only it held. */
export function vanish(context: Context, state: State, whole: Place, how: string, at: Span): void {
  for (const [place, value] of [...state.places]) {
    if (!place.isWithin(whole)) continue;
    state.places.delete(place);
    if (value.kind !== 'resource') continue;
    const resource = state.resources.get(value.id);
    if (resource?.status === 'open' && resource.site !== null && holdersOf(state, value.id).length === 0)
      lose(context, state, resource, how, at, { holders: [place] });
  }
}

/** Whether a resource outlives the call because something that outlives it holds it. */
export const isHeldElsewhere = ({ fn }: Context, holders: readonly Place[]): boolean =>
  holders.some((place) => !isOwn(fn, place) || fn.variables.get(place.root)?.kind === 'auto-closing');
