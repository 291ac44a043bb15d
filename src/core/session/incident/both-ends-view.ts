import { say, type WordId } from '../../explain';
import type { Change, Fate, Passage, Sighting } from '../../incident';
import { otherSide, type Side, TcpFlag } from '../../tcp';
import { duration, type Locale } from '../../words';
import { type LadderStep, MOST_SIGHTINGS } from '../capture';
import { type BothEndsFacts, lossBetween } from './both-ends';
import type { BothEndsView, PassageView, RecordedPacket } from './views';

/** Packets named in a sentence. */
const NAMED = 6;
const SIDES: readonly Side[] = ['client', 'server'];

/** A recording as the view needs it. */
export interface ShownRecording {
  readonly name: string;
  /** The number of its connection through all files. */
  readonly connection: number;
  /** The steps of the connection's ladder, by the packet's index. */
  readonly steps: ReadonlyMap<number, LadderStep>;
}

type Shown = Readonly<Record<Side, ShownRecording>>;

/** What became of a connection's packets, in words. */
export function bothEndsView(locale: Locale, facts: BothEndsFacts, shown: Shown): BothEndsView {
  const { by, clock } = facts;
  const end = (side: Side) => ({ file: shown[side].name, connection: shown[side].connection });
  return {
    client: end('client'),
    server: end('server'),
    pairedBy: by,
    clock: clock === null ? null : { ahead: clock.ahead, within: clock.within, drift: clock.drift },
    verdict: verdictOf(locale, facts),
    told: new Telling(locale, facts, shown).sentences(),
    packets: facts.passages.map((passage) => passageView(locale, passage, shown)),
  };
}

/** What a reader has to know first: packets got lost on the way. */
function verdictOf(locale: Locale, facts: BothEndsFacts): string | null {
  const loss = lossBetween(facts);
  if (loss === null) return null;
  const { lost, count, sure } = loss;
  return say(locale, sure ? 'ends.verdict' : 'ends.verdict.likely', { lost, count });
}

function passageView(locale: Locale, passage: Passage, shown: Shown): PassageView {
  const { sender, fate, sure, lostBytes, changes } = passage;
  const at = (side: Side): RecordedPacket | null => {
    const sighting = passage[side];
    const step = sighting === null ? undefined : shown[side].steps.get(sighting.index);
    return step === undefined ? null : { file: shown[side].name, packet: step.packet, time: step.time };
  };
  const here = passage[sender] !== null ? sender : otherSide(sender);
  const step = shown[here].steps.get(passage[here]?.index ?? -1);
  return {
    ...{ sender, label: step?.label ?? '', client: at('client'), server: at('server'), fate },
    sureness: sure ? 'proven' : 'likely',
    ...{ lostBytes, changes, note: noteOf(locale, passage) },
  };
}

function noteOf(locale: Locale, passage: Passage): string {
  const { sender, fate, sure, lostBytes, changes, client, server } = passage;
  const values = { side: say(locale, `party.${sender}`), bytes: lostBytes };
  const what = fate === 'both' ? [] : [say(locale, fateWords(fate, sure), values)];
  const [before, after] = sender === 'client' ? [client, server] : [server, client];
  const changed = changes.map((change) =>
    say(locale, `ends.change.${change}`, valuesOf(change, before, after)),
  );
  return [...what, ...changed].join(', ');
}

const fateWords = (fate: Exclude<Fate, 'both'>, sure: boolean): WordId =>
  !sure && (fate === 'lost' || fate === 'made-between') ? `ends.fate.${fate}.likely` : `ends.fate.${fate}`;

function valuesOf(change: Change, before: Sighting | null, after: Sighting | null) {
  const of = (sighting: Sighting | null): string => {
    if (change === 'hop-limit') return String(sighting?.hopLimit ?? '?');
    return change === 'window' ? String(sighting?.window ?? '?') : (sighting?.options ?? '?');
  };
  return { before: of(before), after: of(after) };
}

/** The sentences about a connection that was recorded at both ends. */
class Telling {
  constructor(
    private readonly locale: Locale,
    private readonly facts: BothEndsFacts,
    private readonly shown: Shown,
  ) {}

  sentences(): string[] {
    const { facts } = this;
    const both = facts.passages.filter(({ client, server }) => client !== null && server !== null);
    const regrouped = facts.passages.filter(({ fate }) => fate === 'regrouped').length;
    return [
      this.say(`ends.by.${facts.by}`, this.names()),
      ...facts.translated.map(({ side, client, server }) =>
        this.say('ends.translated', { ...this.names(), side: this.party(side), client, server }),
      ),
      ...facts.rewritten.map((side) => this.say('ends.rewritten', { side: this.party(side) })),
      ...this.clock(),
      ...this.hops(),
      ...(facts.cut ? [this.say('ends.cut', { count: MOST_SIGHTINGS })] : []),
      this.say('ends.count', { both: both.length }),
      ...SIDES.flatMap((side) => this.ofSender(side)),
      ...(regrouped > 0 ? [this.say('ends.regrouped', { count: regrouped })] : []),
      ...SIDES.flatMap((side) => this.finLost(side)),
      ...this.unansweredThere(),
    ];
  }

