import type { PacketRow, Row } from '../../src/core/session/capture';
import type { Preferences } from '../../src/protocol';
import { setText, setTitle } from '../element';
import type { Column } from '../grid/columns';
import { cutFraction, fullTime, type TimeContext, timeInStyle } from '../text/times';
import { say } from '../words';
import { packetOnly, paintEnds, paintFlags, paintNote } from './cells';
import { columnWidths, type Fit, type FitInput, type NumberId } from './fit';
import { paintState } from './state-pill';

export interface PacketColumnContext {
  readonly preferences: Preferences;
  readonly fit: Fit;
  readonly input: FitInput;
  timeContext(row: number): TimeContext;
}

const number = (value: number | null): string => (value === null ? '' : String(value));

/** Packets in columns, for every format: as many of them as the page has room for. */
export function packetColumns(context: PacketColumnContext): Column<Row>[] {
  const { preferences, fit } = context;
  const widths = columnWidths(fit, context.input);
  return [
    numberColumn('packet', widths.packet),
    ...(fit.time === 'none' ? [] : [timeColumn(context, widths[`time-${preferences.timeStyle}`])]),
    {
      id: 'ends',
      title: say('column.ends'),
      width: widths.ends,
      minWidth: 80,
      mono: true,
      paint: packetOnly((cell, packet) => paintEnds(cell, packet, fit.ends)),
    },
    {
      id: 'flags',
      title: say('column.flags'),
      width: widths.flags,
      minWidth: 36,
      mono: true,
      paint: packetOnly((cell, packet) => paintFlags(cell, packet, fit.flags)),
    },
    ...fit.numbers.map((id) => valueColumn(id, widths[id], preferences.numbers === 'relative')),
    ...stateColumns(fit.state),
    noteColumn(widths.note),
  ];
}

type NumberField = 'seq' | 'relativeSeq' | 'ack' | 'relativeAck' | 'window' | 'length';

function fieldOf(id: NumberId, relative: boolean): NumberField {
  if (!relative || id === 'window' || id === 'length') return id;
  return id === 'seq' ? 'relativeSeq' : 'relativeAck';
}

function valueColumn(id: NumberId, width: number, relative: boolean): Column<Row> {
  const field = fieldOf(id, relative);
  return {
    id,
    title: say(`column.${id}`),
    width,
    minWidth: 32,
    align: 'end',
    mono: true,
    paint: packetOnly((cell, packet) => setText(cell, number(packet[field]))),
  };
}

export function numberColumn(id: 'packet' | 'line', width: number): Column<Row> {
  return {
    id,
    title: id === 'line' ? say('column.line') : '#',
    tooltip: id === 'line' ? say('column.line.tooltip') : say('column.packet.tooltip'),
    width,
    minWidth: 36,
    align: 'end',
    mono: true,
    paint: (cell, item) => setText(cell, number(item.kind === 'line' ? item.line : item[id])),
  };
}

function timeColumn(context: PacketColumnContext, width: number): Column<Row> {
  const { timeStyle } = context.preferences;
  return {
    id: `time-${timeStyle}`,
    title: say('column.time'),
    tooltip: say(`time.${timeStyle}`),
    width,
    minWidth: 50,
    mono: true,
    paint: packetOnly((cell, packet, row) => paintTime(cell, packet, row, context)),
  };
}

function paintTime(cell: HTMLElement, packet: PacketRow, row: number, context: PacketColumnContext): void {
  if (packet.time === null) {
    setText(cell, '');
    setTitle(cell, say('time.none'));
    return;
  }
  const time = timeInStyle(packet.time, context.preferences.timeStyle, context.timeContext(row));
  const digits = context.fit.time === 'milliseconds' ? 3 : 0;
  setText(cell, context.fit.time === 'whole' ? time : cutFraction(time, digits));
  setTitle(cell, fullTime(packet.time));
}

/** What this product is for: never hidden. */
export function stateColumns(width: number): Column<Row>[] {
  return (['client', 'server'] as const).map((side) => ({
    id: side,
    title: say(`column.${side}`),
    tooltip: say(`column.${side}.tooltip`),
    width,
    minWidth: 60,
    paint: packetOnly((cell, packet) =>
      paintState(cell, packet[side], { changed: packet[`${side}Changed`], stuck: packet.stuck === side }),
    ),
  }));
}

export function noteColumn(width: number): Column<Row> {
  return { id: 'note', title: say('column.note'), width, minWidth: 60, paint: packetOnly(paintNote) };
}
