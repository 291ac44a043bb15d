import { byName, throughPointer } from './callee';
import { functionId } from './function-id';
import {
  type Block,
  type Condition,
  constant,
  type Instruction,
  type IrFunction,
  type Operand,
  type Relation,
  type Sign,
  type Span,
  type Terminator,
  UNKNOWN,
  type Variable,
} from './instruction';
import { type Place, Places, type Projection } from './place';

const NAME = String.raw`[%A-Za-z_$][\w$'.*\[\]@?+]*`;
const OPERAND = new RegExp(
  String.raw`-?\d+|\(cast\)${NAME}|&${NAME}|(?:#\w+|\`[^\`]*\`\{[^}]*\}|\?)(?::\w+)?|${NAME} [+-] \d+|${NAME}`,
  'y',
);

/** Reads the text form back, one function after another; throws on what it does not know, for it is for tests alone. */
export function parseFunctions(text: string): readonly IrFunction[] {
  return [...text.matchAll(/^fn (\w+)\(([^)]*)\) \{\n([\s\S]*?)^\}/gm)].map((found) =>
    parseFunction(found[1], found[2], found[3], text.slice(0, found.index).split('\n').length),
  );
}

function parseFunction(name: string, head: string, body: string, firstLine: number): IrFunction {
  const places = new Places();
  const parameters = parseVariables(places, head);
  const variables = new Map(parameters.map((each) => [each.place, each]));
  const blocks: { instructions: Instruction[]; terminator: Terminator }[] = [];
  body.split('\n').forEach((raw, at) => {
    const line = raw.replace(/\/\/.*$/, '').trim();
    const span: Span = { start: firstLine + at + 1, end: firstLine + at + 1 };
    if (line === '') return;
    if (line.startsWith('var '))
      for (const each of parseVariables(places, line.slice(4))) variables.set(each.place, each);
    else if (/^b\d+:$/.test(line)) blocks.push({ instructions: [], terminator: { op: 'stop' } });
    else parseLine(places, line, span, blocks[blocks.length - 1]);
  });
  for (const { instructions } of blocks)
    for (const instruction of instructions)
      if ('to' in instruction && instruction.to?.start.kind === 'temporary')
        variables.set(instruction.to, { place: instruction.to, kind: 'scalar' });
  return {
    id: functionId('', [name]),
    at: { start: firstLine, end: firstLine },
    linkage: 'program',
    parameters,
    variables,
    blocks: blocks as readonly Block[],
    endlessLoops: [],
    loops: [],
  };
}

function parseVariables(places: Places, text: string): Variable[] {
  return text
    .split(',')
    .map((each) => each.trim().split(/:\s*/))
    .filter(([name]) => name !== '')
    .map(([name, kind]) => ({
      place: parsePlace(places, name),
      kind: (kind ?? 'scalar') as Variable['kind'],
    }));
}

function parseLine(
  places: Places,
  line: string,
  at: Span,
  block: { instructions: Instruction[]; terminator: Terminator },
): void {
  const branch = /^if (.*) goto b(\d+) else b(\d+)$/.exec(line);
  const jump = /^goto b(\d+)$/.exec(line);
  const list = /^(end|unread) (.*)$/.exec(line);
  const call = /^(?:(\S+) = )?call (\*?)(\S+?)\((.*)\)(?: into (\S+))?$/.exec(line);
  const assign = /^(\S+) = (.*)$/.exec(line);
  if (branch !== null)
    block.terminator = {
      op: 'branch',
      condition: parseCondition(places, branch[1], at),
      yes: Number(branch[2]),
      no: Number(branch[3]),
    };
  else if (jump !== null) block.terminator = { op: 'goto', target: Number(jump[1]) };
  else if (line === 'stop') block.terminator = { op: 'stop' };
  else if (line === 'throw') block.terminator = { op: 'throw', at };
  else if (line.startsWith('return'))
    block.terminator = {
      op: 'return',
      value: line === 'return' ? null : parseOperands(places, line.slice(7))[0],
      at,
    };
  else if (list !== null)
    block.instructions.push({
      op: list[1] as 'end' | 'unread',
      places: list[2].split(', ').map((each) => parsePlace(places, each)),
      at,
    });
  else if (call !== null)
    block.instructions.push({
      op: 'call',
      to: call[1] === undefined ? null : parsePlace(places, call[1]),
      callee: call[2] === '*' ? throughPointer(call[3]) : byName(call[3]),
      args: parseOperands(places, call[4]),
      at,
      ...(call[5] === undefined ? {} : { holder: parsePlace(places, call[5]) }),
    });
  else if (assign !== null)
    block.instructions.push({
      op: 'assign',
      to: parsePlace(places, assign[1]),
      from: parseOperands(places, assign[2])[0],
      at,
    });
  else throw new Error(`not an instruction: ${line}`);
}

