import type { EndpointState, StatePathStep } from '../../src/core/session/capture';
import { stateFamily } from '../packets/state-pill';
import { SVG_NAMESPACE, svg } from '../svg';
import { BOX, type DiagramEdge, EDGES, HEIGHT, NODES, type NodeName, WIDTH } from './diagram';
import { edgeOf, type Passage, passages, visited } from './path';

const LINE = 12;
/** How far a way that is not in the picture swings out, to go round the boxes of its column. */
const SWING = 34;

/**
 * RFC 9293's state diagram with the way that one endpoint took, numbered by packet. What the RFC does not draw (resets,
 * and ends that the capture did not show) is dashed. `now` is the state that is explained.
 */
export function drawStatePicture(
  steps: readonly StatePathStep[],
  now: EndpointState['state'],
  words: string,
): SVGSVGElement {
  const taken = passages(steps);
  const boxes = visited(steps);
  const own = (edge: DiagramEdge) => taken.filter(({ from, to }) => from === edge.from && to === edge.to);
  const shown = EDGES.filter((edge) => !edge.onlyTaken || own(edge).length > 0);
  const quiet = shown.filter((edge) => own(edge).length === 0);
  const walked = shown.filter((edge) => own(edge).length > 0);
  const others = taken.filter((passage) => edgeOf(passage) === undefined);
  return svg(
    'svg',
    {
      class: 'state-picture',
      xmlns: SVG_NAMESPACE,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      role: 'img',
      'aria-label': words,
    },
    [
      svg('rect', { class: 'picture-ground', width: WIDTH, height: HEIGHT }),
      ...quiet.flatMap((edge) => [
        line(edge.path, 'edge'),
        tip(edge.path, 'edge-tip'),
        ...edgeWords(edge, false),
      ]),
      ...walked.flatMap((edge) => [
        line(edge.path, 'edge taken'),
        tip(edge.path, 'edge-tip taken'),
        ...edgeWords(edge, true),
      ]),
      ...others.flatMap((passage) => otherWay(passage)),
      ...(Object.keys(NODES) as NodeName[]).map((name) =>
        box(name, boxes.has(name), isNow(name, now, taken)),
      ),
      ...walked.map((edge) => badge(edge.badge, own(edge))),
      ...others.map((passage) => badge(middleOf(passage), [passage])),
    ],
  );
}

function isNow(name: NodeName, now: EndpointState['state'], taken: readonly Passage[]): boolean {
  if (now !== 'CLOSED') return name === now;
  return name === (taken.findLast(({ to }) => to.startsWith('CLOSED'))?.to ?? 'CLOSED.end');
}

function box(name: NodeName, isVisited: boolean, current: boolean): SVGElement {
  const [x, y] = NODES[name];
  const state = name.split('.')[0] as EndpointState['state'];
  const classes = ['box', `state-${stateFamily(state)}`];
  if (isVisited) classes.push('visited');
  if (current) classes.push('current');
  const { width, height } = BOX;
  return svg('g', { class: classes.join(' ') }, [
    svg('rect', { x: x - width / 2, y: y - height / 2, width, height, rx: 5 }),
    svg('text', { x, y: y + 4 }, [state]),
  ]);
}

const line = (path: string, className: string): SVGElement => svg('path', { d: path, class: className });

/** An arrow's tip at the end of a path whose last stroke is level or upright. */
function tip(path: string, className: string): SVGElement {
  const { x, y, dx, dy } = endOf(path);
  const [bx, by] = [x - dx * 8, y - dy * 8];
  const points = `${x},${y} ${bx + dy * 4},${by + dx * 4} ${bx - dy * 4},${by - dx * 4}`;
  return svg('polygon', { points, class: className });
}

function endOf(path: string): { x: number; y: number; dx: number; dy: number } {
  let [x, y, dx, dy] = [0, 0, 0, 0];
  for (const [, command, first, second] of path.matchAll(/([MHV])(-?\d+)(?:,(-?\d+))?/g)) {
    if (command === 'M') [x, y] = [Number(first), Number(second)];
    if (command === 'H') [dx, dy, x] = [Math.sign(Number(first) - x), 0, Number(first)];
    if (command === 'V') [dx, dy, y] = [0, Math.sign(Number(first) - y), Number(first)];
  }
  return { x, y, dx, dy };
}

function edgeWords({ words, at: [x, y], anchor }: DiagramEdge, isTaken: boolean): SVGElement[] {
  return words.map((text, row) =>
    svg(
      'text',
      { x, y: y + row * LINE, 'text-anchor': anchor, class: isTaken ? 'edge-words taken' : 'edge-words' },
      [text],
    ),
  );
}

/** Swings round the boxes on the outer side of the two columns at the sides, and across the middle else. */
function otherWay(passage: Passage): SVGElement[] {
  const [x1, y1] = NODES[passage.from];
  const [x2, y2] = NODES[passage.to];
  const outer = x1 === 100 ? -1 : 1;
  const half = BOX.width / 2;
  if (x1 === x2) {
    const x = x1 + outer * half;
    const d = `M${x},${y1} C${x + outer * SWING},${y1} ${x + outer * SWING},${y2} ${x + outer * 7},${y2}`;
    const points = `${x},${y2} ${x + outer * 8},${y2 - 4} ${x + outer * 8},${y2 + 4}`;
    return [line(d, 'edge taken other'), svg('polygon', { points, class: 'edge-tip taken' })];
  }
  const side = Math.sign(x2 - x1);
  const [sx, ex] = [x1 + side * half, x2 - side * half];
  const points = `${ex},${y2} ${ex - side * 8},${y2 - 4} ${ex - side * 8},${y2 + 4}`;
  const bend = (sx + ex) / 2;
  const d = `M${sx},${y1} C${bend},${y1} ${bend},${y2} ${ex - side * 7},${y2}`;
  return [line(d, 'edge taken other'), svg('polygon', { points, class: 'edge-tip taken' })];
}

function middleOf({ from, to }: Passage): readonly [number, number] {
  const [x1, y1] = NODES[from];
  const [x2, y2] = NODES[to];
  if (x1 !== x2) return [(x1 + x2) / 2, (y1 + y2) / 2];
  // A cubic curve's middle is three quarters of the way to its control points.
  return [x1 + (x1 === 100 ? -1 : 1) * (BOX.width / 2 + SWING * 0.75), (y1 + y2) / 2];
}

function badge([x, y]: readonly [number, number], passing: readonly Passage[]): SVGElement {
  const numbers = passing.slice(0, 3).map(({ packet }) => `#${packet}`);
  if (passing.length > 3) numbers.push('…');
  const text = numbers.join(' ');
  const width = text.length * 7 + 8;
  const certainty = passing.every((one) => one.certainty === 'inferred') ? 'inferred' : 'confirmed';
  return svg('g', { class: `badge ${certainty}`, 'data-index': passing[0].index }, [
    svg('rect', { x: x - width / 2, y: y - 9, width, height: 18, rx: 9 }),
    svg('text', { x, y: y + 4 }, [text]),
  ]);
}
