import { type CaptureFinding, citedPackets, type Finding, type Neighbours } from '../findings';
import type { VantagePoint } from '../observation';
import type { Certainty, TcpStateName } from '../tcp';
import { otherSide, type Side } from '../tcp';
import type { ConnectionFacts, Decision, TransitionFacts } from './connection-facts';
import { leadsAt } from './lead';

/** One endpoint at the moment explained: the state that deserves the words, and its beginning and end. */
export interface EndpointView {
  readonly side: Side;
  readonly address: string;
  readonly peer: string;
  readonly state: TcpStateName;
  readonly certainty: Certainty;
  /** The change that brought it into the state; null when it was in it before the first packet seen. */
  readonly entered: TransitionFacts | null;
  /** The first packet that proved a state which was inferred at first. */
  readonly confirmed: TransitionFacts | null;
  /** The change that ended the state; null when nothing in the capture did. */
  readonly left: TransitionFacts | null;
  /** The state before. */
  readonly before: TcpStateName | null;
  /** Seconds in the state: until it was left, or to the end of the recording, or of its part. */
  readonly seconds: number | null;
  /** It lasts to the end of one part of the recording, which goes on after a gap or on another clock. */
  readonly inPart: boolean;
  readonly peerState: TcpStateName;
  readonly peerCertainty: Certainty;
  /** Payload bytes seen from this end and from its peer, null where the capture does not say. */
  readonly bytes: number | null;
  readonly peerBytes: number | null;
  readonly sentAfterFin: boolean;
  readonly peerSentAfterFin: boolean;
  /** The handshake is in the capture, so that "no data" means none at all. */
  readonly fromTheStart: boolean;
  /** It is heard somewhere in the recording. */
  readonly spoke: boolean;
  /** Its peer has sent something by the moment that is explained. */
  readonly peerSpoke: boolean;
  /** Its FIN is acknowledged somewhere in the capture, be it behind a reset. */
  readonly finAcknowledged: boolean;
  /** Something that its peer sent was recorded: not one direction alone. */
  readonly peerHeard: boolean;
  /** Its peer has sent a SYN/ACK by then. */
  readonly peerAnswered: boolean;
  /** The RST that ended the state, or brought CLOSED, is not of the end that it names. */
  readonly forged: boolean;
  /** The connection's findings that a packet of this stay in the state shows. */
  readonly findings: readonly Finding[];
  /** What was found about its server that concerns the connection. */
  readonly captureFindings: readonly CaptureFinding[];
  /** The finding that explains the connection. */
  readonly lead: Finding | null;
  /** Its CLOSE_WAIT lasts to the end of the recording, which stops too soon to tell whether it is stuck. */
  readonly stopped: boolean;
  /** The end whose program was found to have left its CLOSE_WAIT open; null: neither. */
  readonly leftOpen: Side | null;
  /** The recording held all of the connection, as far as it shows. */
  readonly complete: boolean;
  /** The end at which the connection was recorded; null unknown. */
  readonly recordedAt: VantagePoint | null;
  /** Nothing but TCP was recorded. */
  readonly tcpAlone: boolean;
  readonly neighbours: Neighbours;
  readonly pileUp: number;
  /** What a socket table decides about this end; null: nothing. */
  readonly decided: Decision | null;
}

/** States that an endpoint is left hanging in: a reset that ends one is the end of that story, not a new one. */
const LINGERING: ReadonlySet<TcpStateName> = new Set([
  'CLOSE_WAIT',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSING',
  'LAST_ACK',
]);

/** States that a kernel's timer ends without a packet to show it; the shortest of those timers is Windows' for a SYN, 21 s. */
const TIMED: ReadonlySet<TcpStateName> = new Set([
  'SYN_SENT',
  'SYN_RECEIVED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSING',
  'LAST_ACK',
]);
const SHORTEST_TIMER = 20;

/** The capture went on for so long that the state may be over, and no packet would tell. */
export const mayHaveTimedOut = (view: EndpointView): boolean =>
  TIMED.has(view.state) && view.left === null && (view.seconds ?? 0) > SHORTEST_TIMER;

/** States that the peer's next packet ends, a round trip later. */
const ANSWERED: ReadonlySet<TcpStateName> = new Set([
  'SYN_SENT',
  'SYN_RECEIVED',
  'FIN_WAIT_1',
  'CLOSING',
  'LAST_ACK',
]);
/** Just under Linux's initial timeout (RFC 6298), after which an unanswered segment is sent again. */
const ANSWER = 0.9;

/** The recording stops so soon after the segment that its answer may have been on its way. */
export const stopsTooSoon = ({ state, left, seconds }: EndpointView): boolean =>
  ANSWERED.has(state) && left === null && seconds !== null && seconds < ANSWER;

