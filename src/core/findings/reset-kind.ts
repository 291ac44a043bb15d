import { otherSide, TcpState } from '../tcp';
import { foreignReset } from './reset-origin';
import type { ResetStory } from './reset-story';
import type { Story } from './story';
import { Threshold } from './thresholds';

/** What an RST that ended a connection was. One place decides it; each finding takes its own. */
export type ResetKind =
  /** The end that it names did not send it. */
  | 'between'
  /** No program listens, or a firewall says so. */
  | 'refused'
  /** The client no longer wanted the connection, or never asked for this one. */
  | 'abandoned'
  /** The server's kernel rejected the last ACK of the handshake. */
  | 'overflow'
  /** The sender had closed for good, and its peer sent data. */
  | 'write-after-close'
  /** The sender had closed, and had forgotten the connection when its peer closed too. */
  | 'forgotten'
  /** The same, at once: no timer can have run. */
  | 'closed-at-once'
  /** Both ends had closed in order before it: a packet that came late met no socket any more. */
  | 'ended'
  /** The sender had closed and waited for the other FIN no longer. */
  | 'gave-up'
  /** The sender asked again and again, and had no answer. */
  | 'unanswered'
  /** A FIN instead of the handshake's last ACK was answered by RST. */
  | 'rejected-fin'
  /** Data was answered as by a host without that socket, by an end that was heard just before. */
  | 'no-socket'
  /** The sender does not know the connection, though it never closed it. */
  | 'unknown-there'
  /** After a long silence an end, or a device on the way, ended it, or answered that it does not exist. */
  | 'idle'
  /** The sender aborted: while data was on its way, with data unread, or otherwise. */
  | 'in-data'
  | 'unread'
  | 'abort';

export function resetKind(story: Story): ResetKind | null {
  const { reset } = story;
  if (reset === null) return null;
  if (reset.refusal) return 'refused';
  if (foreignReset(story) !== null) return 'between';
  // What the other end had sent, be it a keep-alive, decides what it answers.
  if (story.unrecorded !== null) return null;
  if (story[reset.sender].fin.count > 0) return afterOwnFin(story, reset);
  if (reset.announced >= 0) return abortKind(story, reset);
  if (isAbandoned(story, reset)) return 'abandoned';
  if (isOverflow(story, reset)) return 'overflow';
  if (!reset.bare && askedInVain(story, reset)) return 'unanswered';
  if (isIdle(story, reset)) return 'idle';
  if (isRejectedFin(story, reset)) return 'rejected-fin';
  if (isUnknownThere(story, reset)) return 'unknown-there';
  if (answersData(story, reset)) return 'no-socket';
  return abortKind(story, reset);
}

function afterOwnFin(story: Story, reset: ResetStory): ResetKind {
  if (bothHadClosed(reset)) return 'ended';
  const peer = story[otherSide(reset.sender)];
  const answers = reset.previousSender === peer.side && !(reset.silence >= Threshold.answer);
  const wrote = peer.firstDataAfterFin >= 0 && peer.firstDataAfterFin < reset.packet;
  if (wrote && (answers || crossesOwn(story, reset))) return 'write-after-close';
  // Recorded at the writer: its data was on the way before the FIN came, and was never taken.
  const untaken = reset.inFlight[peer.side] > 0;
  if ((answers || crossesOwn(story, reset)) && reset.bare && untaken && reset.lastData[peer.side] >= 0)
    return 'write-after-close';
  const state = reset.before[reset.sender];
  if (answers && reset.bare && state !== TcpState.FIN_WAIT_1) {
    const soon = story.between(story[reset.sender].fin.first, reset.packet) < Threshold.finWait2Least;
    if (!soon) return 'forgotten';
    // What it answers so soon is the other FIN, or else it was not closed.
    return peer.fin.count > 0 ? 'closed-at-once' : abortKind(story, reset);
  }
  if (state !== TcpState.FIN_WAIT_2) return abortKind(story, reset);
  return isUnreadAfterFin(story, reset) ? 'unread' : 'gave-up';
}

/** Nothing was left to be done: the last FIN was acknowledged, and TIME_WAIT is a kernel's own. */
const bothHadClosed = ({ before }: ResetStory): boolean => isOver(before.client) && isOver(before.server);
const isOver = (state: TcpState): boolean => state === TcpState.CLOSED || state === TcpState.TIME_WAIT;

