import type { ReasonName } from '../flow';
import type { Certainty, TcpStateName } from '../tcp';
import { otherSide, type Side } from '../tcp';
import type { Locale } from '../words';
import { duration } from '../words';
import { partyName } from './parties';
import { type ReasonFacts, reasonNote, reasonSentence, spokenReason } from './reasons';
import { hasWords, say } from './say';

/** What a packet did to one endpoint. */
export interface StepFacts {
  readonly reason: ReasonName;
  readonly from: TcpStateName;
  readonly to: TcpStateName;
  readonly certainty: Certainty;
}

/** What is to be said of one TCP packet. */
export interface PacketFacts {
  readonly sender: Side;
  /** null where the packet changed nothing for that endpoint. */
  readonly client: StepFacts | null;
  readonly server: StepFacts | null;
  /** Ids of the sequence analysis (`flow/analysis/analysis-ids.ts`). */
  readonly analysis: readonly string[];
  /** Seconds since the connection's packet before this one. */
  readonly silence: number | null;
  /** It is a RST without ACK. */
  readonly bareReset: boolean;
}

/** The packet's note in the list: its change of state first, what the sequence analysis found after it; often ''. */
export function packetNote(locale: Locale, facts: PacketFacts): string {
  const side = tellingSide(facts);
  const step = side === null ? null : facts[side];
  const change =
    side === null || step === null ? '' : reasonNote(locale, step.reason, factsOf(facts, side, step));
  const findings = facts.analysis.map((id) => analysisNote(locale, id, facts.sender));
  return [change, ...findings]
    .filter((note) => note !== '')
    .reduce((note, more) => (note === '' ? more : say(locale, 'note.and', { note, more })), '');
}

/** The annotation in whole sentences: the sender's end first, then the receiver's, then what the analysis found. */
export function packetSentences(locale: Locale, facts: PacketFacts): string[] {
  const sentences: string[] = [];
  for (const side of [facts.sender, otherSide(facts.sender)]) {
    const step = facts[side];
    if (step !== null && step.reason !== 'none')
      sentences.push(reasonSentence(locale, step.reason, factsOf(facts, side, step)));
  }
  if (facts.silence !== null && facts.silence >= 10)
    sentences.push(say(locale, 'sentence.silence', { duration: duration(locale, facts.silence) }));
  for (const id of facts.analysis) sentences.push(analysisNote(locale, id, facts.sender));
  return sentences;
}

/** An analysis id in words; an id without words stands for itself. */
export function analysisNote(locale: Locale, id: string, sender: Side): string {
  const word = `analysis.${id}`;
  if (!hasWords(word)) return id;
  return say(locale, word, {
    sender: partyName(locale, sender),
    receiver: partyName(locale, otherSide(sender)),
  });
}

/** The endpoint whose change says most: the sender's own, unless the packet only confirmed what was known of it. */
function tellingSide(facts: PacketFacts): Side | null {
  const receiver = otherSide(facts.sender);
  const reasonOf = (side: Side) => {
    const step = facts[side];
    return step === null ? 'none' : spokenReason(step.reason, { side, from: step.from, to: step.to });
  };
  const says = (side: Side) => reasonOf(side) !== 'none';
  if (says(facts.sender) && reasonOf(facts.sender) !== 'confirmed-by-own-packet') return facts.sender;
  if (says(receiver)) return receiver;
  return says(facts.sender) ? facts.sender : null;
}

const factsOf = (facts: PacketFacts, side: Side, step: StepFacts): ReasonFacts => ({
  side,
  sender: facts.sender,
  from: step.from,
  to: step.to,
  certainty: step.certainty,
  silence: facts.silence,
  bareReset: facts.bareReset,
});
