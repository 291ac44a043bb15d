import type { Call } from '../dataflow';
import {
  byName,
  type Callee,
  calledAs,
  type IrFunction,
  type Operand,
  type Place,
  type Relation,
  reachable,
  type Span,
  swapped,
} from '../ir';
import { modelOf } from '../models';
import { isDatagram } from './datagram';
import { type QuietEnd, quietEnds } from './quiet-way';
import type { RuleFinding, Subject } from './rule';
import { nameWithin } from './shown-name';

const WAITS = /^(?:poll|ppoll|select|pselect|epoll_p?wait2?|kevent|WSAPoll)$/;
/** What functions are called that an event loop calls. */
const HANDLER = /^on_|^handle_|_(?:cb|callback|handler|readable|ready|event)$|(?:Handler|Callback|Readable)$/;
const LATER = /\b(?:EAGAIN|EWOULDBLOCK)\b/;

interface Received {
  readonly call: Call;
  readonly block: number;
  readonly from: Place;
}

/**
 * A receiving call returned 0, and on every way from there nothing is done: a handler returns, a loop waits again, or the
 * end is answered like "nothing there yet". The peer has closed, and this end never will.
 */
export function lostEnds(subject: Subject): readonly RuleFinding[] {
  const { fn } = subject;
  return receivedIn(fn).flatMap((received) => {
    const { call, block } = received;
    const freed = freedAtEnd(fn, received);
    if (freed !== null) return [finding(fn, received, 'freed', freed)];
    if (
      !isAsked(fn, call) ||
      !isOfSocket(subject, call) ||
      isDatagram(fn, received.from) ||
      quietEnds(fn, block, call, 1) !== null
    )
      return [];
    const ends = quietEnds(fn, block, call, 0);
    if (ends === null || ends.length === 0) return [];
    const how = howLost(subject, received, ends);
    return how === null ? [] : [finding(fn, received, how, ends[0].span)];
  });
}

/** What takes a descriptor out of an event loop, and leaves it open. */
const WATCHES = /^(?:epoll_ctl|event_del|ev_io_stop|event_free)$/;

/** `begin()` and the like of a container. */
const isLookup = ({ callee: { kind, name } }: Call): boolean =>
  kind === 'pointer' && /^c?(?:begin|end|size|find|next|prev|distance)$/.test(name);

/**
 * Where the end is received, the object whose field holds the descriptor is freed, or its entry erased, and the descriptor is not
 * closed: where that is done; else null.
 */
function freedAtEnd(fn: IrFunction, { call, block, from }: Received): Span | null {
  if (!isAsked(fn, call)) return null;
  let freed: Span | null = null;
  const ends = quietEnds(fn, block, call, 0, (other) => {
    const frees = freesOwner(fn, other, from);
    if (frees) freed ??= other.at;
    return frees || WATCHES.test(other.callee.name) || isLookup(other);
  });
  return ends !== null && ends.length === 1 ? freed : null;
}

/** `free(c)` of `c->fd`; `clients.erase(fd)`, in a function that closes `fd` elsewhere. */
function freesOwner(fn: IrFunction, { callee, args: [first] }: Call, from: Place): boolean {
  if (first !== undefined && erasesElement(callee, first, from)) return true;
  if (first?.kind !== 'place') return false;
  if (callee.kind === 'name' && callee.name === 'free')
    return from.projection?.kind === 'field' && from.base?.projection?.kind === 'pointee'
      ? from.base.base === first.place
      : false;
  return callee.kind === 'pointer' && callee.name === 'erase' && first.place === from && closes(fn, from);
}

/** `it = fds.erase(it)` of `*it`, `fds.erase(fds.begin() + i)` of `fds[i]`: the number itself goes away. */
function erasesElement(callee: Callee, first: Operand, { base, projection }: Place): boolean {
  if (callee.kind !== 'pointer' || callee.name !== 'erase' || base === null) return false;
  if (first.kind === 'place') return projection?.kind === 'pointee' && base === first.place;
  return first.kind === 'unknown' && (projection?.kind === 'some' || projection?.kind === 'indexed');
}

const closes = (fn: IrFunction, place: Place): boolean =>
  fn.blocks.some(({ instructions }) =>
    instructions.some(
      (each) =>
        each.op === 'call' &&
        /close/i.test(each.callee.name) &&
        each.args.some((arg) => arg.kind === 'place' && arg.place === place),
    ),
  );

/** Calls that receive from a socket that was there before: from a field, a parameter, an element. */
function receivedIn(fn: IrFunction): readonly Received[] {
  const found: Received[] = [];
  for (const block of reachable(fn))
    for (const call of fn.blocks[block].instructions) {
      if (call.op !== 'call' || call.to === null || !isReceiving(call)) continue;
      const [from] = call.args;
      if (from?.kind === 'place' && !/^std(?:in|out|err)$/.test(from.place.text))
        found.push({ call, block, from: from.place });
    }
  return found;
}

const isReceiving = (call: Call): boolean => {
  const traits = modelOf(call)?.traits ?? [];
  return traits.includes('receive') || call.callee.name === 'read';
};

/** What only sockets are given. */
const OF_SOCKETS = ['accept', 'accept4', 'recv', 'send', 'getpeername', 'shutdown'];

