import { expect, it } from 'vitest';
import { type AnnotatedPacket, annotate } from './annotate';
import { bytesTellMore } from './bytes-tell-more';
import { CAPTURE_POINTS, PRINTS, readRecording, recordingNames } from './recordings';

it.each(recordingNames())('%s is the same read from what tcpdump prints of it', async (name) => {
  const recording = readRecording(name);
  const found: string[] = [];
  for (const point of CAPTURE_POINTS) {
    const isLessCertain = bytesTellMore(name, point);
    const packets = await annotate(`${name}.pcap`, recording.capture(point));
    for (const print of PRINTS) {
      const printed = await annotate(`${name}.txt`, recording.print(point, print));
      expect(printed.length).toBe(packets.length);
      const different = packets.filter((packet, i) => !isSame(packet, printed[i], isLessCertain));
      if (different.length > 0) found.push(`${name}, ${point}, -${print}: ${different.length} packets`);
      if (isLessCertain) expect(printed).not.toEqual(packets);
    }
  }
  expect(found).toEqual([]);
});

/** Both read alike; or, where `isLessCertain`, the same states, and the bytes prove no more of them than the text. */
function isSame(
  bytes: AnnotatedPacket | null,
  text: AnnotatedPacket | null | undefined,
  isLessCertain: boolean,
): boolean {
  if (!isLessCertain || bytes === null || !text) return JSON.stringify(bytes) === JSON.stringify(text);
  const sides = ['client', 'server'] as const;
  const provesMore = sides.some(
    (side) => bytes[side].certainty === 'confirmed' && text[side].certainty !== 'confirmed',
  );
  return !provesMore && JSON.stringify(withoutCertainty(bytes)) === JSON.stringify(withoutCertainty(text));
}

const withoutCertainty = (packet: AnnotatedPacket) => ({
  ...packet,
  client: packet.client.state,
  server: packet.server.state,
});
