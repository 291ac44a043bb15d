import { addressOf, isNoPeer, parseAddress, type SocketAddress } from '../socket-address';
import { type RowDraft, rowDraft } from '../socket-row';
import { stateNamed } from '../state-names';
import type { TableReader } from './table-reader';

/**
 * Sysinternals' TCPView before version 4, saved as text (`program PID TCP address port address port STATE`), and tcpvcon -c
 * (`TCP,program,PID,STATE,address:port,address:port`). Newer ones have a heading, by which powershell.ts reads them.
 */
const SAVED =
  /^\s*(\S.*?)\s+(\d{1,7})\s+TCP(?:V6)?\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+([A-Z][A-Z_0-9]+)(?:\s+\d.*)?\s*$/;
const TCPVCON =
  /^\s*TCP(?:V6)?(?:,|\s+)([^,\s]+)(?:,|\s+)(\d{1,7})(?:,|\s+)([A-Z][A-Z_0-9]+)(?:,|\s+)([^,\s]+:\w+)(?:,|\s+)([^,\s]+:\w+)\s*$/;

export const tcpview: TableReader = {
  tool: 'netstat-windows',
  row(text) {
    const [, name, pid, host, port, peerHost, peerPort, state] = SAVED.exec(text) ?? [];
    if (state !== undefined)
      return rowOf(name, pid, state, addressOf(host, port), addressOf(peerHost, peerPort));
    const [, program, number, word, local, foreign] = TCPVCON.exec(text) ?? [];
    return word === undefined
      ? null
      : rowOf(program, number, word, parseAddress(local), parseAddress(foreign));
  },
  isHeader: () => false,
  looksLikeRow: (text) => TCPVCON.test(text),
};

function rowOf(
  name: string,
  pid: string,
  word: string,
  local: SocketAddress | null,
  foreign: SocketAddress | null,
): RowDraft | null {
  const state = stateNamed(word);
  if (state === null || local === null || foreign === null) return null;
  return rowDraft('netstat-windows', {
    state,
    local,
    peer: isNoPeer(foreign) || state === 'LISTEN' ? null : foreign,
    processes: pid === '0' ? [] : [{ name, pid: Number(pid), fd: null }],
  });
}
