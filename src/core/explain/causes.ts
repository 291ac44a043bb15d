import type { FindingId } from '../findings';
import type { TcpStateName } from '../tcp';
import { otherSide, type Side } from '../tcp';
import type { Locale } from '../words';
import type { Decision } from './connection-facts';
import { type EndpointView, stopsTooSoon } from './endpoint-view';
import { type CauseEvidence, type EvidenceInFavour, evidenceFor, isExcluded } from './evidence';
import { isOfAState } from './lead';
import { partyName, partyValues } from './parties';
import { type GuideWordId, sayOfGuide } from './say-of-guide';

/** Ids of causes, without the `.title` and `.text` of their words. */
type TitleId = Extract<GuideWordId, `cause.${string}.title`>;
export type CauseId = TitleId extends infer Id
  ? Id extends `${infer Name}.title`
    ? Name & `cause.${string}`
    : never
  : never;

/** A likely cause in words, with the facts of this capture that speak for and against it. */
export interface CauseInWords extends EvidenceInFavour {
  readonly title: string;
  readonly text: string;
}

interface Cause extends CauseEvidence {
  readonly id: CauseId;
  /** It stands beside what a finding explains. */
  readonly beside?: true;
  /** The findings that point at it; absent: the state alone does, as long as nothing has ended it. */
  readonly by?: readonly Sign[];
  /** What else has to be so. */
  readonly when?: (view: EndpointView) => boolean;
}

/** A finding that was made, about either end or the one explained, and which cases of it count. */
interface Sign {
  readonly id: FindingId;
  readonly kinds?: readonly string[];
}

const sign = (id: FindingId, ...kinds: string[]): Sign => (kinds.length === 0 ? { id } : { id, kinds });

/** A RST that came from between the two, by what the connection was doing. */
const forged = (...situations: string[]): Sign =>
  sign(
    'reset-from-between',
    ...situations.flatMap((situation) =>
      ['hop-limit', 'ip-id', 'went-on', 'window', 'timestamps'].map((proof) => `${situation}.${proof}`),
    ),
  );
const forgottenHalfClose: Cause = {
  id: 'cause.closed.forgotten-half-close',
  by: [forged('half-close'), sign('write-after-close', 'late')],
};
/** The end that closed may have closed for good all the same. */
const closedForGood: Cause = {
  id: 'cause.closed.write-after-close',
  by: [sign('write-after-close', 'late'), forged('half-close')],
};
const byForged = [forged('cut', 'idle')];
const sentBetween: readonly Cause[] = [
  { id: 'cause.closed.forged', by: byForged, when: (view) => !isAtResetter(view) },
  { id: 'cause.closed.forged-there', by: byForged, when: (view) => isAtResetter(view) },
];
const closedBoth: Cause = {
  id: 'cause.closed.closed-both',
  by: [sign('no-socket', 'closed', 'opening-fin')],
};
const unread: Cause = {
  id: 'cause.closed.unread',
  by: [
    sign('aborted-with-unread-data'),
    sign('aborted-by-linger', 'received', 'answered-at-once'),
    sign('reset-in-data', 'lost-answer'),
  ],
};
const listenerClosed: Cause = {
  id: 'cause.close-wait.listener-closed',
  by: [sign('aborted-by-linger', 'queued')],
};
/** The same segment ends a connection that waits and one that was accepted, and nothing tells them apart. */
const orListenerClosed: Cause = {
  id: 'cause.close-wait.listener-closed',
  by: [sign('aborted-by-linger', 'unused-or-queued')],
};
/** What was sent to a connection in the queue is unread when the listening socket goes away. */
const listenerClosedInUse: Cause = {
  id: 'cause.close-wait.listener-closed',
  by: [sign('aborted-with-unread-data', 'unanswered')],
  when: (view) => view.fromTheStart && serverBytes(view) === 0,
};
const linger: Cause = {
  id: 'cause.closed.linger',
  by: [sign('aborted-by-linger'), sign('reset-in-data'), sign('aborted-with-unread-data')],
};
// Where all connections of the server ended, that says more.
const endedAlone = (view: EndpointView) => !view.captureFindings.some(({ id }) => id === 'server-went-down');
/** The kernel closes for a process that ends as the process itself would. */
const killedUnread: Cause = {
  id: 'cause.closed.killed',
  by: [sign('aborted-with-unread-data')],
  when: endedAlone,
};
const killed: Cause = {
  id: 'cause.closed.killed',
  by: [sign('aborted-by-linger', 'received', 'answered', 'answered-at-once')],
  when: endedAlone,
};
/** Why a RST ended a state in which an end waited for its peer. */
const BY_RESET: readonly Cause[] = [unread, killedUnread, linger, killed];
/** Nothing has ended the state, so that something may be missing. */
const lasts = (view: EndpointView) => view.left === null;

