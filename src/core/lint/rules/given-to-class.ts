import type { Call, ProgramView } from '../dataflow';
import { byName, type IrFunction, type Operand, type Place, placesRead } from '../ir';
import { modelOf } from '../models';
import { ownField } from './own-field';
import type { RuleFinding, Subject } from './rule';

interface Given {
  readonly opening: Call;
  readonly making: Call;
  readonly maker: IrFunction;
  readonly object: string;
}

/**
 * What a function opens and gives to an object of a class that only uses it: no method closes it, no destructor does, it is
 * not handed out again, and the function itself leaves it to the object.
 */
export function givenToClass({ fn, program }: Subject): readonly RuleFinding[] {
  return callsIn(fn).flatMap((making) => {
    const given = givenBy(fn, program, making);
    return given === null ? [] : [finding(fn, given)];
  });
}

const callsIn = ({ blocks }: IrFunction): readonly Call[] =>
  blocks.flatMap(({ instructions }) => instructions.flatMap((each) => (each.op === 'call' ? [each] : [])));

function givenBy(fn: IrFunction, program: ProgramView, making: Call): Given | null {
  const [, object] = making.callee.kind === 'name' ? (/^(\w+)::\1$/.exec(making.callee.name) ?? []) : [];
  if (object === undefined) return null;
  const constructors = program
    .bodiesOf(making.callee, fn.id.file)
    .filter(({ parameters }) => parameters.length === making.args.length);
  const [maker] = constructors;
  if (constructors.length !== 1 || maker.unowned === undefined) return null;
  for (const [at, operand] of making.args.entries()) {
    const field = fieldOf(maker, at);
    if (field === null || operand.kind !== 'place') continue;
    const opening = onlyBorrowed(fn, operand.place, making);
    if (opening !== null && neverCloses(program, maker, field)) return { opening, making, maker, object };
  }
  return null;
}

/** The raw field into which a constructor puts one of its parameters, whole. */
function fieldOf({ parameters, blocks, unowned }: IrFunction, at: number): string | null {
  for (const { instructions } of blocks)
    for (const each of instructions) {
      if (each.op !== 'assign' || each.from.kind !== 'place' || each.from.place !== parameters[at].place)
        continue;
      const field = ownField(each.to);
      if (field !== null && unowned?.fields.includes(field)) return field;
    }
  return null;
}

/** What opened a variable that is given to nothing but calls that leave it as it is; else null. */
function onlyBorrowed(fn: IrFunction, place: Place, making: Call): Call | null {
  if (!place.isRoot || fn.variables.get(place)?.kind !== 'scalar') return null;
  let opening: Call | null = null;
  for (const { instructions, terminator } of fn.blocks) {
    if (terminator.op === 'return' && terminator.value !== null && reads(terminator.value, place))
      return null;
    for (const each of instructions) {
      if (each.op === 'assign' && (each.to === place || reads(each.from, place))) return null;
      if (each.op === 'unread' && each.places.includes(place)) return null;
      if (each.op !== 'call') continue;
      if (each.to === place) {
        if (opening !== null || !opensResult(each)) return null;
        opening = each;
      } else if (each !== making && each.args.some((arg) => reads(arg, place)) && !isBorrowing(each))
        return null;
    }
  }
  return opening;
}

const reads = (operand: Operand, place: Place): boolean => placesRead(operand).includes(place);

const opensResult = (call: Call): boolean =>
  modelOf(call)?.outcomes.some(({ result }) => result.kind === 'resource') === true;

/** An API that neither closes nor keeps what it is given. */
const isBorrowing = (call: Call): boolean =>
  modelOf(call)?.outcomes.every(({ effects }) =>
    effects.every(({ does }) => does !== 'close' && does !== 'take' && does !== 'free'),
  ) === true;

/** All methods of the class are at hand and only use the field, and nothing else closes a field of that name. */
function neverCloses(program: ProgramView, { id, unowned }: IrFunction, field: string): boolean {
  const { object, methods } = unowned ?? { object: '', methods: [] };
  const bodies = methods.map((name) => program.bodiesOf(byName(`${object}::${name}`), id.file));
  return (
    bodies.every((each) => each.length > 0 && each.every((method) => onlyUses(method, field))) &&
    !['close', 'closesocket'].some((name) =>
      program.callersOf(byName(name)).some((caller) => closesField(caller, object, field)),
    )
  );
}

function onlyUses(method: IrFunction, field: string): boolean {
  const isOwn = (operand: Operand): boolean =>
    placesRead(operand).some((place) => ownField(place) === field || place.text === 'this');
  return method.blocks.every(
    ({ instructions, terminator }) =>
      !(terminator.op === 'return' && terminator.value !== null && isOwn(terminator.value)) &&
      instructions.every((each) => {
        if (each.op === 'assign') return !isOwn(each.from);
        return each.op !== 'call' || !each.args.some(isOwn) || isBorrowing(each);
      }),
  );
}

/** What methods of other classes close of their own is another field. */
const closesField = (fn: IrFunction, object: string, field: string): boolean =>
  callsIn(fn).some(({ callee, args: [first] }) => {
    if (!/^close(?:socket)?$/.test(callee.name) || first?.kind !== 'place') return false;
    const { place } = first;
    const isOthers = ownField(place) !== null && !fn.id.name.startsWith(`${object}::`);
    return !isOthers && place.projection?.kind === 'field' && place.projection.name === field;
  });

function finding(fn: IrFunction, { opening, making, maker, object }: Given): RuleFinding {
  const { file } = fn.id;
  const name = opening.to?.text ?? '';
  const values = { name, callee: opening.callee.name, object };
  const step = (id: string, at: Call['at'], path = file) => ({ file: path, at, message: { id, values } });
  return {
    rule: 'missing-destructor',
    severity: 'warning',
    file,
    at: making.at,
    message: { id: 'lint.missing-destructor.given', values },
    resource: { name, acquiredBy: opening.callee.name, at: opening.at },
    trace: [
      step('lint.step.acquired', opening.at),
      step('lint.step.given-to-object', making.at),
      ...(maker.id.file === file ? [step('lint.step.missing-destructor', maker.at)] : []),
    ],
  };
}
