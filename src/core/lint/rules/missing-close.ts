import type { ArgumentPath, Call, Event, ProgramView, Site } from '../dataflow';
import { type Callee, calledAs, type IrFunction, type Operand, type Place } from '../ir';
import { lostByAssignment } from './copied-owner';
import { type Leak, Leaks } from './leaks';
import { isLeftInParent } from './left-in-parent';
import { releaseOf } from './release';
import type { Rule, RuleDescription, RuleFinding, Subject } from './rule';
import { nameOf } from './shown-name';
import { traceOf } from './trace';

/** Of all languages. */
export const MISSING_CLOSE: RuleDescription = {
  id: 'missing-close',
  languages: ['c', 'typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['paths', 'program', 'objects'],
};

/** Paths on which an owned descriptor leaks: a finding for each acquisition and exit, with the shortest path to it. */
export const missingClose: Rule = {
  ...MISSING_CLOSE,
  check(subject: Subject): readonly RuleFinding[] {
    const { analysis } = subject;
    const leaks = new Leaks();
    for (const event of analysis.events)
      if (isOwed(subject, event) && !isLeftInParent(subject.fn, event)) leaks.add(event);
    const told = leaks.together().flatMap((event) => findingOf(subject, event) ?? []);
    return [...told, ...lostByAssignment(subject)];
  },
};

function isCertain({ resource, widened }: Event): boolean {
  return resource?.site != null && !resource.doubtful && !widened;
}

/**
 * What a failing function leaves behind an argument is its own to close if it does so elsewhere, or if nothing but the
 * descriptor is behind the argument and no caller is prepared to find it there. Callers that lose part of an object
 * are told themselves; where none is known, it is the function's own if it cleared the object first, so that there was
 * nothing in it for a caller to see to.
 */
function isOwed({ fn, program }: Subject, event: Event): boolean {
  if ((event.kind !== 'leaked' && event.kind !== 'dropped') || !isCertain(event)) return false;
  if (isUnnamed(event) && takesLowest(fn)) return false;
  if (isDoubledUnnamed(fn, event)) return false;
  const { left, resource } = event;
  const site = resource?.site;
  if (event.how === 'overwritten' && isOpenedElsewhere(program, site ?? null, fn)) return false;
  if (site?.left != null && isBlamed(program, site.callee, site.left, fn.id.file)) return false;
  if (left === undefined || left.closedElsewhere) return true;
  if (isSole(left.path)) return !isPrepared(program, calledAs(fn), left.path);
  return clears(fn, left.path) && !isJudgedByCallers(program, fn, left.path, 0);
}

/**
 * A function that opens into an object which others know looks at what the object holds before, or is given another one in
 * each turn: what its callers see is too little to say that something was lost.
 */
const isOpenedElsewhere = (program: ProgramView, site: Site | null, fn: IrFunction): boolean =>
  site?.place?.isBehindPointer === true && program.bodiesOf(site.callee, fn.id.file).length > 0;

/** Nothing but the descriptor, or a pair of them, is behind the argument. */
const isSole = ({ projections: [first, second, ...more] }: ArgumentPath): boolean =>
  first?.kind === 'pointee' && (second === undefined || second.kind === 'further') && more.length === 0;

/** The function that was called and failed has the finding. */
const isBlamed = (program: ProgramView, callee: Callee, path: ArgumentPath, file: string): boolean =>
  isSole(path) && program.bodiesOf(callee, file).length > 0 && !isPrepared(program, callee, path);

/** Every caller makes its variable -1 before: it looks into it after a failure. */
function isPrepared(program: ProgramView, callee: Callee, path: ArgumentPath): boolean {
  const callers = program.callersOf(callee);
  const prepared = callers.every((caller) => {
    const given = callsOf(caller, callee.name).map(({ args }) => args[path.argument]);
    return given.every((operand) => operand?.kind === 'address' && isMadeNegative(caller, operand.place));
  });
  return prepared && callers.length > 0;
}

const isMadeNegative = (fn: IrFunction, { root }: Place): boolean =>
  fn.blocks.some(({ instructions }) =>
    instructions.some(
      (each) =>
        each.op === 'assign' && each.from.kind === 'constant' && each.from.value < 0 && each.to.root === root,
    ),
  );

/** How far callers' callers are asked. */
const FURTHEST = 3;

/** Whether some caller gives an object of its own, and not one that it was given itself. */
function isJudgedByCallers(program: ProgramView, fn: IrFunction, path: ArgumentPath, depth: number): boolean {
  const callee = calledAs(fn);
  return program.callersOf(callee).some((caller) => {
    const given = callsOf(caller, callee.name).map(({ args }) => args[path.argument]);
    return given.some((operand) => {
      const position = caller.parameters.findIndex(
        ({ place }) => operand?.kind === 'place' && operand.place === place,
      );
      if (position < 0 || depth >= FURTHEST) return true;
      return isJudgedByCallers(program, caller, path.ofArgument(position), depth + 1);
    });
  });
}

/** memset(3) and bzero(3) of the whole object that an argument points to. */
function clears(fn: IrFunction, path: ArgumentPath): boolean {
  const parameter = fn.parameters[path.argument]?.place;
  return ['memset', 'bzero', 'explicit_bzero'].some((name) =>
    callsOf(fn, name).some(({ args: [object] }) => object?.kind === 'place' && object.place === parameter),
  );
}

const callsOf = (fn: IrFunction, name: string): readonly Call[] => callsByName(fn).get(name) ?? [];

const calls = new WeakMap<IrFunction, ReadonlyMap<string, readonly Call[]>>();

/** All calls of a function by the name of what is called, found once: each event may ask for some. */
function callsByName(fn: IrFunction): ReadonlyMap<string, readonly Call[]> {
  const known = calls.get(fn);
  if (known !== undefined) return known;
  const found = new Map<string, Call[]>();
  for (const { instructions } of fn.blocks)
    for (const each of instructions) {
      if (each.op !== 'call') continue;
      const same = found.get(each.callee.name);
      if (same === undefined) found.set(each.callee.name, [each]);
      else same.push(each);
    }
  calls.set(fn, found);
  return found;
}

/** Nothing that the code could close it by. */
const isUnnamed = ({ kind, resource }: Event): boolean =>
  kind === 'dropped' || resource?.site?.place?.start.kind === 'temporary';

/** close(0); open("/dev/null", ...); dup(0): the lowest number that is free is wanted, see open(2), and stays open. */
const takesLowest = (fn: IrFunction): boolean =>
  fn.blocks.some(({ instructions }) =>
    instructions.some(
      (each) =>
        each.op === 'call' &&
        (/^(daemon|setsid|closefrom|close_range|closeall)$/.test(each.callee.name) ||
          (/^(close|dup|fclose)$/.test(each.callee.name) && each.args.some(isStandard)) ||
          each.args.some((arg) => arg.kind === 'opaque' && arg.text.includes('/dev/'))),
    ),
  );

/** `fd = open("/dev/null", O_RDWR); dup(fd); dup(fd);` by a daemon: all three are to have the lowest numbers. */
const isDoubledUnnamed = (fn: IrFunction, { resource }: Event): boolean =>
  callsOf(fn, 'dup').filter(
    ({ to, args: [from] }) => to === null && from?.kind === 'place' && from.place === resource?.site?.place,
  ).length > 1;

const isStandard = (operand: Operand): boolean =>
  (operand.kind === 'constant' && operand.value <= 2) ||
  (operand.kind === 'place' && /^std(in|out|err)$/.test(operand.place.text));

function findingOf({ fn, analysis }: Subject, { event, other }: Leak): RuleFinding | null {
  const site = event.resource?.site;
  if (!site) return null;
  // The end of main ends the process, which closes everything: worth a word only where its author closes elsewhere.
  const ending = isProgram(fn) && (event.how === 'return' || endsWith(fn, event));
  if (ending && !closesSomewhere(fn, site.place)) return null;
  const name = nameOf(site);
  const how = ending ? 'main' : site.left === null ? event.how : 'failed-call';
  const second = other?.resource?.site;
  const values = { name, callee: site.callee.name, ...(second ? { other: nameOf(second) } : {}) };
  const both = second ? 'both.' : '';
  const too = analysis.closed.has(site.id) ? '.too' : '';
  const message = { id: `lint.missing-close.${both}${how}${TOLD_APART.has(how) ? too : ''}`, values };
  return {
    rule: 'missing-close',
    severity: ending ? 'hint' : 'warning',
    file: fn.id.file,
    at: event.how === 'overwritten' ? site.at : event.at,
    message,
    resource: { name, acquiredBy: site.callee.name, at: site.at },
    trace: [
      ...traceOf(event, fn.id.file, second),
      { file: fn.id.file, at: event.at, message: { id: `lint.step.leaked.${both}${event.how}`, values } },
    ],
    ...releaseOf(analysis, event, other),
  };
}

/** Ways out of which it matters to the reader whether another one closes. */
const TOLD_APART: ReadonlySet<string> = new Set(['return', 'scope']);

/** `main`, or what stands for it where one file is many programs: `int ping_main(int argc, char **argv)`. */
const isProgram = ({ id, parameters }: IrFunction): boolean =>
  id.name === 'main' || (/_main$/.test(id.name) && parameters.some(({ place }) => place.text === 'argv'));

/** The scope that ends is the function's own. */
const endsWith = (fn: IrFunction, { how, at }: Event): boolean => how === 'scope' && at.end >= fn.at.end;

function closesSomewhere(fn: IrFunction, place: Place | null): boolean {
  return [...callsByName(fn)].some(
    ([name, same]) =>
      /close/i.test(name) &&
      same.some(({ args }) => args.some((arg) => arg.kind === 'place' && arg.place.root === place?.root)),
  );
}
