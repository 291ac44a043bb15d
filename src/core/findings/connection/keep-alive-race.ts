import { otherSide, type PacketIndex, type Side } from '../../tcp';
import { connectionRule } from '../finding';
import { resetKind } from '../reset-kind';
import type { Story } from '../story';
import { Threshold } from '../thresholds';

/**
 * A server closed a connection that had been idle, and the next request was on its way already: answered by RST, it
 * was not served. A proxy in the client's place reports 502, a program ECONNRESET.
 */
export const keepAliveRace = connectionRule(
  { id: 'keep-alive-race', severities: ['warning'], signs: ['reset'] },
  (story) => {
    const race = idleClose(story);
    const { reset, server } = story;
    if (race === null || reset === null) return null;
    return {
      kind: 'crossed',
      endpoint: 'server',
      sureness: 'likely',
      since: server.fin.first,
      seconds: race,
      evidence: story.cite(server.lastData, server.fin.first, crossing(story, 'client'), reset.packet),
    };
  },
);

/** Seconds from the server's last data to the FIN that a request of the client crossed; null where it was not so. */
export function idleClose(story: Story): number | null {
  const { reset, client, server } = story;
  if (resetKind(story) !== 'write-after-close' || reset?.sender !== 'server') return null;
  if (client.knewOfFin || server.lastData < 0 || server.lastData > server.fin.first) return null;
  // A request that the server had taken before its FIN was waiting for an answer: the server was not idle.
  const asked = server.answers.request;
  if (asked < 0 || (asked < server.fin.first && reset.inFlight.client === 0)) return null;
  // One that had been sent in vain for long before does not cross it.
  const sent = crossing(story, 'client');
  if (sent < server.fin.first && !(story.between(sent, server.fin.first) < Threshold.answer)) return null;
  const idle = story.seconds(server.lastData, server.fin.first);
  return idle === null || idle < Threshold.idleClose ? null : idle;
}

/** The first data that an end sent although its peer had closed: after the peer's FIN, or before that arrived. */
export const crossing = (story: Story, side: Side): PacketIndex =>
  story[side].firstDataAfterFin >= 0 ? story[side].firstDataAfterFin : story[otherSide(side)].answers.request;
