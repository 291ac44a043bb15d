import { isNoPeer, parseAddress } from '../socket-address';
import { rowDraft } from '../socket-row';
import { stateNamed } from '../state-names';
import { numberOf, type TableReader } from './table-reader';

/**
 * netstat of Windows: `TCP local foreign STATE [PID] [offload state]`, without queues; with -b the program follows on a
 * line of its own, `[server.exe]`, perhaps behind one with the component's name. Headers are in the system's language, and
 * in some the states, too, of several words perhaps. Newer ones have a template (-y) or the time in the state (-i) at the end.
 */
const ROW =
  /^\s*(?:TCP|tcp)\s+(\S+:\S+)\s+(\S+:\S+)\s+([\p{L}_][^\s\d:.,;()"|]{0,30}[12]?(?: \p{L}[^\s\d:.,;()"|]{0,20}){0,2})(?:\s+(\d+))?(?:\s+(?:\p{L}\S*|\d+(?:\.\d+)?)){0,3}\s*$/u;

/** `netstat -q` lists ports as BOUND that are bound and do not listen. */
const NO_PEER = /^(?:0\.0\.0\.0|\[::\]):0$/;

export const netstatWindows: TableReader = {
  tool: 'netstat-windows',
  row(text) {
    const [, local, foreign, word, pid] = ROW.exec(text) ?? [];
    if (local === undefined) return null;
    const [here, there] = [parseAddress(local), parseAddress(foreign)];
    if (here === null || there === null) return null;
    // Whatever the language calls it: without a foreign address it waits for connections.
    const state =
      stateNamed(word) ??
      stateNamed(word.split(' ')[0]) ??
      (NO_PEER.test(foreign) && word !== 'BOUND' ? 'LISTEN' : null);
    if (state === null) return null;
    const number = numberOf(pid);
    return rowDraft('netstat-windows', {
      state,
      local: here,
      peer: isNoPeer(there) || state === 'LISTEN' ? null : there,
      // Process 0 is the system: what is left of a closed connection.
      processes: number === null || number === 0 ? [] : [{ name: '', pid: number, fd: null }],
    });
  },
  further(text, row) {
    const [, name] = /^\s*\[([^[\]]{1,260})\]\s*$/.exec(text) ?? [];
    if (name === undefined) return /^\s*[A-Za-z][\w-]{1,60}\s*$/.test(text);
    row.processes = [{ name, pid: row.processes[0]?.pid ?? null, fd: null }];
    return true;
  },
  /** The process's number, broken off the end of the row. */
  continues: /^\d{1,7}$/,
  isHeader: (text) => /^\s*Proto\s+\S.*\s\S/.test(text) && !/Recv-Q/.test(text),
  looksLikeRow: (text) => /^\s*(?:TCP|tcp)\s+\S+:\S+\s+\S+:\S+/.test(text),
};
