import { type Segment, TcpFlag } from '../decode';
import type { Connection } from './connection';
import type { Endpoint } from './endpoint';

/**
 * The history string in Zeek's letters (Zeek documentation, conn.log): upper case for the client, each letter
 * once a side. S SYN, H SYN/ACK, A bare ACK, D data, F FIN, R RST, I contradictory flags.
 */
const LETTERS = 'SHADFRI';

export function recordHistory(connection: Connection, sender: Endpoint, segment: Segment): void {
  const letters = lettersOf(segment);
  const fresh = letters & ~sender.historyLetters;
  if (fresh === 0) return;
  sender.historyLetters |= fresh;
  for (let i = 0; i < LETTERS.length; i++) {
    if ((fresh & (1 << i)) === 0) continue;
    connection.history += sender === connection.client ? LETTERS[i] : LETTERS[i].toLowerCase();
  }
}

function lettersOf(segment: Segment): number {
  const flags = segment.flags;
  let bits = 0;
  if ((flags & TcpFlag.SYN) !== 0) {
    if ((flags & (TcpFlag.FIN | TcpFlag.RST)) !== 0) bits |= 1 << 6;
    else bits |= (flags & TcpFlag.ACK) !== 0 ? 1 << 1 : 1 << 0;
  } else if ((flags & (TcpFlag.FIN | TcpFlag.RST)) === 0 && segment.length === 0) {
    if ((flags & TcpFlag.ACK) !== 0) bits |= 1 << 2;
  }
  if (segment.length > 0) bits |= 1 << 3;
  if ((flags & TcpFlag.FIN) !== 0) bits |= 1 << 4;
  if ((flags & TcpFlag.RST) !== 0) bits |= 1 << 5;
  return bits;
}
