import { seqAtOrBefore, seqBefore } from '../bytes';
import type { QuotedSegment } from '../decode';
import type { PacketIndex } from '../tcp';
import type { Connection } from './connection';
import type { Endpoint } from './endpoint';

/** An ICMP error about a connection. */
export interface IcmpError {
  /** The packet that brought it. */
  readonly packet: PacketIndex;
  readonly ipVersion: 4 | 6;
  readonly type: number;
  readonly code: number;
  /** The client sent what it quotes. */
  readonly aboutClient: boolean;
  /** It ended the SYN_SENT of the end that sent what it quotes. */
  readonly ends: boolean;
  /** Who sent it: family and words as in `Segment`. */
  readonly router: readonly [family: number, number, number, number, number];
}

/** Kept of one connection: a path that reports every segment tells nothing new after these. */
const KEPT_OF_CONNECTION = 8;
const KEPT_CONNECTIONS = 100_000;

/** The ICMP errors of a capture, by the connection that they quote. */
export class IcmpErrors {
  private readonly known = new Map<number, IcmpError[]>();

  of({ id }: Connection): readonly IcmpError[] {
    return this.known.get(id) ?? [];
  }

  add({ id }: Connection, error: IcmpError): void {
    const held = this.known.get(id);
    if (held === undefined) {
      if (this.known.size < KEPT_CONNECTIONS) this.known.set(id, [error]);
    } else if (held.length < KEPT_OF_CONNECTION) held.push(error);
  }
}

const V4 = { unreachable: 3, fragmentationNeeded: 4, timeExceeded: 11, parameterProblem: 12 } as const;
const V6 = { unreachable: 1, tooBig: 2, timeExceeded: 3, parameterProblem: 4 } as const;

/** Fragmentation needed, or packet too big: the path's MTU is smaller, and the connection goes on. */
export function isTooBig({ ipVersion, type, code }: Pick<IcmpError, 'ipVersion' | 'type' | 'code'>): boolean {
  if (ipVersion === 6) return type === V6.tooBig;
  return type === V4.unreachable && code === V4.fragmentationNeeded;
}

/**
 * Whether the error ends the SYN_SENT of `x`, whose segment it quotes: any error that is not about the size does, where
 * it quotes what `x` has sent and its peer not acknowledged (tcp_v4_err, tcp_v6_err; RFC 1122 section 4.2.3.9).
 */
export function endsOpening(x: Endpoint, peer: Endpoint, quoted: QuotedSegment): boolean {
  if (!x.synSent || x.synAckSent || x.synAcked || x.handshakeDone || peer.opened || x.resetReceived)
    return false;
  if (isTooBig(quoted) || !isHard(quoted)) return false;
  if (!quoted.seqKnown) return true;
  return !seqBefore(quoted.seq, x.initialSeq) && seqAtOrBefore(quoted.seq, x.sendNext);
}

/** Unreachable, time exceeded, parameter problem; not source quench or redirect. */
function isHard({ ipVersion, type }: QuotedSegment): boolean {
  const known = ipVersion === 4 ? V4 : V6;
  return type === known.unreachable || type === known.timeExceeded || type === known.parameterProblem;
}
