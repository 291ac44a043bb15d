import { describe, expect, test } from 'vitest';
import type { EndpointState, LadderStep } from '../../../src/core/session/capture';
import { gapHeight, layoutLadder, STEP_HEIGHT } from '../../../webview/ladder/layout';

const confirmed = (state: EndpointState['state']): EndpointState => ({ state, certainty: 'confirmed' });

function step(time: string | null, sender: 'client' | 'server', client: string, server: string): LadderStep {
  return {
    index: 0,
    packet: 1,
    time,
    sender,
    label: 'ACK',
    client: confirmed(client as EndpointState['state']),
    server: confirmed(server as EndpointState['state']),
  };
}

// The sample log's last three packets: FIN, its ACK, and the reset 120 s later.
const closing = [
  step('61895.668512', 'client', 'FIN_WAIT_1', 'CLOSE_WAIT'),
  step('61895.668851', 'server', 'FIN_WAIT_2', 'CLOSE_WAIT'),
  step('62015.670464', 'client', 'CLOSED', 'CLOSED'),
];

test('a CLOSE_WAIT of two minutes is the longest bar, and one bar', () => {
  const { bars } = layoutLadder({ steps: closing });
  const server = bars.filter((bar) => bar.side === 'server');
  expect(server.map((bar) => bar.state.state)).toEqual(['CLOSE_WAIT', 'CLOSED']);
  const longest = bars.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
  expect(longest.state.state).toBe('CLOSE_WAIT');
  expect(longest.to - longest.from).toBeGreaterThan(2 * STEP_HEIGHT);
});

test('bars of a lifeline follow on each other without a hole', () => {
  const { bars } = layoutLadder({ steps: closing });
  for (const side of ['client', 'server']) {
    const own = bars.filter((bar) => bar.side === side);
    for (let i = 1; i < own.length; i++) expect(own[i].from).toBe(own[i - 1].to);
  }
});

describe('pauses', () => {
  test('a long one is named once, between its packets', () => {
    const { gaps, steps } = layoutLadder({ steps: closing });
    expect(gaps).toHaveLength(1);
    expect(gaps[0].seconds).toBeCloseTo(120.001613, 6);
    expect(gaps[0].y).toBeGreaterThan(steps[1].y);
    expect(gaps[0].y).toBeLessThan(steps[2].y);
  });

  test('room grows with time and stays within bounds', () => {
    expect(gapHeight(120)).toBeGreaterThan(gapHeight(2));
    expect(gapHeight(1e9)).toBeLessThanOrEqual(160);
  });

  test('without times there are none', () => {
    expect(layoutLadder({ steps: closing.map((one) => ({ ...one, time: null })) }).gaps).toEqual([]);
  });
});

test('a connection without packets is drawn as nothing', () => {
  const layout = layoutLadder({ steps: [] });
  expect(layout.steps).toEqual([]);
  expect(layout.height).toBeGreaterThan(0);
});
