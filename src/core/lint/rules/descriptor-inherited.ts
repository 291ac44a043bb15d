import { type Analysis, type Call, type Event, type Fork, lastFork } from '../dataflow';
import type { IrFunction, Operand, Place, Span } from '../ir';
import { modelOf } from '../models';
import { isLeftInParent } from './left-in-parent';
import { releaseOf } from './release';
import type { Release, Rule, RuleFinding, Severity, Subject } from './rule';
import { nameOf, shownName } from './shown-name';
import { traceOf } from './trace';

const RULE = 'descriptor-inherited';

/** fork(2) doubles every descriptor, and exec(3) keeps all that is not marked: each side has to close the other's. */
export const descriptorInherited: Rule = {
  id: RULE,
  languages: ['c'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['paths', 'program'],
  check(subject: Subject): readonly RuleFinding[] {
    const { analysis, fn } = subject;
    if (!analysis.events.some(({ trace }) => lastFork(trace) !== null)) return [];
    return [
      ...shortest(analysis, (event) => isLeftInParent(fn, event)).flatMap((event) =>
        leftInParent(subject, event),
      ),
      ...keptInChild(subject),
      ...shortest(analysis, ({ kind }) => kind === 'inherited').flatMap((event) =>
        acrossExec(subject, event),
      ),
      ...shortest(analysis, ({ kind }) => kind === 'end-kept').flatMap((event) => keptEnd(subject, event)),
    ];
  },
};

/** Of the events about one acquisition the one with the shortest path. */
function shortest({ events }: Analysis, accepts: (event: Event) => boolean): readonly Event[] {
  const found = new Map<object, Event>();
  for (const event of events) {
    const site = event.resource?.site?.id;
    if (site === undefined || event.widened || event.resource?.doubtful || !accepts(event)) continue;
    const known = found.get(site);
    if (known === undefined || (event.trace?.length ?? 0) < (known.trace?.length ?? 0))
      found.set(site, event);
  }
  return [...found.values()];
}

/** The parent goes on with its own copy open: the connection does not end when the child closes. */
function leftInParent({ fn, analysis }: Subject, event: Event): readonly RuleFinding[] {
  const fork = lastFork(event.trace);
  if (fork === null || (fn.id.name === 'main' && event.how === 'return') || event.how === 'left') return [];
  const site = event.resource?.site;
  const name = site ? nameOf(site) : '';
  const last = { at: event.at, id: `lint.step.leaked.${event.how}` };
  return [
    { ...finding(fn, event, 'parent', 'warning', fork.at, fork, name, last), ...releaseOf(analysis, event) },
  ];
}

/** A child serves what was accepted, and ends with the listening socket still open. */
function keptInChild({ fn, analysis }: Subject): readonly RuleFinding[] {
  const calls = callsOf(fn);
  if (calls.some((call) => hasTrait(call, 'exec'))) return [];
  const listeners = calls.flatMap((call) => (hasTrait(call, 'accept') ? listenerOf(fn, calls, call) : []));
  return [...new Set(listeners)].flatMap((listener) => {
    const ends = analysis.events.filter((event) => event.kind === 'child-ended' && servesAccepted(event));
    const first = ends.find(({ widened }) => !widened);
    const fork = first === undefined ? null : lastFork(first.trace);
    if (first === undefined || fork === null || ends.some(({ holders = [] }) => holders.includes(listener)))
      return [];
    const last = { at: first.at, id: 'lint.step.child-ended' };
    const release = inChild(fn, fork, listener);
    return [{ ...finding(fn, first, 'child', 'info', fork.at, fork, shownName(listener), last), release }];
  });
}

/** The variable that is accepted on, if no function gets it that could close it. */
function listenerOf(fn: IrFunction, calls: readonly Call[], { args: [operand] }: Call): Place[] {
  if (operand?.kind !== 'place' || !fn.variables.has(operand.place)) return [];
  const { place } = operand;
  return calls.some((call) => mentions(call, place) && modelOf(call) === null) ? [] : [place];
}

/** Something was accepted before the fork, and nothing after it: the child is there for that. */
function servesAccepted({ trace }: Event): boolean {
  let forked = false;
  for (let step = trace; step !== null; step = step.before) {
    if (step.what === 'forked') forked = true;
    else if (step.what === 'acquired' && /accept/i.test(step.callee.name)) return forked;
  }
  return false;
}

/** The close that the child lacks. */
const inChild = (fn: IrFunction, { at }: Fork, listener: Place): Release => ({
  how: 'child',
  at,
  holder: shownName(listener),
  kind: 'socket',
  always: true,
  branch: null,
  partialClosers: [],
  within: fn.at,
});

/** A program that a child becomes holds a socket open that it knows nothing of. */
function acrossExec({ fn, program }: Subject, event: Event): readonly RuleFinding[] {
  const site = event.resource?.site;
  const fork = lastFork(event.trace);
  if (site?.kind !== 'socket' || fork === null) return [];
  const { call: opening } = site;
  if (program.bodiesOf(opening.callee, fn.id.file).length > 0 || isMarked(opening)) return [];
  const uses = callsOf(fn).filter((call) => mentions(call, site.place));
  if (uses.some((call) => isMeant(call) || modelOf(call) === null)) return [];
  if (callsOf(fn).some(({ callee }) => CLOSES_ALL.test(callee.name))) return [];
  const last = { at: event.at, id: 'lint.step.inherited' };
  return [finding(fn, event, 'exec', 'warning', site.at, fork, nameOf(site), last)];
}

/** Names of functions that close, or mark, descriptors by their numbers, whatever they are. */
const CLOSES_ALL =
  /^closefrom$|^close_range$|cloexec|closeonexec|close_?(?:all|fds|files|from|other)|fds?_?close/i;
const MARKS = /CLOEXEC/;

const isMarked = ({ args }: Call): boolean => args.some((each) => MARKS.test(textOf(each)));

/** Marked later, made one of the standard descriptors, or told to the program by its number. */
const isMeant = (call: Call): boolean =>
  /^_?dup[23]?$|^s?n?printf$|^v?s?n?printf$|^asprintf$|^setenv$|^posix_spawn/.test(call.callee.name) ||
  (/^fcntl|^ioctl/.test(call.callee.name) &&
    call.args.some((each) => /F_SETFD|FIOCLEX|F_DUPFD/.test(textOf(each))));

/** Waiting in a loop for an end of file that this process itself holds back. */
function keptEnd({ fn }: Subject, event: Event): readonly RuleFinding[] {
  const fork = lastFork(event.trace);
  const site = event.resource?.site;
  if (fork === null || !site) return [];
  const inside = ({ start, end }: Span, { at }: { readonly at: Span }) => start <= at.start && at.start < end;
  if (!fn.loops.some(({ at }) => inside(at, event) && !inside(at, fork))) return [];
  const last = { at: event.at, id: 'lint.step.end-kept' };
  return [finding(fn, event, 'end', 'warning', event.at, fork, nameOf(site), last)];
}

function finding(
  { id: { file } }: IrFunction,
  event: Event,
  what: string,
  severity: Severity,
  at: Span,
  fork: Fork,
  name: string,
  last: { readonly at: Span; readonly id: string },
): RuleFinding {
  const site = event.resource?.site;
  const values = { name, callee: event.how, opener: site?.callee.name ?? '', fork: fork.callee.name };
  return {
    rule: RULE,
    severity,
    file,
    at,
    message: { id: `lint.${RULE}.${what}`, values },
    resource: site ? { name, acquiredBy: site.callee.name, at: site.at } : null,
    trace: [...traceOf(event, file), { file, at: last.at, message: { id: last.id, values } }],
  };
}

const callsOf = (fn: IrFunction): readonly Call[] =>
  fn.blocks.flatMap(({ instructions }) => instructions.flatMap((each) => (each.op === 'call' ? [each] : [])));

const hasTrait = (call: Call, trait: string): boolean => modelOf(call)?.traits.includes(trait) ?? false;

const mentions = ({ args }: Call, place: Place | null): boolean =>
  args.some(
    (each) =>
      (each.kind === 'place' && each.place === place) ||
      (each.kind === 'address' && each.place.root === place?.root),
  );

const textOf = (operand: Operand): string =>
  operand.kind === 'sentinel' ? operand.name : operand.kind === 'opaque' ? operand.text : '';
