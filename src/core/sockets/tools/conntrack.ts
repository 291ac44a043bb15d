import { addressOf } from '../socket-address';
import { rowDraft } from '../socket-row';
import { stateNamed } from '../state-names';
import type { TableReader } from './table-reader';

/**
 * conntrack(8) -L and -E, /proc/net/nf_conntrack: what a router or a host's firewall remembers of a connection, both
 * directions, with the seconds after which it forgets it. The state is of the connection, not of an end.
 */
const ROW = /(?:^|\s)tcp\s+6\s+(?:(\d+)\s+)?(?:([A-Z_]+)\s+)?(src=.*)$/;
const ENDS = /src=(\S+)\s+dst=(\S+)\s+sport=(\d+)\s+dport=(\d+)/g;

const behindOf = ([, from, to, fromPort, toPort]: RegExpMatchArray) => {
  const [local, peer] = [addressOf(to, toPort), addressOf(from, fromPort)];
  return local === null || peer === null ? null : { local, peer };
};

export const conntrack: TableReader = {
  tool: 'conntrack',
  row(text) {
    const [, seconds, word, rest] = ROW.exec(text) ?? [];
    if (rest === undefined) return null;
    const [original, reply] = [...rest.matchAll(ENDS)];
    if (original === undefined) return null;
    const [, source, destination, sourcePort, destinationPort] = original;
    // The reply goes the other way round; where it does not mirror the original, addresses are translated.
    const mirrored =
      reply === undefined || (reply[1] === destination && reply[2] === source && reply[4] === sourcePort);
    return rowDraft('conntrack', {
      // An entry that was destroyed (-E) has no state any more.
      state: word === undefined ? null : stateNamed(word),
      local: addressOf(source, sourcePort),
      peer: addressOf(destination, destinationPort),
      forgottenIn: seconds === undefined ? null : Number(seconds),
      translated: !mirrored,
      // Seen from behind the translation, the connection has the reply's addresses the other way round.
      behind: mirrored || reply === undefined ? null : behindOf(reply),
    });
  },
  isHeader: (text) => /^conntrack v[\d.]+/.test(text),
  looksLikeRow: (text) => /(?:^|\s)tcp\s+6\s+\d+\s/.test(text),
};
