import type { IrFunction, Operand, Place } from '../ir';

/** Calls whose argument of that index is an address: who has one peer does not name it each time. */
const ADDRESSED: Readonly<Record<string, number>> = { sendto: 4, recvfrom: 4 };

/** An empty datagram is not the end of anything: the socket was opened for datagrams, or sends to addresses. */
export function isDatagram({ blocks }: IrFunction, socket: Place | null): boolean {
  if (socket === null) return false;
  return blocks.some(({ instructions }) =>
    instructions.some((each) => {
      if (each.op !== 'call') return false;
      const { to, args } = each;
      if (to === socket && each.callee.name === 'socket') return isOfDatagrams(args[1]);
      const address = Object.hasOwn(ADDRESSED, each.callee.name)
        ? args[ADDRESSED[each.callee.name]]
        : undefined;
      return isAt(args[0], socket) && address !== undefined && !isNull(address);
    }),
  );
}

const isAt = (operand: Operand | undefined, socket: Place): boolean =>
  operand?.kind === 'place' && operand.place === socket;

const isNull = (operand: Operand): boolean => operand.kind === 'constant' && operand.value === 0;

function isOfDatagrams(type: Operand | undefined): boolean {
  const text = type?.kind === 'opaque' ? type.text : type?.kind === 'sentinel' ? type.name : '';
  return /\bSOCK_DGRAM\b/.test(text);
}
