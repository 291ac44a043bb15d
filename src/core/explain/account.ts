import { otherSide, type Side } from '../tcp';
import type { Locale } from '../words';
import { clockTime, duration, type TimeBase } from '../words';
import type { ConnectionFacts, TransitionFacts } from './connection-facts';
import { type EndpointView, isReset, mayHaveTimedOut } from './endpoint-view';
import { packetNote, type StepFacts } from './packets';
import { partyName, partyValues } from './parties';
import { reasonSentence } from './reasons';
import { firstWithWords, ofPart, say, type WordId } from './say';
import type { EvidenceInWords } from './shown-evidence';

/** `since 17:11:35.668512 (packet 4), for 120 s, until the client's RST (packet 6)`. */
export function sinceWhen(locale: Locale, facts: ConnectionFacts, view: EndpointView): string {
  let since = beginning(locale, facts.timeBase, view.entered);
  if (view.left === null && (view.state === 'CLOSED' || view.state === 'TIME_WAIT')) return since;
  if (view.stopped && view.seconds !== null)
    return say(locale, ofPart('since.stopped', view.inPart), {
      since,
      duration: duration(locale, view.seconds),
    });
  // How long it lasted is not known where what ended it may not have been recorded.
  if (view.left === null && !view.complete) return since;
  if (view.left === null && view.seconds !== null && mayHaveTimedOut(view))
    return say(locale, ofPart('since.end.timer', view.inPart), {
      since,
      duration: duration(locale, view.seconds),
    });
  if (view.seconds !== null && view.seconds > 0)
    since = say(locale, 'since.for', { since, duration: duration(locale, view.seconds) });
  const left = view.left;
  if (left === null)
    return view.entered === null ? since : say(locale, ofPart('since.end', view.inPart), { since });
  const values = { since, packet: left.packet, to: left.to, resetter: partyName(locale, left.sender) };
  const byReset = view.forged ? 'since.until.forged' : 'since.until.reset';
  return say(locale, isReset(left) ? byReset : 'since.until', values);
}

function beginning(locale: Locale, base: TimeBase, entered: TransitionFacts | null): string {
  if (entered === null) return say(locale, 'since.start');
  if (entered.time === null) return say(locale, 'since.packet', { packet: entered.packet });
  return say(locale, 'since.time', { time: clockTime(entered.time, base), packet: entered.packet });
}

/** The changes that tell the story of this endpoint's state: what brought it, what proved it, what ended it. */
export function tellingTransitions(view: EndpointView): TransitionFacts[] {
  return [view.entered, view.confirmed, view.left].filter((transition) => transition !== null);
}

/** Why it is in this state: one sentence a packet, and what the capture does not hold. */
export function whyInWords(locale: Locale, facts: ConnectionFacts, view: EndpointView): string[] {
  const before = [view.entered, view.confirmed].filter((transition) => transition !== null);
  const proven = view.certainty === 'confirmed';
  const sentences = before.map((transition) =>
    packetSentence(locale, facts, proven ? { ...transition, certainty: 'confirmed' } : transition),
  );
  for (const id of absencesOf(facts, view)) sentences.push(say(locale, id, partyValues(locale, view.side)));
  // How certain the state after this one is does not belong here.
  if (view.left !== null)
    sentences.push(packetSentence(locale, facts, { ...view.left, certainty: 'confirmed' }));
  return sentences;
}

/** The sentences about what the recording does not hold. */
export function absencesOf(facts: ConnectionFacts, view: EndpointView): WordId[] {
  const absent = absence(view);
  const { state, complete, fromTheStart, bytes, peerBytes } = view;
  const silent = state === 'CLOSE_WAIT' && complete && fromTheStart && bytes === 0 && peerBytes === 0;
  return [
    ...(absent !== null && isAbsent(facts, view) ? [absent] : []),
    ...(silent ? ['why.silent' as const] : []),
  ];
}