const unansweredSyn = (view: EndpointView) => lasts(view) && !view.peerSpoke;
/** What was recorded got as far as its peer, and all that the peer sends was recorded. */
const isAtPeer = ({ recordedAt, side }: EndpointView) => recordedAt?.side === otherSide(side);
const isOnPeer = (view: EndpointView) => isAtPeer(view) && view.recordedAt?.by === 'machine';
const othersAnswered = (view: EndpointView) => view.neighbours.answered !== null;

/** A RST that names its own reason, beside which no other is to be looked for. */
const NAMED: readonly FindingId[] = [
  'fin-wait-2-given-up',
  'refused',
  'reset-from-between',
  'icmp-error',
  'aborted-with-unread-data',
  'aborted-by-linger',
  'reset-in-data',
  'write-after-close',
  'idle-cut',
];
/** What these say of a RST may be a device's doing as well; of the other cases the packets tell more. */
const MAY_BE_ANOTHERS: Readonly<Partial<Record<FindingId, string>>> = {
  'no-socket': 'data',
  'half-open-peer': 'unknown',
};
/** A server that has not restarted answers as one that knows nothing. */
const unknownAlive = sign('half-open-peer', 'unknown.soon', 'unknown.others');
const isNamed = (view: EndpointView) =>
  view.findings.some(({ id, kind }) => {
    if (id === 'accept-queue-overflow') return kind === 'reset';
    const open = MAY_BE_ANOTHERS[id];
    return NAMED.includes(id) || (open !== undefined && kind.split('.')[0] !== open);
  });
/** Recorded on the machine that the RST names, where nothing lies between. */
const isOnResetter = (view: EndpointView) => isAtResetter(view) && view.recordedAt?.by === 'machine';

const serverBytes = ({ side, bytes, peerBytes }: EndpointView) => (side === 'server' ? bytes : peerBytes);
/** Nothing explains the connection better than what came when it was over. */
const isLed = ({ lead }: EndpointView): boolean => lead?.id === 'no-socket';
/** A check that ends with RST is over at once at both ends. */
const isEndOfCheck = ({ id, kind, endpoint }: EndpointView['findings'][number]): boolean =>
  (id === 'aborted-by-linger' && endpoint === 'client') || (id === 'no-socket' && kind === 'syn-ack');
const isServer = (view: EndpointView) => view.side === 'server';
/** What explains the connection is said of this end. */
function isBlamed(view: EndpointView): boolean {
  return view.lead?.endpoint === view.side;
}
const byReset = (view: EndpointView) => view.entered?.flags.includes('R') ?? false;
const refused = sign('refused');
/** A CLOSE_WAIT whose program could have closed, whichever end ended it; not one that it ended by a reset of its own. */
const stuck = (view: EndpointView) => {
  const finding = view.findings.find(({ id }) => id === 'close-wait');
  return finding?.endpoint === view.side && !finding.kind.endsWith('own-reset');
};
/** The client has asked, and the server has not sent a byte. */
const asksInVain = ({ side, fromTheStart, bytes, peerBytes }: EndpointView) => {
  const [asked, answered] = side === 'server' ? [peerBytes, bytes] : [bytes, peerBytes];
  return fromTheStart && (asked ?? 0) > 0 && answered === 0;
};
/** Only the SYN/ACK that went to it says that it is open. */
const isUnconfirmed = ({ certainty, peerState }: EndpointView) =>
  certainty === 'inferred' && peerState === 'SYN_RECEIVED';
