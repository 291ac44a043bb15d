import type { Connection, Tracker } from '../flow';
import type { Observation } from '../observation';
import type { ConnectionId, PacketIndex } from '../tcp';
import type { Severity } from '../words';
import type { CaptureFacts, CaptureFound } from './capture-rule';
import {
  CAPTURE_RULES,
  type CaptureFindingId,
  CONNECTION_RULES,
  type ConnectionFindingId,
} from './catalogue';
import { Circumstances } from './circumstances';
import type { ConnectionRule, Found } from './finding';
import { Rows } from './rows';
import { bitsOf, looksFor, type Sign, signsShown } from './signs';
import type { Story } from './story';
import { type Stuck, stuckEnd } from './stuck';
import { beginsWithSyn, Subject } from './subject';
import { tellStory } from './tell-story';

export interface Finding extends Found {
  readonly id: ConnectionFindingId;
  readonly severity: Severity;
}

export interface CaptureFinding extends CaptureFound {
  readonly id: CaptureFindingId;
  readonly severity: Severity;
}

/** Connections of which the findings are kept at hand: a page asks for the same ones again and again. */
const KEPT = 100_000;
/** Connections looked at between two turns of other work. */
const TURN = 128;
const NONE: readonly Finding[] = [];
/** Of a connection that shows none of them no finding can be made, and its packets are not gone through again. */
const SIGNS_LOOKED_FOR: ReadonlySet<Sign> = new Set(CONNECTION_RULES.flatMap(({ signs }) => signs));
interface Entry {
  readonly id: ConnectionFindingId;
  readonly signs: number;
  readonly rule: ConnectionRule;
}
const ENTRIES = CONNECTION_RULES.map((rule): Entry => ({ id: rule.id, signs: bitsOf(rule.signs), rule }));
const OF_ONE_END = ENTRIES.filter(({ rule }) => rule.ofOneEnd === true);
const OF_TWO_ENDS = ENTRIES.filter(({ rule }) => rule.ofOneEnd !== true);

/**
 * What is wrong in a capture that has been read. Looks at each connection once, when it is first asked for, and only
 * at those that deserve it: about one pass over the packets in all.
 */
export class Findings {
  readonly circumstances: Circumstances;
  private readonly tracker: Tracker;
  private readonly rows: Rows;
  private readonly known = new Map<ConnectionId, readonly Finding[]>();
  private held: ReadonlyMap<ConnectionId, Stuck> | null = null;
  private capture: readonly CaptureFinding[] | null = null;

  constructor(
    observation: Observation,
    private readonly about: Pick<CaptureFacts, 'snapLength'>,
    file: string | null = null,
  ) {
    const { tracker } = observation;
    this.tracker = tracker;
    this.circumstances = new Circumstances(observation, file);
    this.rows = new Rows(tracker, looksFor(SIGNS_LOOKED_FOR, tracker.packets));
  }

  /** The findings about a connection, what explains most first. */
  ofConnection(connection: Connection): readonly Finding[] {
    const held = this.known.get(connection.id);
    if (held !== undefined) return held;
    const rows = this.rows.of(connection);
    if (rows === null) return NONE;
    const findings = this.judge(connection, rows);
    if (this.known.size >= KEPT) this.known.clear();
    this.known.set(connection.id, findings.length === 0 ? NONE : findings);
    return findings;
  }

  /** What the rules find whose signs it shows. Its packets are gone through where one of these asks for them. */
  private judge(connection: Connection, rows: ArrayLike<PacketIndex>): Finding[] {
    const { circumstances, tracker } = this;
    const shown = signsShown(connection, tracker.packets);
    let story: Story | null = null;
    const told = (): Story => (story ??= tellStory(circumstances, connection, rows));
    const facts = beginsWithSyn(tracker, connection) ? new Subject(circumstances, connection) : null;
    const findings: Finding[] = [];
    for (const { id, signs, rule } of connection.toItself ? OF_ONE_END : OF_TWO_ENDS) {
      if ((signs & shown) === 0) continue;
      const found = rule.ofFacts === true ? rule.find(facts ?? told()) : rule.find(told());
      if (found !== null) findings.push({ id, severity: rule.severities[0], ...found });
    }
    return findings;
  }

  /** The findings about the capture as a whole. */
  ofCapture(): readonly CaptureFinding[] {
    this.capture ??= CAPTURE_RULES.flatMap((rule) => this.foundBy(rule));
    return this.capture;
  }

  private foundBy({ id, severities: [severity], find }: (typeof CAPTURE_RULES)[number]): CaptureFinding[] {
    return find(this.facts()).map((found) => ({ id, severity, ...found }));
  }

  /** What is stuck, by connection (from 0), in order: the one decision that lists, filters, counts and sentences read. */
  stuck(): ReadonlyMap<ConnectionId, Stuck> {
    this.held ??= this.decideStuck();
    return this.held;
  }

  /** Finds what is stuck and what is wrong with the capture as a whole, a few milliseconds at a time. */
  async lookInSteps(pause: () => Promise<void>): Promise<void> {
    if (this.held === null) {
      const found = new Map<ConnectionId, Stuck>();
      let looked = 0;
      for (const id of this.rows.wanted()) {
        this.decide(id, found);
        if (++looked % TURN === 0) await pause();
      }
      this.held ??= found;
    }
    if (this.capture !== null) return;
    const capture: CaptureFinding[] = [];
    for (const rule of CAPTURE_RULES) {
      capture.push(...this.foundBy(rule));
      await pause();
    }
    this.capture ??= capture;
  }

  private decideStuck(): ReadonlyMap<ConnectionId, Stuck> {
    const found = new Map<ConnectionId, Stuck>();
    for (const id of this.rows.wanted()) this.decide(id, found);
    return found;
  }

  private decide(id: ConnectionId, found: Map<ConnectionId, Stuck>): void {
    const connection = this.tracker.connections.get(id);
    if (connection.toItself) return;
    if (connection.client.closeWaitSince < 0 && connection.server.closeWaitSince < 0) return;
    const story = this.storyOf(connection);
    const end = story === null ? null : stuckEnd(story);
    if (end === null) return;
    const { endpoint, since, seconds, sureness } = end;
    found.set(id, { endpoint, since, seconds, sureness });
  }

  private storyOf(connection: Connection): Story | null {
    const rows = this.rows.of(connection);
    return rows === null ? null : tellStory(this.circumstances, connection, rows);
  }

  private facts(): CaptureFacts {
    return {
      tracker: this.tracker,
      circumstances: this.circumstances,
      stuck: () => this.stuck(),
      dropped: this.circumstances.observation.dropped,
      ...this.about,
      withFinding: (wanted) => [...this.withFinding(wanted)],
    };
  }

  private *withFinding(wanted: string): Generator<{ connection: Connection; found: Found }> {
    for (const id of this.rows.wanted()) {
      const connection = this.tracker.connections.get(id);
      const found = this.ofConnection(connection).find(({ id }) => id === wanted);
      if (found !== undefined) yield { connection, found };
    }
  }
}
