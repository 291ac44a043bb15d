import { otherSide, type PacketIndex } from '../tcp';
import type { ResetStory } from './reset-story';
import type { Story } from './story';
import { Threshold } from './thresholds';

/** Why an RST cannot come from the end that it names as its sender. */
export interface ForeignReset {
  readonly by: 'hop-limit' | 'ip-id' | 'went-on' | 'window' | 'timestamps';
  readonly sureness: 'proven' | 'likely';
  /** What shows it beside the RST. */
  readonly packets: readonly PacketIndex[];
  readonly values: Readonly<Record<string, number>>;
}

/** Initial hop limits in use: 64 (Linux, macOS, BSD), 128 (Windows), 255 (routers, Solaris); also 32 of old. */
const INITIAL = [32, 64, 128, 255];
/** Initial hop limit of Linux, macOS and BSD. */
const UNIX = 64;
/** From this many hops on a change of route does not explain a difference. */
const CLEARLY = 2;
/** As many packets of an end tell what hop limit it usually has; and as many, all alike, that one hop is no change of route. */
const USUAL = 2;
const STEADY = 3;

/** Null where nothing speaks against the end that the RST names. */
export function foreignReset(story: Story): ForeignReset | null {
  const { reset } = story;
  if (reset === null || reset.refusal) return null;
  return (
    wentOn(story, reset) ?? otherHops(story, reset) ?? copiedId(story, reset) ?? otherStack(story, reset)
  );
}

/** An end that resets has no connection any more, and sends nothing new on it. */
function wentOn(story: Story, { wentOn, sender }: ResetStory): ForeignReset | null {
  if (wentOn < 0) return null;
  // The end that was reset answers that.
  const answer = story[otherSide(sender)].last;
  const packets = answer > wentOn ? [wentOn, answer] : [wentOn];
  return { by: 'went-on', sureness: 'proven', packets, values: {} };
}

/**
 * The RST was passed on more or less often than every other packet of its sender. An equal number of hops below another
 * initial limit is no sign: programs set their own, and a kernel answers without the socket's.
 */
function otherHops(story: Story, reset: ResetStory): ForeignReset | null {
  const { lowestHopLimit: low, highestHopLimit: high, hopLimits, lastHopLimited } = story[reset.sender];
  const { hopLimit } = reset;
  if (hopLimit === 0 || hopLimits === 0 || (hopLimit >= low && hopLimit <= high)) return null;
  const usual = hopLimit < low ? low : high;
  const difference = Math.abs(hopsOf(hopLimit) - hopsOf(usual));
  if (difference === 0) return null;
  if (difference < CLEARLY && (low !== high || hopLimits < STEADY)) return null;
  return {
    by: 'hop-limit',
    sureness: difference >= CLEARLY && hopLimits >= USUAL ? 'proven' : 'likely',
    packets: [lastHopLimited],
    values: { hopLimit, usual },
  };
}

const hopsOf = (hopLimit: number): number =>
  (INITIAL.find((initial) => hopLimit <= initial) ?? 255) - hopLimit;

/** It carries the IP identification of the packet that it answers, as no stack does that numbers its own packets. */
function copiedId(story: Story, { sender, ipId, previous, previousSender }: ResetStory): ForeignReset | null {
  if (ipId <= 0 || previous < 0 || previousSender !== otherSide(sender)) return null;
  if (story.tracker.packets.ipId(previous) !== ipId) return null;
  return { by: 'ip-id', sureness: 'likely', packets: [previous], values: { ipId } };
}

/**
 * What Linux sends for an end that uses timestamps: a host without that socket answers without them and with window 0
 * (tcp_v4_send_reset), a socket that aborts says ACK, with timestamps and its window (tcp_send_active_reset). Other systems
 * mix these; but Windows, which does, has a hop limit of 128, and hardly ever timestamps.
 */
function otherStack(story: Story, reset: ResetStory): ForeignReset | null {
  const { packets, timestamped, highestHopLimit } = story[reset.sender];
  const isLinux = timestamped >= USUAL && timestamped === packets && highestHopLimit <= UNIX;
  // After a long silence it may be the timeout of a proxy that speaks for the end.
  if (!isLinux || reset.timestamps || reset.silenceBeforeAsk >= Threshold.idle) return null;
  if (reset.bare && reset.window > 0)
    return { by: 'window', sureness: 'likely', packets: [], values: { window: reset.window } };
  if (reset.bare || reset.window !== 0) return null;
  return { by: 'timestamps', sureness: 'likely', packets: [], values: {} };
}
