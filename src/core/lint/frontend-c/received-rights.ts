import { type Block, byName, type Instruction, type Operand, type Place } from '../ir';

/**
 * cmsg(3): what is read through a pointer to a message's data, `fd = *(int *)CMSG_DATA(message)`, is told as a call of CMSG_DATA
 * without an argument, for it may be a descriptor that came with the
 * message. What is read there more than once is left as it is: it would be two.
 */
export function withReceivedRights(blocks: readonly Block[]): readonly Block[] {
  const pointers = pointersToData(blocks);
  if (pointers.size === 0 || isOfOtherTypes(blocks)) return blocks;
  const reads = blocks.flatMap(({ instructions }) => instructions.filter((each) => isRead(each, pointers)));
  const [only] = reads;
  if (reads.length !== 1 || only.op !== 'assign') return blocks;
  const call: Instruction = { op: 'call', to: only.to, callee: byName('CMSG_DATA'), args: [], at: only.at };
  return blocks.map((block) => ({
    ...block,
    instructions: block.instructions.map((each) => (each === only ? call : each)),
  }));
}

/** SCM_RIGHTS in Linux' and the BSDs' sys/socket.h, where a header gives it. */
const RIGHTS = 1;

/** The function asks for the types of messages, and for none that carries descriptors. */
function isOfOtherTypes(blocks: readonly Block[]): boolean {
  const asked = blocks.flatMap(({ terminator }) => {
    if (terminator.op !== 'branch') return [];
    const { left, right } = terminator.condition;
    if (left.kind === 'place' && /\bcmsg_type$/.test(left.place.text)) return [right];
    return right.kind === 'place' && /\bcmsg_type$/.test(right.place.text) ? [left] : [];
  });
  return asked.length > 0 && !asked.some(meansRights);
}

function meansRights(operand: Operand): boolean {
  if (operand.kind === 'constant') return operand.value === RIGHTS;
  if (operand.kind === 'sentinel') return operand.name.includes('RIGHTS');
  return operand.kind !== 'place' || operand.place.text.includes('RIGHTS');
}

/** The variables that hold what CMSG_DATA returned. */
function pointersToData(blocks: readonly Block[]): ReadonlySet<Place> {
  const pointers = new Set<Place>();
  for (const { instructions } of blocks)
    for (const each of instructions)
      if (each.op === 'call' && each.callee.name === 'CMSG_DATA' && each.to?.isRoot === true)
        pointers.add(each.to);
      else if (each.op === 'assign' && each.from.kind === 'place' && pointers.has(each.from.place))
        pointers.add(each.to);
  return pointers;
}

const isRead = (each: Instruction, pointers: ReadonlySet<Place>): boolean =>
  each.op === 'assign' &&
  each.from.kind === 'place' &&
  each.from.place.projection?.kind === 'pointee' &&
  each.from.place.base !== null &&
  pointers.has(each.from.place.base);
