import type { PacketRow, Row } from '../../src/core/session';
import type { Preferences } from '../../src/protocol';
import { element, setText, setTitle } from '../element';
import type { Column } from '../grid/columns';
import type { Metrics } from '../shell/metrics';
import { shortEnds } from '../text/ends';
import { flagNames } from '../text/flags';
import { logTokens } from '../text/log-tokens';
import { fullTime, type TimeContext, timeInStyle } from '../text/times';
import { clip, shown, visible } from '../text/visible';
import { say } from '../words';
import { paintState } from './state-pill';

export interface PacketColumnContext {
  readonly preferences: Preferences;
  readonly metrics: Metrics;
  /** Too narrow for everything: the states matter more than the numbers, which the details have too. */
  readonly compact: boolean;
  timeContext(row: number): TimeContext;
}

const packetOnly =
  (paint: (cell: HTMLElement, packet: PacketRow, row: number) => void) =>
  (cell: HTMLElement, item: Row, row: number): void => {
    if (item.kind === 'packet') paint(cell, item, row);
    else setText(cell, '');
  };

const number = (value: number | null): string => (value === null ? '' : String(value));

/** Packets in columns, for every format. */
export function packetColumns(context: PacketColumnContext): Column<Row>[] {
  const { preferences } = context;
  const { columnOf } = context.metrics;
  const relative = preferences.numbers === 'relative';
  const numeric = (
    id: string,
    title: string,
    digits: number,
    value: (packet: PacketRow) => number | null,
  ): Column<Row> => ({
    id,
    title,
    width: columnOf(digits),
    minWidth: 32,
    align: 'end',
    mono: true,
    paint: packetOnly((cell, packet) => setText(cell, number(value(packet)))),
  });
  const numbers = [
    numeric('seq', say('column.seq'), relative ? 6 : 10, (p) => (relative ? p.relativeSeq : p.seq)),
    numeric('ack', say('column.ack'), relative ? 6 : 10, (p) => (relative ? p.relativeAck : p.ack)),
    numeric('window', say('column.window'), 5, (p) => p.window),
    numeric('length', say('column.length'), 5, (p) => p.length),
  ];
  return [
    numberColumn('packet', columnOf(5), (packet) => packet.packet),
    {
      id: `time-${preferences.timeStyle}`,
      title: say('column.time'),
      tooltip: say(`time.${preferences.timeStyle}`),
      width: columnOf(preferences.timeStyle === 'epoch' ? 17 : 15),
      minWidth: 50,
      mono: true,
      paint: packetOnly((cell, packet, row) => paintTime(cell, packet, row, context)),
    },
    {
      id: 'ends',
      title: say('column.ends'),
      width: columnOf(context.compact ? 26 : 40),
      minWidth: 80,
      mono: true,
      paint: packetOnly((cell, packet) => paintEnds(cell, packet, context.compact)),
    },
    {
      id: 'flags',
      title: say('column.flags'),
      width: columnOf(8),
      minWidth: 36,
      mono: true,
      paint: packetOnly(paintFlags),
    },
    ...(context.compact ? [] : numbers),
    ...stateColumns(),
    noteColumn(),
  ];
}

/** A text log as it stands in the file, with the annotations beside it. */
export function lineColumns({ columnOf }: Metrics): Column<Row>[] {
  return [
    numberColumn('line', columnOf(4), (packet) => packet.line),
    {
      id: 'text',
      title: say('column.text'),
      width: columnOf(36),
      minWidth: 120,
      mono: true,
      flexible: true,
      paint: packetOnly((cell, packet) => paintLogLine(cell, packet.text ?? '')),
    },
    ...stateColumns(),
    { ...noteColumn(), width: 190 },
  ];
}

function numberColumn(
  id: 'packet' | 'line',
  width: number,
  value: (packet: PacketRow) => number | null,
): Column<Row> {
  return {
    id,
    title: id === 'line' ? say('column.line') : '#',
    tooltip: id === 'line' ? say('column.line.tooltip') : say('column.packet.tooltip'),
    width,
    minWidth: 36,
    align: 'end',
    mono: true,
    paint: (cell, item) => setText(cell, item.kind === 'line' ? String(item.line) : number(value(item))),
  };
}

function stateColumns(): Column<Row>[] {
  return [
    {
      id: 'client',
      title: say('column.client'),
      tooltip: say('column.client.tooltip'),
      width: 138,
      minWidth: 60,
      paint: packetOnly((cell, packet) =>
        paintState(cell, packet.client, { changed: packet.clientChanged, stuck: packet.stuck === 'client' }),
      ),
    },
    {
      id: 'server',
      title: say('column.server'),
      tooltip: say('column.server.tooltip'),
      width: 138,
      minWidth: 60,
      paint: packetOnly((cell, packet) =>
        paintState(cell, packet.server, { changed: packet.serverChanged, stuck: packet.stuck === 'server' }),
      ),
    },
  ];
}

function noteColumn(): Column<Row> {
  return {
    id: 'note',
    title: say('column.note'),
    width: 160,
    minWidth: 60,
    paint: packetOnly((cell, packet) => {
      const comment = packet.comment === undefined ? '' : `  “${packet.comment}”`;
      const text = shown(packet.note + comment, 300);
      setText(cell, text);
      setTitle(cell, text);
    }),
  };
}

function paintTime(cell: HTMLElement, packet: PacketRow, row: number, context: PacketColumnContext): void {
  if (packet.time === null) {
    setText(cell, '');
    setTitle(cell, say('time.none'));
    return;
  }
  setText(cell, timeInStyle(packet.time, context.preferences.timeStyle, context.timeContext(row)));
  setTitle(cell, fullTime(packet.time));
}

/** Both ends keep their places' colours whichever way a packet goes, so direction is read from the arrow. */
function paintEnds(cell: HTMLElement, packet: PacketRow, compact: boolean): void {
  if (cell.childElementCount !== 3) {
    cell.replaceChildren(
      element('bdi', { class: 'end-from' }),
      element('span', { class: 'arrow', text: ' → ' }),
      element('bdi', { class: 'end-to' }),
    );
  }
  const [from, arrow, to] = cell.children;
  const [source, target] = compact ? shortEnds(packet.from, packet.to) : [packet.from, packet.to];
  setText(from, shown(source, 120));
  setText(arrow, packet.from === '' && packet.to === '' ? '' : ' → ');
  setText(to, shown(target, 120));
  cell.dataset.sender = packet.sender ?? '';
  setTitle(cell, shown(`${packet.from} → ${packet.to}`, 300));
}

function paintFlags(cell: HTMLElement, packet: PacketRow): void {
  const names = flagNames(packet.flags);
  setText(cell, names);
  setTitle(cell, names);
  cell.classList.toggle('flag-rst', packet.flags.includes('R'));
  cell.classList.toggle('flag-fin', packet.flags.includes('F'));
  cell.classList.toggle('flag-syn', packet.flags.includes('S'));
}

export function paintLogLine(cell: HTMLElement, text: string): void {
  const line = visible(clip(text, 1000));
  if (cell.dataset.line === line && cell.firstChild !== null) return;
  cell.dataset.line = line;
  cell.title = line;
  cell.replaceChildren(
    ...logTokens(line).map((token) =>
      token.kind === '' ? token.text : element('span', { class: `token-${token.kind}`, text: token.text }),
    ),
  );
}
