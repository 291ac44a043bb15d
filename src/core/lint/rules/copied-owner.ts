import type { Call } from '../dataflow';
import {
  byName,
  type Instruction,
  type IrFunction,
  type Operand,
  type Place,
  placesRead,
  type Span,
} from '../ir';
import { modelOf } from '../models';
import { ownField } from './own-field';
import type { RuleFinding, Subject } from './rule';

/** A field that a method takes over from another object of its class. */
interface Copied {
  readonly field: string;
  readonly from: Place;
  readonly at: Span;
}

/**
 * `Owner(Owner &&other) : fd_(other.fd_) {}`: the other object is left as it was, and the destructors of both close what is one
 * descriptor.
 */
export function copiedOwners({ fn, program }: Subject): readonly RuleFinding[] {
  const { owned } = fn;
  if (owned === undefined || fn.constructs === undefined || !isLeftAlone(fn)) return [];
  return copiedIn(fn).flatMap((each) => {
    const by = closedByDestructor(fn, program, each.field);
    return by === null ? [] : [finding(fn, 'double-close', each, by)];
  });
}

/** `fd_ = other.fd_` in an assignment, where what was open in `fd_` before is neither closed nor handed on. */
export function lostByAssignment({ fn, program }: Subject): readonly RuleFinding[] {
  const { owned } = fn;
  const isAssignment = owned !== undefined && fn.id.name === `${owned.object}::operator=`;
  if (!isAssignment || instructionsOf(fn).some(({ op }) => op === 'call' || op === 'unread')) return [];
  return copiedIn(fn).flatMap((each) => {
    const by = isSaved(fn, each.field) ? null : closedByDestructor(fn, program, each.field);
    return by === null ? [] : [finding(fn, 'missing-close', each, by)];
  });
}

const instructionsOf = ({ blocks }: IrFunction): readonly Instruction[] =>
  blocks.flatMap(({ instructions }) => instructions);

/** The other object: what the only parameter refers to. */
const isOther = ({ parameters }: IrFunction, { root, depth }: Place): boolean =>
  depth >= 1 && parameters.length === 1 && parameters[0].place === root && parameters[0].kind === 'pointer';

/** `this->f = other.f`, directly or by way of a variable. */
function copiedIn(fn: IrFunction): readonly Copied[] {
  const through = new Map<Place, Place>();
  return instructionsOf(fn).flatMap((each) => {
    if (each.op !== 'assign' || each.from.kind !== 'place') return [];
    const from = through.get(each.from.place) ?? each.from.place;
    if (each.to.isRoot) through.set(each.to, from);
    const field = ownField(each.to);
    const same = field !== null && fn.owned?.fields.includes(field) && isOther(fn, from);
    return same && from.depth === 2 && lastField(from) === field ? [{ field, from, at: each.at }] : [];
  });
}

const lastField = ({ projection }: Place): string | null =>
  projection?.kind === 'field' ? projection.name : null;

/** Nothing is written into the other object, and no call could. */
function isLeftAlone(fn: IrFunction): boolean {
  return instructionsOf(fn).every((each) => {
    if (each.op === 'assign') return !isOther(fn, each.to) && each.from.kind !== 'address';
    return each.op === 'end';
  });
}

/** What the field held before is read, so that another place may have it. */
const isSaved = (fn: IrFunction, field: string): boolean =>
  instructionsOf(fn).some(
    (each) => each.op === 'assign' && placesRead(each.from).some((place) => ownField(place) === field),
  );

/** The call by which the destructor closes this field, deciding by nothing but the field itself; else null. */
function closedByDestructor(
  { id, owned }: IrFunction,
  program: Subject['program'],
  field: string,
): string | null {
  const object = owned?.object ?? '';
  const bodies = program.bodiesOf(byName(`${object}::~${object}`), id.file);
  if (bodies.length !== 1) return null;
  const [body] = bodies;
  const asksOfIt = body.blocks.every(
    ({ terminator }) =>
      terminator.op !== 'branch' ||
      [terminator.condition.left, terminator.condition.right].every(
        (operand) => operand.kind === 'constant' || operand.kind === 'sentinel' || isField(operand, field),
      ),
  );
  const closing = instructionsOf(body).find((each) => each.op === 'call' && closes(each, field));
  return asksOfIt && closing?.op === 'call' ? closing.callee.name : null;
}

const isField = (operand: Operand, field: string): boolean =>
  operand.kind === 'place' && ownField(operand.place) === field;

const closes = (call: Call, field: string): boolean =>
  call.args.length === 1 &&
  isField(call.args[0], field) &&
  modelOf(call)?.outcomes.some(({ effects }) => effects.some(({ does }) => does === 'close')) === true;

function finding(
  { id: { file }, owned }: IrFunction,
  rule: 'double-close' | 'missing-close',
  { field, at }: Copied,
  callee: string,
): RuleFinding {
  const how = rule === 'double-close' ? 'copied' : 'assigned';
  const values = { name: field, callee, object: owned?.object ?? '' };
  return {
    rule,
    severity: 'warning',
    file,
    at,
    message: { id: `lint.${rule}.${how}`, values },
    resource: null,
    trace: [{ file, at, message: { id: `lint.step.${rule}.${how}`, values } }],
  };
}