const SILENT: readonly FindingId[] = ['half-open-peer', 'idle-cut', 'icmp-error'];
const isSilent = ({ findings }: EndpointView) => findings.some(({ id }) => SILENT.includes(id));
/** Something on the way answers in its place, so that it is not silence. */
const isToldByIcmp = (view: EndpointView) =>
  view.findings.some(({ id, kind }) => id === 'icmp-error' && kind.endsWith('.open'));
const wroteInVain = (view: EndpointView) => view.findings.some(({ id }) => id === 'write-after-close');
const idle = (view: EndpointView) =>
  !view.findings.some(
    ({ id }) => id === 'half-open-peer' || id === 'idle-cut' || id === 'receiver-not-reading',
  );

/**
 * Likely causes of each state, the likeliest first. A finding opens a cause, and nothing else decides here: what cannot
 * be found in packets is a cause of the state itself, with the way to prove it.
 */
const CAUSES: Readonly<Record<TcpStateName, readonly Cause[]>> = {
  UNKNOWN: [{ id: 'cause.unknown.capture' }],
  CLOSED: [
    {
      id: 'cause.closed.not-listening-then',
      by: [refused],
      when: othersAnswered,
      supports: ['others-answered'],
    },
    { id: 'cause.closed.not-listening', by: [refused], when: (view) => !othersAnswered(view) },
    { id: 'cause.closed.rejected', by: [refused] },
    {
      id: 'cause.closed.icmp-filter',
      by: [sign('icmp-error', 'prohibited.connect', 'port.connect')],
    },
    {
      id: 'cause.closed.icmp-route',
      by: [sign('icmp-error', 'unreachable.connect', 'expired.connect')],
    },
    { id: 'cause.closed.queue-full', by: [sign('accept-queue-overflow', 'reset')] },
    { id: 'cause.closed.write-after-close', by: [sign('write-after-close')] },
    { id: 'cause.closed.gave-up', by: [sign('fin-wait-2-given-up', 'windows', 'reset')] },
    { id: 'cause.closed.forgotten', by: [sign('fin-wait-2-given-up', 'forgotten', 'forgotten-early')] },
    { id: 'cause.closed.idle', by: [sign('idle-cut'), forged('idle')] },
    { id: 'cause.closed.reject-rule', by: [sign('no-socket', 'data'), unknownAlive], when: isServer },
    { id: 'cause.closed.no-socket-soon', by: [sign('no-socket', 'data'), unknownAlive] },
    // Firewalls stand before services, seldom before what a client has opened itself.
    { id: 'cause.closed.reject-rule', by: [sign('no-socket', 'data')] },
    { id: 'cause.closed.no-socket', by: [sign('half-open-peer', 'unknown')] },
    { id: 'cause.closed.reject-rule', by: [sign('half-open-peer', 'unknown')] },
    { id: 'cause.closed.unreachable', by: [sign('half-open-peer', 'gave-up', 'keep-alive-gave-up')] },
    listenerClosed,
    unread,
    killedUnread,
    linger,
    orListenerClosed,
    listenerClosedInUse,
    { id: 'cause.closed.unread', by: [sign('aborted-by-linger', 'answered'), sign('reset-in-data')] },
    killed,
    {
      id: 'cause.closed.between',
      by: [sign('half-open-peer', 'unknown'), unknownAlive],
      when: (view) => !isOnResetter(view),
    },
    {
      id: 'cause.closed.between',
      beside: true,
      when: (view) => byReset(view) && !isNamed(view) && !isOnResetter(view),
    },
    {
      id: 'cause.closed.orderly',
      when: (view) => !byReset(view) && view.entered !== null && view.entered.reason !== 'unreachable',
    },
  ],
  LISTEN: [],
  SYN_SENT: [
    { id: 'cause.syn-sent.answered', when: (view) => lasts(view) && view.peerAnswered },
    {
      id: 'cause.syn-sent.backlog',
      when: (view) => unansweredSyn(view) && othersAnswered(view),
      supports: ['others-answered'],
    },
    {
      id: 'cause.syn-sent.filtered',
      when: (view) => unansweredSyn(view) && !othersAnswered(view) && !isAtPeer(view),
      opposes: ['tcp-alone'],
    },
    { id: 'cause.syn-sent.filtered-there', when: (view) => unansweredSyn(view) && isAtPeer(view) },
    {
      id: 'cause.syn-sent.down',
      when: (view) => unansweredSyn(view) && !othersAnswered(view) && !isOnPeer(view),
    },
    { id: 'cause.syn-sent.backlog', when: (view) => unansweredSyn(view) && !othersAnswered(view) },
  ],
  SYN_RECEIVED: [
    {
      id: 'cause.syn-received.queue-full',
      when: (view) => lasts(view) && view.peerState === 'ESTABLISHED' && view.peerCertainty === 'confirmed',
      supports: ['overflow'],
    },
    { id: 'cause.syn-received.lost', when: lasts },
    { id: 'cause.syn-received.flood', when: (view) => lasts(view) && view.peerCertainty === 'inferred' },
  ],
  ESTABLISHED: [
    { id: 'cause.established.not-reading', by: [sign('receiver-not-reading')] },
    { id: 'cause.established.cut', by: [sign('idle-cut')] },
    {
      id: 'cause.established.icmp-filter',
      by: [sign('icmp-error', 'prohibited.open', 'port.open')],
      when: isBlamed,
    },
    {
      id: 'cause.established.icmp-route',
      by: [sign('icmp-error', 'unreachable.open', 'expired.open')],
      when: isBlamed,
    },
    {
      id: 'cause.established.not-accepted',
      when: (view) => isServer(view) && view.fromTheStart && view.complete && view.bytes === 0,
      supports: ['silent', 'unanswered', 'served-meanwhile', 'served-several'],
      opposes: ['served-later'],
    },
    { id: 'cause.unknown.capture', when: (view) => idle(view) && !view.complete },
    { id: 'cause.syn-received.lost', when: isUnconfirmed },
    {
      id: 'cause.established.idle',
      when: (view) => idle(view) && view.complete && !asksInVain(view) && !isUnconfirmed(view),
    },
    {
      id: 'cause.established.half-open',
      when: (view) => idle(view) && view.complete && !isUnconfirmed(view),
    },
  ],
  FIN_WAIT_1: [
    ...BY_RESET,
    { id: 'cause.fin-wait-1.unreachable', when: (view) => lasts(view) && view.complete && view.peerHeard },
    { id: 'cause.fin-wait-1.capture', when: lasts },
  ],
  FIN_WAIT_2: [
    unread,
    { id: 'cause.unknown.capture', when: (view) => lasts(view) && !view.complete },
    { id: 'cause.fin-wait-2.before', when: (view) => !view.fromTheStart && view.peerBytes === 0 },
    { id: 'cause.fin-wait-2.peer', when: (view) => view.complete },
    { id: 'cause.fin-wait-2.peer', by: [sign('close-wait'), sign('fin-wait-2-given-up')] },
    { id: 'cause.fin-wait-2.shutdown', when: (view) => view.left === null },
    { id: 'cause.fin-wait-2.lost', when: (view) => view.complete && !isAtPeer(view) },
  ],
  CLOSE_WAIT: [
    { id: 'cause.close-wait.still-sending', by: [sign('half-close')] },
    { id: 'cause.closed.write-after-close', by: [sign('write-after-close')] },
    listenerClosed,
    unread,
    killedUnread,
    listenerClosedInUse,
    { id: 'cause.closed.linger', by: [sign('aborted-by-linger'), sign('aborted-with-unread-data')] },
    orListenerClosed,
    killed,
    {
      id: 'cause.close-wait.never-accepted',
      by: [sign('never-accepted', 'silent'), sign('close-wait', 'silent.stopped')],
      when: isServer,
      supports: ['silent', 'served-meanwhile', 'served-several'],
      opposes: ['served-later'],
    },
    {
      id: 'cause.close-wait.unanswered',
      by: [sign('never-accepted', 'unanswered'), sign('close-wait', 'unanswered.stopped')],
      when: isServer,
      supports: ['unanswered', 'served-meanwhile', 'served-several'],
      opposes: ['served-later'],
    },
    { id: 'cause.close-wait.pool', by: [sign('close-wait')], when: (view) => !isServer(view) && stuck(view) },
    {
      id: 'cause.close-wait.blocked',
      by: [sign('close-wait')],
      when: (view) => isServer(view) && stuck(view) && !wroteInVain(view),
      supports: ['served'],
      opposes: ['no-sign', 'closed-others'],
    },
    {
      id: 'cause.close-wait.busy',
      by: [sign('close-wait')],
      when: (view) => !isServer(view) && stuck(view) && !wroteInVain(view),
    },
    {
      id: 'cause.close-wait.leaked',
      by: [sign('close-wait')],
      when: (view) => stuck(view) && !wroteInVain(view),
      supports: ['served', 'pile-up', 'closed-others'],
      opposes: ['no-sign'],
    },
    {
      id: 'cause.close-wait.inherited',
      by: [sign('close-wait')],
      when: (view) => isServer(view) && stuck(view) && !wroteInVain(view),
    },
  ],
  CLOSING: [...BY_RESET, { id: 'cause.closing.lost', when: lasts }],
  LAST_ACK: [
    ...BY_RESET,
    { id: 'cause.last-ack.lost', when: lasts },
    { id: 'cause.last-ack.gone', when: lasts },
  ],
  TIME_WAIT: [{ id: 'cause.time-wait.normal' }, { id: 'cause.time-wait.ports' }],
};

