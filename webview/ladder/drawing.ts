import type { Ladder } from '../../src/core/session/capture';
import type { Side } from '../../src/core/tcp';
import { stateFamily } from '../packets/state-pill';
import { SVG_NAMESPACE, svg } from '../svg';
import { duration } from '../text/amounts';
import { clockTime } from '../text/times';
import { shown } from '../text/visible';
import { say } from '../words';
import { ARROW_FALL, type Bar, type Gap, layoutLadder, type PlacedStep, STEP_HEIGHT } from './layout';

/** Times and numbers stand at the sides, states beside their lines: narrower than this they run into each other. */
const MIN_WIDTH = 640;
const MAX_WIDTH = 860;
const BAR_WIDTH = 14;

/** Where both lifelines are, in pixels, on a drawing of this width. */
interface Lines {
  readonly width: number;
  readonly client: number;
  readonly server: number;
}

/** What there is beyond the least goes to the arrows' words first. */
export function linesIn(available: number): Lines {
  const width = Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, available)));
  const spare = width - MIN_WIDTH;
  return { width, client: 222 + Math.round(spare * 0.17), server: width - 182 - Math.round(spare * 0.17) };
}

/** The sequence diagram of a connection. Steps carry `data-step`, and are options of the list box around them. `available`: pixels beside each other. */
export function drawLadder(ladder: Ladder, available: number): SVGSVGElement {
  const lines = linesIn(available);
  const { width } = lines;
  const layout = layoutLadder(ladder);
  const { connection } = ladder;
  const drawing = svg('svg', {
    class: 'ladder-drawing',
    xmlns: SVG_NAMESPACE,
    width,
    height: layout.height,
    viewBox: `0 0 ${width} ${layout.height}`,
    role: 'presentation',
  });
  drawing.append(
    svg('rect', { class: 'ladder-ground', width, height: layout.height }),
    head(lines, 'client', connection.client, layout.height),
    head(lines, 'server', connection.server, layout.height),
    // Steps first: what marks the chosen one must not lie over the bars.
    ...layout.steps.map((placed, index) => step(lines, placed, index)),
    ...layout.bars.map((state) => bar(lines, state)),
    ...layout.gaps.map((pause) => gap(lines, pause)),
  );
  return drawing;
}

function head(lines: Lines, side: Side, address: string, height: number): SVGElement {
  const x = lines[side];
  return svg('g', {}, [
    svg('text', { x, y: 20, class: 'ladder-side' }, [say(`side.${side}`)]),
    svg('text', { x, y: 38, class: 'ladder-address' }, [shown(address, 50)]),
    svg('line', { x1: x, x2: x, y1: 48, y2: height - 8, class: 'ladder-line' }),
  ]);
}

function bar(lines: Lines, { side, state, from, to }: Bar): SVGElement {
  const x = lines[side];
  const outside = side === 'client' ? x - BAR_WIDTH / 2 - 8 : x + BAR_WIDTH / 2 + 8;
  const inferred = state.certainty === 'inferred';
  const name = inferred ? `${state.state} ?` : state.state;
  const certainty = say(inferred ? 'state.inferred' : 'state.confirmed');
  const parts: SVGElement[] = [
    svg('title', {}, [`${state.state}: ${certainty}`]),
    svg('rect', { x: x - BAR_WIDTH / 2, y: from, width: BAR_WIDTH, height: Math.max(2, to - from), rx: 2 }),
  ];
  // A name needs room of its own, or it runs into the next.
  if (to - from >= 14) {
    const anchor = side === 'client' ? 'end' : 'start';
    parts.push(
      svg('text', { x: outside, y: from + 13, 'text-anchor': anchor, class: 'ladder-state' }, [name]),
    );
  }
  return svg('g', { class: `ladder-bar state-${stateFamily(state.state)} ${state.certainty}` }, parts);
}

function gap({ client, server }: Lines, { y, seconds }: Gap): SVGElement {
  const middle = (client + server) / 2;
  return svg('g', { class: 'ladder-gap' }, [
    svg('line', { x1: client + 24, x2: server - 24, y1: y, y2: y }),
    svg('rect', { x: middle - 44, y: y - 10, width: 88, height: 20, rx: 10 }),
    svg('text', { x: middle, y: y + 4 }, [duration(seconds)]),
  ]);
}

function step({ width, client, server }: Lines, { step: packet, y }: PlacedStep, index: number): SVGElement {
  const fromClient = packet.sender === 'client';
  const inset = BAR_WIDTH / 2 + 1;
  const x1 = fromClient ? client + inset : server - inset;
  const x2 = fromClient ? server - inset : client + inset;
  const y2 = y + ARROW_FALL;
  const back = fromClient ? -9 : 9;
  const time = packet.time === null ? '' : clockTime(packet.time);
  const label = shown(packet.label, 60);
  const classes = ['ladder-step', `from-${packet.sender}`];
  if (/\bRST\b/.test(label)) classes.push('flag-rst');
  return svg(
    'g',
    {
      class: classes.join(' '),
      id: `ladder-step-${index}`,
      role: 'option',
      'aria-selected': 'false',
      'aria-label': say('ladder.step', {
        packet: packet.packet,
        time,
        sender: say(`side.${packet.sender}`),
        label,
        client: packet.client.state,
        server: packet.server.state,
      }),
      'data-step': index,
    },
    [
      svg('rect', {
        class: 'ladder-hit',
        'data-page-only': '',
        x: 2,
        y: y - 16,
        width: width - 4,
        height: STEP_HEIGHT - 2,
        rx: 3,
      }),
      svg('text', { x: 10, y: y + 4, class: 'ladder-time' }, [time]),
      svg('text', { x: (x1 + x2) / 2, y: y - 2, class: 'ladder-label' }, [label]),
      svg('line', { x1, y1: y, x2, y2, class: 'ladder-arrow' }),
      svg('polygon', {
        class: 'ladder-tip',
        points: `${x2},${y2} ${x2 + back},${y2 - 5} ${x2 + back},${y2 + 4}`,
      }),
      svg('text', { x: width - 10, y: y + 4, class: 'ladder-packet' }, [`#${packet.packet}`]),
    ],
  );
}
