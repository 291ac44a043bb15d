import { addressOf, isNoPeer } from '../socket-address';
import { type RowDraft, rowDraft } from '../socket-row';
import { stateNamed } from '../state-names';
import { csvCells } from './csv-cells';
import type { ListingContext, TableReader } from './table-reader';

/**
 * Get-NetTCPConnection: a table whose columns follow its header; as CSV (`Export-Csv`) with quotes; as a list, `Name :
 * value`, which list-rows.ts reads, and as JSON, which net-tcp-json.ts does.
 */
const FIELDS = ['LocalAddress', 'LocalPort', 'RemoteAddress', 'RemotePort', 'State'];
/** Words that something put before each row. */
const MOST_BEFORE = 12;
const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]*:[0-9a-f.]*(?:%\w+)?)$/i;
/** The default columns, told by their values where the header is missing. */
const BARE =
  /(?:^|[\s\]|:>])(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]*:[0-9a-f.]*(?:%\w+)?)\s+(\d{1,5})\s+(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]*:[0-9a-f.]*(?:%\w+)?)\s+(\d{1,5})\s+([A-Z][A-Za-z]+[12]?)(?:\s+(?:Internet|Internet\s?Custom|Data[Cc]enter\w*|Compat|Automatic))?(?:\s+(\d+))?(?:\s|$)/;

export const powershell: TableReader = {
  tool: 'powershell',
  row: (text, context) => rowByHeader(text, context) ?? bareRow(text),
  isHeader,
  looksLikeRow: (text) => bareRow(text) !== null,
};

function rowByHeader(text: string, { header, command }: ListingContext): RowDraft | null {
  if (header === null || !isHeader(header)) return null;
  const names = cellsOf(header, header);
  const all = cellsOf(text, header);
  for (let from = 0; from <= Math.min(MOST_BEFORE, all.length - 4); from++) {
    const cells = all.slice(from);
    // The column is blank for a listening socket.
    const blank = names.indexOf('AppliedSetting');
    if (blank >= 0 && cells.length === names.length - 1) cells.splice(blank, 0, '');
    const values = new Map(names.map((name, at) => [name, cells[at] ?? '']));
    if (!IP.test(values.get('LocalAddress') ?? '') || !IP.test(values.get('RemoteAddress') ?? '')) continue;
    const row = netTcpRow(values);
    if (row === null) continue;
    if (!names.includes('State')) row.state = stateAskedFor(command);
    else if (row.state === null) continue;
    return row;
  }
  return null;
}

/** `Get-NetTCPConnection -State CloseWait | select LocalAddress, ...`: the state is only in the command. */
function stateAskedFor(command: string | null): RowDraft['state'] {
  const [, word] =
    /\bGet-NetTCPConnection\b.*\s-State\s+['"]?(\w+)['"]?(?:\s*(?:$|\|)|\s+-)/i.exec(command ?? '') ?? [];
  return word === undefined ? null : stateNamed(word);
}

function bareRow(text: string): RowDraft | null {
  const [, local, localPort, peer, peerPort, state, pid = ''] = BARE.exec(text) ?? [];
  if (local === undefined || stateNamed(state) === null || !/[a-z]/.test(state)) return null;
  return netTcpRow(
    new Map([
      ['LocalAddress', local],
      ['LocalPort', localPort],
      ['RemoteAddress', peer],
      ['RemotePort', peerPort],
      ['State', state],
      ['OwningProcess', pid],
    ]),
  );
}

function isHeader(text: string): boolean {
  const names = cellsOf(text, text);
  return FIELDS.slice(0, 4).every((field) => names.includes(field));
}

const cellsOf = (text: string, header: string): string[] =>
  header.includes(',') || header.includes(';') ? csvCells(text) : text.trim().split(/\s+/);

/** Microsoft.PowerShell.Cmdletization.GeneratedTypes.NetTCPConnection.State, as JSON has it. */
const STATE_NUMBERS = [
  ...['', 'Closed', 'Listen', 'SynSent', 'SynReceived', 'Established', 'FinWait1', 'FinWait2', 'CloseWait'],
  ...['Closing', 'LastAck', 'TimeWait', 'DeleteTCB'],
];

/** A connection by the names of its properties; null: some that every connection has are missing. */
export function netTcpRow(values: ReadonlyMap<string, string>): RowDraft | null {
  const local = addressOf(values.get('LocalAddress') ?? '', values.get('LocalPort') ?? '');
  const peer = addressOf(values.get('RemoteAddress') ?? '', values.get('RemotePort') ?? '');
  const word = values.get('State') ?? '';
  const state = stateNamed(/^\d+$/.test(word) ? (STATE_NUMBERS[Number(word)] ?? '') : word);
  if (local === null || peer === null || values.get('LocalAddress') === '') return null;
  const pid = values.get('OwningProcess') ?? '';
  const name = values.get('ProcessName') ?? values.get('Name') ?? '';
  return rowDraft('powershell', {
    state,
    local,
    peer: isNoPeer(peer) || state === 'LISTEN' ? null : peer,
    processes: /^[1-9]\d*$/.test(pid) ? [{ name, pid: Number(pid), fd: null }] : [],
  });
}
