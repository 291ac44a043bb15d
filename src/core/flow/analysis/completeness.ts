import type { Segment } from '../../decode';
import { TcpFlag } from '../../tcp';

const { SYN, FIN, RST, ACK } = TcpFlag;

/** What was seen of a connection: the bits of Wireshark's `tcp.completeness` (User's Guide, "TCP Conversation Completeness"). */
export const Completeness = { syn: 1, synAck: 2, ack: 4, data: 8, fin: 16, rst: 32 } as const;

const { syn, synAck, ack, data } = Completeness;
const OPENED = syn | synAck | ack;
const ENDED = Completeness.fin | Completeness.rst;

/** What one segment adds. */
export function completenessOf(segment: Segment): number {
  if (!segment.flagsKnown) return 0;
  const flags = segment.flags;
  let seen = 0;
  if ((flags & SYN) === 0) {
    if ((flags & ACK) !== 0 && segment.lengthKnown) seen |= segment.length > 0 ? data : ack;
  } else if ((flags & ACK) !== 0) seen |= synAck;
  else seen |= segment.length > 0 ? syn | data : syn;
  if ((flags & (FIN | ACK)) === (FIN | ACK)) seen |= Completeness.fin;
  if ((flags & RST) !== 0) seen |= Completeness.rst;
  return seen;
}

const STAGES: readonly (readonly [number, string])[] = [
  [syn, 'Incomplete, SYN_SENT'],
  [syn | synAck, 'Incomplete, CLIENT_ESTABLISHED'],
  [OPENED, 'Incomplete, ESTABLISHED'],
  [OPENED | data, 'Incomplete, DATA'],
];

/** Wireshark's name of a completeness; it is an identifier, the same in every language. */
export function completenessName(seen: number): string {
  if ((seen & OPENED) === OPENED && (seen & ENDED) !== 0) {
    return (seen & data) !== 0 ? 'Complete, WITH_DATA' : 'Complete, NO_DATA';
  }
  return STAGES.find(([bits]) => bits === seen)?.[1] ?? 'Incomplete';
}
