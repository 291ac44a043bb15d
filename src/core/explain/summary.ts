import type { ConnectionFindingId, Finding } from '../findings';
import type { Side } from '../tcp';
import type { Locale } from '../words';
import { clockTime, duration, type Values } from '../words';
import type { ConnectionFacts, Decision, TransitionFacts } from './connection-facts';
import { type EndpointView, isReset, mayHaveTimedOut, stopsTooSoon } from './endpoint-view';
import { findingMessage, findingTitle } from './findings';
import { leadsAt } from './lead';
import { partyName, partyValues } from './parties';
import { firstWithWords, ofPart, say, type WordId } from './say';

/** `Server 192.0.2.1:80: CLOSE_WAIT for 120 s, until the client reset the connection`. */
export function titleOf(locale: Locale, view: EndpointView): string {
  const values = valuesOf(locale, null, view);
  const title = leadsAt(view.lead, view.side)
    ? headline(locale, view.lead)
    : say(locale, ofPart(titleId(view), view.inPart), values);
  return say(locale, 'title.of', { ...values, title });
}

/** What was found, in the few words that follow an address. */
function headline(locale: Locale, lead: Finding | null): string {
  if (lead === null) return '';
  const words = firstWithWords([`headline.${lead.id}.${lead.kind}`, `headline.${lead.id}`]);
  if (words === null) return findingTitle(locale, lead);
  const span = lead.seconds === null ? say(locale, 'duration.unknown') : duration(locale, lead.seconds);
  return say(locale, words, {
    ...partyValues(locale, lead.endpoint ?? 'client'),
    duration: span,
    ...lead.values,
  });
}

function titleId(view: EndpointView): WordId {
  if (view.state === 'CLOSED') return closedTitle(view);
  if (view.stopped) return 'title.stopped';
  if (view.left === null && !view.complete) return 'title.state';
  if (view.seconds === null || view.seconds === 0 || view.state === 'TIME_WAIT') return 'title.state';
  if (view.left !== null && !isReset(view.left)) return 'title.left';
  if (mayHaveTimedOut(view)) return 'title.state';
  return view.left !== null && isReset(view.left) ? 'title.reset' : 'title.lasting';
}

function closedTitle(view: EndpointView): WordId {
  if (view.entered === null) return 'title.state';
  if (isUnreachable(view.entered)) return 'title.closed.unreachable';
  if (!isReset(view.entered)) return 'title.closed';
  return isRefusal(view.entered) ? 'title.closed.refused' : 'title.closed.reset';
}

/** Two or three sentences that stand alone: what happened, what it points at, how it ended. */
export function summaryOf(
  locale: Locale,
  facts: ConnectionFacts,
  view: EndpointView,
  other: EndpointView,
): string {
  const values = valuesOf(locale, facts, view);
  const lead = leadOfSummary(view);
  const sentences = sentencesOf(facts, view, other).map((id) => say(locale, id, values));
  if (lead !== null) sentences.unshift(findingMessage(locale, lead, facts.router));
  return sentences.join(locale === 'en' ? ' ' : '');
}

/** The sentences about the state of the end that the summary is about. */
export function sentencesOf(facts: ConnectionFacts, view: EndpointView, other: EndpointView): WordId[] {
  if (leadOfSummary(view) !== null && facts.at === null) return [];
  return stateSummary(view, other).flatMap((id) => (id === null ? [] : [ofPart(id, view.inPart)]));
}

/** The finding that the summary begins with. */
const leadOfSummary = (view: EndpointView): Finding | null =>
  leadsAt(view.lead, view.side) && !tellsOf(view) ? view.lead : null;

/** The words of a CLOSE_WAIT tell these findings themselves, as its end. */
const ENDS_OF_CLOSE_WAIT: readonly ConnectionFindingId[] = [
  'write-after-close',
  'aborted-with-unread-data',
  'aborted-by-linger',
  'slow-to-close',
];

const tellsOf = ({ state, lead }: EndpointView): boolean =>
  state === 'CLOSE_WAIT' && lead !== null && ENDS_OF_CLOSE_WAIT.includes(lead.id);

const stateSummary = (view: EndpointView, other: EndpointView): (WordId | null)[] =>
  view.state === 'CLOSE_WAIT' ? closeWait(view, other) : [happened(view, other), ending(view)];