/** Causes of what was found, whatever state it left the endpoint in. */
const CAUSES_OF_FINDINGS: readonly Cause[] = [
  { id: 'cause.server.process-ended', by: [sign('server-went-down')] },
  { id: 'cause.server.limit', by: [sign('stopped-serving', 'several', 'freed-several')], when: isServer },
  { id: 'cause.server.one-at-a-time', by: [sign('stopped-serving', 'one', 'freed-one')], when: isServer },
  {
    id: 'cause.server.health-check',
    by: [sign('health-checks')],
    when: (view) => isServer(view) && stuck(view),
  },
  {
    id: 'cause.health-check.reset',
    by: [sign('health-checks')],
    when: (view) => view.findings.some(isEndOfCheck),
  },
  { id: 'cause.server.hangs', by: [sign('stopped-serving', 'none')], when: isServer },
  { id: 'cause.server.stood-still', by: [sign('server-stalled')], when: isServer },
  { id: 'cause.server.backend', by: [sign('server-stalled')], when: isServer },
  { id: 'cause.syn-received.flood', by: [sign('syn-flood')] },
  {
    id: 'cause.stalled-server.stalled',
    by: [sign('stalled-server', 'answered-too-late', 'lone', 'lone-reset')],
    when: isBlamed,
  },
  {
    id: 'cause.established.not-accepted',
    by: [sign('stalled-server', 'lone', 'lone-reset')],
    when: (view) => isServer(view) && isBlamed(view) && view.bytes === 0,
  },
  {
    id: 'cause.stalled-server.lost',
    by: [sign('stalled-server', 'lone', 'lone-reset')],
    when: (view) => isBlamed(view) && view.recordedAt?.side !== 'server',
  },
  {
    id: 'cause.stalled-server.timeout',
    by: [sign('stalled-server')],
    when: isBlamed,
    supports: ['known-timer'],
  },
  forgottenHalfClose,
  closedForGood,
  ...sentBetween,
  closedBoth,
  { id: 'cause.closed.between', by: [sign('aborted-by-linger', 'bare')], when: isBlamed },
  { id: 'cause.closed.not-asked', by: [sign('no-socket', 'syn-ack')] },
  {
    id: 'cause.closed.between',
    by: [sign('no-socket', 'syn-ack')],
    when: (view) => isBlamed(view) && !isOnResetter(view),
  },
  { id: 'cause.closed.orderly', by: [sign('no-socket', 'ended')], when: isLed },
  { id: 'cause.closed.ports-again', by: [sign('no-socket', 'old'), sign('syn-retransmitted', 'old')] },
  { id: 'cause.closed.given-up', by: [sign('half-open-peer', 'given-up-before')] },
  { id: 'cause.closed-without-answer.ended', by: [sign('closed-without-answer')], when: isBlamed },
  { id: 'cause.closed-without-answer.unwanted', by: [sign('closed-without-answer')], when: isBlamed },
  {
    id: 'cause.keep-alive-race.timeout',
    by: [sign('keep-alive-race')],
    when: isBlamed,
    supports: ['known-timer'],
  },
  {
    id: 'cause.large-segments-lost.mtu',
    by: [sign('large-segments-lost'), sign('half-open-peer', 'silent-large')],
    when: isBlamed,
  },
  { id: 'cause.large-segments-lost.loss', by: [sign('large-segments-lost')], when: isBlamed },
  {
    id: 'cause.established.gone',
    by: [
      sign('half-open-peer', 'silent', 'silent-large', 'gave-up', 'keep-alive-silent', 'keep-alive-gave-up'),
    ],
    when: (view) => view.state !== 'CLOSED' && !isToldByIcmp(view),
  },
  { id: 'cause.established.dropped', by: [sign('half-open-peer', 'silent-there')] },
  {
    id: 'cause.syn-received.queue-full',
    by: [sign('accept-queue-overflow', 'ignored', 'ignored-afar', 'unacknowledged')],
  },
  // What finds no room at a closed window is sent again, too.
  { id: 'cause.established.not-reading', by: [sign('receiver-not-reading')], when: isBlamed },
  {
    id: 'cause.much-retransmitted.loss',
    by: [sign('much-retransmitted')],
    // What goes unanswered to the end is told as that.
    when: (view) => isBlamed(view) && !isSilent(view),
  },
  {
    id: 'cause.slow-answer.busy',
    by: [sign('slow-answer')],
    when: isBlamed,
    supports: ['served-meanwhile'],
  },
  { id: 'cause.slow-answer.for-more', by: [sign('slow-answer')], when: isBlamed },
  { id: 'cause.close-wait.still-sending', by: [sign('slow-to-close', 'sending')], when: isBlamed },
  { id: 'cause.close-wait.pool', by: [sign('slow-to-close', 'pool')], when: isBlamed },
  { id: 'cause.slow-to-close.busy', by: [sign('slow-to-close')], when: isBlamed },
  { id: 'cause.close-wait.inherited', by: [sign('slow-to-close')], when: isBlamed },
];

