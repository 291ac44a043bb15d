import type { Call, ProgramView } from '../dataflow';
import { type IrFunction, type Operand, type Place, reachable, type Span } from '../ir';
import { modelOf } from '../models';
import type { Rule, RuleFinding, Subject } from './rule';
import { shownName } from './shown-name';

/** Calls that wait for the peer of their first argument. */
const WAITS: ReadonlySet<string> = new Set(['recv', 'recvfrom', 'recvmsg', 'read', 'readv']);
/** Names that say that others serve, or that waiting has an end. */
const SERVED =
  /^(fork|vfork|_Fork|daemon|select|pselect|poll|ppoll|epoll_\w+|kevent|alarm|setitimer)$|thread|nonblock|timeout|spawn|async|event|thrd/i;
const UNBLOCKED = /NONBLOCK|SO_RCVTIMEO|MSG_DONTWAIT|FIONBIO|O_NDELAY/;
/** How far a helper's helpers are looked at. */
const DEEPEST = 3;

/** A loop that accepts and then waits for what it accepted, in the one thread that could accept the next. */
export const serialAccept: Rule = {
  id: 'serial-accept',
  languages: ['c'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['program'],
  check({ fn, program }: Subject): readonly RuleFinding[] {
    const calls = callsOf(fn);
    const accepts = calls.filter(({ call }) => isAccept(call));
    if (accepts.length === 0 || calls.some(({ call }) => isServed(call))) return [];
    const findings: RuleFinding[] = [];
    for (const { call, block } of accepts) {
      if (call.to === null || !isInLoop(fn, block)) continue;
      const holders = copiesOf(fn, call.to);
      const waiting = calls.find(
        (each) =>
          each.block !== block &&
          holders.some((place) => waitsFor(program, fn, each.call, place, 0)) &&
          reachable(fn, block).has(each.block) &&
          reachable(fn, each.block).has(block),
      );
      if (waiting !== undefined) findings.push(finding(fn.id.file, call, waiting.call));
    }
    return findings;
  },
};

interface Placed {
  readonly call: Call;
  readonly block: number;
}

const callsOf = (fn: IrFunction): readonly Placed[] => {
  const reached = reachable(fn);
  return fn.blocks.flatMap(({ instructions }, block) =>
    reached.has(block) ? instructions.flatMap((call) => (call.op === 'call' ? [{ call, block }] : [])) : [],
  );
};

const isAccept = (call: Call): boolean => modelOf(call)?.traits.includes('accept') ?? false;

const isInLoop = (fn: IrFunction, block: number): boolean =>
  [...reachable(fn, block)].some((each) => {
    const { terminator } = fn.blocks[each];
    if (terminator.op === 'goto') return terminator.target === block;
    return terminator.op === 'branch' && (terminator.yes === block || terminator.no === block);
  });

const isServed = (call: Call): boolean =>
  SERVED.test(call.callee.name) || call.args.some((each) => UNBLOCKED.test(textOf(each)));

const textOf = (operand: Operand): string =>
  operand.kind === 'sentinel' ? operand.name : operand.kind === 'opaque' ? operand.text : '';

/** The place, and the ones that it is copied to. */
function copiesOf(fn: IrFunction, place: Place): readonly Place[] {
  const copies = [place];
  for (const { instructions } of fn.blocks)
    for (const each of instructions)
      if (each.op === 'assign' && each.from.kind === 'place' && copies.includes(each.from.place))
        copies.push(each.to);
  return copies;
}

function waitsFor(program: ProgramView, fn: IrFunction, call: Call, place: Place, depth: number): boolean {
  const argument = call.args.findIndex((each) => each.kind === 'place' && each.place === place);
  if (argument < 0 || call.callee.kind === 'pointer' || depth > DEEPEST) return false;
  const bodies = program.bodiesOf(call.callee, fn.id.file);
  if (bodies.length === 0) return argument === 0 && WAITS.has(call.callee.name);
  return bodies.some((body) => {
    const inside = callsOf(body);
    const parameter = body.parameters[argument]?.place;
    if (parameter === undefined || inside.some((each) => isServed(each.call))) return false;
    return inside.some((each) => waitsFor(program, body, each.call, parameter, depth + 1));
  });
}

function finding(file: string, accept: Call, waiting: Call): RuleFinding {
  const name = accept.to === null ? '' : shownName(accept.to);
  const values = { name, callee: waiting.callee.name };
  const step = (id: string, at: Span) => ({ file, at, message: { id, values } });
  return {
    rule: 'serial-accept',
    severity: 'warning',
    file,
    at: accept.at,
    message: { id: 'lint.serial-accept', values },
    resource: { name, acquiredBy: accept.callee.name, at: accept.at },
    trace: [step('lint.step.accepts', accept.at), step('lint.step.waits', waiting.at)],
  };
}
