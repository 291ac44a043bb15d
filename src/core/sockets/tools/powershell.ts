import { addressOf, isNoPeer } from '../socket-address';
import { type RowDraft, rowDraft } from '../socket-row';
import { stateNamed } from '../state-names';
import type { ListingContext, TableReader } from './table-reader';

/**
 * Get-NetTCPConnection: a table whose columns follow its header; as CSV (`Export-Csv`) with quotes; as a list, `Name :
 * value`, which list-rows.ts reads.
 */
const FIELDS = ['LocalAddress', 'LocalPort', 'RemoteAddress', 'RemotePort', 'State'];

export const powershell: TableReader = {
  tool: 'powershell',
  row(text, { header }: ListingContext) {
    if (header === null || !isHeader(header)) return null;
    const names = cellsOf(header, header);
    const cells = cellsOf(text, header);
    // The column is blank for a listening socket.
    const blank = names.indexOf('AppliedSetting');
    if (blank >= 0 && cells.length === names.length - 1) cells.splice(blank, 0, '');
    return netTcpRow(new Map(names.map((name, at) => [name, cells[at] ?? ''])));
  },
  isHeader,
  looksLikeRow: () => false,
};

function isHeader(text: string): boolean {
  const names = cellsOf(text, text);
  return FIELDS.slice(0, 4).every((field) => names.includes(field));
}

const cellsOf = (text: string, header: string): string[] =>
  header.includes(',') || header.includes(';')
    ? text.split(/[,;]/).map((cell) => cell.trim().replace(/^"|"$/g, ''))
    : text.trim().split(/\s+/);

/** A connection by the names of its properties; null: some that every connection has are missing. */
export function netTcpRow(values: ReadonlyMap<string, string>): RowDraft | null {
  const local = addressOf(values.get('LocalAddress') ?? '', values.get('LocalPort') ?? '');
  const peer = addressOf(values.get('RemoteAddress') ?? '', values.get('RemotePort') ?? '');
  const state = stateNamed(values.get('State') ?? '');
  if (local === null || peer === null || values.get('LocalAddress') === '') return null;
  const pid = values.get('OwningProcess') ?? '';
  return rowDraft('powershell', {
    state,
    local,
    peer: isNoPeer(peer) || state === 'LISTEN' ? null : peer,
    processes: /^[1-9]\d*$/.test(pid) ? [{ name: '', pid: Number(pid), fd: null }] : [],
  });
}
