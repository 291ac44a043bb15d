import type { ReasonName } from '../flow';
import type { Certainty, TcpStateName } from '../tcp';
import { otherSide, type Side } from '../tcp';
import type { Locale } from '../words';
import { duration } from '../words';
import { partyName, partyValues } from './parties';
import { firstWithWords, say, type WordId } from './say';

/** What is known of one endpoint's change at one packet. */
export interface ReasonFacts {
  /** The endpoint whose state this is about. */
  readonly side: Side;
  /** Who sent the packet. */
  readonly sender: Side;
  readonly from: TcpStateName;
  readonly to: TcpStateName;
  readonly certainty: Certainty;
  /** Seconds since the connection's packet before this one; null for its first, or where times are unknown. */
  readonly silence: number | null;
  /** The packet is a RST without ACK: so answers a kernel without that socket, or the reject rule of a firewall. */
  readonly bareReset: boolean;
}

const BY_RESET: ReadonlySet<ReasonName> = new Set([
  'sent-reset',
  'received-reset',
  'refused',
  'was-refused',
  'midstream-reset',
]);

/** Shorter silences are the ordinary pace of a connection and need no word. */
const WORTH_A_WORD = 10;
const isLong = (silence: number | null): silence is number => silence !== null && silence >= WORTH_A_WORD;

/** The packet's annotation in the list, in under 60 characters: `FIN: client will send no more; server must close()`. */
export function reasonNote(locale: Locale, reason: ReasonName, facts: ReasonFacts): string {
  const note = knownNote(locale, reason, facts);
  if (note === '' || !isLong(facts.silence)) return note;
  return say(locale, 'note.after', { note, duration: duration(locale, facts.silence) });
}

/** Notes without their silence, by all that they are made of: a few hundred, said of millions of packets. */
const notes = new Map<string, string>();

function knownNote(locale: Locale, reason: ReasonName, facts: ReasonFacts): string {
  const { side, sender, from, to, bareReset } = facts;
  const key = `${locale} ${reason} ${from} ${to} ${side} ${sender} ${isLong(facts.silence)} ${bareReset}`;
  let note = notes.get(key);
  if (note === undefined) {
    note = say(locale, noteId(spokenReason(reason, facts), facts), valuesOf(locale, facts));
    notes.set(key, note);
  }
  return note;
}

/** The same as a whole sentence for the details: both states, why, and what the certainty rests on. */
export function reasonSentence(locale: Locale, reason: ReasonName, facts: ReasonFacts): string {
  const values = valuesOf(locale, facts);
  const why = say(locale, sentenceId(spokenReason(reason, facts), facts), values);
  // Before the first packet nothing is known: there is no state to come from.
  const frame = facts.from === facts.to || facts.from === 'UNKNOWN' ? 'sentence.stays' : 'sentence.change';
  const sentences = [say(locale, frame, { ...values, why })];
  if (facts.certainty === 'inferred') sentences.push(say(locale, inferenceId(reason, facts)));
  return sentences.join(locale === 'en' ? ' ' : '');
}

/** A server proves ESTABLISHED by its first packet after the handshake, which is no handshake ACK of its own. */
export function spokenReason(
  reason: ReasonName,
  facts: { side: Side; from: TcpStateName; to: TcpStateName },
) {
  const proofOnly = reason === 'sent-handshake-ack' && facts.side === 'server' && facts.from === facts.to;
  return proofOnly ? 'confirmed-by-own-packet' : reason;
}

function noteId(reason: ReasonName, facts: ReasonFacts): WordId {
  if (reason === 'sent-reset' && facts.bareReset) return 'note.sent-reset.bare';
  // Right after a packet the RST answers that; after a silence it is a timer's.
  const gaveUp = reason === 'sent-reset' && facts.from === 'FIN_WAIT_2' && isLong(facts.silence);
  if (gaveUp) return 'note.sent-reset.after-silence';
  const general = `note.${reason}` as const;
  return firstWithWords([`${general}.from.${facts.from}`, `${general}.${facts.to}`, general]) ?? general;
}

function sentenceId(reason: ReasonName, facts: ReasonFacts): WordId {
  const general = `sentence.${reason}` as const;
  return firstWithWords([`${general}.from.${facts.from}`, general]) ?? general;
}

function inferenceId(reason: ReasonName, facts: ReasonFacts): WordId {
  if (facts.to === 'TIME_WAIT') return 'sentence.timer';
  if (facts.to === 'CLOSING') return 'sentence.closing';
  if (facts.to === 'CLOSED' && BY_RESET.has(reason)) return 'sentence.reset-forgeable';
  const midstream = reason.startsWith('midstream') || facts.sender === facts.side;
  return midstream ? 'sentence.not-seen' : 'sentence.may-not-have-arrived';
}

function valuesOf(locale: Locale, facts: ReasonFacts) {
  return {
    ...partyValues(locale, facts.side),
    sender: partyName(locale, facts.sender),
    receiver: partyName(locale, otherSide(facts.sender)),
    from: facts.from,
    to: facts.to,
  };
}
