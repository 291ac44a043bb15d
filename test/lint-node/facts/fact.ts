import type { Server } from 'node:net';
import type { State } from '../kernel-sockets';
import type { Conduct } from '../peer';

/** A claim about Node, with the code that shows it and what the kernel must say of it afterwards. */
interface Claim {
  readonly name: string;
  readonly peer: Conduct;
  /** The connections that the process still holds when everything has come to rest. */
  readonly held: readonly State[];
}

/** The code is a server; the peer connects. */
export interface Accepted extends Claim {
  readonly server: () => Server;
}

/** The code connects to the peer. */
export interface Connected extends Claim {
  readonly run: (port: number) => unknown;
}

/** The code stands between a peer that connects and another that is connected to. */
export interface Between extends Claim {
  readonly proxy: (target: number) => Server;
  /** What the one that is connected to does. */
  readonly target: Conduct;
}

/** Whether code lets its process end. */
export interface Lifetime {
  readonly name: string;
  /** Gets the port of a peer that answers http, and of one that never says a word. */
  readonly run: (port: number, silent: number) => unknown;
  readonly ends: boolean;
}