/** What the recording does not hold, as far as it could have; null where nothing is missed in the state. */
function absence({ state, side, stopped, complete, leftOpen, inPart }: EndpointView): WordId | null {
  const absent = firstWithWords([`why.absent.${state}`]);
  if (absent === null) return null;
  if (!complete) return 'why.missing';
  if (stopped) return firstWithWords([`why.stopped.${state}${inPart ? '.part' : ''}`]);
  // Of the program it is said only where it was found to be that: a close() may wait behind data, or be a reset.
  const isOfProgram = leftOpen === (state === 'CLOSE_WAIT' ? side : otherSide(side));
  return isOfProgram ? absent : (firstWithWords([`why.unseen.${state}`]) ?? absent);
}

/** What would have ended the state in order is nowhere in the capture, not even behind a reset. */
function isAbsent({ fins }: ConnectionFacts, { state, side, left, peerSpoke }: EndpointView): boolean {
  if (left !== null && !isReset(left)) return false;
  if (state === 'CLOSE_WAIT') return !fins[side].sent;
  if (state === 'FIN_WAIT_2') return !fins[otherSide(side)].sent;
  if (state === 'SYN_SENT') return left === null && !peerSpoke;
  return state === 'SYN_RECEIVED' || !fins[side].acknowledged;
}

function packetSentence(locale: Locale, facts: ConnectionFacts, transition: TransitionFacts): string {
  const sentence = isForged(facts, transition)
    ? forgedSentence(locale, transition)
    : reasonSentence(locale, transition.reason, {
        ...transition,
        silence: null,
        bareReset: isBareReset(transition),
      });
  return say(locale, 'why.packet', { packet: transition.packet, sentence });
}

/** It is the RST that the end which it names did not send. */
const isForged = ({ findings }: ConnectionFacts, { index }: TransitionFacts): boolean =>
  findings.some(({ id, since }) => id === 'reset-from-between' && since === index);

function forgedSentence(locale: Locale, { side, sender, from, to }: TransitionFacts): string {
  const why = say(locale, 'sentence.forged-reset', { sender: partyName(locale, sender) });
  return say(locale, 'sentence.change', { ...partyValues(locale, side), from, to, why });
}

/** The packets that prove it, each in one line: time, direction, flags, and what it did. */
export function evidenceInWords(
  locale: Locale,
  facts: ConnectionFacts,
  view: EndpointView,
): EvidenceInWords[] {
  return tellingTransitions(view).map((transition) => ({
    kind: 'packet',
    file: facts.file,
    index: transition.index,
    packet: transition.packet,
    row: transition.row,
    text: evidenceLine(locale, facts, transition),
  }));
}

function evidenceLine(locale: Locale, facts: ConnectionFacts, transition: TransitionFacts): string {
  const { index, sender, flags, time } = transition;
  const direction = `${partyName(locale, sender)} → ${partyName(locale, otherSide(sender))}`;
  const note = packetNote(locale, {
    sender,
    client: stepAt(facts, index, 'client'),
    server: stepAt(facts, index, 'server'),
    analysis: [],
    silence: silenceBefore(facts, transition),
    bareReset: isBareReset(transition),
  });
  const clock = time === null ? '' : `${clockTime(time, facts.timeBase)} `;
  return `${clock}${direction} [${flags}] ${note}`.trimEnd();
}

const isBareReset = ({ flags }: TransitionFacts): boolean => flags.includes('R') && !flags.includes('.');

/** Seconds since the change before it; null where data may have gone between the two. */
function silenceBefore(facts: ConnectionFacts, transition: TransitionFacts): number | null {
  if (facts.clientSentAfterFin || facts.serverSentAfterFin || !isReset(transition)) return null;
  const before = facts.transitions.findLast(({ index }) => index < transition.index);
  return before === undefined ? null : facts.seconds(before.index, transition.index);
}

const stepAt = (facts: ConnectionFacts, index: number, side: Side): StepFacts | null =>
  facts.transitions.find((transition) => transition.index === index && transition.side === side) ?? null;
