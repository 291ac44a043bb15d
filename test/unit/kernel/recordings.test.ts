import { expect, it } from 'vitest';
import { takeApart } from './pcap-parts';
import { CAPTURE_POINTS, FILES, filesOf, readIndex, readRecording, recordingNames } from './recordings';

it.each(recordingNames())('%s holds its files, and as many packets as its samples count', (name) => {
  expect(filesOf(name)).toEqual([...FILES].sort());
  const recording = readRecording(name);
  expect(recording.scenario).toBe(name);
  for (const point of CAPTURE_POINTS) {
    const counts = recording.samples.map((sample) => sample.packets[point]);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(takeApart(recording.capture(point)).records.length).toBeGreaterThanOrEqual(
      counts.at(-1) as number,
    );
  }
});

it('the index has a line for each recording', () => {
  const named = [...readIndex().matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
  expect(named.sort()).toEqual(recordingNames());
});
