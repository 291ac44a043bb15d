/** tcpdump's flag letters and the header's names for them. */
const NAMES: Readonly<Record<string, string>> = {
  S: 'SYN',
  F: 'FIN',
  R: 'RST',
  P: 'PSH',
  U: 'URG',
  E: 'ECE',
  W: 'CWR',
  e: 'AE',
  '.': 'ACK',
};

/** `F.` as `[F.]`, as tcpdump prints it: for columns too narrow for names. */
export function flagLetters(letters: string): string {
  return letters === '' ? '' : `[${letters}]`;
}

/** `F.` as `FIN, ACK`. */
export function flagNames(letters: string): string {
  return [...letters].map((letter) => NAMES[letter] ?? letter).join(', ');
}
