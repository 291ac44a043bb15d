import type { FunctionId, Operand, Place, Span } from '../ir';
import { UNKNOWN } from '../ir';
import { CONNECTS, isDriver, type Kind, MODELS_OF_KINDS, RESPONSES, SERVERS, TAKES } from '../models-ts';
import { child, type SyntaxNode } from '../syntax';
import { Blocks } from './blocks';
import { optionIn } from './lifetimes/options';
import type { Entity } from './meanings';
import type { FileModel } from './model';
import type { LowerExpression } from './recursion';
import { type Binding, type Field, type Fn, isInside } from './scopes';
import { keyName, textOf, unwrap } from './source';

/** Kinds whose paths are followed. */
const FOLLOWED: ReadonlySet<Kind> = new Set<Kind>([
  'socket',
  'tls-socket',
  'raw-socket',
  'datagram',
  'websocket',
  'http2-session',
  'request',
  'agent',
  'dispatcher',
  'client',
  'driver',
  'idle-driver',
  ...RESPONSES,
  ...SERVERS,
]);

export const isFollowed = ({ kind }: Entity): boolean => FOLLOWED.has(kind);

/** An object that a function can name, and how. */
interface Visible {
  readonly entity: Entity;
  /** The function whose running makes the place. */
  readonly owner: Fn;
  readonly references: readonly SyntaxNode[];
  readonly operand: Operand;
}

/** What lowering one function needs everywhere. */
export class Lower extends Blocks {
  /** Variables of outer functions that this one has as its own: brought by the caller, or open when it begins. */
  readonly borrowed = new Set<Binding>();
  /** Set once a failure was reported to other code; null where that does not matter. */
  settled: Place | null = null;

  constructor(
    readonly model: FileModel,
    readonly fn: Fn,
    readonly idOf: (fn: Fn) => FunctionId | null,
    readonly hiddenOf: (fn: Fn) => readonly Binding[],
    readonly recursion: LowerExpression,
  ) {
    super();
  }

  span = ({ start, end }: SyntaxNode): Span => ({ start, end });

  text = (node: SyntaxNode): string => textOf(this.model.source, node);

  /** A condition or call as a person is shown it. */
  shown(node: SyntaxNode): string {
    const text = this.text(node).replace(/\s+/g, ' ');
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
  }

