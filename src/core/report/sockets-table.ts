import { say, type WordId } from '../explain';
import type { ProcessView, SocketConnection } from '../session/sockets';
import { spelledOut } from '../text';
import { duration, type Locale } from '../words';
import { MARKS } from './severity';
import type { Style } from './style';
import { displayWidth, padEnd, padStart, truncate } from './width';

interface Column {
  /** Words, or a term of the tools' own. */
  readonly title: WordId | { readonly term: string };
  readonly value: (row: SocketConnection, locale: Locale) => string;
  readonly right?: boolean;
  readonly flexible?: boolean;
}

/** Since it was first seen in its state; only where it is looked at again and again. */
const AGE: Column = {
  title: 'socket.column.seen',
  value: ({ socket: { seenForSeconds } }, locale) =>
    seenForSeconds === undefined || seenForSeconds === 0 ? '' : duration(locale, seenForSeconds),
  right: true,
};

const COLUMNS: readonly Column[] = [
  { title: { term: '#' }, value: ({ connection }) => String(connection), right: true },
  { title: 'socket.column.state', value: ({ socket }) => socket.state ?? '' },
  { title: { term: 'Recv-Q' }, value: ({ socket }) => String(socket.recvQ ?? ''), right: true },
  {
    title: { term: 'Send-Q' },
    value: ({ socket }) => String(socket.listenLimit ?? socket.sendQ ?? ''),
    right: true,
  },
  { title: 'socket.column.local', value: ({ socket }) => spelledOut(socket.local ?? '') },
  { title: 'socket.column.peer', value: ({ socket }) => spelledOut(socket.peer ?? '') },
  AGE,
  { title: 'socket.column.process', value: ({ process }) => shortProcess(process), flexible: true },
  {
    title: 'socket.column.findings',
    value: ({ findings }) =>
      findings.map(({ severity, title }) => `${MARKS[severity]} ${spelledOut(title)}`).join('  '),
    flexible: true,
  },
];
const STATE = 1;
const GAP = '  ';
const NARROWEST_FLEXIBLE = 8;

/** `4242/server`, as netstat prints it; of this machine's processes with the container and the working folder. */
export const shortProcess = (process: ProcessView | null): string =>
  process === null
    ? ''
    : spelledOut(
        [
          [process.pid, process.name].filter((part) => part !== null && part !== '').join('/'),
          process.container ?? '',
          process.folder ?? '',
        ]
          .filter((part) => part !== '')
          .join(' '),
      );

/** Rows of a socket table in columns; null columns: nothing needs to be cut. */
export function socketsTable(
  locale: Locale,
  style: Style,
  rows: readonly SocketConnection[],
  columns: number | null,
): string {
  const shown = COLUMNS.filter(
    (column) => column !== AGE || rows.some(({ socket }) => socket.seenForSeconds !== undefined),
  );
  const titles = shown.map(({ title }) => (typeof title === 'string' ? say(locale, title) : title.term));
  const cells = rows.map((row) => shown.map(({ value }) => value(row, locale)));
  const widths = titles.map((title, at) =>
    cells.reduce((widest, line) => Math.max(widest, displayWidth(line[at])), displayWidth(title)),
  );
  if (columns !== null) narrow(shown, widths, columns);
  const heading = style.apply(lineOf(shown, titles, widths), 'dim');
  const lines = cells.map((line, at) => {
    const { state } = rows[at].socket;
    return lineOf(shown, line, widths, (text) =>
      state === null ? text : style.state(text, state, rows[at].stuck !== null),
    );
  });
  return `${[heading, ...lines].join('\n')}\n`;
}

function lineOf(
  shown: readonly Column[],
  values: readonly string[],
  widths: readonly number[],
  state = (text: string) => text,
): string {
  const padded = values.map((value, at) => {
    const text = shown[at].flexible ? truncate(value, widths[at]) : value;
    const cell = shown[at].right ? padStart(text, widths[at]) : padEnd(text, widths[at]);
    return at === STATE ? state(cell) : cell;
  });
  return padded.join(GAP).trimEnd();
}

/** Takes what is too wide from the flexible columns, the last one first. */
function narrow(shown: readonly Column[], widths: number[], columns: number): void {
  let excess = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) - columns;
  for (let at = shown.length - 1; at >= 0 && excess > 0; at--) {
    if (!shown[at].flexible) continue;
    const taken = Math.max(0, Math.min(excess, widths[at] - NARROWEST_FLEXIBLE));
    widths[at] -= taken;
    excess -= taken;
  }
}
