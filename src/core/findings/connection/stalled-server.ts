import { seqBefore } from '../../bytes';
import { NO_PACKET, type PacketIndex } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import { resetKind } from '../reset-kind';
import type { Story } from '../story';
import { Threshold } from '../thresholds';

/** A request waited long for its answer, or its client went away before there was one. */
export const stalledServer = connectionRule(
  {
    id: 'stalled-server',
    severities: ['warning', 'info'],
    signs: ['last-request-unanswered', 'unfinished', 'data-after-fin'],
  },
  (story) => {
    if (story.bytes('server') === null || missed(story) || isUntaken(story)) return null;
    return answeredTooLate(story) ?? gaveUp(story);
  },
);

/** The client acknowledged data of the server that is not in the capture: an answer may be among it. */
function missed({ client, server }: Story): boolean {
  return server.nextKnown && client.ackedKnown && seqBefore(server.next, client.acked);
}

/** The server had not acknowledged all that the client had sent when that went: it may never have come to it. */
const isUntaken = ({ client, reset }: Story): boolean =>
  client.unackedAtFin > 0 ||
  (client.fin.count === 0 && reset?.sender === 'client' && reset.inFlight.client > 0);

/** The answer came when the client had closed for good. */
function answeredTooLate(story: Story): Found | null {
  const { client, server } = story;
  const wait = server.answers.longest;
  if (wait === null || resetKind(story) !== 'write-after-close' || story.reset?.sender !== 'client')
    return null;
  if (client.fin.first < wait.request || client.fin.first > wait.answer) return null;
  // What a server sends at once when it sees the FIN (a TLS alert, a farewell) does not answer the request.
  if (!(story.between(client.fin.first, wait.answer) >= Threshold.closeWarning)) return null;
  return found(story, 'answered-too-late', wait.request, client.fin.first, wait.answer, wait.seconds);
}

/** The client closed, or reset the connection, without an answer to what it sent last. */
function gaveUp(story: Story): Found | null {
  const { client, server } = story;
  const { request } = server.answers;
  const reset = story.reset?.sender === 'client' ? story.reset.packet : NO_PACKET;
  const end = client.fin.count > 0 ? client.fin.first : reset;
  if (request < 0 || end < request || (server.fin.count > 0 && server.fin.first < end)) return null;
  // Only a server that answered before shows that an answer was to be expected: a log shipper gets none.
  const expected = server.answers.count >= Threshold.answersExpected;
  if (!expected && !isLoneRequest(story, end)) return null;
  const kind = expected ? 'gave-up' : 'lone';
  return found(story, client.fin.count > 0 ? kind : `${kind}-reset`, request, end, NO_PACKET, null);
}

/** All that the client ever sent was sent at once, and it waited long for an answer to it. */
function isLoneRequest(story: Story, end: PacketIndex): boolean {
  const { client, server } = story;
  if (!story.fromTheStart || !story.isComplete || server.firstData >= 0) return false;
  return (
    story.between(client.firstData, client.lastData) < Threshold.clientPatience &&
    story.between(client.lastData, end) >= Threshold.loneRequest
  );
}

function found(
  story: Story,
  kind: string,
  request: PacketIndex,
  gone: PacketIndex,
  answer: PacketIndex,
  seconds: number | null,
): Found | null {
  const patience = story.seconds(request, gone);
  // A client that shuts down sending right behind its request still reads the answer.
  if (patience === null || patience < Threshold.clientPatience) return null;
  const answered = seconds !== null;
  return {
    kind,
    endpoint: 'server',
    // The last data of a client may be a message to which nothing is to be said.
    severity: answered ? 'warning' : 'info',
    sureness: answered ? 'likely' : 'possible',
    since: request,
    seconds: answered ? story.seconds(request, answer) : patience,
    evidence: story.cite(request, gone, answer, story.reset?.packet ?? NO_PACKET),
    values: { patience },
  };
}
