import type { Ladder } from '../../src/core/session';
import { stateFamily } from '../packets/state-pill';
import { SVG_NAMESPACE, svg } from '../svg';
import { duration } from '../text/amounts';
import { clockTime } from '../text/times';
import { shown } from '../text/visible';
import { say } from '../words';
import { ARROW_FALL, type Bar, type Gap, layoutLadder, type PlacedStep, STEP_HEIGHT } from './layout';

const WIDTH = 860;
const LINE_X = { client: 260, server: 640 } as const;
const BAR_WIDTH = 14;
/** The sequence diagram of a connection. Steps carry `data-step`, and are options of the list box around them. */
export function drawLadder(ladder: Ladder): SVGSVGElement {
  const layout = layoutLadder(ladder);
  const { connection } = ladder;
  const drawing = svg('svg', {
    class: 'ladder-drawing',
    xmlns: SVG_NAMESPACE,
    width: WIDTH,
    height: layout.height,
    viewBox: `0 0 ${WIDTH} ${layout.height}`,
    role: 'presentation',
  });
  drawing.append(
    svg('rect', { class: 'ladder-ground', width: WIDTH, height: layout.height }),
    head('client', connection.client, layout.height),
    head('server', connection.server, layout.height),
    // Steps first: what marks the chosen one must not lie over the bars.
    ...layout.steps.map(step),
    ...layout.bars.map(bar),
    ...layout.gaps.map(gap),
  );
  return drawing;
}

function head(side: 'client' | 'server', address: string, height: number): SVGElement {
  const x = LINE_X[side];
  return svg('g', {}, [
    svg('text', { x, y: 20, class: 'ladder-side' }, [say(`side.${side}`)]),
    svg('text', { x, y: 38, class: 'ladder-address' }, [shown(address, 50)]),
    svg('line', { x1: x, x2: x, y1: 48, y2: height - 8, class: 'ladder-line' }),
  ]);
}

function bar({ side, state, from, to }: Bar): SVGElement {
  const x = LINE_X[side];
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

function gap({ y, seconds }: Gap): SVGElement {
  const middle = (LINE_X.client + LINE_X.server) / 2;
  return svg('g', { class: 'ladder-gap' }, [
    svg('line', { x1: LINE_X.client + 24, x2: LINE_X.server - 24, y1: y, y2: y }),
    svg('rect', { x: middle - 44, y: y - 10, width: 88, height: 20, rx: 10 }),
    svg('text', { x: middle, y: y + 4 }, [duration(seconds)]),
  ]);
}

function step({ step: packet, y }: PlacedStep, index: number): SVGElement {
  const fromClient = packet.sender === 'client';
  const inset = BAR_WIDTH / 2 + 1;
  const x1 = fromClient ? LINE_X.client + inset : LINE_X.server - inset;
  const x2 = fromClient ? LINE_X.server - inset : LINE_X.client + inset;
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
        width: WIDTH - 4,
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
      svg('text', { x: WIDTH - 10, y: y + 4, class: 'ladder-packet' }, [`#${packet.packet}`]),
    ],
  );
}
