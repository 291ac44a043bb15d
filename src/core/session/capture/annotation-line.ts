import type { EndpointState, PacketRow } from './views';

/** A packet's annotation in one plain line: `    client FIN_WAIT_1 · server CLOSE_WAIT? · note`. '' for what is not TCP. */
export function annotationLine(row: PacketRow): string {
  if (row.client === null || row.server === null) return '';
  const states = `client ${stateText(row.client)} · server ${stateText(row.server)}`;
  return `    ${row.note === '' ? states : `${states} · ${row.note}`}`;
}

/** A state that is inferred carries a question mark. */
export function stateText({ state, certainty }: EndpointState): string {
  return certainty === 'confirmed' || state === 'UNKNOWN' ? state : `${state}?`;
}
