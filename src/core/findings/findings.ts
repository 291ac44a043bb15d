import type { Connection, Tracker } from '../flow';
import type { CaptureFacts, CaptureFound } from './capture-rule';
import {
  CAPTURE_RULES,
  type CaptureFindingId,
  CONNECTION_RULES,
  type ConnectionFindingId,
} from './catalogue';
import { selfConnect } from './connection/self-connect';
import { deservesALook } from './deserves-a-look';
import type { Found } from './finding';
import { Rows } from './rows';
import { tellStory } from './tell-story';

export interface Finding extends Found {
  readonly id: ConnectionFindingId;
}

export interface CaptureFinding extends CaptureFound {
  readonly id: CaptureFindingId;
}

/** Connections of which the findings are kept at hand: a page asks for the same ones again and again. */
const KEPT = 50_000;
const NONE: readonly Finding[] = [];

/**
 * What is wrong in a capture that has been read. Looks at each connection once, when it is first asked for, and only
 * at those that deserve it: about one pass over the packets in all.
 */
export class Findings {
  private readonly rows: Rows;
  private readonly known = new Map<number, readonly Finding[]>();
  private capture: readonly CaptureFinding[] | null = null;

  constructor(
    private readonly tracker: Tracker,
    private readonly about: Pick<CaptureFacts, 'dropped' | 'snapLength'>,
  ) {
    this.rows = new Rows(tracker, (connection) => deservesALook(connection, tracker.packets));
  }

  /** The findings about a connection, what explains most first. */
  ofConnection(connection: Connection): readonly Finding[] {
    const rows = this.rows.of(connection);
    if (rows === null) return NONE;
    const held = this.known.get(connection.id);
    if (held !== undefined) return held;
    const story = tellStory(this.tracker, connection, rows);
    // Of a connection with one end, rules about two ends tell nothing.
    const rules = connection.toItself ? [selfConnect] : CONNECTION_RULES;
    const findings = rules.flatMap(({ id, find }) => {
      const found = find(story);
      return found === null ? [] : [{ id, ...found }];
    });
    if (this.known.size >= KEPT) this.known.clear();
    this.known.set(connection.id, findings.length === 0 ? NONE : findings);
    return findings;
  }

  /** The findings about the capture as a whole. */
  ofCapture(): readonly CaptureFinding[] {
    this.capture ??= CAPTURE_RULES.flatMap(({ id, find }) =>
      find(this.facts()).map((found) => ({ id, ...found })),
    );
    return this.capture;
  }

  private facts(): CaptureFacts {
    return {
      tracker: this.tracker,
      ...this.about,
      withFinding: (wanted) => [...this.withFinding(wanted)],
    };
  }

  private *withFinding(wanted: string): Generator<{ connection: Connection; found: Found }> {
    for (const connection of this.tracker.connections) {
      const found = this.ofConnection(connection).find(({ id }) => id === wanted);
      if (found !== undefined) yield { connection, found };
    }
  }
}
