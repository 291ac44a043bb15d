import { expect, describe as group, it } from 'vitest';
import { annotate } from './annotate';
import { compare, describe, type Verdict } from './compare';
import listed from './known-capture-losses.json';
import { reasonOf } from './known-differences';
import { keepPackets, type PcapParts, sendersOf, takeApart } from './pcap-parts';
import {
  CAPTURE_POINTS,
  type CapturePoint,
  isCommitted,
  type Recording,
  readRecording,
  recordingNames,
} from './recordings';

/** Longer captures are cut at their beginning only, and lose a packet there or at their end. */
const PLACES = 40;
const LAST_PLACES = 10;

type Keep = (index: number) => boolean;

/** Captures that begin in the middle, at every packet. */
const beginningLate = ({ records }: PcapParts): Keep[] =>
  places(records.length).map((first) => (index) => index > first);

/** Captures that hold one end's packets only. */
function oneSided(parts: PcapParts): Keep[] {
  const senders = sendersOf(parts);
  return [...new Set(senders)].map((sender) => (index) => senders[index] === sender);
}

/** Captures that lost one packet, whichever. */
const lossy = ({ records }: PcapParts): Keep[] =>
  [...records.keys()]
    .filter((place) => place < PLACES || place >= records.length - LAST_PLACES)
    .map((lost) => (index) => index !== lost);

const places = (count: number): number[] => [...Array(Math.min(count, PLACES)).keys()];

/** States said to be proven that the kernel contradicts, in parts of a recording's captures; each once. */
async function falselyProven(recording: Recording, partsOf: (parts: PcapParts) => Keep[]): Promise<string[]> {
  const found = new Set<string>();
  for (const point of CAPTURE_POINTS) {
    const parts = takeApart(recording.capture(point));
    const whole = compare(recording, point, await annotate('whole.pcap', recording.capture(point)));
    const lastPackets = new Map(whole.map((verdict) => [placeOf(verdict), verdict.packet]));
    for (const keep of partsOf(parts)) {
      for (const verdict of await comparePart(recording, point, parts, keep)) {
        // What was left out behind the packet cannot count against what is said of it.
        const isLast = lastPackets.get(placeOf(verdict)) === verdict.packet;
        const isFalse = verdict.kind === 'different' && verdict.certainty === 'confirmed';
        const said = describe(recording, verdict);
        if (isLast && isFalse && reasonOf(said) === undefined) found.add(said);
      }
    }
  }
  return [...found].sort();
}

async function comparePart(
  recording: Recording,
  point: CapturePoint,
  parts: PcapParts,
  keep: Keep,
): Promise<Verdict[]> {
  const part = (await annotate('part.pcap', keepPackets(parts, keep)))[Symbol.iterator]();
  const packets = parts.records.map((_, index) => (keep(index) ? (part.next().value ?? null) : null));
  return compare(recording, point, packets);
}

const placeOf = (verdict: Verdict): string => `${verdict.step} ${verdict.connection} ${verdict.side}`;

group('no proven state is wrong', () => {
  it.each(recordingNames())('in %s captured from the middle on', async (name) => {
    expect(await falselyProven(readRecording(name), beginningLate)).toEqual([]);
  });

  it.each(recordingNames())('in %s captured in one direction', async (name) => {
    expect(await falselyProven(readRecording(name), oneSided)).toEqual([]);
  });

  // A FIN, a RST or an acknowledgment that the capture itself has lost leaves no trace where nothing comes after it.
  it.each(recordingNames())('in %s captured but for one packet, unless nothing tells of it', async (name) => {
    if (!isCommitted) return;
    const known = listed.filter((line) => line.startsWith(`${name},`));
    expect(await falselyProven(readRecording(name), lossy)).toEqual(known);
  });
});