/** The likely causes in words, ranked; those that a fact of the capture all but excludes come last. */
export function causesInWords(locale: Locale, view: EndpointView): CauseInWords[] {
  const values = valuesOf(locale, view);
  const told = [...CAUSES_OF_FINDINGS, ...CAUSES[view.state]].filter((cause) => isTold(cause, view));
  // Where nothing explains the state, what explains the RST that ended it does.
  const causes =
    told.length === 0 && isCutShort(view) ? CAUSES.CLOSED.filter((cause) => isTold(cause, view)) : told;
  const ranked = [
    ...causes.filter((cause) => isDecided(cause, view)),
    ...causes.filter((cause) => !isExcluded(cause, view)),
    ...causes.filter((cause) => isExcluded(cause, view)),
  ];
  return [...new Map(ranked.map((cause) => [cause.id, cause])).values()].map((cause) => ({
    title: sayOfGuide(locale, `${cause.id}.title`, values),
    text: sayOfGuide(locale, `${cause.id}.text`, values),
    ...withTable(evidenceFor(locale, cause, view), isDecided(cause, view) ? view.decided : null),
  }));
}

/** Causes that a connection of which a table shows that no program has accepted it cannot have, and what it can have instead. */
const OF_ACCEPTED: ReadonlySet<CauseId> = new Set([
  'cause.close-wait.unanswered',
  'cause.close-wait.still-sending',
  'cause.close-wait.blocked',
  'cause.close-wait.leaked',
  'cause.close-wait.inherited',
  'cause.established.not-reading',
  'cause.established.idle',
] as const);
const OF_NOT_ACCEPTED: ReadonlySet<CauseId> = new Set([
  'cause.close-wait.never-accepted',
  'cause.close-wait.unanswered',
  'cause.established.not-accepted',
] as const);
const NOT_ACCEPTED: Readonly<Partial<Record<TcpStateName, CauseId>>> = {
  CLOSE_WAIT: 'cause.close-wait.never-accepted',
  ESTABLISHED: 'cause.established.not-accepted',
};

