import type { BothEndsView, PassageView, RecordedPacket } from '../../src/core/session/incident';
import type { Side } from '../../src/core/tcp';
import { SVG_NAMESPACE, svg } from '../svg';
import { clockTime } from '../text/times';
import { shown } from '../text/visible';
import { say } from '../words';
import { linesIn } from './drawing';
import { ARROW_FALL, TOP } from './layout';

/** Below an arrow there is room for what became of the packet. */
const STEP_HEIGHT = 52;
const TAIL = 32;
const INSET = 8;
/** How far a packet comes that is lost between, and how far from its sender one begins that was made between. */
const LOST_AT = 0.62;
const MADE_AT = 0.38;

/** Where the lines of the two recordings are, in pixels. */
type Lines = ReturnType<typeof linesIn>;

/**
 * The packets of a connection between two recordings of it, with the clock of each at its side. What is in one of them only
 * ends, or begins, on the way. Steps carry `data-step`. `available`: pixels beside each other.
 */
export function drawBothEnds(view: BothEndsView, limit: number, available: number): SVGSVGElement {
  const lines = linesIn(available);
  const packets = view.packets.slice(0, limit);
  const height = TOP + packets.length * STEP_HEIGHT + TAIL;
  const drawing = svg('svg', {
    class: 'ladder-drawing',
    xmlns: SVG_NAMESPACE,
    width: lines.width,
    height,
    viewBox: `0 0 ${lines.width} ${height}`,
    role: 'presentation',
  });
  drawing.append(
    svg('rect', { class: 'ladder-ground', width: lines.width, height }),
    head(lines, 'client', view.client.file, height),
    head(lines, 'server', view.server.file, height),
    ...packets.map((packet, index) => step(lines, packet, index)),
  );
  return drawing;
}

function head(lines: Lines, side: Side, file: string, height: number): SVGElement {
  const x = lines[side];
  return svg('g', {}, [
    svg('text', { x, y: 20, class: 'ladder-side' }, [say(`ladder.clock.${side}`)]),
    svg('text', { x, y: 38, class: 'ladder-address' }, [shown(file, 40)]),
    svg('line', { x1: x, x2: x, y1: 48, y2: height - 8, class: 'ladder-line' }),
  ]);
}

function step(lines: Lines, packet: PassageView, index: number): SVGElement {
  const y = TOP + index * STEP_HEIGHT;
  const label = shown(packet.label, 60);
  const note = shown(packet.note, 80);
  const { client, server, sender } = packet;
  const middle = (lines.client + lines.server) / 2;
  const [left, right] = [placeOf(client), placeOf(server)];
  const classes = ['ladder-step', `from-${sender}`, `fate-${packet.fate}`];
  if (/\bRST\b/.test(label)) classes.push('flag-rst');
  return svg(
    'g',
    {
      class: classes.join(' '),
      id: `ladder-step-${index}`,
      role: 'option',
      'aria-selected': 'false',
      'aria-label': say('ladder.passage', {
        sender: say(`side.${sender}`),
        label,
        client: left === '' ? say('ladder.not-there') : left,
        server: right === '' ? say('ladder.not-there') : right,
        note,
      }),
      'data-step': index,
    },
    [
      svg('rect', {
        class: 'ladder-hit',
        'data-page-only': '',
        x: 2,
        y: y - 18,
        width: lines.width - 4,
        height: STEP_HEIGHT - 2,
        rx: 3,
      }),
      svg('text', { x: 10, y: y + 4, class: 'ladder-time' }, [left]),
      svg('text', { x: lines.width - 10, y: y + 4, class: 'ladder-packet' }, [right]),
      svg('text', { x: middle, y: y - 3, class: 'ladder-label' }, [label]),
      ...arrow(lines, packet, y),
      svg('text', { x: middle, y: y + 27, class: 'ladder-fate' }, [note]),
    ],
  );
}

/** From its sender to its receiver, as far as the two recordings show it. */
function arrow(lines: Lines, { sender, client, server, fate }: PassageView, y: number): SVGElement[] {
  const fromClient = sender === 'client';
  const [near, far] = fromClient ? [client, server] : [server, client];
  const start = fromClient ? lines.client + INSET : lines.server - INSET;
  const end = fromClient ? lines.server - INSET : lines.client + INSET;
  const at = (part: number) => ({ x: start + (end - start) * part, y: y + ARROW_FALL * part });
  const from = at(near === null && fate === 'made-between' ? MADE_AT : 0);
  const to = at(far === null && fate === 'lost' ? LOST_AT : 1);
  const isUnseen = (near === null && fate !== 'made-between') || (far === null && fate !== 'lost');
  const line = svg('line', {
    x1: from.x,
    y1: from.y,
    x2: to.x,
    y2: to.y,
    class: isUnseen ? 'ladder-arrow ladder-unseen' : 'ladder-arrow',
  });
  if (far === null && fate === 'lost') return [line, cross(to.x, to.y)];
  const back = fromClient ? -9 : 9;
  const tip = svg('polygon', {
    class: 'ladder-tip',
    points: `${to.x},${to.y} ${to.x + back},${to.y - 5} ${to.x + back},${to.y + 4}`,
  });
  const origin = svg('circle', { class: 'ladder-tip', cx: from.x, cy: from.y, r: 4 });
  return near === null && fate === 'made-between' ? [origin, line, tip] : [line, tip];
}

const cross = (x: number, y: number): SVGElement =>
  svg('path', {
    class: 'ladder-lost',
    d: `M${x - 6},${y - 6} L${x + 6},${y + 6} M${x - 6},${y + 6} L${x + 6},${y - 6}`,
  });

/** `17:11:35.634201 #4`: by the clock of its recording, with its number there. */
const placeOf = (packet: RecordedPacket | null): string =>
  packet === null ? '' : `${packet.time === null ? '' : `${clockTime(packet.time)} `}#${packet.packet}`;
