import { expect, describe as group, it } from 'vitest';
import { annotate } from './annotate';
import { compare, describe, type Verdict } from './compare';
import {
  differencesOf,
  REASON_WITHOUT_SOCKET,
  reasonOf,
  recordingsWithDifferences,
} from './known-differences';
import { CAPTURE_POINTS, isCommitted, type Recording, readRecording, recordingNames } from './recordings';

/** What the engine says at either capture point of a recording, against the kernel. */
async function judge(recording: Recording): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const point of CAPTURE_POINTS) {
    const packets = await annotate(`${recording.scenario}.pcap`, recording.capture(point));
    verdicts.push(...compare(recording, point, packets));
  }
  return verdicts;
}

group('the states that real kernels had', () => {
  const all: Verdict[] = [];

  it.each(recordingNames())('%s', async (name) => {
    const recording = readRecording(name);
    const verdicts = await judge(recording);
    all.push(...verdicts);
    const different = verdicts.filter((verdict) => verdict.kind === 'different');
    const say = (verdict: Verdict) => describe(recording, verdict);

    const falselyProven = different.filter(
      (verdict) => verdict.certainty === 'confirmed' && reasonOf(say(verdict)) !== REASON_WITHOUT_SOCKET,
    );
    expect(falselyProven.map(say)).toEqual([]);
    // A fresh recording is not the committed one: other packets were lost.
    if (isCommitted) expect(different.map(say).sort()).toEqual(differencesOf(name));
  });

  it('over all committed recordings: most are right, and many are proven', () => {
    if (!isCommitted) return;
    const judged = all.filter(({ kind }) => kind === 'same' || kind === 'different');
    const right = judged.filter(({ kind }) => kind === 'same');
    const proven = right.filter(({ certainty }) => certainty === 'confirmed');
    // Which is next to all, given that the scenarios are made of lost and late packets.
    expect(right.length / judged.length).toBeGreaterThan(0.9);
    expect(proven.length / judged.length).toBeGreaterThan(0.35);
  });
});

group('the known differences', () => {
  it('are those of recordings that exist', () => {
    const names = new Set(recordingNames());
    expect(recordingsWithDifferences().filter((name) => isCommitted && !names.has(name))).toEqual([]);
  });

  it.each(recordingNames())('of the far end in %s are none of the near end', async (name) => {
    const recording = readRecording(name);
    const verdicts = await judge(recording);
    const same = (a: Verdict, b: Verdict) =>
      a.step === b.step && a.connection === b.connection && a.side === b.side;
    const unproven = verdicts
      .filter((verdict) => reasonOf(describe(recording, verdict)) === 'far-end')
      .filter((verdict) => {
        const near = verdicts.find((other) => other.point === verdict.side && same(other, verdict));
        return verdict.point === verdict.side || near?.kind === 'different';
      });
    expect(unproven).toEqual([]);
  });
});