const isRefuted = ({ id }: Cause, { decided }: EndpointView): boolean =>
  decided !== null && (decided.accepted ? OF_NOT_ACCEPTED : OF_ACCEPTED).has(id);

const isDecided = ({ id }: Cause, { decided, state }: EndpointView): boolean =>
  decided?.accepted === false && NOT_ACCEPTED[state] === id;

/** A row of a table that decides speaks first. */
const withTable = ({ supports, opposes }: EvidenceInFavour, decided: Decision | null): EvidenceInFavour => ({
  supports: decided === null ? supports : [decided.sentence, ...supports],
  opposes: decided === null ? opposes : [],
});

const isTold = (cause: Cause, view: EndpointView): boolean =>
  (applies(cause, view) && !isRefuted(cause, view)) || isDecided(cause, view);

const isCutShort = (view: EndpointView): boolean =>
  (view.left?.flags.includes('R') ?? false) && isBlamed(view);

/** A cause in words, where there is no capture to speak for or against it. */
export function causeOf(locale: Locale, id: CauseId, side: Side): { title: string; text: string } {
  const values = partyValues(locale, side);
  return { title: sayOfGuide(locale, `${id}.title`, values), text: sayOfGuide(locale, `${id}.text`, values) };
}

function applies({ by, beside, when }: Cause, view: EndpointView): boolean {
  const opened = by === undefined ? isQuestion(view, beside) : by.some((wanted) => isMade(wanted, view));
  return opened && (when?.(view) ?? true);
}

