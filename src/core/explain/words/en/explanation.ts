/** The frame of an explanation: title, summary, since when, why. */
export const explanation = {
  'headline.icmp-error.prohibited.connect': 'connect() failed, ICMP error',
  'headline.icmp-error.port.connect': 'connect() failed, ICMP error',
  'headline.icmp-error.unreachable.connect': 'connect() failed, ICMP error',
  'headline.icmp-error.expired.connect': 'connect() failed, ICMP error',
  'headline.icmp-error.prohibited.open': 'its segments are rejected by ICMP errors',
  'headline.icmp-error.port.open': 'its segments are rejected by ICMP errors',
  'headline.icmp-error.unreachable.open': 'its segments cannot be delivered, says ICMP',
  'headline.icmp-error.expired.open': 'its segments cannot be delivered, says ICMP',
  'headline.accept-queue-overflow': 'accept queue full',
  'headline.accept-queue-overflow.ignored-afar': 'does not take the end of the handshake',
  'headline.idle-cut': 'the connection was cut while idle',
  'headline.half-open-peer': 'no longer answers',
  'headline.half-open-peer.unknown': 'does not know the connection any more',
  'headline.half-open-peer.unknown.soon': 'answers in the middle of it as if it did not know the connection',
  'headline.half-open-peer.unknown.others':
    'answers in the middle of it as if it did not know the connection',
  'headline.write-after-close': 'wrote after the {other} had closed',
  'headline.aborted-with-unread-data': 'reset instead of an answer',
  'headline.reset-in-data': 'reset the connection in the middle of data',
  'headline.aborted-by-linger': 'ended the connection with RST',
  'headline.receiver-not-reading': 'did not read for {duration}',
  'headline.large-segments-lost': 'its large segments do not arrive',
  'headline.keep-alive-race': 'closed an idle connection as the next request came',
  'headline.stalled-server': 'last data not answered',
  'headline.stalled-server.lone': 'did not answer for {duration}',
  'headline.stalled-server.lone-reset': 'did not answer for {duration}',
  'headline.stalled-server.answered-too-late': 'answered after {duration}, when the client had given up',
  'headline.closed-without-answer': 'closed without an answer',
  'headline.reset-in-data.lost-answer': 'reset the connection right behind its answer',
  'headline.no-socket.syn-ack': 'answered the SYN/ACK with RST',
  'headline.half-open-peer.given-up-before': 'had given the connection up',
  'headline.slow-answer': 'answered after {duration}',
  'headline.much-retransmitted': 'sent {percent} % of its data segments again',
  'headline.slow-to-close': 'closed {duration} after the {other}',

  'title.of': '{Side} {address}: {title}',
  'quality.line': 'The recording: {told}.',
  'quality.and': '; ',
  'quality.packets.heavy':
    '{percent} % of the packets were not recorded, so nothing is concluded from absence',
  'quality.packets.slight':
    '{percent} % of the packets were not recorded, so what is concluded from absence is less sure',
  'quality.data.heavy': '{percent} % of the data was not recorded, so nothing is concluded from absence',
  'quality.data.slight':
    '{percent} % of the data was not recorded, so what is concluded from absence is less sure',
  'quality.flags': 'only segments with SYN, FIN or RST were recorded',
  'quality.recordings': 'it has {count} parts, and no duration spans a gap',
  'quality.silence':
    'nothing has been added to the file for {duration}, which counts as silence while it is recorded',
  'quality.at.machine': 'it was made at the {side}',
  'quality.at.network': 'it was made at the {side} or on its network',
  'quality.directions.one':
    'only one direction was recorded, so nothing is concluded from the silence of the other',
  'quality.directions.mostly-one':
    'of most connections only one direction was recorded, so nothing is concluded from the silence of the other',
  'quality.confined.port': 'nothing but TCP to port {port} is in it',
  'quality.confined.pair': 'nothing but TCP between {client} and {server} is in it',
  'quality.clock': 'the clock steps {count} times, and no duration is taken across',
  'quality.clock.one': 'the clock steps once, and no duration is taken across',

  'title.lasting': '{state} for {duration}',
  'title.state': '{state}',
  'title.stopped': '{state} when the recording stops',
  'title.stopped.part': '{state} when that part of the recording stops',
  'title.reset': '{state} for {duration}, until the {resetter} reset the connection',
  'title.left': '{state} for {duration}, until packet {packet}',
  'title.closed': 'closed in order',
  'title.closed.reset': 'reset by the {resetter}',
  'title.closed.unreachable': 'connect() failed, ICMP error',
  'title.closed.refused': 'refused by the {resetter}',

  'summary.CLOSE_WAIT':
    "The {other} closed {when}. The {side}'s kernel acknowledged it; the {side}'s program did not close its end.",
  'summary.CLOSE_WAIT.unconfirmed':
    'The {other} closed {when}. The {side} has not acknowledged that in this capture, so CLOSE_WAIT is inferred.',
  'summary.CLOSE_WAIT.acknowledged': "The {other} closed {when}, and the {side}'s kernel acknowledged it.",
  'summary.CLOSE_WAIT.crossed':
    'The {other} closed {when}, while data of the {side} was on its way to it, and answered that with RST (packet {packet}): it had closed for good, and the data is lost.',
  'summary.CLOSE_WAIT.filtered':
    'The {other} closed {when}. The recording holds neither an acknowledgment of that, which a filter may have left out, nor a FIN of the {side}.',
  'summary.CLOSE_WAIT.later':
    "The {other} closed {when}. The {side}'s kernel acknowledged it, and the {side}'s program closed in its turn.",
  'summary.CLOSE_WAIT.later.unheard':
    "The {other} closed {when}, and so did the {side}'s program; no acknowledgment of the {other}'s FIN is in the recording.",
  'summary.CLOSE_WAIT.aborted':
    'The {other} closed {when}. Instead of closing, the {side} reset the connection (packet {packet}): its program closed with data unread or with SO_LINGER 0, or the connection was still in the queue of a listening socket that went away.',
  'summary.CLOSE_WAIT.aborted.client':
    'The {other} closed {when}. Instead of closing, the {side} reset the connection (packet {packet}): its program closed with data unread or with SO_LINGER 0, or ended with data unread.',
  'summary.CLOSE_WAIT.aborted.nothing':
    'The {other} closed {when}. Instead of closing, the {side} reset the connection (packet {packet}), though the {other} had sent no data: its program closed with SO_LINGER 0, or the connection was still in the queue of a listening socket that went away.',
  'summary.CLOSE_WAIT.aborted.client.nothing':
    'The {other} closed {when}. Instead of closing, the {side} reset the connection (packet {packet}), though the {other} had sent no data: its program closed with SO_LINGER 0.',
  'summary.never-accepted':
    'Not a byte of data went either way: this is what a connection looks like that the kernel completed and no program accepted. Look for a busy accept loop before you look for a missing close().',
  'summary.table.accepted':
    'The socket table shows that a process holds the socket: the program accepted the connection, and has not closed it.',
  'summary.table.not-accepted':
    'The socket table shows that no descriptor refers to the socket: the kernel completed the connection, and the program had not accepted it. Look for a busy accept loop, not for a missing close().',
  'summary.served-later':
    'Not a byte of data went either way; but connection {later} to the same port came later and was served. accept() takes connections in order, so the program accepted this one too and has lost it, unless several sockets listen on the port (SO_REUSEPORT).',
  'summary.begun-before':
    'The recording began in the middle of the connection: the {side} may have closed before it.',
  'summary.write-after-close':
    'The {side} went on sending, and the {other} answered with RST (packet {packet}): it had closed for good, not only shut down sending.',
  'summary.stopped':
    'The recording stops there: how long it stayed so is not in it. If the socket is still in CLOSE_WAIT now, these are the likely causes.',
  'summary.stopped.part':
    'That part of the recording stops there: how long it stayed so is not in it. If the socket is still in CLOSE_WAIT now, these are the likely causes.',
  'summary.missing':
    'Packets are missing from this recording, and a FIN of the {side} may be among them: whether its program closed, the recording does not say.',
  'summary.brief.open': 'The capture ends {duration} later, too soon to call the program slow.',
  'summary.brief.open.part':
    'That part of the recording ends {duration} later, too soon to call the program slow.',
  'summary.brief.reset':
    'Only {duration} later the {resetter} reset the connection (packet {packet}), too soon to call the program slow.',
  'summary.unanswered':
    "The {other}'s {peerBytes} bytes were acknowledged and not answered; whether the program ever accepted the connection, the packets do not say.",
  'summary.after-data':
    'Data went both ways before, so the program did accept it; it is now busy elsewhere, or it has lost the socket.',
  'summary.still-sending': 'The {side} went on sending after that: a half-close in use.',
  'summary.pool': 'The usual owner of such a socket is a connection pool that has not noticed.',

  'summary.FIN_WAIT_2':
    "The {side} has closed, and the {other}'s kernel acknowledged that {when}; the {other}'s FIN has not come.",
  'summary.FIN_WAIT_1': 'The {side} sent its FIN {when}; it is not acknowledged.',
  'summary.FIN_WAIT_1.missing':
    'The {side} sent its FIN {when}; whether it was acknowledged, the recording does not say.',
  'summary.CLOSING':
    'Both ends closed at the same time, {when}; the capture does not show that an ACK of its FIN reached the {side}.',
  'summary.LAST_ACK': 'Both ends have closed; the FIN that the {side} sent {when} is not acknowledged.',
  'summary.TIME_WAIT':
    'Closed in order. The {side} closed first, so it keeps TIME_WAIT; nothing is wrong with that.',
  'summary.TIME_WAIT.both':
    'Closed in order, by both ends at the same moment, so both keep TIME_WAIT; nothing is wrong with that.',
  'summary.SYN_SENT': 'The {side} asks for a connection to {peer}; its SYN is not answered.',
  'summary.SYN_RECEIVED': 'The {side} answered a SYN {when}; the handshake is not complete.',
  'summary.SYN_RECEIVED.unconfirmed':
    'A SYN went to the {side} {when}; the capture holds no answer of the {side} to it.',
  'summary.ESTABLISHED': 'The connection is open. Nothing in the capture says that it should not be.',
  'summary.ESTABLISHED.found': 'The connection is open. What is wrong with it is told below.',
  'summary.ESTABLISHED.of-server':
    'The connection is open. What was found here concerns its server as a whole, and is told below.',
  'summary.ESTABLISHED.silent-server':
    'The handshake is complete, which is the work of the kernel alone; the server has not sent a byte of data, so nothing shows that its program accepted the connection.',
  'summary.CLOSED': 'Both ends closed in order; nothing is left.',
  'summary.CLOSED.half': 'The {side} is done with the connection.',
  'summary.CLOSED.reset':
    'The {resetter} ended the connection with RST {when}; the {side} was in {stateBefore}.',
  'summary.CLOSED.unreachable':
    'The {side} asked for a connection to {peer}; an ICMP error answered its SYN {when}, and its connect() failed.',
  'summary.CLOSED.reset.unknown': 'The {resetter} ended the connection with RST {when}.',
  'summary.CLOSED.refused': 'The {resetter} refused the connection {when}.',
  'summary.SYN_SENT.unheard':
    'The {side} asks for a connection to {peer}; the capture shows an answer, and the {side} goes on as if none had come.',
  'summary.SYN_SENT.refused':
    'The {side} asked for a connection to {peer} {when}; a RST answered{after} (packet {packet}).',
  'summary.SYN_SENT.left':
    'The {side} asked for a connection to {peer} {when}; its SYN was answered{after} (packet {packet}).',
  'summary.SYN_SENT.left.CLOSED':
    'The {side} asked for a connection to {peer} {when}; the attempt ended{after} (packet {packet}).',
  'summary.SYN_RECEIVED.left':
    'A SYN reached the {side} {when}; the handshake was complete{after} (packet {packet}).',
  'summary.SYN_RECEIVED.left.CLOSED':
    'A SYN reached the {side} {when}; the handshake was never completed, and ended{after} (packet {packet}).',
  'summary.ESTABLISHED.left': 'The connection was open; the {side} sent its FIN{after} (packet {packet}).',
  'summary.ESTABLISHED.left.by-other':
    'The connection was open; the FIN of the {other} came{after} (packet {packet}).',
  'summary.FIN_WAIT_1.sent': 'The {side} sent its FIN {when}.',
  'summary.FIN_WAIT_1.left': 'The {side} sent its FIN {when}; it was acknowledged{after} (packet {packet}).',
  'summary.FIN_WAIT_1.left.CLOSING':
    "The {side} sent its FIN {when}; before that was acknowledged, the {other}'s own FIN came{after} (packet {packet}).",
  'summary.FIN_WAIT_2.left.TIME_WAIT':
    "The {side} had closed, and the {other}'s kernel acknowledged that {when}; the {other}'s FIN came{after} (packet {packet}).",
  'summary.CLOSING.left':
    'Both ends closed at the same time, {when}; the FIN of the {side} was acknowledged{after} (packet {packet}).',
  'summary.LAST_ACK.left':
    'Both ends closed; the FIN that the {side} sent {when} was acknowledged{after} (packet {packet}).',
  'summary.TIME_WAIT.left': 'The {side} kept TIME_WAIT from {when} on; it was over{after} (packet {packet}).',
  'summary.left': 'The {side} was in {state} until packet {packet}.',
  'summary.CLOSED.left': 'The {side} had no connection here until packet {packet}.',
  'summary.CLOSED.left.revived':
    'A RST seemed to end the connection {when}; packet {packet} of the {side} shows that it goes on.',
  'summary.UNKNOWN.left':
    'Until packet {packet} the capture shows too little of this connection to name a state.',

  'summary.LISTEN': 'The {side} listens; nothing has reached it.',
  'summary.UNKNOWN': 'The capture shows too little of this connection to name a state.',

  'ending.reset': 'After {duration} the {resetter} ended it with RST (packet {packet}).',
  'ending.reset.untimed': 'The {resetter} ended it with RST (packet {packet}).',
  'ending.reset.windows':
    'After {duration} the {resetter} gave it up with RST (packet {packet}); 120 s is how long Windows waits in FIN_WAIT_2.',
  'ending.left': 'That took {duration} (to packet {packet}).',
  'ending.soon': 'The recording stops {duration} later, too soon for an answer to be missed.',
  'ending.soon.part':
    'That part of the recording stops {duration} later, too soon for an answer to be missed.',
  'ending.timer': 'The capture ends {duration} later; a timer may have ended it before that.',
  'ending.timer.part':
    'That part of the recording ends {duration} later; a timer may have ended it before that.',
  'ending.open': 'The capture ends {duration} later, with nothing changed.',
  'ending.open.part': 'That part of the recording ends {duration} later, with nothing changed.',

  'since.time': 'since {time} (packet {packet})',
  'since.packet': 'since packet {packet}',
  'since.start': 'since before the capture',
  'since.for': '{since}, for {duration}',
  'since.until': '{since}, until packet {packet} ({to})',
  'since.until.reset': "{since}, until the {resetter}'s RST (packet {packet})",
  'since.until.forged': "{since}, until the RST in the {resetter}'s name (packet {packet})",
  'since.end': '{since}, to the end of the capture',
  'since.end.part': '{since}, to the end of that part of the recording',
  'since.stopped': '{since}; the recording stops {duration} later',
  'since.stopped.part': '{since}; that part of the recording stops {duration} later',
  'since.end.timer':
    '{since}; the capture ends {duration} later, and a timer may have ended the state before that',
  'since.end.timer.part':
    '{since}; that part of the recording ends {duration} later, and a timer may have ended the state before that',

  'why.packet': 'Packet {packet}: {sentence}',
  'why.missing': 'Packets are missing from this recording: what is absent from it may have been sent.',
  'why.stopped.CLOSE_WAIT': 'The recording holds no FIN of the {side} after that, and stops there.',
  'why.stopped.CLOSE_WAIT.part':
    'The recording holds no FIN of the {side} after that, and that part of it stops there.',
  'why.absent.CLOSE_WAIT':
    'The capture holds no FIN of the {side} after that: up to then nothing had called shutdown(), nor close() on the last descriptor of the socket.',
  'why.unseen.CLOSE_WAIT': 'The capture holds no FIN of the {side} after that.',
  'why.absent.FIN_WAIT_2':
    "The capture holds no FIN of the {other} after that: up to then the {other}'s program had not closed.",
  'why.unseen.FIN_WAIT_2': 'The capture holds no FIN of the {other} after that.',
  'why.absent.FIN_WAIT_1': 'The capture holds no acknowledgment of that FIN.',
  'why.absent.CLOSING': 'The capture holds no acknowledgment of that FIN.',
  'why.absent.LAST_ACK': 'The capture holds no acknowledgment of that FIN.',
  'why.absent.SYN_SENT': 'The capture holds no answer to it.',
  'why.absent.SYN_RECEIVED': 'The capture holds nothing that completes the handshake.',
  'why.silent': 'Not a byte of data went either way.',

  'evidence.silent': 'Neither end sent a byte of data.',
  'evidence.no-sign': 'Nothing shows that a program ever had the connection.',
  'evidence.unanswered': "The {other}'s {peerBytes} bytes were not answered with a single one.",
  'evidence.served': 'The {side} has sent {bytes} bytes on it, so its program had accepted it.',
  'evidence.served-meanwhile':
    'Connection {meanwhile} to the same port was open and served at that time: a program that handles one client after the other is busy with it.',
  'evidence.served-several':
    '{several} other connections to the same port had been served and were still open at that time: the program does not stop at one client, but may be at a limit.',
  'evidence.served-later':
    'Connection {later} to the same port came later and was served; accept() takes them in order, so this one was accepted before, unless several sockets listen on the port (SO_REUSEPORT).',
  'evidence.others-answered':
    'The server answered other SYNs to the same port meanwhile (connection {answered}): it is there, and so is the way to it.',
  'evidence.closed-others': 'The server did close others to this port ({closed}).',
  'evidence.pile-up': '{pileUp} connections to this port are stuck in CLOSE_WAIT at the same time.',
  'evidence.known-timer': '{timer} is a default of: {timers}.',
  'evidence.tcp-alone':
    'The recording holds nothing but TCP: an ICMP error, with which a firewall may refuse, would not be in it.',
  'evidence.overflow': 'The server ignored several ACKs of the client, not just one that may have been lost.',

  'report.for': 'For: {fact}',
  'report.against': 'Against: {fact}',
  'report.findings': 'Findings',
  'report.capture-findings': 'In this capture',
  'report.packets': 'The packets of the connection',
  'report.why': 'What happened',
  'report.meaning': 'What it means',
  'report.causes': 'Likely causes',
  'report.commands': 'Run next',
  'report.evidence': 'Packets',
  'report.on': 'On {address}, {platform}',
  'report.any': 'any system',
  'report.pid': 'PID stands for the process that the listing names.',
} as const;