function parseCondition(places: Places, text: string, at: Span): Condition {
  const found = /^(.*?) (==|!=|<=|>=|<|>) (\S.*)$/.exec(text);
  if (found === null) throw new Error(`not a condition: ${text}`);
  const [left] = parseOperands(places, found[1]);
  const [right] = parseOperands(places, found[3]);
  return { left, relation: found[2] as Relation, right, text, at };
}

function parseOperands(places: Places, text: string): Operand[] {
  const operands: Operand[] = [];
  for (let at = 0; at < text.length; ) {
    OPERAND.lastIndex = at;
    const found = OPERAND.exec(text);
    if (found === null) throw new Error(`not an operand: ${text.slice(at)}`);
    operands.push(parseOperand(places, found[0]));
    at = OPERAND.lastIndex;
    while (at < text.length && (text[at] === ',' || text[at] === ' ')) at++;
  }
  return operands;
}

function parseOperand(places: Places, text: string): Operand {
  const signed = /^([#`?].*):(positive|negative|nonzero)$/.exec(text);
  if (signed !== null) return { ...parseOperand(places, signed[1]), sign: signed[2] as Sign } as Operand;
  const opaque = /^`([^`]*)`\{([^}]*)\}$/.exec(text);
  const sum = /^(\S+) ([+-]) (\d+)$/.exec(text);
  if (opaque !== null)
    return {
      kind: 'opaque',
      text: opaque[1],
      reads: opaque[2] === '' ? [] : opaque[2].split(' ').map((each) => parsePlace(places, each)),
    };
  if (sum !== null)
    return { kind: 'sum', place: parsePlace(places, sum[1]), delta: Number(`${sum[2]}${sum[3]}`) };
  if (text === '?') return UNKNOWN;
  if (/^-?\d/.test(text)) return constant(Number(text));
  if (text.startsWith('(cast)'))
    return { kind: 'place', place: parsePlace(places, text.slice(6)), cast: true };
  if (text.startsWith('&')) return { kind: 'address', place: parsePlace(places, text.slice(1)) };
  if (text.startsWith('#')) return { kind: 'sentinel', name: text.slice(1) };
  return { kind: 'place', place: parsePlace(places, text) };
}

/** Indices hold places, which hold dots: `fds.[@conn.*.n]` has one projection. */
function parsePlace(places: Places, text: string): Place {
  const [root, ...projections] = text.split(/\.(?![^[]*\])/);
  const start = root.startsWith('%') ? places.temporary(root) : places.variable(root);
  return projections.reduce((at, each) => at.project(parseProjection(places, each)), start);
}

function parseProjection(places: Places, text: string): Projection {
  if (text === '*') return { kind: 'pointee' };
  if (text === '[?]') return { kind: 'some' };
  if (text.startsWith('[@')) return { kind: 'indexed', by: parsePlace(places, text.slice(2, -1)) };
  if (text.startsWith('[')) return { kind: 'element', index: Number(text.slice(1, -1)) };
  return text.startsWith('+')
    ? { kind: 'further', by: Number(text.slice(1)) }
    : { kind: 'field', name: text };
}