/** A RST without ACK answers a segment, though an acknowledgment of its own sender went out between the two. */
function crossesOwn(story: Story, { bare, sender, packet }: ResetStory): boolean {
  const { last } = story[otherSide(sender)];
  return bare && last < packet && story.between(last, packet) < Threshold.answer;
}

/** It had only shut down sending, was sent data and never sent any: its program closes now, with that unread. */
function isUnreadAfterFin(story: Story, { sender, bare, packet, lastData }: ResetStory): boolean {
  const own = story[sender];
  if (bare || lastData[sender] >= 0 || lastData[otherSide(sender)] < 0) return false;
  const waited = story.between(own.fin.first, packet);
  return !(Math.abs(waited - Threshold.finWait2Windows) <= Threshold.finWait2WindowsSlack);
}

/** The client closes instead of completing the handshake, and the server answers that by RST. */
const isRejectedFin = ({ client, server }: Story, { sender, bare, previous }: ResetStory): boolean =>
  sender === 'server' &&
  server.synAck.count > 0 &&
  bare &&
  client.fin.first >= 0 &&
  client.firstAck === client.fin.first &&
  previous === client.fin.first;

/** An answer as by a host without that socket, at once, to what its receiver sent. */
const answersData = (
  _: Story,
  { bare, sender, previousSender, silence, answersByNumber }: ResetStory,
): boolean =>
  bare && previousSender === otherSide(sender) && answersByNumber && !(silence >= Threshold.answer);

/** The client answers a SYN/ACK, or an ACK for another connection, with RST: it has given up, or asked for no such thing. */
const isAbandoned = ({ client, connection }: Story, { sender, previousSender }: ResetStory): boolean =>
  sender === 'client' && connection.client.synSent && client.firstAck < 0 && previousSender === 'server';

/** Linux with tcp_abort_on_overflow: the last ACK of the handshake is answered by RST. */
function isOverflow({ client, server, connection }: Story, reset: ResetStory): boolean {
  const unused = server.firstAck < 0 && reset.lastData.server < 0 && reset.lastData.client < 0;
  const opened =
    connection.client.synSent && server.synAck.count > 0 && client.firstAck >= 0 && client.fin.count === 0;
  const answers = reset.previous === client.firstAck && !(reset.silence >= Threshold.answer);
  return reset.sender === 'server' && reset.bare && opened && unused && answers;
}

function askedInVain(story: Story, { sender, packet }: ResetStory): boolean {
  const { asks, repeatedAsks } = story[sender];
  if (asks.count < Threshold.unansweredProbes || repeatedAsks === 0) return false;
  return story.between(asks.first, packet) >= Threshold.unansweredSpan;
}

/** It answers what it was sent by saying that there is no such connection, and took no part in it just before. */
function isUnknownThere(story: Story, { bare, sender, previousSender, heard, packet }: ResetStory): boolean {
  if (!bare || previousSender !== otherSide(sender)) return false;
  return heard < 0 || !(story.between(heard, packet) < Threshold.aliveJustNow);
}

function isIdle(story: Story, reset: ResetStory): boolean {
  const asker = story[otherSide(reset.sender)];
  const silence =
    reset.bare && asker.asks.count > 0 ? story.between(asker.beforeAsks, asker.asks.first) : reset.silence;
  return silence >= Threshold.idle && story.client.fin.count === 0 && story.server.fin.count === 0;
}

/** A socket that existed sent it: what was lost with it tells why. */
function abortKind(story: Story, reset: ResetStory): ResetKind {
  const { sender, inFlight } = reset;
  if (inFlight[sender] > 0 && story[sender].fin.count === 0) return 'in-data';
  if (leavesUnread(story, reset)) return 'unread';
  return inFlight[otherSide(sender)] > 0 ? 'in-data' : 'abort';
}

/**
 * A server that was sent something, has sent nothing since, and aborts; or anybody who aborts behind a closed window.
 * A client that aborts has had its answer, as a rule, and read it.
 */
function leavesUnread(story: Story, { sender, packet, lastData }: ResetStory): boolean {
  const received = lastData[otherSide(sender)];
  if (received < 0) return false;
  const closed = story[sender].zeroWindow;
  if (closed !== null && closed.until === packet) return true;
  return sender === 'server' && lastData.server < received;
}
