import type { Row } from '../../src/core/session/capture';
import type { Column } from '../grid/columns';
import { say } from '../words';
import { packetOnly, paintAnnotatedLine, paintLogLine } from './cells';
import { noteColumn, numberColumn, stateColumns } from './columns';
import { MIN_NOTE, STATE } from './fit';

/**
 * Where the annotations of a log line are: states before it and the note behind its end, all in one line; or all of
 * them under it, where the page is too narrow for the line and a note.
 */
export type LogLayout = 'beside' | 'below';

/** A cell's padding, and the space between a line's end and its note. */
const SPACE = 40;

export interface LogMeasures {
  readonly available: number;
  /** Characters of a line as this log has them. */
  readonly line: number;
  readonly lineNumber: number;
  columnOf(characters: number): number;
}

export function logLayout({ available, line, lineNumber, columnOf }: LogMeasures): LogLayout {
  const needed = columnOf(lineNumber) + 2 * STATE + columnOf(line) + SPACE + MIN_NOTE;
  return needed <= available ? 'beside' : 'below';
}

/** A text log as it stands in the file, with its annotations. */
export function logColumns(layout: LogLayout, { lineNumber, columnOf }: LogMeasures): Column<Row>[] {
  const line = numberColumn('line', columnOf(lineNumber));
  const log = { id: 'log', title: say('column.text'), mono: true } as const;
  if (layout === 'beside') {
    return [
      line,
      ...stateColumns(STATE),
      { ...log, width: columnOf(40), minWidth: 120, paint: packetOnly(paintAnnotatedLine) },
    ];
  }
  return [
    line,
    {
      ...log,
      width: 0,
      minWidth: 0,
      spansRow: true,
      paint: packetOnly((cell, packet) => paintLogLine(cell, packet.text ?? '')),
    },
    ...stateColumns(STATE),
    noteColumn(MIN_NOTE),
  ];
}