/** Reads what the transitions say of one endpoint. Decides nothing about the connection: only which state to speak of. */
export function viewEndpoint(facts: ConnectionFacts, side: Side, lead: Finding | null = null): EndpointView {
  const own = facts.transitions.filter((transition) => transition.side === side);
  const changes = own.filter((transition) => transition.from !== transition.to);
  const current = ofLead(changes, facts, side, lead) ?? focus(changes, facts.at);
  const entered = current < 0 ? null : changes[current];
  const left = changes[current + 1] ?? null;
  const state = entered?.to ?? left?.from ?? own[0]?.to ?? 'UNKNOWN';
  const within = own.filter((t) => isWithin(t, entered, left, facts.at));
  const peerSide = otherSide(side);
  const peer = stateAt(facts, peerSide, left === null ? null : left.index - 1);
  return {
    side,
    address: facts.connection[side],
    peer: facts.connection[peerSide],
    state,
    certainty: lastsUnseen(facts, left) ? 'inferred' : (within.at(-1)?.certainty ?? 'inferred'),
    entered,
    confirmed: within.find((t) => t !== entered && t.certainty === 'confirmed') ?? null,
    left,
    before: entered?.from ?? null,
    seconds: entered === null ? null : facts.seconds(entered.index, left?.index ?? null),
    inPart: entered !== null && left === null && facts.isFollowed(entered.index),
    peerState: peer.state,
    peerCertainty: peer.certainty,
    bytes: bytesOf(facts, side),
    peerBytes: bytesOf(facts, peerSide),
    sentAfterFin: side === 'client' ? facts.clientSentAfterFin : facts.serverSentAfterFin,
    peerSentAfterFin: side === 'client' ? facts.serverSentAfterFin : facts.clientSentAfterFin,
    fromTheStart: facts.connection.roleBy === 'syn' || facts.connection.roleBy === 'syn-ack',
    finAcknowledged: facts.fins[side].acknowledged,
    spoke: facts.transitions.some((t) => t.sender === side && t.flags !== 'ICMP'),
    peerSpoke: facts.transitions.some(
      (t) => t.sender === peerSide && t.flags !== 'ICMP' && isWithin(t, null, left, facts.at),
    ),
    peerHeard: !facts.findings.some((found) => isOneSided(found, peerSide)),
    peerAnswered: own.some((t) => t.reason === 'received-syn-ack' && isWithin(t, null, left, facts.at)),
    forged: facts.findings.some(
      ({ id, since }) => id === 'reset-from-between' && (since === entered?.index || since === left?.index),
    ),
    findings: facts.findings.filter((finding) => finding === lead || isShownWithin(finding, entered, left)),
    captureFindings: facts.captureFindings,
    lead,
    stopped:
      facts.findings.some((found) => isStopped(found, side)) && left === null && state === 'CLOSE_WAIT',
    leftOpen: facts.findings.find(isLeftOpen)?.endpoint ?? null,
    complete: facts.complete,
    recordedAt: facts.recordedAt,
    tcpAlone: facts.tcpAlone,
    neighbours: facts.neighbours,
    pileUp: facts.pileUp,
    decided: facts.table?.decision?.side === side ? facts.table.decision : null,
  };
}

/** It lasts to the end of a recording that has lost so much that what ended it may be among that. */
const lastsUnseen = ({ at, complete }: ConnectionFacts, left: TransitionFacts | null): boolean =>
  at === null && left === null && !complete;

/**
 * Index of the change into the state that lasted longest while what leads went on: the 20 s in CLOSE_WAIT, not the
 * 400 µs in LAST_ACK after it. Null where a moment is asked about, or where what leads has no length at this end.
 */
function ofLead(
  changes: readonly TransitionFacts[],
  { at, seconds: secondsBetween }: ConnectionFacts,
  side: Side,
  lead: Finding | null,
): number | null {
  if (at !== null || !leadsAt(lead, side) || lead === null || lead.seconds === null) return null;
  const cited = citedPackets(lead.evidence);
  const [from, to] = [cited[0], cited.at(-1) ?? cited[0]];
  let longest: number | null = null;
  let most = -1;
  changes.forEach((change, place) => {
    const end = changes[place + 1];
    if (end === undefined || change.index > to || end.index <= from) return;
    const seconds = secondsBetween(change.index, end.index) ?? -1;
    if (seconds <= most) return;
    most = seconds;
    longest = place;
  });
  return longest;
}

const isOneSided = ({ id, endpoint }: Finding, side: Side): boolean =>
  id === 'capture-one-sided' && endpoint === side;

const isStopped = ({ id, endpoint, kind }: Finding, side: Side): boolean =>
  id === 'close-wait' && endpoint === side && kind.endsWith('.stopped');

const isLeftOpen = ({ id, kind }: Finding): boolean =>
  id === 'close-wait' && !kind.endsWith('.stopped') && !kind.endsWith('.own-reset');

/** Index of the change whose result is explained: the last one up to the moment, or the hanging state that a reset ended. */
function focus(changes: readonly TransitionFacts[], at: number | null): number {
  const last = at === null ? changes.length - 1 : changes.findLastIndex((change) => change.index <= at);
  const final = changes[last];
  const resetOfHanging =
    at === null && final !== undefined && isReset(final) && LINGERING.has(final.from) && last > 0;
  return resetOfHanging ? last - 1 : last;
}

export const isReset = (transition: TransitionFacts): boolean =>
  transition.to === 'CLOSED' && transition.flags.includes('R');

const isWithin = (
  t: TransitionFacts,
  entered: TransitionFacts | null,
  left: TransitionFacts | null,
  at: number | null,
): boolean =>
  (entered === null || t.index >= entered.index) &&
  (left === null || t.index < left.index) &&
  (at === null || t.index <= at);

const isShownWithin = (
  { evidence }: Finding,
  entered: TransitionFacts | null,
  left: TransitionFacts | null,
): boolean =>
  citedPackets(evidence).some(
    (index) => index >= (entered?.index ?? 0) && index <= (left?.index ?? Number.POSITIVE_INFINITY),
  );

/** An endpoint's state after the packet with this index; null: at the end. */
function stateAt(facts: ConnectionFacts, side: Side, index: number | null) {
  const own = facts.transitions.filter((t) => t.side === side);
  const last = own.findLast((t) => index === null || t.index <= index);
  return {
    state: last?.to ?? own[0]?.from ?? ('UNKNOWN' as TcpStateName),
    certainty: last?.certainty ?? ('inferred' as Certainty),
  };
}

const bytesOf = (facts: ConnectionFacts, side: Side): number | null =>
  side === 'client' ? facts.connection.clientBytes : facts.connection.serverBytes;