/** A state that is over is told in the past tense, with how long it lasted and what ended it. */
function leftInOrder(view: EndpointView): WordId | null {
  const { left, state } = view;
  if (left === null) return null;
  if (isReset(left)) return state === 'SYN_SENT' ? 'summary.SYN_SENT.refused' : null;
  if (view.entered === null && state !== 'CLOSED' && state !== 'UNKNOWN') return 'summary.left';
  // Its own packet shows that the RST did not end it.
  if (state === 'CLOSED' && view.entered !== null && isReset(view.entered) && left.sender === view.side)
    return 'summary.CLOSED.left.revived';
  if (state !== 'ESTABLISHED')
    return firstWithWords([`summary.${state}.left.${left.to}`, `summary.${state}.left`, 'summary.left']);
  if (left.reason === 'sent-fin') return 'summary.ESTABLISHED.left';
  // A segment before it may have come last, and let it in.
  const isFin = left.reason === 'received-fin' && left.flags.includes('F');
  return isFin ? 'summary.ESTABLISHED.left.by-other' : 'summary.left';
}

/** Its own FIN ended the CLOSE_WAIT: the program closed in its turn. */
const closedInTurn = ({ side, left }: EndpointView): boolean =>
  left !== null && left.sender === side && left.flags.includes('F');

function happened(view: EndpointView, other: EndpointView): WordId {
  const left = leftInOrder(view);
  if (left !== null) return left;
  switch (view.state) {
    case 'SYN_SENT':
      return view.peerSpoke ? 'summary.SYN_SENT.unheard' : 'summary.SYN_SENT';
    case 'SYN_RECEIVED':
      return view.certainty === 'inferred' && !view.spoke
        ? 'summary.SYN_RECEIVED.unconfirmed'
        : 'summary.SYN_RECEIVED';
    case 'FIN_WAIT_1':
      return view.finAcknowledged
        ? 'summary.FIN_WAIT_1.sent'
        : view.complete
          ? 'summary.FIN_WAIT_1'
          : 'summary.FIN_WAIT_1.missing';
    case 'TIME_WAIT':
      return other.state === 'TIME_WAIT' ? 'summary.TIME_WAIT.both' : 'summary.TIME_WAIT';
    case 'ESTABLISHED': {
      if (view.lead !== null && view.lead.severity !== 'info') return 'summary.ESTABLISHED.found';
      if (view.captureFindings.some(({ severity }) => severity !== 'info'))
        return 'summary.ESTABLISHED.of-server';
      const serverBytes = view.side === 'server' ? view.bytes : view.peerBytes;
      const isServerHeard = view.side === 'server' ? view.spoke : view.peerSpoke;
      return view.fromTheStart && view.complete && isServerHeard && serverBytes === 0
        ? 'summary.ESTABLISHED.silent-server'
        : 'summary.ESTABLISHED';
    }
    case 'CLOSED':
      if (view.entered !== null && isUnreachable(view.entered)) return 'summary.CLOSED.unreachable';
      if (view.entered !== null && isReset(view.entered))
        return isRefusal(view.entered)
          ? 'summary.CLOSED.refused'
          : view.before === 'UNKNOWN'
            ? 'summary.CLOSED.reset.unknown'
            : 'summary.CLOSED.reset';
      return other.state === 'CLOSED' ? 'summary.CLOSED' : 'summary.CLOSED.half';
    default:
      return `summary.${view.state}`;
  }
}

/** A CLOSE_WAIT: how it came, what the findings point at, how it ended. */
function closeWait(view: EndpointView, other: EndpointView): (WordId | null)[] {
  const found = (id: ConnectionFindingId) => view.findings.find((finding) => finding.id === id);
  const stuck = found('close-wait');
  const wrote = found('write-after-close');
  if (wrote?.endpoint === view.side && wrote.kind === 'crossed' && !other.finAcknowledged)
    return ['summary.CLOSE_WAIT.crossed'];
  if (wrote?.endpoint === view.side) return ['summary.CLOSE_WAIT.acknowledged', 'summary.write-after-close'];
  if (view.left?.sender === view.side && isReset(view.left)) return [abortedInCloseWait(view)];
  const isHeard = view.complete || view.peerState !== 'FIN_WAIT_1';
  if (view.stopped)
    return [isHeard ? 'summary.CLOSE_WAIT.acknowledged' : 'summary.CLOSE_WAIT.filtered', 'summary.stopped'];
  if (stuck?.endpoint === view.side && !isHeard) return ['summary.CLOSE_WAIT.filtered', ending(view)];
  if (stuck?.endpoint === view.side) return ['summary.CLOSE_WAIT', pointsAt(view, stuck.kind), ending(view)];
  if (view.left !== null && !isReset(view.left) && !closedInTurn(view))
    return ['summary.CLOSE_WAIT.acknowledged', 'summary.left'];
  if (view.left !== null && !isReset(view.left))
    return [
      other.finAcknowledged ? 'summary.CLOSE_WAIT.later' : 'summary.CLOSE_WAIT.later.unheard',
      view.seconds === null ? null : 'ending.left',
    ];
  if (found('half-close')?.endpoint === view.side)
    return ['summary.CLOSE_WAIT.acknowledged', 'summary.still-sending', ending(view)];
  if (view.certainty === 'inferred' && view.peerState === 'FIN_WAIT_1')
    return ['summary.CLOSE_WAIT.unconfirmed', ending(view)];
  if (view.left === null && !view.complete) return ['summary.CLOSE_WAIT.acknowledged', 'summary.missing'];
  if (view.left === null && maybeClosedBefore(view))
    return ['summary.CLOSE_WAIT.acknowledged', 'summary.begun-before'];
  const brief = view.left === null ? 'summary.brief.open' : 'summary.brief.reset';
  return ['summary.CLOSE_WAIT.acknowledged', view.seconds === null ? null : brief];
}

