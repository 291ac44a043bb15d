import { TcpState } from '../../tcp';
import { connectionRule } from '../finding';
import { Threshold } from '../thresholds';

/** The same addresses and ports as a connection before, while something may still remember that one. */
export const portReused = connectionRule(
  { id: 'port-reused', severities: ['info'], signs: ['ports-used-before'], role: 'context' },
  (story) => {
    const { connection, tracker, client } = story;
    const before = tracker.connections.at(connection.previous);
    if (before === undefined || client.syn.count === 0) return null;
    const gap = story.seconds(before.lastPacket, client.syn.first);
    if (gap !== null && gap > Threshold.longestTimeWait) return null;
    // Who was refused or not answered tries again from the same port.
    if (!before.client.handshakeDone) return null;
    const over = (state: TcpState) => state === TcpState.CLOSED || state === TcpState.TIME_WAIT;
    const reset = before.client.resetSent || before.server.resetSent;
    // What still came for it after the SYN shows that an end had not forgotten it.
    const remembered = before.lastPacket > client.syn.first;
    const ended = over(before.client.state) && over(before.server.state) && !remembered;
    return {
      kind: reset && !remembered ? 'after-reset' : ended ? 'time-wait' : 'open',
      endpoint: 'client',
      sureness: 'proven',
      since: client.syn.first,
      seconds: remembered ? null : gap,
      evidence: story.cite(before.lastPacket, client.syn.first),
      values: { connection: before.id + 1 },
    };
  },
);
