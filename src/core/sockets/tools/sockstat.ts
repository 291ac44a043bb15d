import { isNoPeer, parseAddress } from '../socket-address';
import { rowDraft } from '../socket-row';
import { stateNamed } from '../state-names';
import { numberOf, type TableReader } from './table-reader';

/**
 * sockstat(1) of FreeBSD: `USER COMMAND PID FD PROTO LOCAL FOREIGN`, with -s the state, with other options more columns.
 * Question marks stand for the process of a socket that no descriptor refers to. OpenBSD's fstat(1) has `USER CMD PID FD* internet
 * stream tcp address local <-- foreign`, without states.
 */
const ROW =
  /(?:^|\s)\S+\s+(\S+)\s+(\d+|\?)\s+(\d+|\?)\s+tcp(?:4|6|46)\s+(\S+:[\w*-]+)\s+(\S+:[\w*-]+)(?:\s+(.*))?$/;

const FSTAT =
  /(?:^|\s)\S+\s+(\S+)\s+(\d+)\s+(\d+)\*?\s+internet6?\s+stream\s+tcp\s+(?:0x)?[0-9a-f]+\s+(\S+:[\w*-]+)(?:\s+(?:<--|-->)\s+(\S+:[\w*-]+))?\s*$/;

export const sockstat: TableReader = {
  tool: 'sockstat',
  row(text) {
    const [, name, pid, fd, local, foreign = '*:*', rest = ''] = ROW.exec(text) ?? FSTAT.exec(text) ?? [];
    if (name === undefined) return null;
    const [here, there] = [parseAddress(local), parseAddress(foreign)];
    if (here === null || there === null) return null;
    const states = rest.split(/\s+/).flatMap((word) => (/^[A-Z]/.test(word) ? (stateNamed(word) ?? []) : []));
    const peer = isNoPeer(there) ? null : there;
    return rowDraft('sockstat', {
      local: here,
      peer,
      // Without a foreign address it is what sockstat -l lists.
      state: states[0] ?? (peer === null && here.port !== null ? 'LISTEN' : null),
      processes: pid === '?' ? [] : [{ name, pid: Number(pid), fd: numberOf(fd) }],
    });
  },
  /** The state, broken off. */
  continues: /^[A-Z][A-Z_0-9]{3,12}$/,
  isHeader: (text) =>
    /^\s*USER\s+(?:COMMAND\s+PID\s+FD\s+PROTO\s+LOCAL ADDRESS|CMD\s+PID\s+FD\s+MOUNT)/.test(text),
  looksLikeRow: (text) =>
    /\s(?:\d+|\?)\s+(?:\d+|\?)\s+tcp(?:4|6|46)\s+\S+:\S+\s+\S+:|\sinternet6?\s+stream\s+tcp\s+\S+\s+\S+:/.test(
      text,
    ),
};