  /** The place that a variable is; one of an outer function has a place that outlives the call. */
  placeOf(binding: Binding): Place {
    const unique = safe(binding.unique);
    const place = this.places.variable(unique, unique.replace(/'.*$/, ''));
    if (binding.fn === this.fn || this.borrowed.has(binding)) this.declare(place);
    return place;
  }

  operandOf(binding: Binding): Operand {
    return { kind: 'place', place: this.placeOf(binding) };
  }

  /** The objects that a variable may hold and that are followed. */
  followed(binding: Binding): readonly Entity[] {
    return (this.model.holds.get(binding) ?? []).filter(isFollowed);
  }

  /** What is done with the object that an expression stands for, as far as it ends this function's duty. */
  effectOf(node: SyntaxNode): 'close' | 'take' | null {
    const found = this.model.useAt.get(node);
    return found === undefined ? null : this.model.dutyAfter(found.use, found.entity);
  }

  /** Takes what is stored, read to its end, or given to a function that is not known. */
  takeIfUsed(node: SyntaxNode, operand: Operand): void {
    const how = this.model.useAt.get(node)?.use.how;
    if (how === undefined || how === 'method' || how === 'listen' || how === 'return') return;
    if (this.effectOf(node) !== null) this.take(operand, this.span(node));
  }

  /** Objects that can be named here and that a function may close, read or take are looked after by it. */
  capture(fn: Fn, at: Span): void {
    // To call the function around a variable is to make another one.
    for (const { entity, owner, operand } of this.visible())
      if (
        !isInside(owner, fn) &&
        this.model.effects(fn, entity).some((use) => this.model.dutyAfter(use, entity) !== null)
      )
        this.take(operand, at);
  }

  /** A field of `this` that this handler finds holding an object. */
  heldField: { readonly field: Field; readonly entity: Entity; readonly place: Place } | null = null;

  /** The place of `this.socket`, where that is what this handler is about. */
  fieldPlace(node: SyntaxNode): Place | null {
    const held = this.heldField;
    return held !== null && this.model.names.fieldAt.get(node) === held.field ? held.place : null;
  }

  private seen: readonly Visible[] | null = null;

  /** The followed objects in places that are this function's own. */
  private visible(): readonly Visible[] {
    if (this.seen === null) {
      this.seen = this.model.holdersIn(this.fn, this.borrowed).flatMap((binding) =>
        this.followed(binding).map((entity) => ({
          entity,
          owner: binding.fn,
          references: binding.references,
          operand: this.operandOf(binding),
        })),
      );
      if (this.heldField !== null) {
        const { entity, field, place } = this.heldField;
        const operand: Operand = { kind: 'place', place };
        this.seen = [...this.seen, { entity, owner: entity.fn, references: field.references, operand }];
      }
    }
    return this.seen;
  }

  /** The objects that an awaited expression is about: its failure is likely theirs. */
  objectsIn(expression: SyntaxNode): readonly Operand[] {
    const places = this.model.settledBy(expression) ?? [expression];
    return this.visible()
      .filter(
        ({ entity, references }) =>
          !staysOpen(this.model, entity, expression) &&
          places.every((place) =>
            references.some(({ start, end }) => start >= place.start && end <= place.end),
          ),
      )
      .map(({ operand }) => operand);
  }

  /** The objects that a signal destroys: https://nodejs.org/api/net.html#new-netsocketoptions */
  withSignal(): readonly Operand[] {
    return this.visible().flatMap(({ entity, operand }) =>
      entity.args.some((each) => optionIn(this.model, each, 'signal') !== null) ? [operand] : [],
    );
  }

  /** The objects that one of these functions closes, or may close. */
  endedIn(fns: readonly Fn[]): readonly Operand[] {
    const reached = new Set(fns.flatMap((fn) => [...this.model.reach(fn)]));
    const ends = (entity: Entity): boolean =>
      this.model.uses.of(entity).some((use) => /^(?:close|take)$/.test(use.effect) && reached.has(use.fn));
    return this.visible().flatMap(({ entity, operand }) => (ends(entity) ? [operand] : []));
  }

  /** A test that fails is allowed to leave things behind. */
  isTest(): boolean {
    for (let fn: Fn | null = this.fn; fn !== null; fn = fn.parent) if (this.model.isTest(fn)) return true;
    return false;
  }

  /** A request that is destroyed takes its response along. */
  takeResponses(at: Span): void {
    for (const { entity, operand } of this.visible()) if (entity.kind === 'response') this.take(operand, at);
  }

  /** A WebSocket whose handshake was refused is over when its request is destroyed. */
  takeHandshake(socket: Entity, at: Span): void {
    for (const { entity, operand } of this.visible()) if (entity === socket) this.take(operand, at);
  }

  /** Other code looks after all that is open here. */
  takeAll(at: Span): void {
    for (const { operand } of this.visible()) this.take(operand, at);
  }

  takeRawSockets(at: Span): void {
    for (const { entity, operand } of this.visible())
      if (entity.kind === 'raw-socket') this.take(operand, at);
  }

  /** Whether calling a function of the file may report a failure to other code. */
  settles = (fn: Fn): boolean => this.model.settles(fn);

  /** Whether a function of the file has a `throw` that nothing in it catches. */
  throws = (fn: Fn): boolean => this.model.throws(fn);

  /** Other code has the value now. */
  take(operand: Operand, at: Span): void {
    if (operand.kind === 'place') this.call(TAKES, [operand], at);
  }

  unknown = (): Operand => UNKNOWN;
}

/** A driver's request fails, `client.query()`, and the driver is as open as before. */
export function staysOpen({ meanings, source }: FileModel, entity: Entity, awaited: SyntaxNode): boolean {
  if (!isDriver(entity.kind)) return false;
  const callee = child(unwrap(awaited), 'function');
  if (callee?.type !== 'member_expression') return false;
  const name = keyName(source, child(callee, 'property')) ?? '';
  const own = meanings.entityOf(child(callee, 'object')) === entity;
  return own && !CONNECTS.test(name) && !MODELS_OF_KINDS[entity.kind].closes.has(name);
}

/** Dots part a place into projections, and `%` begins a temporary. */
const safe = (name: string): string => name.replace(/[.#]/g, '_');