/** The state itself is a question as long as nothing has ended it, and nothing that was found explains the connection. */
const isQuestion = (view: EndpointView, beside = false): boolean =>
  view.left === null && !stopsTooSoon(view) && (beside || view.lead === null || isOfAState(view.lead));

function isMade({ id, kinds }: Sign, view: EndpointView): boolean {
  const found = [...view.findings, ...view.captureFindings].find((finding) => finding.id === id);
  return found !== undefined && (kinds === undefined || kinds.includes(found.kind));
}

function valuesOf(locale: Locale, view: EndpointView) {
  const resetter = resetterOf(view);
  return {
    ...partyValues(locale, view.side),
    peerBytes: view.peerBytes,
    resetter: partyName(locale, resetter),
    resetVictim: partyName(locale, otherSide(resetter)),
  };
}

/** It was recorded at the end, or on the network of the end, that the RST names: no capture there is to be asked for. */
function isAtResetter(view: EndpointView): boolean {
  return view.recordedAt?.side === resetterOf(view);
}

/** These speak of the end that reset; a copy that came late may have brought another RST. */
const OF_RESETTER: readonly FindingId[] = [
  'reset-from-between',
  'aborted-with-unread-data',
  'aborted-by-linger',
  'reset-in-data',
];

/** A RST that answers as by an end that knows nothing is of the end that is found so; one that gives up is of the other. */
const isOfResetter = ({ id, kind }: EndpointView['findings'][number]): boolean =>
  OF_RESETTER.includes(id) || (id === 'half-open-peer' && /^(?:unknown|given-up-before)/.test(kind));

/** Who sent the RST that ended the state, or that brought CLOSED; of one that was forged, in whose name it came. */
function resetterOf(view: EndpointView): EndpointView['side'] {
  const named = view.findings.find(isOfResetter)?.endpoint ?? null;
  if (named !== null) return named;
  const change = view.state === 'CLOSED' ? view.entered : view.left;
  return change?.sender ?? view.side;
}
