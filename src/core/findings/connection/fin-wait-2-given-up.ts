import { NO_PACKET, otherSide, type PacketIndex, type Side, TcpState } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import { resetKind } from '../reset-kind';
import type { Story } from '../story';
import { Threshold } from '../thresholds';

/** An end in FIN_WAIT_2 stopped waiting for its peer's FIN: by RST, or in silence. */
export const finWait2GivenUp = connectionRule(
  { id: 'fin-wait-2-given-up', severities: ['info'], signs: ['reset', 'unfinished'], role: 'state' },
  (story) => {
    const kind = resetKind(story);
    if (kind === 'gave-up') return byReset(story);
    if (kind === 'forgotten') return forgotten(story);
    if (!story.isComplete) return null;
    return inSilence(story, 'client') ?? inSilence(story, 'server');
  },
);

function byReset(story: Story): Found | null {
  const { reset } = story;
  const interval = reset === null ? null : story[reset.sender].finWait2;
  if (reset === null || interval === null) return null;
  const seconds = story.seconds(interval.from, reset.packet);
  const { finWait2Windows, finWait2WindowsSlack } = Threshold;
  const windows = seconds !== null && Math.abs(seconds - finWait2Windows) <= finWait2WindowsSlack;
  const found = given(story, reset.sender, interval.from, reset.packet);
  return { ...found, kind: windows ? 'windows' : 'reset', sureness: windows ? 'likely' : 'proven' };
}

/** Its peer closes or probes at last, and the kernel answers that there is no such connection. */
function forgotten(story: Story): Found | null {
  const { reset } = story;
  const interval = reset === null ? null : story[reset.sender].finWait2;
  if (reset === null || interval === null) return null;
  const found = given(story, reset.sender, interval.from, reset.packet);
  const early = found.seconds !== null && found.seconds < Threshold.finWait2Linux - 5;
  return {
    ...found,
    kind: early ? 'forgotten-early' : 'forgotten',
    sureness: 'likely',
    evidence: story.cite(interval.from, reset.previous, reset.packet),
  };
}

/** Nothing shows it; but the capture goes on for longer than Linux would have waited. */
function inSilence(story: Story, side: Side): Found | null {
  const interval = story[side].finWait2;
  const facts = story.connection;
  if (interval === null || facts[side].state !== TcpState.FIN_WAIT_2) return null;
  if (facts[otherSide(side)].state !== TcpState.CLOSE_WAIT) return null;
  const quietSince = facts.lastPacket;
  if (!(story.between(quietSince, NO_PACKET) >= Threshold.finWait2Linux)) return null;
  return { ...given(story, side, interval.from, NO_PACKET), kind: 'silent', sureness: 'possible' };
}

const given = (story: Story, side: Side, from: PacketIndex, until: PacketIndex): Found => ({
  kind: 'reset',
  endpoint: side,
  sureness: 'proven',
  since: from,
  seconds: story.seconds(from, until),
  evidence: story.cite(from, until),
});
