export { liveVariables, reachable, reversePostOrder, successors } from './graph';
export * from './instruction';
export { parseFunctions } from './parse';
export { printFunction, printInstruction, printOperand } from './print';
export { keepSame } from './same';
export { isSpan, moveSpans } from './spans';
export { validate } from './validate';
