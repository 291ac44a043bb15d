import { calledAs, printCallee } from './callee';
import type {
  Block,
  Condition,
  Instruction,
  IrFunction,
  Operand,
  Sign,
  Terminator,
  Variable,
} from './instruction';

/** A function as text that `parseFunctions` reads back; spans are left out. */
export function printFunction(fn: IrFunction): string {
  const parameters = new Set(fn.parameters.map(({ place }) => place));
  const declared = ({ place, kind }: Variable) => (kind === 'scalar' ? place.text : `${place}: ${kind}`);
  const locals = [...fn.variables.values()].filter(
    ({ place }) => !parameters.has(place) && place.start.kind !== 'temporary',
  );
  return [
    `fn ${printCallee(calledAs(fn))}(${fn.parameters.map(declared).join(', ')}) {`,
    ...(locals.length > 0 ? [`  var ${locals.map(declared).join(', ')}`] : []),
    ...fn.blocks.flatMap(printBlock),
    '}',
    '',
  ].join('\n');
}

function printBlock({ instructions, terminator }: Block, at: number): string[] {
  return [
    `b${at}:`,
    ...instructions.map((each) => `  ${printInstruction(each)}`),
    `  ${printTerminator(terminator)}`,
  ];
}

export function printInstruction(instruction: Instruction): string {
  switch (instruction.op) {
    case 'assign':
      return `${instruction.to} = ${printOperand(instruction.from)}`;
    case 'call': {
      const to = instruction.to === null ? '' : `${instruction.to} = `;
      const holder = instruction.holder === undefined ? '' : ` into ${instruction.holder}`;
      return `${to}call ${printCallee(instruction.callee)}(${instruction.args.map(printOperand).join(', ')})${holder}`;
    }
    case 'end':
      return `end ${instruction.places.join(', ')}`;
    case 'unread':
      return `unread ${instruction.places.join(', ')}`;
  }
}

function printTerminator(terminator: Terminator): string {
  switch (terminator.op) {
    case 'goto':
      return `goto b${terminator.target}`;
    case 'branch':
      return `if ${printCondition(terminator.condition)} goto b${terminator.yes} else b${terminator.no}`;
    case 'return':
      return terminator.value === null ? 'return' : `return ${printOperand(terminator.value)}`;
    case 'throw':
    case 'stop':
      return terminator.op;
  }
}

const printCondition = ({ left, relation, right }: Condition): string =>
  `${printOperand(left)} ${relation} ${printOperand(right)}`;

const printSign = (sign: Sign | undefined): string => (sign === undefined ? '' : `:${sign}`);

export function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'constant':
      return String(operand.value);
    case 'place':
      return `${operand.cast ? '(cast)' : ''}${operand.place}`;
    case 'address':
      return `&${operand.place}`;
    case 'sentinel':
      return `#${operand.name}${printSign(operand.sign)}`;
    case 'sum':
      return `${operand.place} ${operand.delta < 0 ? '-' : '+'} ${Math.abs(operand.delta)}`;
    case 'opaque':
      return `\`${operand.text}\`{${operand.reads.join(' ')}}${printSign(operand.sign)}`;
    case 'unknown':
      return `?${printSign(operand.sign)}`;
  }
}
