import type { TcpStateName } from '../flow';
import { type CloseWaitKind, closeWaitKind } from './close-wait';
import { type EndpointView, isReset } from './endpoint-view';
import type { Locale } from './locale';
import { otherSide, partyName, partyValues } from './parties';
import { say, type WordId } from './say';

/** Ids of causes, without the `.title` and `.text` of their words. */
type TitleId = Extract<WordId, `cause.${string}.title`>;
export type CauseId = TitleId extends infer Id
  ? Id extends `${infer Name}.title`
    ? Name & `cause.${string}`
    : never
  : never;

interface Cause {
  readonly id: CauseId;
  /** Whether the facts leave room for it; absent: they always do. */
  readonly when?: (view: EndpointView) => boolean;
}

const kinds =
  (...wanted: CloseWaitKind[]) =>
  (view: EndpointView) =>
    wanted.includes(closeWaitKind(view));
const slow = kinds('never-accepted', 'unanswered', 'pool', 'after-data', 'unexplained');
const isServer = (v: EndpointView) => v.side === 'server';
const wasReset = (v: EndpointView) => v.entered !== null && isReset(v.entered);
const refused = (v: EndpointView) =>
  wasReset(v) && (v.entered?.reason === 'refused' || v.entered?.reason === 'was-refused');
const resetVictimSent = (v: EndpointView) =>
  v.entered?.sender === v.side ? v.peerSentAfterFin : v.sentAfterFin;
const fromHalfClosed = (v: EndpointView) =>
  wasReset(v) && (v.entered?.sender === v.side ? v.before === 'FIN_WAIT_2' : v.before === 'CLOSE_WAIT');
const wroteAfterClose = (v: EndpointView) => fromHalfClosed(v) && resetVictimSent(v);
const gaveUp = (v: EndpointView) => fromHalfClosed(v) && !resetVictimSent(v);
const resetOtherwise = (v: EndpointView) => wasReset(v) && !refused(v) && !fromHalfClosed(v);

/** Likely causes of each state, the likeliest first, each with the facts it needs. */
const CAUSES: Readonly<Record<TcpStateName, readonly Cause[]>> = {
  UNKNOWN: [{ id: 'cause.unknown.capture' }],
  CLOSED: [
    { id: 'cause.closed.nobody-listens', when: refused },
    { id: 'cause.closed.rejected', when: refused },
    { id: 'cause.closed.write-after-close', when: wroteAfterClose },
    { id: 'cause.closed.gave-up', when: gaveUp },
    { id: 'cause.closed.no-socket', when: resetOtherwise },
    { id: 'cause.closed.unread', when: resetOtherwise },
    { id: 'cause.closed.linger', when: resetOtherwise },
    { id: 'cause.closed.between', when: resetOtherwise },
    { id: 'cause.closed.orderly', when: (v) => !wasReset(v) && v.entered !== null },
  ],
  LISTEN: [],
  SYN_SENT: [
    {
      id: 'cause.syn-sent.answered',
      when: (v) => v.peerState === 'SYN_RECEIVED' && v.peerCertainty === 'confirmed',
    },
    { id: 'cause.syn-sent.filtered', when: (v) => v.peerCertainty === 'inferred' },
    { id: 'cause.syn-sent.down', when: (v) => v.peerCertainty === 'inferred' },
    { id: 'cause.syn-sent.backlog', when: (v) => v.peerCertainty === 'inferred' },
  ],
  SYN_RECEIVED: [
    {
      id: 'cause.syn-received.queue-full',
      when: (v) => v.peerState === 'ESTABLISHED' && v.peerCertainty === 'confirmed',
    },
    { id: 'cause.syn-received.lost' },
    { id: 'cause.syn-received.flood', when: (v) => v.peerCertainty === 'inferred' },
  ],
  ESTABLISHED: [
    { id: 'cause.established.not-accepted', when: (v) => isServer(v) && v.fromTheStart && v.bytes === 0 },
    { id: 'cause.established.idle' },
    { id: 'cause.established.half-open' },
  ],
  FIN_WAIT_1: [{ id: 'cause.fin-wait-1.unreachable' }, { id: 'cause.fin-wait-1.capture' }],
  FIN_WAIT_2: [
    { id: 'cause.fin-wait-2.peer' },
    { id: 'cause.fin-wait-2.shutdown', when: (v) => v.left === null },
    { id: 'cause.fin-wait-2.lost' },
  ],
  CLOSE_WAIT: [
    { id: 'cause.close-wait.still-sending', when: kinds('still-sending') },
    { id: 'cause.closed.write-after-close', when: kinds('write-after-close') },
    {
      id: 'cause.close-wait.listener-closed',
      when: (v) => isServer(v) && v.bytes === 0 && kinds('aborted')(v),
    },
    { id: 'cause.closed.unread', when: kinds('aborted') },
    { id: 'cause.closed.linger', when: kinds('aborted') },
    { id: 'cause.close-wait.never-accepted', when: kinds('never-accepted') },
    { id: 'cause.close-wait.unanswered', when: kinds('unanswered') },
    { id: 'cause.close-wait.pool', when: kinds('pool') },
    { id: 'cause.close-wait.blocked', when: slow },
    { id: 'cause.close-wait.leaked', when: slow },
    { id: 'cause.close-wait.inherited', when: (v) => isServer(v) && slow(v) },
  ],
  CLOSING: [{ id: 'cause.closing.lost' }],
  LAST_ACK: [{ id: 'cause.last-ack.lost' }, { id: 'cause.last-ack.gone' }],
  TIME_WAIT: [{ id: 'cause.time-wait.normal' }, { id: 'cause.time-wait.ports' }],
};

/** The ids of the likely causes, ranked. */
export function causeIds(view: EndpointView): CauseId[] {
  return CAUSES[view.state].filter((cause) => cause.when?.(view) ?? true).map((cause) => cause.id);
}

/** The likely causes in words, ranked. */
export function causesInWords(locale: Locale, view: EndpointView): { title: string; text: string }[] {
  const reset = wasReset(view) ? view.entered : view.left;
  const resetter = reset?.sender ?? view.side;
  const values = {
    ...partyValues(locale, view.side),
    peerBytes: view.peerBytes,
    resetter: partyName(locale, resetter),
    resetVictim: partyName(locale, otherSide(resetter)),
  };
  return causeIds(view).map((id) => ({
    title: say(locale, `${id}.title`, values),
    text: say(locale, `${id}.text`, values),
  }));
}
