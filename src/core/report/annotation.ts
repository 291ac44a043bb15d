import { say } from '../explain';
import type { EndpointState, LineRow, PacketRow } from '../session/capture';
import type { Side } from '../tcp';
import { spelledOut } from '../text';
import type { Locale } from '../words';
import { stateLabel } from './state-label';
import type { Style } from './style';

const ARROW = '    └─ ';

/** What stands under a packet: `    └─ #1 client FIN_WAIT_1 · server CLOSE_WAIT? · FIN: ...`; null for what is not TCP. */
export function packetAnnotation(locale: Locale, style: Style, row: PacketRow): string | null {
  if (row.connection === null || row.client === null || row.server === null) return null;
  const parts = [
    `${style.apply(`#${row.connection}`, 'dim')} ${endpoint(locale, style, 'client', row.client, row.clientChanged)}`,
    endpoint(locale, style, 'server', row.server, row.serverChanged),
  ];
  if (row.note !== '') parts.push(style.apply(spelledOut(row.note), 'dim'));
  if (row.comment !== undefined) parts.push(style.apply(spelledOut(row.comment), 'dim'));
  return style.apply(ARROW, 'dim') + parts.join(style.apply(' · ', 'dim'));
}

/** What stands under a line that looks like a packet and cannot be read; null for an ordinary line. */
export function lineAnnotation(locale: Locale, style: Style, row: LineRow): string | null {
  if (row.problem === null) return null;
  const { message, column } = row.problem;
  const text = say(locale, 'annotate.unreadable', { message: spelledOut(message), column });
  return style.apply(ARROW, 'dim') + style.apply(text, 'red');
}

function endpoint(locale: Locale, style: Style, side: Side, state: EndpointState, changed: boolean): string {
  const name = style.apply(say(locale, `party.${side}`), 'dim');
  return `${name} ${style.state(stateLabel(state), state.state, changed)}`;
}
