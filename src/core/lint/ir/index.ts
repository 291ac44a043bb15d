export { Allowance, type Clock, OutOfTime, UNLIMITED } from './allowance';
export {
  byName,
  type Callee,
  calledAs,
  calledName,
  keyOf,
  type Operation,
  printCallee,
  throughPointer,
  toFunction,
} from './callee';
export { Covered } from './covered';
export { type FunctionId, functionId, isNamed } from './function-id';
export { liveVariables, reachable, reversePostOrder, successors } from './graph';
export * from './instruction';
export { contained, type LoweredSource, type Omission, type OmissionReason, omission } from './omission';
export { parseFunctions } from './parse';
export { Place, Places, type Projection, printProjection, type Root } from './place';
export { printFunction, printInstruction, printOperand } from './print';
export { keepSame } from './same';
export { isSpan, moveSpans, speaksOf } from './spans';
export { validate } from './validate';