/** read(2) is of files, pipes and devices too: the file that it stands in handles connections, or it is not told. */
function isOfSocket({ fn, program }: Subject, { callee, args: [from] }: Call): boolean {
  if (callee.name !== 'read') return true;
  if (
    from?.kind === 'place' &&
    program.callersOf(byName('open')).some((other) => opensField(fn, other, from.place))
  )
    return false;
  return OF_SOCKETS.some((name) => program.callersOf(byName(name)).some(({ id }) => id.file === fn.id.file));
}

/** In the same file, open(2) fills a field of that name. */
const opensField = (fn: IrFunction, other: IrFunction, { projection }: Place): boolean =>
  projection?.kind === 'field' &&
  other.id.file === fn.id.file &&
  other.blocks.some(({ instructions }) =>
    instructions.some(
      (each) =>
        each.op === 'call' &&
        each.callee.name === 'open' &&
        each.to?.projection?.kind === 'field' &&
        each.to.projection.name === projection.name,
    ),
  );

/** Its result is compared with 0 or -1, and with nothing else: what has a size of its own is not a stream. */
function isAsked(fn: IrFunction, { to }: Call): boolean {
  const isAbout = (operand: Operand): boolean => operand.kind === 'place' && operand.place === to;
  const compared = fn.blocks.flatMap(({ terminator }) => {
    if (terminator.op !== 'branch') return [];
    const { left, relation, right } = terminator.condition;
    if (isAbout(left)) return [{ relation, with: right }];
    return isAbout(right) ? [{ relation: swapped(relation), with: left }] : [];
  });
  return compared.length > 0 && compared.every((each) => asksForEnd(each.relation, each.with));
}

/** `n <= 0`, `n < 1`, `n == -1`, but not `n != 1`, which is about one byte. */
function asksForEnd(relation: Relation, operand: Operand): boolean {
  if (operand.kind !== 'constant') return false;
  const { value } = operand;
  return value === 0 || value === -1 || (value === 1 && (relation === '<' || relation === '>='));
}

type Lost = 'returned' | 'waits' | 'like-later' | 'freed';

function howLost(subject: Subject, received: Received, ends: readonly QuietEnd[]): Lost | null {
  const { fn } = subject;
  const round = reachable(fn, received.block);
  if (ends.every(({ at }) => at === 'loop')) return waitsAgain(fn, received.block, round) ? 'waits' : null;
  if (!ends.every(({ at }) => at === 'return')) return null;
  if (isAnsweredLikeLater(fn, received, ends)) return 'like-later';
  const silent = ends.every((each) => each.at === 'return' && each.value === null);
  return silent && isHandler(subject) && (!isInLoop(fn, received) || asksForLater(fn)) ? 'returned' : null;
}

const waitsAgain = (fn: IrFunction, block: number, round: ReadonlySet<number>): boolean =>
  [...round].some(
    (each) =>
      fn.blocks[each].instructions.some(
        ({ op, ...rest }) => op === 'call' && WAITS.test((rest as Call).callee.name),
      ) && reachable(fn, each).has(block),
  );

/** No code calls it by its name, so that nothing but an event loop does, and no caller is behind it that could close. */
function isHandler({ fn, program }: Subject): boolean {
  const { name } = fn.id;
  const kept = fn.linkage === 'file' || HANDLER.test(name);
  return kept && name !== 'main' && program.callersOf(calledAs(fn)).length === 0;
}

const isInLoop = (fn: IrFunction, { block }: Received): boolean =>
  fn.loops.some(({ head }) => {
    const around = reachable(fn, head);
    return around.has(block) && reachable(fn, block).has(head);
  });

const asksForLater = (fn: IrFunction): boolean =>
  fn.blocks.some(({ terminator }) => terminator.op === 'branch' && LATER.test(terminator.condition.text));

/** The same number, not below 0, is returned at the end and where errno says that nothing is there yet. */
function isAnsweredLikeLater(fn: IrFunction, { call, block }: Received, ends: readonly QuietEnd[]): boolean {
  if (!asksForLater(fn)) return false;
  const later = quietEnds(fn, block, call, -1);
  const answers = new Set([...ends, ...(later ?? [])].map((each) => answerOf(each, call)));
  const [answer] = answers;
  return later !== null && later.length > 0 && answers.size === 1 && answer !== null;
}

function answerOf(end: QuietEnd, { to }: Call): string | null {
  if (end.at !== 'return' || end.value === null) return null;
  const { value } = end;
  if (value.kind === 'constant') return value.value >= 0 ? `${value.value}` : null;
  if (value.kind === 'sentinel') return value.sign === 'negative' ? null : value.name;
  return value.kind === 'place' && value.place === to ? '0' : null;
}

function finding(fn: IrFunction, { call, from }: Received, how: Lost, end: Span): RuleFinding {
  const { file } = fn.id;
  const values = { name: nameWithin(fn, from), callee: call.callee.name };
  const step = (id: string, at: Span) => ({ file, at, message: { id: `lint.step.${id}`, values } });
  return {
    rule: 'eof-ignored',
    severity: 'warning',
    file,
    at: how === 'waits' ? call.at : end,
    message: { id: `lint.eof-ignored.${how}`, values },
    resource: null,
    trace: [step('end-received', call.at), step(`end-${how}`, end)],
  };
}
