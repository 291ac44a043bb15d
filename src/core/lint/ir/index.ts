export { Covered } from './covered';
export { liveVariables, reachable, reversePostOrder, successors } from './graph';
export * from './instruction';
export { contained, type LoweredSource, type Omission, type OmissionReason, omission } from './omission';
export { parseFunctions } from './parse';
export { printFunction, printInstruction, printOperand } from './print';
export { keepSame } from './same';
export { isSpan, moveSpans } from './spans';
export { validate } from './validate';
