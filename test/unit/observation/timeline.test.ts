import { describe, expect, it } from 'vitest';
import { Timeline } from '../../../src/core/observation/timeline';
import { packetIndex } from '../../../src/core/tcp';

const noteAt = (timeline: Timeline, index: number, time: number) => {
  const seconds = Math.floor(time);
  timeline.note(packetIndex(index), seconds, Math.round((time - seconds) * 1e9));
};

/** A timeline that was told these times, packet by packet; `run` begins another run. */
function told(times: readonly (number | 'run')[], continues: (index: number) => boolean = () => false) {
  const timeline = new Timeline(continues);
  let index = 0;
  for (const time of times) {
    if (time === 'run') timeline.beginRun();
    else noteAt(timeline, index++, time);
  }
  return timeline;
}

const causes = (timeline: Timeline) => timeline.breaks.map(({ first, cause }) => `${first} ${cause}`);

describe('the clock of a recording', () => {
  it('is one while it goes forward, however slowly', () => {
    expect(causes(told([5, 5, 5.001, 6, 126, 126.1, 7326]))).toEqual(['0 start']);
  });

  it('is one where packets reach the file a little late', () => {
    const timeline = told([5, 5.05, 5.02, 5.06]);
    expect(causes(timeline)).toEqual(['0 start']);
    expect(timeline.windowAt(packetIndex(2))?.end).toBe(5.06);
  });

  it('is another behind a long pause of which something else shows that it was a hole', () => {
    const timeline = told([5, 6, 3606, 3606.5, 3608, 3608.1], () => true);
    expect(causes(timeline)).toEqual(['0 start']);
    expect(timeline.suspect).toBe(2);
    timeline.tellHole();
    expect(causes(timeline)).toEqual(['0 start', '2 hole']);
    expect(timeline.breaks[1].step).toBe(3600);
    expect(timeline.isWhole(packetIndex(1), packetIndex(2))).toBe(false);
    expect(timeline.isWhole(packetIndex(2), packetIndex(5))).toBe(true);
    expect([timeline.windowAt(packetIndex(0))?.end, timeline.end]).toEqual([6, 3608.1]);
    expect(timeline.suspect).toBe(-1);
  });

  it('is another where it is set back, and no duration holds across', () => {
    const timeline = told([10, 0.5, 0.6, 0.7]);
    expect(causes(timeline)).toEqual(['0 start', '1 back']);
    expect(timeline.isWhole(packetIndex(0), packetIndex(1))).toBe(false);
    expect(timeline.isWhole(packetIndex(1), packetIndex(3))).toBe(true);
    expect(timeline.windowAt(packetIndex(3))?.end).toBeCloseTo(0.7, 9);
  });

  it.each([3600, 10, 86_400 * 400])('goes on behind one packet that is %d s ahead', (ahead) => {
    const timeline = told([100, 100.1, 100.2 + ahead, 100.3, 100.4]);
    expect(causes(timeline)).toEqual(['0 start', '2 ahead', '3 resumed']);
    expect(timeline.isWhole(packetIndex(1), packetIndex(3))).toBe(true);
    expect(timeline.isWhole(packetIndex(1), packetIndex(2))).toBe(false);
    expect(timeline.windowAt(packetIndex(4))?.end).toBe(100.4);
  });

  it('goes on behind several that are ahead, and behind one that is late', () => {
    const ahead = told([100, 3700, 3700.1, 3700.2, 100.1, 100.2]);
    expect(ahead.isWhole(packetIndex(0), packetIndex(5))).toBe(true);
    expect(ahead.isWhole(packetIndex(0), packetIndex(2))).toBe(false);
    const late = told([100, 100.1, 40, 100.2, 100.3]);
    expect(causes(late)).toEqual(['0 start', '2 back', '3 resumed']);
    expect(late.isWhole(packetIndex(1), packetIndex(4))).toBe(true);
  });

  it('keeps two interfaces apart whose clocks differ', () => {
    const timeline = told([100, 110, 100.1, 110.1, 100.2, 110.2, 100.3]);
    expect(new Set(timeline.breaks.map(({ window }) => window.id)).size).toBe(2);
    expect(timeline.isWhole(packetIndex(0), packetIndex(6))).toBe(true);
    expect(timeline.isWhole(packetIndex(1), packetIndex(5))).toBe(true);
    expect(timeline.isWhole(packetIndex(0), packetIndex(1))).toBe(false);
  });
});

describe('a gap', () => {
  it('lies before another run of the recorder, whatever the clock says', () => {
    const timeline = told([100, 101, 'run', 102]);
    expect(causes(timeline)).toEqual(['0 start', '2 run']);
    expect(timeline.isWhole(packetIndex(1), packetIndex(2))).toBe(false);
  });

  it('is a pause far beyond the rhythm, behind which no known connection goes on', () => {
    expect(causes(told([100, 101, 103, 9103]))).toEqual(['0 start', '3 hole']);
    expect(causes(told([100, 101, 103, 9103], () => true))).toEqual(['0 start']);
    // Half an hour between packets, again and again: a quiet port.
    expect(causes(told([100, 1900, 3700, 9100]))).toEqual(['0 start']);
    // No connection lasts over three years of silence.
    expect(causes(told([100, 101, 94_608_000], () => true))).toEqual(['0 start', '2 hole']);
  });
});

describe('the end of a window', () => {
  it('is its last packet, unless something says that it went on', () => {
    const timeline = told([100, 101]);
    expect(timeline.windowAt(packetIndex(0))).toMatchObject({ end: 101, endBy: 'last-packet' });
    timeline.lastsUntil(107, 'statistics');
    expect(timeline.windowAt(packetIndex(0))).toMatchObject({ end: 107, endBy: 'statistics' });
    timeline.lastsUntil(50, 'statistics');
    expect(timeline.windowAt(packetIndex(0))?.end).toBe(107);
  });

  it('belongs to the recording that it stands behind', () => {
    const timeline = told([100, 101, 'run', 5000, 5001]);
    timeline.lastsUntil(110, 'statistics');
    timeline.lastsUntil(5010, 'statistics');
    expect([timeline.windowAt(packetIndex(0))?.end, timeline.windowAt(packetIndex(3))?.end]).toEqual([
      110, 5010,
    ]);
  });
});

it('a file in no order at all costs no more than a bounded number of stretches', () => {
  const timeline = new Timeline(() => false);
  for (let index = 0; index < 50_000; index++) noteAt(timeline, index, (index * 7919) % 50_021);
  expect(timeline.breaks.length).toBeLessThanOrEqual(10_001);
});
