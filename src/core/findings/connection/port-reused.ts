import { TcpState } from '../../tcp';
import { factsRule } from '../finding';
import { Threshold } from '../thresholds';

/** The same addresses and ports as a connection before, while something may still remember that one. */
export const portReused = factsRule(
  { id: 'port-reused', severities: ['info'], signs: ['ports-used-before'], role: 'context' },
  (subject) => {
    const { connection, tracker, clientSyn } = subject;
    const before = tracker.connections.at(connection.previous);
    if (before === undefined || clientSyn < 0) return null;
    const gap = subject.seconds(before.lastPacket, clientSyn);
    if (gap !== null && gap > Threshold.longestTimeWait) return null;
    // Who was refused or not answered tries again from the same port.
    if (!before.client.handshakeDone) return null;
    const over = (state: TcpState) => state === TcpState.CLOSED || state === TcpState.TIME_WAIT;
    const reset = before.client.resetSent || before.server.resetSent;
    // What still came for it after the SYN shows that an end had not forgotten it.
    const remembered = before.lastPacket > clientSyn;
    const ended = over(before.client.state) && over(before.server.state) && !remembered;
    return {
      kind: reset && !remembered ? 'after-reset' : ended ? 'time-wait' : 'open',
      endpoint: 'client',
      sureness: 'proven',
      since: clientSyn,
      seconds: remembered ? null : gap,
      evidence: subject.cite(before.lastPacket, clientSyn),
      values: { connection: before.id + 1 },
    };
  },
);
