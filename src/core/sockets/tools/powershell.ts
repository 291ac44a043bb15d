import { isNoPeer } from '../socket-address';
import { type RowDraft, rowDraft } from '../socket-row';
import { stateNamed } from '../state-names';
import { csvCells } from './csv-cells';
import { connectionOf, hasConnection, propertiesOf } from './named-columns';
import type { ListingContext, TableReader } from './table-reader';

/**
 * Get-NetTCPConnection: a table whose columns follow its header, be they all or those that somebody has selected; as CSV
 * (`Export-Csv`) with quotes; as a list, `Name : value`, which list-rows.ts reads, and as JSON, which net-tcp-json.ts does.
 * Other programs' columns with such names are read in the same way: TCPView, the resource monitor, osquery.
 */
/** Words that something put before each row. */
const MOST_BEFORE = 12;
const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]*:[0-9a-f.]*(?:%\w+)?)$/i;
/** What a column that was too narrow left of an address. */
const CUT = /(?:\.{3}|…)$/;
/** The default columns, told by their values where the header is missing. */
const BARE =
  /(?:^|[\s\]|:>])(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]*:[0-9a-f.]*(?:%\w+)?)\s+(\d{1,5})\s+(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]*:[0-9a-f.]*(?:%\w+)?)\s+(\d{1,5})\s+([A-Z][A-Za-z]+[12]?)(?:\s+(?:Internet|Internet\s?Custom|Data[Cc]enter\w*|Compat|Automatic))?(?:\s+(\d+))?(?:\s|$)/;
const WITH_CUT_ADDRESS =
  /(?:^|\s)[0-9a-f:]{4,}[0-9a-f:.]*(?:\.{3}|…)\s+\d{1,5}\s|\s\d{1,5}\s+[0-9a-f:]{4,}[0-9a-f:.]*(?:\.{3}|…)\s+\d{1,5}\s/i;

export const powershell: TableReader = {
  tool: 'powershell',
  row: (text, context) => rowByHeader(text, context) ?? bareRow(text),
  isHeader,
  looksLikeRow: (text) => bareRow(text) !== null || WITH_CUT_ADDRESS.test(text),
};

function rowByHeader(text: string, { header, command }: ListingContext): RowDraft | null {
  if (header === null || !isHeader(header)) return null;
  const names = propertiesOf(cellsOf(header, header));
  const all = cellsOf(inOneWord(text), header);
  for (let from = 0; from <= Math.min(MOST_BEFORE, all.length - 2); from++) {
    const cells = all.slice(from);
    // The column is blank for a listening socket.
    const blank = names.indexOf('AppliedSetting');
    if (blank >= 0 && cells.length === names.length - 1) cells.splice(blank, 0, '');
    const values = new Map(names.map((name, at) => [name, cells[at] ?? '']));
    if (!['LocalAddress', 'RemoteAddress'].every((name) => IP.test(values.get(name) ?? '::1'))) continue;
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
  if (local === undefined || stateOf(state) === null || !/[a-z]/.test(state)) return null;
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
  return hasConnection(propertiesOf(cellsOf(text, text)));
}

/** Commas, blanks, or two blanks where names of columns have one in them (TCPView). */
function cellsOf(text: string, header: string): string[] {
  if (header.includes(',') || header.includes(';')) return csvCells(text);
  return text.trim().split(/(?:Local|Remote) (?:Address|Port)/.test(header) ? /\s{2,}/ : /\s+/);
}

/** Values that have blanks in them: a time of creation, a process that was printed as an object. */
const inOneWord = (text: string): string =>
  text
    .replace(/(\d{1,4}[./-]\d{1,2}[./-]\d{1,4}) (\d{1,2}:\d\d(?::\d\d)?)(?: ([AP]M))?/g, '$1T$2$3')
    .replace(/System\.Diagnostics\.Process \(([^()\s]{1,80})\)/g, '$1');

/** Microsoft.PowerShell.Cmdletization.GeneratedTypes.NetTCPConnection.State, as JSON has it. */
const STATE_NUMBERS = [
  ...['', 'Closed', 'Listen', 'SynSent', 'SynReceived', 'Established', 'FinWait1', 'FinWait2', 'CloseWait'],
  ...['Closing', 'LastAck', 'TimeWait', 'DeleteTCB'],
];

/** Bound: it neither listens nor is connected, as what ss calls UNCONN. */
const stateOf = (word: string): RowDraft['state'] =>
  word === 'Bound' ? 'CLOSED' : stateNamed(/^\d+$/.test(word) ? (STATE_NUMBERS[Number(word)] ?? '') : word);

/** A connection by the names of its properties; null: some of those that are there are not what they are called. */
export function netTcpRow(values: ReadonlyMap<string, string>): RowDraft | null {
  const ends = connectionOf(values);
  if (ends === null || [...values.values()].some((value) => CUT.test(value) && /[0-9a-f]:/.test(value)))
    return null;
  const state = stateOf(values.get('State') ?? '');
  const pid = values.get('OwningProcess') ?? '';
  const name = values.get('ProcessName') ?? '';
  const { local, peer } = ends;
  const isKnown = /^[1-9]\d*$/.test(pid) || (name !== '' && name !== 'Idle');
  return rowDraft('powershell', {
    state,
    local,
    peer: peer === null || isNoPeer(peer) || state === 'LISTEN' ? null : peer,
    processes: isKnown ? [{ name, pid: /^[1-9]\d*$/.test(pid) ? Number(pid) : null, fd: null }] : [],
  });
}
