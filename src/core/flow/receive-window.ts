import { type Seq, seqAdd, seqAtOrBefore, seqBefore, seqDiff } from '../bytes';
import { SCALE_CUT } from '../decode';
import type { Endpoint } from './endpoint';

/** The largest window shift: a larger one offered counts as this (RFC 7323 section 2.3), and so does one whose SYN was not captured, or cut before it. */
const MAXIMUM_SHIFT = 14;
/** Pairs of edges remembered beyond a hole; more holes than that wait for the receiver's own acknowledgment. */
const MAXIMUM_ISLANDS = 32;

/** The shift of the windows that `x` advertises: its own SYN's option counts only if both SYNs had one (RFC 7323 section 2.2). */
export function windowShift(x: Endpoint, peer: Endpoint): number {
  if (!x.opened || !peer.opened) return MAXIMUM_SHIFT;
  if (x.windowScale === SCALE_CUT || peer.windowScale === SCALE_CUT) return MAXIMUM_SHIFT;
  return x.windowScale > 0 && peer.windowScale >= 0 ? Math.min(x.windowScale, MAXIMUM_SHIFT) : 0;
}

/** Notes the window that `x` has just advertised with its newest acknowledgment. */
export function advertiseWindow(x: Endpoint, peer: Endpoint, window: number, isSyn: boolean): void {
  x.window = window;
  if (window === 0) x.zeroWindowSent = true;
  if (!x.ackKnown) return;
  const edge = seqAdd(x.acked, isSyn ? window : window << windowShift(x, peer));
  if (!x.windowEdgeKnown || seqBefore(x.windowEdge, edge)) x.windowEdge = edge;
  x.windowEdgeKnown = true;
}

/** Window in bytes that `x` advertised last; -1 when unknown. */
export function windowBytes(x: Endpoint, peer: Endpoint): number {
  return x.window < 0 ? -1 : x.window << windowShift(x, peer);
}

/** `seq` starts past all that `x` ever allowed its peer to send: RFC 9293 section 3.10.7.4 drops such a segment. */
export function isBeyondWindow(x: Endpoint, seq: Seq): boolean {
  return x.windowEdgeKnown && seqDiff(seq, x.windowEdge) > 1;
}

/** `seq` is past the next number that `x` waits for, and within what it allows its peer to send. */
export function isInsideWindow(x: Endpoint, seq: Seq): boolean {
  return x.windowEdgeKnown && seqBefore(x.receiveNext, seq) && seqAtOrBefore(seq, x.windowEdge);
}

/** Notes that numbers [from, to) were sent to `x`, in whatever order. */
export function deliver(x: Endpoint, from: Seq, to: Seq): void {
  if (seqAtOrBefore(to, x.receiveNext)) return;
  if (seqBefore(x.receiveNext, from)) {
    rememberIsland(x, from, to);
    return;
  }
  x.receiveNext = to;
  joinIslands(x);
}

/** `x` acknowledged up to `ack`: it has received all before it, whatever the capture shows. */
export function proveReceived(x: Endpoint, ack: Seq): void {
  if (!seqBefore(x.receiveNext, ack)) return;
  x.receiveNext = ack;
  joinIslands(x);
}

function rememberIsland(x: Endpoint, from: Seq, to: Seq): void {
  x.beyondHole ??= [];
  const edges = x.beyondHole;
  let at = 0;
  while (at < edges.length && seqBefore(edges[at + 1], from)) at += 2;
  let left = from;
  let right = to;
  let end = at;
  while (end < edges.length && seqAtOrBefore(edges[end], right)) {
    if (seqBefore(edges[end], left)) left = edges[end];
    if (seqBefore(right, edges[end + 1])) right = edges[end + 1];
    end += 2;
  }
  if (end === at && edges.length >= 2 * MAXIMUM_ISLANDS) return;
  edges.splice(at, end - at, left, right);
}

function joinIslands(x: Endpoint): void {
  const edges = x.beyondHole;
  if (edges === null) return;
  let joined = 0;
  while (joined < edges.length && seqAtOrBefore(edges[joined], x.receiveNext)) {
    if (seqBefore(x.receiveNext, edges[joined + 1])) x.receiveNext = edges[joined + 1];
    joined += 2;
  }
  edges.splice(0, joined);
  if (edges.length === 0) x.beyondHole = null;
}
