import type { SocketRow } from '../../sockets';
import { type AddressPattern, type Expression, parseAddress } from '../capture';
import type { SocketConnection } from '../sockets';

/** Whether a row of a socket table passes a filter; what is asked of packets alone, such as flags, holds for none. */
export function matchesRow(expression: Expression, row: SocketRow, view: () => SocketConnection): boolean {
  switch (expression.kind) {
    case 'all':
      return true;
    case 'and':
      return matchesRow(expression.left, row, view) && matchesRow(expression.right, row, view);
    case 'or':
      return matchesRow(expression.left, row, view) || matchesRow(expression.right, row, view);
    case 'not':
      return !matchesRow(expression.of, row, view);
    case 'state':
      return row.state === expression.state && (expression.side === null || view().side === expression.side);
    case 'stuck': {
      const { stuck } = view();
      return stuck !== null && stuck.sureness !== 'possible';
    }
    case 'connection':
      return view().connection === expression.connection;
    case 'port':
      return [row.local, row.peer].some((end) => end?.port === expression.port);
    case 'address':
      return [row.local, row.peer].some((end) => end !== null && isWithin(expression.pattern, end.host));
    case 'text':
      return textOf(view()).includes(expression.text);
    case 'ports':
      return [row.local, row.peer].some(
        (end) => typeof end?.port === 'number' && end.port >= expression.from && end.port <= expression.to,
      );
    case 'family':
      return row.local !== null && parseAddress(row.local.host)?.family === expression.family;
    case 'process':
      return view().socket.descriptors.some(
        ({ name, pid, container }) =>
          String(pid) === expression.text ||
          [name, container].some((part) => part?.toLowerCase().includes(expression.text)),
      );
    case 'finding':
      return view().findings.some(({ id }) => id.includes(expression.id));
    case 'tcp':
      return true;
    case 'flags':
    case 'masked-flags':
    case 'analysis':
    case 'quantity':
    case 'payload':
      return false;
  }
}

function isWithin({ family, words, masks }: AddressPattern, host: string): boolean {
  const address = parseAddress(host);
  if (address === null || address.family !== family) return false;
  return words.every((word, at) => ((address.words[at] ^ word) & masks[at]) === 0);
}

function textOf({ socket, findings }: SocketConnection): string {
  const holders = socket.descriptors.map(({ name, pid, container, folder }) =>
    [pid, name, container, folder].filter((part) => part != null).join(' '),
  );
  const titles = findings.map(({ title }) => title);
  return [socket.state, socket.local, socket.peer, ...holders, ...titles].join(' ').toLowerCase();
}
