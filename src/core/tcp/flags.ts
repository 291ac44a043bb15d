/** TCP control bits as in the header (RFC 9293 section 3.1), AE (formerly NS) as bit 8. */
export const TcpFlag = {
  FIN: 0x001,
  SYN: 0x002,
  RST: 0x004,
  PSH: 0x008,
  ACK: 0x010,
  URG: 0x020,
  ECE: 0x040,
  CWR: 0x080,
  AE: 0x100,
} as const;

/** tcpdump's letters in the order in which it prints them (tcpdump(1), TCP Packets): `S.`, `FP.`, `SEW`. */
const LETTERS: readonly (readonly [number, string])[] = [
  [TcpFlag.FIN, 'F'],
  [TcpFlag.SYN, 'S'],
  [TcpFlag.RST, 'R'],
  [TcpFlag.PSH, 'P'],
  [TcpFlag.ACK, '.'],
  [TcpFlag.URG, 'U'],
  [TcpFlag.ECE, 'E'],
  [TcpFlag.CWR, 'W'],
  [TcpFlag.AE, 'e'],
];

const NO_FLAGS = 'none';

/** TcpFlag bits as tcpdump prints them; `none` for none. */
export function formatFlags(flags: number): string {
  return FORMATTED[flags & 0x1ff];
}

/** The inverse of formatFlags, in any order; -1 for a letter that is none. */
export function parseFlags(text: string): number {
  if (text === NO_FLAGS) return 0;
  let flags = 0;
  for (const letter of text) {
    const bit = BIT_OF.get(letter);
    if (bit === undefined) return -1;
    flags |= bit;
  }
  return text === '' ? -1 : flags;
}

const BIT_OF = new Map<string, number>(LETTERS.map(([bit, letter]) => [letter, bit]));

const FORMATTED: readonly string[] = Array.from({ length: 0x200 }, (_, flags) =>
  flags === 0 ? NO_FLAGS : LETTERS.map(([bit, letter]) => ((flags & bit) !== 0 ? letter : '')).join(''),
);
