import { describe, expect, test } from 'vitest';
import type { StatePathStep } from '../../../src/core/session/capture';
import type { TcpStateName } from '../../../src/core/tcp';
import { BOX, EDGES, HEIGHT, NODES, WIDTH } from '../../../webview/state-picture/diagram';
import { edgeOf, passages, visited } from '../../../webview/state-picture/path';

const way = (...states: TcpStateName[]): StatePathStep[] =>
  states.map((state, at) => ({ index: at, packet: at + 1, state, certainty: 'confirmed' }));

const told = (...states: TcpStateName[]) =>
  passages(way(...states)).map(({ from, to, packet }) => `${from} > ${to} #${packet}`);

describe('the picture is RFC 9293, figure 5', () => {
  // The arrows of the figure, read off it, and the one that its note 2 adds.
  test.each([
    ['CLOSED.begin', ['LISTEN', 'SYN_SENT']],
    ['LISTEN', ['CLOSED.begin', 'SYN_RECEIVED', 'SYN_SENT']],
    ['SYN_SENT', ['CLOSED.begin', 'SYN_RECEIVED', 'ESTABLISHED']],
    ['SYN_RECEIVED', ['LISTEN', 'ESTABLISHED', 'FIN_WAIT_1']],
    ['ESTABLISHED', ['FIN_WAIT_1', 'CLOSE_WAIT']],
    ['FIN_WAIT_1', ['FIN_WAIT_2', 'CLOSING', 'TIME_WAIT']],
    ['FIN_WAIT_2', ['TIME_WAIT']],
    ['CLOSING', ['TIME_WAIT']],
    ['CLOSE_WAIT', ['LAST_ACK']],
    ['LAST_ACK', ['CLOSED.end']],
    ['TIME_WAIT', ['CLOSED.end']],
    ['CLOSED.end', []],
  ] as const)('from %s', (from, to) => {
    const drawn = EDGES.filter((edge) => edge.from === from).map((edge) => edge.to);
    expect(new Set(drawn)).toEqual(new Set(to));
    expect(drawn).toHaveLength(to.length);
  });

  test('every arrow begins and ends at the boxes it speaks of, on the sheet', () => {
    for (const { from, to, path } of EDGES) {
      const points = walk(path);
      expect([path, distance(points[0], NODES[from])]).toEqual([path, 0]);
      expect([path, distance(points[points.length - 1], NODES[to])]).toEqual([path, 0]);
      for (const [x, y] of points) expect(x >= 0 && x <= WIDTH && y >= 0 && y <= HEIGHT).toBe(true);
    }
  });
});

type Point = readonly [x: number, y: number];

function walk(path: string): Point[] {
  const points: Point[] = [];
  for (const [, command, a, b] of path.matchAll(/([MHV])(\d+)(?:,(\d+))?/g)) {
    const [x, y] = points.at(-1) ?? [0, 0];
    points.push(command === 'M' ? [Number(a), Number(b)] : command === 'H' ? [Number(a), y] : [x, Number(a)]);
  }
  return points;
}

/** Of a point from the border of the box around a centre, in pixels. */
function distance([x, y]: Point, [cx, cy]: Point): number {
  const [dx, dy] = [Math.abs(x - cx) - BOX.width / 2, Math.abs(y - cy) - BOX.height / 2];
  return dx > 0 || dy > 0 ? Math.max(dx, dy) : Math.abs(Math.max(dx, dy));
}

describe('the way of an endpoint', () => {
  test('a server whose peer closes, to the reset: no arrow of the figure leads there', () => {
    expect(told('SYN_RECEIVED', 'ESTABLISHED', 'CLOSE_WAIT', 'CLOSED')).toEqual([
      'LISTEN > SYN_RECEIVED #1',
      'SYN_RECEIVED > ESTABLISHED #2',
      'ESTABLISHED > CLOSE_WAIT #3',
      'CLOSE_WAIT > CLOSED.end #4',
    ]);
    expect(edgeOf({ from: 'CLOSE_WAIT', to: 'CLOSED.end' })).toBeUndefined();
  });

  test('a client that is refused goes back to where it began', () => {
    expect(told('SYN_SENT', 'CLOSED')).toEqual(['CLOSED.begin > SYN_SENT #1', 'SYN_SENT > CLOSED.begin #2']);
  });

  test('a capture that began in the middle begins in the middle', () => {
    expect(told('ESTABLISHED', 'FIN_WAIT_1', 'FIN_WAIT_2')).toEqual([
      'ESTABLISHED > FIN_WAIT_1 #2',
      'FIN_WAIT_1 > FIN_WAIT_2 #3',
    ]);
    expect(visited(way('ESTABLISHED'))).toEqual(new Set(['ESTABLISHED']));
  });

  test('nothing leads out of the unknown', () => {
    expect(told('UNKNOWN', 'ESTABLISHED', 'CLOSE_WAIT')).toEqual(['ESTABLISHED > CLOSE_WAIT #3']);
    expect(told('UNKNOWN')).toEqual([]);
  });
});
