import { expect, it } from 'vitest';
import { annotate } from './annotate';
import { CAPTURE_POINTS, PRINTS, readRecording, recordingNames } from './recordings';

it.each(recordingNames())('%s is the same read from what tcpdump prints of it', async (name) => {
  const recording = readRecording(name);
  const found: string[] = [];
  for (const point of CAPTURE_POINTS) {
    const packets = await annotate(`${name}.pcap`, recording.capture(point));
    for (const print of PRINTS) {
      const printed = await annotate(`${name}.txt`, recording.print(point, print));
      expect(printed.length).toBe(packets.length);
      const first = packets.findIndex((packet, i) => JSON.stringify(packet) !== JSON.stringify(printed[i]));
      if (first >= 0) found.push(`${name}, ${point}, -${print}: packet ${first + 1}`);
    }
  }
  expect(found).toEqual([]);
});
