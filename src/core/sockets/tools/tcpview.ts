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

/** Volatility's netscan: `offset TCPv4 local foreign STATE pid owner`; in version 3 addresses and ports stand apart. */
const NETSCAN =
  /(?:^|\s)TCPv[46]\s+(\S+:\w+|\S+\s+\d+)\s+(\S+:\w+|\S+\s+\d+)\s+([A-Z][A-Z_0-9]+)\s+(\d+|-)\s+(\S+)/;

const endOf = (text: string): SocketAddress | null => {
  const [host, port] = text.split(/\s+/);
  return port === undefined ? parseAddress(text) : addressOf(host, port);
};

export const tcpview: TableReader = {
  tool: 'netstat-windows',
  row(text) {
    const [, name, pid, host, port, peerHost, peerPort, state] = SAVED.exec(text) ?? [];
    if (state !== undefined)
      return rowOf(name, pid, state, addressOf(host, port), addressOf(peerHost, peerPort));
    const [, program, number, word, local, foreign] = TCPVCON.exec(text) ?? [];
    if (word !== undefined) return rowOf(program, number, word, parseAddress(local), parseAddress(foreign));
    const [, here, there, named, owner, image] = NETSCAN.exec(text) ?? [];
    return named === undefined ? null : rowOf(image, owner, named, endOf(here), endOf(there));
  },
  isHeader: () => false,
  looksLikeRow: (text) => TCPVCON.test(text) || NETSCAN.test(text),
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
    processes: /^(?:0|-)$/.test(pid) ? [] : [{ name, pid: Number(pid), fd: null }],
  });
}
