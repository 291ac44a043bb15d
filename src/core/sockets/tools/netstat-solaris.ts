import { isNoPeer, parseDottedAddress } from '../socket-address';
import { rowDraft } from '../socket-row';
import { stateNamed } from '../state-names';
import type { TableReader } from './table-reader';

/**
 * netstat(8) of Solaris and illumos: `local.port remote.port Swind Send-Q Rwind Recv-Q State`, with -u (Solaris 11, illumos)
 * `User Pid Command` before the queues.
 */
const ROW =
  /^\s*(\S+\.[\w*-]+)\s+(\S+\.[\w*-]+)\s+(?:\S+\s+(\d+)\s+(\S+)\s+)?(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+([A-Z_]+[12]?)\s*\S*\s*$/;
/** `*.22  *.*  0  0  128000  0 LISTEN`. */
export const netstatSolaris: TableReader = {
  tool: 'netstat-solaris',
  row(text) {
    const [, local, remote, pid, name, , sendQ, , recvQ, word] = ROW.exec(text) ?? [];
    if (local === undefined) return null;
    const [here, there, state] = [parseDottedAddress(local), parseDottedAddress(remote), stateNamed(word)];
    if (here === null || there === null || state === null) return null;
    const isListening = state === 'LISTEN';
    return rowDraft('netstat-solaris', {
      state,
      local: here,
      peer: isNoPeer(there) ? null : there,
      recvQ: isListening ? null : Number(recvQ),
      sendQ: isListening ? null : Number(sendQ),
      processes: pid === undefined ? [] : [{ name, pid: Number(pid), fd: null }],
    });
  },
  isHeader: (text) =>
    /^\s*Local Address\s+Remote Address\s+(?:User\s+Pid\s+Command\s+)?Swind\s+Send-Q/.test(text),
  looksLikeRow: () => false,
};
