import type { SocketRowView } from '../../src/core/session/incident';
import { element, setText, setTitle } from '../element';
import { severityMark } from '../findings/finding-mark';
import type { Column } from '../grid/columns';
import { NARROW_STATE, STATE } from '../packets/fit';
import { paintState } from '../packets/state-pill';
import type { Metrics } from '../shell/metrics';
import { duration } from '../text/amounts';
import { shown } from '../text/visible';
import { say } from '../words';

/** What goes when there is too little room, the first of them first: state, ends and findings stay. */
const SPARE = ['line', 'connection', 'sendQ', 'recvQ', 'process', 'seen'] as const;
const FINDINGS = 260;
const NARROW_FINDINGS = 44;
const NARROW_ADDRESS = 16;

/** `ages`: since when each has been seen in its state is known; `files`: rows are of several files. As many columns as `available` pixels have room for. */
export function socketColumns(
  metrics: Metrics,
  available: number,
  remembered: Readonly<Record<string, number>>,
  { ages, files }: { readonly ages: boolean; readonly files: boolean },
): Column<SocketRowView>[] {
  let columns = allColumns(metrics, files).filter(({ id }) => ages || id !== 'seen');
  const width = () => columns.reduce((sum, column) => sum + (remembered[column.id] ?? column.width), 0);
  for (const spare of SPARE) {
    if (width() <= available) break;
    columns = columns.filter(({ id }) => id !== spare);
  }
  if (width() <= available) return columns;
  const narrow: Readonly<Record<string, number>> = {
    state: NARROW_STATE,
    local: metrics.columnOf(NARROW_ADDRESS),
    peer: metrics.columnOf(NARROW_ADDRESS),
    findings: NARROW_FINDINGS,
  };
  return columns.map((column) => ({ ...column, width: narrow[column.id] ?? column.width }));
}

function allColumns({ columnOf }: Metrics, files: boolean): Column<SocketRowView>[] {
  return [
    plain('line', say('column.line'), columnOf(files ? 16 : 5), placeOf, true),
    {
      id: 'state',
      title: say('column.state'),
      width: STATE,
      minWidth: 60,
      paint: (cell, { socket, stuck }) =>
        paintState(cell, socket.state === null ? null : { state: socket.state, certainty: 'confirmed' }, {
          changed: true,
          stuck: stuck !== null && stuck.sureness !== 'possible',
        }),
    },
    // What the tools themselves call them.
    plain('recvQ', 'Recv-Q', columnOf(7), ({ socket }) => String(socket.recvQ ?? ''), true),
    plain(
      'sendQ',
      'Send-Q',
      columnOf(7),
      ({ socket }) => String(socket.listenLimit ?? socket.sendQ ?? ''),
      true,
    ),
    plain('local', say('column.local'), columnOf(21), ({ socket }) => shown(socket.local ?? '', 120)),
    plain('peer', say('column.peer'), columnOf(21), ({ socket }) => shown(socket.peer ?? '', 120)),
    plain('seen', say('column.seen'), columnOf(9), ageOf, true),
    plain('process', say('column.process'), columnOf(20), ({ socket }) => holdersOf(socket)),
    plain('connection', say('column.connection'), columnOf(5), connectionOf, true),
    {
      ...plain('findings', say('column.findings'), FINDINGS, () => ''),
      minWidth: NARROW_FINDINGS,
      flexible: true,
      paint: paintFindings,
    },
  ];
}

const ageOf = ({ socket: { seenForSeconds = 0 } }: SocketRowView): string =>
  seenForSeconds === 0 ? '' : duration(seenForSeconds);

/** The line, with its file where there are several. */
const placeOf = ({ file, socket }: SocketRowView): string =>
  file === null ? String(socket.line) : `${shown(file.split(/[\\/]/).at(-1) ?? file, 80)}:${socket.line}`;

/** The number of the recorded connection that it is of. */
const connectionOf = ({ joined, connection }: SocketRowView): string => (joined ? String(connection) : '');

/** `4242/server`, as netstat prints it. */
const holdersOf = ({ descriptors }: SocketRowView['socket']): string =>
  descriptors
    .map(({ pid, name, folder }) =>
      shown(`${pid ?? ''}/${name}${folder === undefined ? '' : ` ${folder}`}`, 200),
    )
    .join(' ');

function paintFindings(cell: HTMLElement, { findings }: SocketRowView): void {
  const titles = findings.map(({ title }) => shown(title, 200)).join(' · ');
  const [first] = findings;
  const key = `${first?.severity ?? ''} ${titles}`;
  if (cell.dataset.findings === key && cell.childElementCount > 0) return;
  cell.dataset.findings = key;
  cell.replaceChildren(
    ...(first === undefined ? [] : [severityMark(first.severity), element('span', { text: titles })]),
  );
  setTitle(cell, findings.map(({ title, message }) => shown(`${title}: ${message}`, 600)).join('\n'));
}

function plain(
  id: string,
  title: string,
  width: number,
  text: (row: SocketRowView) => string,
  end = false,
): Column<SocketRowView> {
  return {
    id,
    title,
    width,
    minWidth: 40,
    mono: true,
    ...(end ? { align: 'end' as const } : {}),
    paint: (cell, row) => {
      const value = text(row);
      setText(cell, value);
      setTitle(cell, value);
    },
  };
}
