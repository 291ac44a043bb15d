import { describe, expect, it } from 'vitest';
import { causes } from '../../../src/core/explain/words/en/causes';
import { CAPTURE_POINTS, readRecording, recordingNames } from '../kernel/recordings';
import { find, openCapture } from './find';

/** What the scenarios of test/kernel declare of themselves, in the recordings of them. */
const told = recordingNames().filter((name) => readRecording(name).expected !== null);

/** A title with any party in its places. */
function titled(cause: string): RegExp {
  const title = Object.entries(causes).find(([id]) => id === `cause.${cause}.title`)?.[1];
  if (title === undefined) throw new Error(`there is no cause ${cause}`);
  const literal = title.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('(client|server)')}$`, 'i');
}

it('only walks leave open what has to be found', () => {
  expect(recordingNames().filter((name) => !told.includes(name) && !/^random_walk_/.test(name))).toEqual([]);
});

describe.each(told)('%s', (name) => {
  const recording = readRecording(name);

  it.each(CAPTURE_POINTS)('shows its warnings and errors and no other, at the %s', async (point) => {
    const { rows, capture } = await find(recording.capture(point));
    // What is missing from a recording, and how it was made, is not what happened.
    const ofServers = capture.filter(({ id }) => !id.startsWith('capture-'));
    const found = [
      ...ofServers.map((finding) => ({ ...finding, end: 'capture' })),
      ...rows.flatMap(({ findings }) => findings.map((finding) => ({ ...finding, end: finding.endpoint }))),
    ];
    const serious = found.filter(({ severity }) => severity !== 'info').map(({ id, end }) => `${id} ${end}`);
    expect([...new Set(serious)].sort()).toEqual(recording.expected?.[point].findings);
  });

  it.each(CAPTURE_POINTS.filter((point) => recording.expected?.[point].among))(
    'tells its cause among others, at the %s',
    async (point) => {
      const client = (await openCapture(recording.capture(point))).client();
      const { causes } = client.explain({ connection: client.firstToExplain().connection }).endpoints[0];
      const cause = titled(recording.expected?.[point].among ?? '');
      expect(causes.map(({ title }) => title)).toContainEqual(expect.stringMatching(cause));
      expect(causes.length).toBeGreaterThan(1);
    },
  );

  it.each(CAPTURE_POINTS.filter((point) => recording.expected?.[point].cause))(
    'is explained by its cause first, at the %s',
    async (point) => {
      const client = (await openCapture(recording.capture(point))).client();
      const [first] = client.explain({ connection: client.firstToExplain().connection }).endpoints;
      expect(first.causes[0]?.title).toMatch(titled(recording.expected?.[point].cause ?? ''));
    },
  );
});
