import type { TcpStateName } from '../tcp';

const SGR = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const;
export type StyleName = keyof typeof SGR;

const STATE_STYLES: Readonly<Partial<Record<TcpStateName, StyleName>>> = {
  SYN_SENT: 'cyan',
  SYN_RECEIVED: 'cyan',
  ESTABLISHED: 'green',
  FIN_WAIT_1: 'magenta',
  FIN_WAIT_2: 'magenta',
  CLOSING: 'magenta',
  CLOSE_WAIT: 'yellow',
  LAST_ACK: 'blue',
  TIME_WAIT: 'blue',
};

/** Puts colour on text, or leaves it alone where the output takes none. */
export class Style {
  constructor(readonly enabled: boolean) {}

  apply(text: string, ...names: StyleName[]): string {
    if (!this.enabled || text === '') return text;
    return names.reduce((styled, name) => `\x1b[${SGR[name][0]}m${styled}\x1b[${SGR[name][1]}m`, text);
  }

  state(text: string, state: TcpStateName, strong = false): string {
    const name = STATE_STYLES[state] ?? 'dim';
    return strong && name !== 'dim' ? this.apply(text, name, 'bold') : this.apply(text, name);
  }
}
