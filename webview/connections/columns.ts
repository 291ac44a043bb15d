import type { ConnectionRow } from '../../src/core/session/capture';
import type { Side } from '../../src/core/tcp';
import { element, setText, setTitle } from '../element';
import { severityMark } from '../findings/finding-mark';
import type { Column } from '../grid/columns';
import { NARROW_STATE, STATE } from '../packets/fit';
import { paintState, sideName } from '../packets/state-pill';
import type { Metrics } from '../shell/metrics';
import { byteSize, duration } from '../text/amounts';
import { shown } from '../text/visible';
import { say, type WordId } from '../words';

/** How the roles were told apart matters only where it was not the SYN. */
const ROLE_BY: Readonly<Record<ConnectionRow['roleBy'], WordId>> = {
  syn: 'role.syn',
  'syn-ack': 'role.syn-ack',
  port: 'role.port',
  'first-sender': 'role.first-sender',
};

/** What goes when there is too little room, the first of them first: ends, states and findings stay. */
const SPARE = ['history', 'clientBytes', 'serverBytes', 'seconds', 'packets', 'stuck'] as const;
const FINDINGS = 220;
/** Of a server's address, with its port: most of it, its end in the tooltip. */
const NARROW_ADDRESS = 18;
/** The sign of the worst finding; its name in the tooltip. */
const NARROW_FINDINGS = 44;

/** As many columns as `available` pixels have room for. */
export function connectionColumns(
  metrics: Metrics,
  available: number,
  remembered: Readonly<Record<string, number>>,
): Column<ConnectionRow>[] {
  const all = allColumns(metrics);
  const widthOf = (columns: readonly Column<ConnectionRow>[]) =>
    columns.reduce((sum, { id, width }) => sum + (remembered[id] ?? width), 0);
  let columns = all;
  for (const spare of SPARE) {
    if (widthOf(columns) <= available) break;
    columns = columns.filter(({ id }) => id !== spare);
  }
  if (widthOf(columns) <= available) return columns;
  const narrow: Readonly<Record<string, number>> = {
    clientState: NARROW_STATE,
    serverState: NARROW_STATE,
    server: metrics.columnOf(NARROW_ADDRESS),
    findings: NARROW_FINDINGS,
  };
  return columns.map((column) => ({ ...column, width: narrow[column.id] ?? column.width }));
}

function allColumns({ columnOf }: Metrics): Column<ConnectionRow>[] {
  const amount = (id: 'packets' | 'clientBytes' | 'serverBytes' | 'seconds', digits: number) =>
    plain(id, say(`column.${id}`), columnOf(digits), (c) => amountOf(c, id), { end: true, sortable: true });
  return [
    plain('connection', '#', columnOf(5), (c) => String(c.connection), { end: true, sortable: true }),
    plain('client', say('column.client'), columnOf(21), (c) => shown(c.client, 120), {
      mono: true,
      sortable: true,
    }),
    {
      ...plain('server', say('column.server'), columnOf(21), () => '', { mono: true, sortable: true }),
      paint: (cell, connection) => {
        const guessed = connection.roleBy === 'port' || connection.roleBy === 'first-sender';
        setText(cell, shown(connection.server, 120) + (guessed ? ' ?' : ''));
        setTitle(cell, say(ROLE_BY[connection.roleBy]));
      },
    },
    state('clientState', say('column.clientState'), 'client'),
    state('serverState', say('column.serverState'), 'server'),
    {
      ...plain('stuck', say('column.stuck'), 96, stuckLabel, { sortable: true }),
      tooltip: say('state.stuck'),
    },
    amount('packets', 8),
    amount('clientBytes', 9),
    amount('serverBytes', 9),
    amount('seconds', 9),
    {
      ...plain('history', say('column.history'), columnOf(13), (c) => shown(c.history, 200), {
        mono: true,
        sortable: true,
      }),
      tooltip: say('column.history.tooltip'),
    },
    {
      ...plain('findings', say('column.findings'), FINDINGS, () => ''),
      minWidth: NARROW_FINDINGS,
      paint: paintFindings,
    },
  ];
}

function amountOf(c: ConnectionRow, id: 'packets' | 'clientBytes' | 'serverBytes' | 'seconds'): string {
  const value = c[id];
  if (value === null || id === 'packets') return value === null ? '' : String(value);
  return id === 'seconds' ? duration(value) : byteSize(value);
}

/** The findings' titles, the one that explains most first; the tooltip has them in full. */
function paintFindings(cell: HTMLElement, { findings }: ConnectionRow): void {
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
  text: (connection: ConnectionRow) => string,
  options: { end?: boolean; mono?: boolean; sortable?: boolean } = {},
): Column<ConnectionRow> {
  return {
    id,
    title,
    width,
    minWidth: 40,
    mono: options.mono === true || options.end === true,
    ...(options.end ? { align: 'end' as const } : {}),
    ...(options.sortable ? { sortable: true } : {}),
    paint: (cell, connection) => {
      const value = text(connection);
      setText(cell, value);
      setTitle(cell, value);
    },
  };
}

/** The end that is stuck; an open circle where the recording stops too soon to tell. */
function stuckLabel({ stuck }: ConnectionRow): string {
  if (stuck === null) return '';
  return `${stuck.sureness === 'possible' ? '○' : '◐'} ${sideName(stuck.endpoint)}`;
}

const isStuck = ({ stuck }: ConnectionRow, side: Side): boolean =>
  stuck !== null && stuck.endpoint === side && stuck.sureness !== 'possible';

function state(id: 'clientState' | 'serverState', title: string, side: Side): Column<ConnectionRow> {
  return {
    id,
    title,
    width: STATE,
    minWidth: 60,
    sortable: true,
    paint: (cell, connection) =>
      paintState(cell, connection[id], { changed: true, stuck: isStuck(connection, side) }),
  };
}
