import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type CaptureSink, createReader, detectFormat } from '../../../src/core/capture';
import { decodeFrame, type Frame, Segment } from '../../../src/core/decode';
import { CONNECTION_RULES } from '../../../src/core/findings';
import { Circumstances } from '../../../src/core/findings/circumstances';
import type { ConnectionRule } from '../../../src/core/findings/finding';
import { Rows } from '../../../src/core/findings/rows';
import { looksFor } from '../../../src/core/findings/signs';
import type { Story } from '../../../src/core/findings/story';
import { beginsWithSyn, Subject } from '../../../src/core/findings/subject';
import { tellStory } from '../../../src/core/findings/tell-story';
import { Tracker } from '../../../src/core/flow';
import { Observation } from '../../../src/core/observation';

const FIXTURES = join(__dirname, '../../fixtures');
const CAPTURES = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(pcap|pcapng)$/.test(name))
  .sort();

/** Follows a capture's segments, and keeps nothing else of it. */
class Followed implements CaptureSink {
  readonly tracker = new Tracker();
  readonly observation = new Observation(this.tracker);
  private readonly segment = new Segment();

  frame(frame: Frame): void {
    decodeFrame(frame, this.segment);
    this.textPacket(this.segment, frame.offset);
  }
  textPacket(segment: Segment, place: number): void {
    this.tracker.track(segment, place);
    this.observation.note(segment);
  }
  line(): void {}
  continuation(): void {}
  interface(): void {}
  comment(): void {}
  problem(): void {}
}

/** A capture's connections; none where the file is not a capture. */
function follow(name: string): Observation {
  const bytes = readFileSync(join(FIXTURES, name));
  const detection = detectFormat(bytes, name);
  const followed = new Followed();
  if (!('format' in detection)) return followed.observation;
  const reader = createReader(detection.format, followed);
  const consumed = Math.min(bytes.length, reader.consume(bytes, 0, bytes.length, 0));
  reader.end(bytes, consumed, bytes.length, consumed);
  return followed.observation;
}

/** Each connection with the story of its packets, asked for or not. */
function* stories(observation: Observation): Generator<Story> {
  const { tracker } = observation;
  const circumstances = new Circumstances(observation);
  const rows = new Rows(tracker, () => true);
  for (const connection of tracker.connections) {
    const own = rows.of(connection);
    if (own === null) throw new Error(`connection ${connection.id} has no packets`);
    yield tellStory(circumstances, connection, own);
  }
}

/** What each finding says of itself, held against every connection of which it is made, whether it is looked at or not. */
it.each(CAPTURES)('a finding names a sign of its connection, and its severity: %s', (name) => {
  const observation = follow(name);
  const { tracker } = observation;
  const wrong = [...stories(observation)].flatMap((story) => {
    const { connection } = story;
    return CONNECTION_RULES.flatMap(({ id, signs, severities, ofOneEnd, find }: ConnectionRule) => {
      const found = connection.toItself === (ofOneEnd === true) ? find(story) : null;
      if (found === null) return [];
      const where = `${id} of connection ${connection.id + 1}`;
      const isLooked = looksFor(new Set(signs), tracker.packets)(connection);
      const isNamed = severities.includes(found.severity ?? severities[0]);
      return [
        ...(isLooked ? [] : [`${where} has none of its signs`]),
        ...(isNamed ? [] : [`${where}: severity`]),
      ];
    });
  });
  expect(wrong).toEqual([]);
});

it.each(CAPTURES)('what is found in the facts alone is what the packets show: %s', (name) => {
  for (const story of stories(follow(name))) {
    const { circumstances, connection, tracker } = story;
    if (!beginsWithSyn(tracker, connection)) continue;
    const subject = new Subject(circumstances, connection);
    for (const rule of CONNECTION_RULES as readonly ConnectionRule[])
      if (rule.ofFacts === true) expect(rule.find(subject)).toEqual(rule.find(story));
  }
});
