import { NO_PACKET, otherSide, type PacketIndex, type Side } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import { resetKind } from '../reset-kind';
import type { ResetStory } from '../reset-story';
import type { Story } from '../story';
import { Threshold } from '../thresholds';
import { icmpError } from './icmp-error';

/** One end believes in the connection, the other is gone: it answers nothing, or that it knows nothing. */
export const halfOpenPeer = connectionRule(
  { id: 'half-open-peer', severities: ['warning'], signs: ['unfinished', 'reset'] },
  (story) => {
    const kind = resetKind(story);
    if (kind === 'unknown-there') return unknownThere(story);
    if (kind === 'unanswered') return unanswered(story, story.reset?.sender ?? 'client');
    if (story.reset !== null || !story.isComplete) return null;
    // An ICMP error answered: a filter or a router has said why, and that is told.
    if (icmpError.find(story)?.kind.endsWith('.open')) return null;
    const found = silence(story, 'client') ?? silence(story, 'server');
    // Nothing but the SYN/ACK was ever heard of it, and it is there: told as a full accept queue.
    return found?.kind === 'silent-there' && isUnacknowledged(story) ? null : found;
  },
);

function unknownThere(story: Story): Found | null {
  const { reset } = story;
  if (reset === null) return null;
  const { stuck } = story[reset.sender].delivery;
  const base = { endpoint: reset.sender, sureness: 'likely' } as const;
  // Its own data was never acknowledged: it gave up before, without a packet (RFC 9293 section 3.10.8).
  if (stuck !== null && stuck.packets.length >= 2 && story.isComplete)
    return {
      ...base,
      kind: 'given-up-before',
      since: stuck.packets[0],
      seconds: story.seconds(stuck.packets[0], stuck.until),
      evidence: story.cite(...stuck.packets, reset.previous, reset.packet),
      values: { count: stuck.packets.length },
    };
  const { others, soon } = stillThere(story, reset);
  const waited = story.seconds(reset.heard, reset.packet);
  return {
    ...base,
    kind: others >= 0 ? 'unknown.others' : soon ? 'unknown.soon' : 'unknown',
    since: reset.packet,
    seconds: null,
    evidence: story.cite(soon ? reset.heard : NO_PACKET, reset.previous, reset.packet, others),
    ...(soon && waited !== null && { values: { waited } }),
  };
}

/** A server that was heard a moment ago, or goes on with what it had before, has not restarted. */
function stillThere(
  story: Story,
  { sender, heard, packet }: ResetStory,
): { others: PacketIndex; soon: boolean } {
  if (sender !== 'server') return { others: NO_PACKET, soon: false };
  const others = story.circumstances.servers.heardOn(story.connection, packet, packet);
  return { others, soon: heard >= 0 && story.between(heard, packet) < Threshold.restart };
}

/** `asker` repeats itself to the end of what was captured, and its peer, which was there before, says nothing. */
export function silence(story: Story, asker: Side): Found | null {
  const { asks, repeatedAsks } = story[asker];
  if (asks.count < Threshold.unansweredSegments || repeatedAsks < 2) return null;
  if (story[otherSide(asker)].packets === 0) return null;
  if (!(story.between(asks.first, asks.last) >= Threshold.unansweredSpan)) return null;
  if (story.between(story[asker].beforeAsks, asks.first) >= Threshold.idle) return null;
  return unanswered(story, asker);
}

function unanswered(story: Story, asker: Side): Found {
  const { asks, delivery } = story[asker];
  const large = largeAlone(story, asker);
  const heard = large ? NO_PACKET : heardElsewhere(story, asker);
  return {
    kind: large ? 'silent-large' : heard >= 0 ? 'silent-there' : kindOf(story, asker),
    endpoint: otherSide(asker),
    sureness: 'likely',
    since: asks.first,
    seconds: story.seconds(asks.first, story.reset?.packet ?? asks.last),
    evidence: story.cite(...asks.packets, heard, story.reset?.packet ?? NO_PACKET),
    values: {
      count: asks.count,
      ...(large && { size: delivery.stuck?.length ?? 0, passed: delivery.largestDelivered }),
    },
  };
}

/** Of the server nothing was heard behind its one SYN/ACK. */
export const isUnacknowledged = ({ server }: Story): boolean =>
  server.synAck.count === 1 && server.packets === 1;

/** A packet of the server on another connection to the same port while this one went unanswered: it is there. */
export function heardElsewhere(story: Story, asker: Side): PacketIndex {
  if (asker !== 'client' || story.reset !== null) return NO_PACKET;
  const { asks } = story.client;
  return story.circumstances.servers.heardOn(story.connection, asks.first, asks.last);
}

function kindOf(story: Story, asker: Side): string {
  const { asks, probes } = story[asker];
  const isKeepAlive = probes > 0 && probes === asks.count;
  return `${isKeepAlive ? 'keep-alive-' : ''}${story.reset === null ? 'silent' : 'gave-up'}`;
}

/** What goes unanswered is larger than all that was ever acknowledged, and small segments were, just before: it may be the size. */
function largeAlone(story: Story, asker: Side): boolean {
  const { asks, probes, delivery, beforeAsks } = story[asker];
  const { stuck, largestDelivered } = delivery;
  if (story.reset !== null || probes > 0 || stuck === null || !story.fromTheStart) return false;
  if (stuck.length < Threshold.largeSegment || largestDelivered === 0 || stuck.length <= largestDelivered)
    return false;
  // A small segment behind it would have arrived, and been answered.
  if (delivery.smallestOnItsWay < Threshold.largeSegment) return false;
  return story.between(beforeAsks, asks.first) < Threshold.unansweredSpan;
}