  private clock(): string[] {
    const { clock } = this.facts;
    if (clock === null) return [this.say('ends.clock.none', {})];
    const words: WordId = clock.ahead < 0 ? 'ends.clock.behind' : 'ends.clock.ahead';
    const values = {
      span: `${Math.abs(clock.ahead).toFixed(6)} s`,
      within: duration(this.locale, Math.abs(clock.within)),
    };
    const drift =
      clock.drift === 0
        ? []
        : [this.say('ends.clock.drift', { microseconds: Math.round(clock.drift * 1e6) })];
    return [this.say(words, { ...this.names(), ...values }), ...drift];
  }

  private hops(): string[] {
    const { client, server } = this.facts.hops;
    return client === null || server === null || (client === 0 && server === 0)
      ? []
      : [this.say('ends.hops', { client, server })];
  }

  private ofSender(side: Side): string[] {
    const sent = this.facts.passages.filter(({ sender }) => sender === side);
    const of = (fate: Fate, sure: boolean | null = null) =>
      sent.filter((passage) => passage.fate === fate && (sure === null || passage.sure === sure));
    const far = otherSide(side);
    const missing = of('not-recorded');
    const gaps = SIDES.map((gap) => missing.filter((passage) => passage[gap] === null));
    return [
      ...this.told('ends.lost', side, side, of('lost', true)),
      ...this.told('ends.lost.likely', side, side, of('lost', false)),
      ...this.told('ends.partly-lost', side, side, of('partly-lost')),
      ...this.told('ends.made-between', side, far, of('made-between', true)),
      ...this.told('ends.made-between.likely', side, far, of('made-between', false)),
      ...this.told('ends.duplicated', side, far, of('duplicated')),
      ...SIDES.flatMap((gap, at) => this.told('ends.not-recorded', side, otherSide(gap), gaps[at])),
      ...SIDES.flatMap((gap) =>
        this.told(
          'ends.outside',
          side,
          otherSide(gap),
          of('outside').filter((passage) => passage[gap] === null),
        ),
      ),
      ...(['hop-limit', 'window', 'options', 'flags', 'timestamps'] as const).flatMap((change) =>
        this.told(
          `ends.changed.${change}`,
          side,
          side,
          sent.filter(({ changes }) => changes.includes(change)),
          change,
        ),
      ),
    ];
  }

  /** A sentence about packets of `sender`, named by their numbers in the recording at `at`. */
  private told(
    words: WordId,
    sender: Side,
    at: Side,
    passages: readonly Passage[],
    change: Change | null = null,
  ): string[] {
    const [first] = passages;
    if (first === undefined) return [];
    const [before, after] = sender === 'client' ? [first.client, first.server] : [first.server, first.client];
    return [
      this.say(words, {
        side: this.party(sender),
        count: passages.length,
        packets: this.packets(passages, at),
        file: this.shown[at].name,
        other: this.shown[otherSide(at)].name,
        bytes: passages.reduce((sum, { lostBytes }) => sum + lostBytes, 0),
        ...(change !== null && valuesOf(change, before, after)),
      }),
    ];
  }

  private packets(passages: readonly Passage[], at: Side): string {
    const numbers = passages.flatMap((passage) => {
      const step = this.shown[at].steps.get(passage[at]?.index ?? -1);
      return step === undefined ? [] : [step.packet];
    });
    const named = numbers.slice(0, NAMED).join(', ');
    const more = numbers.length - NAMED;
    const text = more > 0 ? this.say('ends.packets.more', { numbers: named, count: more }) : named;
    return this.say(numbers.length === 1 ? 'ends.packet' : 'ends.packets', { numbers: text });
  }

  /** The end closed, and the other one's recording has no FIN of it. */
  private finLost(side: Side): string[] {
    const far = otherSide(side);
    const fins = this.facts.passages.filter(
      (passage) => passage.sender === side && ((passage[side] ?? passage[far])?.flags ?? 0) & TcpFlag.FIN,
    );
    const isLost = fins.length > 0 && fins.every((passage) => passage.fate === 'lost');
    const values = { side: this.party(side), other: this.party(far), file: this.shown[far].name };
    return isLost ? [this.say('ends.fin-lost', values)] : [];
  }

  /** The client's SYN is in the recording nearer to the server, and neither holds an answer to it. */
  private unansweredThere(): string[] {
    const { passages } = this.facts;
    // What else the client sends answers something that was not recorded.
    const isSyn = ({ sender, client, server }: Passage) =>
      sender === 'client' && ((client ?? server)?.flags ?? 0) === TcpFlag.SYN;
    if (!passages.every(isSyn)) return [];
    const arrived = passages.filter(({ client, server }) => client !== null && server !== null);
    return this.told('ends.unanswered-there', 'client', 'server', arrived);
  }

  private names() {
    const { client, server } = this.shown;
    return {
      client: client.connection,
      clientFile: client.name,
      server: server.connection,
      serverFile: server.name,
    };
  }

  private party = (side: Side): string => say(this.locale, `party.${side}`);

  private say = (id: WordId, values: Parameters<typeof say>[2]): string => say(this.locale, id, values);
}
