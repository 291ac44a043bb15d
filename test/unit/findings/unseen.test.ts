import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type CaptureSink, createReader, detectFormat } from '../../../src/core/capture';
import { decodeFrame, type Frame, Segment } from '../../../src/core/decode';
import { CONNECTION_RULES } from '../../../src/core/findings';
import { deservesALook } from '../../../src/core/findings/deserves-a-look';
import { Rows } from '../../../src/core/findings/rows';
import { tellStory } from '../../../src/core/findings/tell-story';
import { type Connection, Tracker } from '../../../src/core/flow';

const FIXTURES = join(__dirname, '../../fixtures');
const CAPTURES = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(pcap|pcapng)$/.test(name))
  .sort();

/** Follows a capture's segments, and keeps nothing else of it. */
class Followed implements CaptureSink {
  readonly tracker = new Tracker();
  private readonly segment = new Segment();

  frame(frame: Frame): void {
    decodeFrame(frame, this.segment);
    this.textPacket(this.segment, frame.offset);
  }
  textPacket(segment: Segment, place: number): void {
    this.tracker.track(segment, place);
  }
  line(): void {}
  continuation(): void {}
  interface(): void {}
  comment(): void {}
  problem(): void {}
}

/** A capture's connections; none where the file is not a capture. */
function follow(name: string): Tracker {
  const bytes = readFileSync(join(FIXTURES, name));
  const detection = detectFormat(bytes, name);
  const followed = new Followed();
  if (!('format' in detection)) return followed.tracker;
  const reader = createReader(detection.format, followed);
  const consumed = Math.min(bytes.length, reader.consume(bytes, 0, bytes.length, 0));
  reader.end(bytes, consumed, bytes.length, consumed);
  return followed.tracker;
}

it.each(CAPTURES)('no finding is hidden as its connection is not looked at: %s', (name) => {
  const tracker = follow(name);
  const unseen = (each: Connection) => !deservesALook(each, tracker.packets);
  const rows = new Rows(tracker, unseen);
  const hidden = [...tracker.connections].filter(unseen).flatMap((connection) => {
    const own = rows.of(connection);
    if (own === null) throw new Error(`connection ${connection.id} has no packets`);
    const story = tellStory(tracker, connection, own);
    return CONNECTION_RULES.flatMap(({ id, find }) =>
      find(story) === null ? [] : [`${id} of connection ${connection.id + 1}`],
    );
  });
  expect(hidden).toEqual([]);
});