/** What was never sent cannot be left unread. */
function abortedInCloseWait({ side, fromTheStart, peerBytes, lead }: EndpointView): WordId {
  const nothing = fromTheStart && peerBytes === 0;
  // A listening socket that is still there did not take it along.
  const accepted = side === 'client' || lead?.kind === 'unused';
  if (!accepted) return nothing ? 'summary.CLOSE_WAIT.aborted.nothing' : 'summary.CLOSE_WAIT.aborted';
  return nothing ? 'summary.CLOSE_WAIT.aborted.client.nothing' : 'summary.CLOSE_WAIT.aborted.client';
}

/** The recording began in the middle of the connection, and the end sent nothing in it that comes before a FIN. */
const maybeClosedBefore = ({ fromTheStart, bytes }: EndpointView): boolean => !fromTheStart && bytes === 0;

/** What the data before it says of the program, by the kind of the finding. */
const POINTS_AT: Readonly<Record<string, WordId>> = {
  silent: 'summary.never-accepted',
  unanswered: 'summary.unanswered',
  pool: 'summary.pool',
  served: 'summary.after-data',
};

function pointsAt(view: EndpointView, kind: string): WordId | null {
  const [history] = kind.split('.');
  if (view.decided !== null && (history === 'silent' || history === 'unanswered'))
    return decidedBy(view.decided);
  // accept() takes connections in order: one that came later and was served shows that this one was accepted.
  if (history === 'silent' && view.neighbours.servedLater !== null) return 'summary.served-later';
  return POINTS_AT[history] ?? null;
}

/** A socket table shows what packets can only suggest. */
const decidedBy = ({ accepted }: Decision): WordId =>
  accepted ? 'summary.table.accepted' : 'summary.table.not-accepted';

function ending(view: EndpointView): WordId | null {
  if (view.state === 'CLOSED' || view.state === 'TIME_WAIT' || view.entered === null) return null;
  if (stopsTooSoon(view)) return 'ending.soon';
  if (view.left === null) {
    if (view.seconds === null || view.seconds === 0) return null;
    // What changed may be among what was not recorded.
    if (!view.complete) return null;
    return mayHaveTimedOut(view) ? 'ending.timer' : 'ending.open';
  }
  if (!isReset(view.left)) return null;
  if (view.seconds === null) return 'ending.reset.untimed';
  const windows = view.findings.some(({ id, kind }) => id === 'fin-wait-2-given-up' && kind === 'windows');
  return windows ? 'ending.reset.windows' : 'ending.reset';
}

const isUnreachable = (transition: TransitionFacts): boolean => transition.reason === 'unreachable';

const isRefusal = (transition: TransitionFacts): boolean =>
  transition.reason === 'refused' || transition.reason === 'was-refused';

function valuesOf(locale: Locale, facts: ConnectionFacts | null, view: EndpointView): Values {
  const reset = view.state === 'CLOSED' ? view.entered : view.left;
  return {
    ...partyValues(locale, view.side),
    state: view.state,
    stateBefore: view.before,
    address: view.address,
    peer: view.peer,
    peerBytes: view.peerBytes,
    duration: view.seconds === null ? null : duration(locale, view.seconds),
    resetter: reset === null ? null : resetterName(locale, view, reset.sender),
    packet: view.left?.packet,
    next: view.left?.to,
    after:
      view.seconds === null ? '' : say(locale, 'moment.after', { duration: duration(locale, view.seconds) }),
    later: view.neighbours.servedLater === null ? null : view.neighbours.servedLater + 1,
    when: facts === null ? null : momentOf(locale, facts, view.entered),
  };
}

/** Who is said to have sent the RST: an end, or something in its name. */
function resetterName(locale: Locale, view: EndpointView, sender: Side): string {
  return view.forged ? say(locale, 'party.between') : partyName(locale, sender);
}

function momentOf(locale: Locale, facts: ConnectionFacts, transition: TransitionFacts | null): string | null {
  if (transition === null) return null;
  if (transition.time === null) return say(locale, 'moment.packet', { packet: transition.packet });
  return say(locale, 'moment.at', { time: clockTime(transition.time, facts.timeBase) });
}
