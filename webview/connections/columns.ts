import type { ConnectionRow } from '../../src/core/session';
import { setText, setTitle } from '../element';
import type { Column } from '../grid/columns';
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

export function connectionColumns({ columnOf }: Metrics): Column<ConnectionRow>[] {
  return [
    plain('connection', '#', columnOf(6), (c) => String(c.connection), { end: true, sortable: true }),
    plain('client', say('column.client'), columnOf(22), (c) => shown(c.client, 120), {
      mono: true,
      sortable: true,
    }),
    {
      ...plain('server', say('column.server'), columnOf(22), (c) => shown(c.server, 120), {
        mono: true,
        sortable: true,
      }),
      paint: (cell, connection) => {
        const guessed = connection.roleBy === 'port' || connection.roleBy === 'first-sender';
        setText(cell, shown(connection.server, 120) + (guessed ? ' ?' : ''));
        setTitle(cell, say(ROLE_BY[connection.roleBy]));
      },
    },
    state('clientState', say('column.clientState'), 'client'),
    state('serverState', say('column.serverState'), 'server'),
    plain('packets', say('column.packets'), columnOf(8), (c) => String(c.packets), {
      end: true,
      sortable: true,
    }),
    plain('clientBytes', say('column.clientBytes'), columnOf(9), (c) => bytes(c.clientBytes), { end: true }),
    plain('serverBytes', say('column.serverBytes'), columnOf(9), (c) => bytes(c.serverBytes), { end: true }),
    plain(
      'seconds',
      say('column.seconds'),
      columnOf(9),
      (c) => (c.seconds === null ? '' : duration(c.seconds)),
      {
        end: true,
        sortable: true,
      },
    ),
    {
      ...plain('history', say('column.history'), columnOf(13), (c) => shown(c.history, 200), { mono: true }),
      tooltip: say('column.history.tooltip'),
    },
    {
      ...plain('stuck', say('column.stuck'), 90, (c) => (c.stuck === null ? '' : `◐ ${sideName(c.stuck)}`)),
      tooltip: say('state.stuck'),
    },
  ];
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

function state(
  id: 'clientState' | 'serverState',
  title: string,
  side: 'client' | 'server',
): Column<ConnectionRow> {
  return {
    id,
    title,
    width: 138,
    minWidth: 60,
    sortable: true,
    paint: (cell, connection) =>
      paintState(cell, connection[id], { changed: true, stuck: connection.stuck === side }),
  };
}

const bytes = (value: number | null): string => (value === null ? '' : byteSize(value));
