import { isNoPeer, parseAddress, parseDottedAddress, type SocketAddress } from '../socket-address';
import { type RowDraft, rowDraft, type SocketProcess } from '../socket-row';
import { stateNamed } from '../state-names';
import type { TableReader } from './table-reader';

/**
 * What systems descended from BSD's network print in forms of their own, with a state on each row: `esxcli network ip connection
 * list` of VMware ESXi (`tcp Recv-Q Send-Q local foreign STATE World-ID Algorithm World-Name`), `show tcp brief` of Cisco IOS
 * (`TCB local.port foreign.port (state)`), NETSTAT of z/OS (`User Conn local..port foreign..port State`).
 */
const ESXCLI =
  /^\s*tcp\s+(\d+)\s+(\d+)\s+(\S+:\S+)\s+(\S+:\S+)\s+([A-Z_]+[12]?)\s+(\d{4,10})\s+(?:newreno|cubic|dctcp)(?:\s+(\S.*?))?\s*$/;
const CISCO = /^\s*[0-9A-F]{8,16}\s+(\S+\.[\d*]+)\s+(\S+\.[\d*]+)\s+([A-Z]+[12]?)\s*$/;
const ZOS =
  /^\s*([A-Z@#$][A-Z0-9@#$]{0,7})\s+[0-9A-F]{8}\s+(\S+)\.\.(\d+)\s+(\S+)\.\.(\d+)\s+([A-Z][A-Za-z]+[12]?)\s*$/;

export const otherNetstat: TableReader = {
  tool: 'netstat-bsd',
  row: (text) => esxcliRow(text) ?? ciscoRow(text) ?? zosRow(text),
  isHeader: (text) =>
    /^\s*(?:Proto\s+Recv Q\s+Send Q\s|TCB\s+Local Address\s|User Id\s+Conn\s+Local Socket\s)/.test(text),
  looksLikeRow: (text) => /^\s*[0-9A-F]{8,16}\s+\S+\.\d+\s+\S+\.\d+\s+[A-Z]/.test(text) || ZOS.test(text),
};

function esxcliRow(text: string): RowDraft | null {
  const [, recvQ, sendQ, local, foreign, word, world, name] = ESXCLI.exec(text) ?? [];
  if (world === undefined) return null;
  const process = name === undefined ? null : { name, pid: Number(world), fd: null };
  const row = rowOf(parseAddress(local), parseAddress(foreign), word, process);
  if (row === null || row.state === 'LISTEN') return row;
  return { ...row, recvQ: Number(recvQ), sendQ: Number(sendQ) };
}

function ciscoRow(text: string): RowDraft | null {
  const [, local, foreign, word] = CISCO.exec(text) ?? [];
  if (word === undefined) return null;
  return rowOf(parseDottedAddress(local), parseDottedAddress(foreign), word, null);
}

function zosRow(text: string): RowDraft | null {
  const [, name, host, port, peerHost, peerPort, word] = ZOS.exec(text) ?? [];
  if (word === undefined) return null;
  const [local, foreign] = [parseAddress(`${host}:${port}`), parseAddress(`${peerHost}:${peerPort}`)];
  return rowOf(local, foreign, word, { name, pid: null, fd: null });
}

function rowOf(
  local: SocketAddress | null,
  foreign: SocketAddress | null,
  word: string,
  process: SocketProcess | null,
): RowDraft | null {
  const state = stateNamed(word);
  if (local === null || foreign === null || state === null) return null;
  return rowDraft('netstat-bsd', {
    state,
    local,
    peer: isNoPeer(foreign) ? null : foreign,
    processes: process === null ? [] : [process],
  });
}
