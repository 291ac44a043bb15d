/**
 * What was found: `finding.ID.title`, and one sentence for each case of it, which says what the packets show and no
 * more. A capture-wide finding names the address that it speaks of.
 */
export const findings = {
  'finding.accept-queue-overflow.title': 'Accept queue full',
  'finding.accept-queue-overflow.ignored':
    'The server repeats its SYN/ACK although {count} segments of the client have answered it: a kernel whose accept queue is full does that. The program accepts too slowly.',
  'finding.accept-queue-overflow.ignored-afar':
    'The server repeats its SYN/ACK although {count} segments of the client were sent that answer it: its accept queue is full, or they do not reach it.',
  'finding.accept-queue-overflow.reset':
    'The server answered the last ACK of the handshake with RST: its accept queue is full (tcp_abort_on_overflow), or a firewall rejects.',

  'finding.accept-queue-overflow.unacknowledged':
    'The server answered the SYN and then acknowledged nothing of the client ({count} segments in {duration}), while it answered others on the same port: its accept queue is full, and behind a SYN cookie its kernel keeps nothing of a connection that finds no room there; or what the client sends does not reach it.',

  'finding.never-accepted.title': 'Never accepted',
  'finding.never-accepted.silent':
    'The kernel completed the handshake, and in {duration} not a byte of data went either way: nothing shows that a program ever accepted the connection.',
  'finding.never-accepted.unanswered':
    "The kernel acknowledged the client's {bytes} bytes and nothing answered them in {duration}: never accepted, or accepted and not served.",
  'finding.never-accepted.waiting':
    "The client's {bytes} bytes have waited {duration} for an answer: accepted and busy, or never accepted.",

  'finding.close-wait.title': 'Stuck in CLOSE_WAIT',
  'finding.close-wait.title.stopped': 'Half-closed when the recording stops',
  'finding.close-wait.title.stopped.part': 'Half-closed when that part of the recording stops',
  'finding.close-wait.stopped':
    "The {side} is half-closed (CLOSE_WAIT) when the recording stops: the {other} has closed, the {side}'s program had not yet. How long it stayed so is not in the recording.",
  'finding.close-wait.stopped.part':
    "The {side} is half-closed (CLOSE_WAIT) when that part of the recording stops: the {other} has closed, the {side}'s program had not yet. How long it stayed so is not in the recording.",
  'finding.close-wait.open':
    "The {side} is in CLOSE_WAIT for {duration}, to the end of the capture: the {other} has closed, the {side}'s program has not.",
  'finding.close-wait.open.part':
    "The {side} is in CLOSE_WAIT for {duration}, to the end of that part of the recording: the {other} has closed, the {side}'s program has not.",
  'finding.close-wait.peer-reset':
    "The {side} was in CLOSE_WAIT for {duration}, until the {other} reset the connection: the {side}'s program never closed.",
  'finding.close-wait.foreign-reset':
    "The {side} was in CLOSE_WAIT for {duration}, until a RST in the {other}'s name ended the connection: the {side}'s program had not closed by then.",
  'finding.close-wait.own-reset':
    'The {side} was in CLOSE_WAIT for {duration}, and then reset the connection instead of closing it.',

  'finding.refused.title': 'Connection refused',
  'finding.refused.syn': 'The {side} answered SYN with RST: nothing listens there, or a firewall rejects.',

  'finding.icmp-error.title': 'ICMP error',
  'finding.icmp-error.prohibited.connect':
    'Refused by {router}, {duration} after the SYN: an ICMP error says that a filter there does not let the connection through. connect() fails.',
  'finding.icmp-error.port.connect':
    'Refused by {router}, {duration} after the SYN, by the ICMP error "port unreachable". Hosts answer TCP with RST, so a firewall rule rejects. connect() fails.',
  'finding.icmp-error.unreachable.connect':
    '{router} says by ICMP, {duration} after the SYN, that it cannot reach the {other}: there is no route, or the host does not answer there. connect() fails.',
  'finding.icmp-error.expired.connect':
    '{router} says by ICMP, {duration} after the SYN, that the packet was passed on too often: a routing loop, or too small a TTL. connect() fails.',
  'finding.icmp-error.prohibited.open':
    'A segment of the {side} on the open connection was answered by {router} with an ICMP error: a filter there does not let it through. The kernel notes that, and sends the data again.',
  'finding.icmp-error.port.open':
    'A segment of the {side} on the open connection was answered by {router} with the ICMP error "port unreachable". Hosts answer TCP with RST, so a firewall rule rejects. The kernel notes that, and sends the data again.',
  'finding.icmp-error.unreachable.open':
    'A segment of the {side} on the open connection was answered by {router} with an ICMP error: it cannot reach the {other}. The kernel notes that, and sends the data again.',
  'finding.icmp-error.expired.open':
    'A segment of the {side} on the open connection was answered by {router} with an ICMP error: it was passed on too often, as in a routing loop. The kernel notes that, and sends the data again.',
  'finding.icmp-error.too-big':
    '{router} says by ICMP that segments of the {side} are too large for the path behind it: the {side} must send smaller ones.',
  'finding.icmp-error.told':
    '{router} sent an ICMP error about a segment of the {side}: on an open connection the kernel notes it and goes on.',

  'finding.self-connect.title': 'Connected to itself',
  'finding.self-connect.itself':
    'The socket is connected to itself: nothing listened on the port, and the kernel chose that very port as the local one. The program reads back what it writes.',

  'finding.no-answer.title': 'No answer to SYN',
  'finding.no-answer.repeated':
    '{count} SYNs, the last of them {spread} after the first, and no answer to any in {duration}.',

  'finding.reset-from-between.title': 'Reset made between the two',
  'finding.reset-from-between.hop-limit':
    "The RST in the {side}'s name did not come from it: it arrived with TTL {hopLimit}, the {side}'s own packets with TTL {usual}. Something between the two made it.",
  'finding.reset-from-between.ip-id':
    "The RST in the {side}'s name carries the IP ID {ipId} of the very packet that it answers, a number that the {side} does not give out. Something between the two made it.",
  'finding.reset-from-between.window':
    "The RST in the {side}'s name has no ACK, no timestamps and a window of {window}. The {side} puts timestamps on every packet: a host like that, without the socket, sends window 0, and a socket of it that aborts sends ACK. Something between the two made it.",
  'finding.reset-from-between.timestamps':
    "The RST in the {side}'s name has ACK, window 0 and no timestamps, which the {side} puts on every packet: a socket of a host like that sends its window and timestamps when it aborts. Something between the two made it.",
  'finding.reset-from-between.went-on':
    'After the RST in its name the {side} went on sending, as an end that has reset cannot: something else made the RST.',

  'finding.idle-cut.title': 'Cut while idle',
  'finding.idle-cut.dropped':
    'After {duration} of silence {count} segments in a row went unanswered: something between has dropped the idle connection.',
  'finding.idle-cut.rejected':
    'After {duration} of silence the next segment was answered by RST: the other end, or something between, has forgotten the idle connection.',
  'finding.idle-cut.reset':
    'After {duration} of silence a RST came in the name of the {side}: an idle timeout, there or between the two.',

  'finding.half-open-peer.title': 'Peer is gone',
  'finding.half-open-peer.silent':
    '{count} segments to the {side} went unanswered in {duration}: it is gone or cannot be reached, and the {other} does not know.',
  'finding.half-open-peer.silent-large':
    '{count} segments to the {side} went unanswered in {duration}, among them some of {size} bytes, sent again and again; none larger than {passed} bytes was ever acknowledged. Either large packets do not get through, or the {side} is gone just then.',
  'finding.half-open-peer.silent-there':
    '{count} segments to the {side} went unanswered in {duration}, though it answered others on the same port: it is there, and the packets of this connection are dropped, on the way (a firewall or NAT that no longer knows the connection, or a path that was cut for that long) or at the {side}.',
  'finding.half-open-peer.gave-up':
    'The {side} answered nothing for {duration}; the {other} gave the connection up with RST.',
  'finding.half-open-peer.unknown':
    'No close of the {side} is in the recording, and a RST without ACK answers in its name that there is no such connection: it has restarted or lost the socket, closed unseen, knows it by other ports (a NAT that forgot it), or a firewall rejects in its place.',
  'finding.half-open-peer.title.soon': 'Answered as if unknown',
  'finding.half-open-peer.title.others': 'Answered as if unknown',
  'finding.half-open-peer.unknown.soon':
    'No close of the {side} is in the recording, and a RST without ACK, {waited} after its last packet, answers in its name that there is no such connection. Hardly any host restarts so fast: a firewall or another device rejects in its place, it closed unseen, or it lost the socket without a packet.',
  'finding.half-open-peer.unknown.others':
    'No close of the {side} is in the recording, and a RST without ACK answers in its name that there is no such connection, though it goes on with others that were open on the same port: it has not restarted. A firewall or another device rejects in its place, it closed unseen, or a load balancer or NAT led the packet elsewhere.',

  'finding.half-open-peer.given-up-before':
    'The {side} had sent the same data again, {count} times or more in {duration}, without an acknowledgment, and then no longer knew the connection: its kernel had given up without a packet, and a RST answers what came later.',
  'finding.half-open-peer.keep-alive-silent':
    '{count} keep-alive probes to the {side} went unanswered in {duration}: it is gone or cannot be reached.',
  'finding.half-open-peer.keep-alive-gave-up':
    'Keep-alive: {count} probes to the {side} went unanswered, and after {duration} the {other} gave the connection up with RST. The {side} is gone or cannot be reached.',

  'finding.no-socket.title': 'Answered by no socket',
  'finding.no-socket.data':
    'A RST without ACK answers what the {other} sent: so answers a host that has no socket for it, or the reject rule of a firewall in its place. A close() with unread data sends RST with ACK.',
  'finding.no-socket.opening-fin':
    'The {other} sent FIN instead of completing the handshake, and the {side} answered with RST. No data was sent, nothing is lost, and the {side} is still there.',
  'finding.no-socket.closed':
    "The {side} had closed and answered the {other}'s FIN with RST, {duration} after its own FIN: its socket was already gone for good. Both had closed, and no data is lost.",
  'finding.no-socket.ended':
    'Both ends had closed in order; then the {side} answered a late packet of the {other} with RST, because its socket was gone by then. Nothing is lost.',
  'finding.no-socket.title.syn-ack': 'SYN/ACK answered by RST',
  'finding.no-socket.syn-ack':
    "A RST in the client's name answers the SYN/ACK, as of a kernel at which nothing waits for it: the program had given up connect(), the SYN was an old copy or a scan's, or a NAT changed the address of the SYN and not that of the answer.",
  'finding.no-socket.old':
    "The server answered the SYN with an ACK of something else, as one that still has an older connection on these ports; the client's kernel answered with RST. There was no handshake and no data: nothing is lost.",

  'finding.write-after-close.title': 'Written after close',
  'finding.write-after-close.knew':
    "{duration} after the {other}'s FIN, which it had acknowledged, the {side} sent data; the {other} had closed for good and answered with RST.",
  'finding.write-after-close.late':
    "{duration} after the {other}'s FIN, which it had acknowledged, the {side} sent data, and a RST answered it: the {other} had closed for good, or a NAT between the two had forgotten the half-closed connection (60 s in Linux' conntrack).",
  'finding.write-after-close.crossed':
    'Data of the {side} crossed the FIN of the {other}, which had closed for good and answered with RST: that data is lost.',

  'finding.aborted-with-unread-data.title': 'Reset instead of an answer',
  'finding.aborted-with-unread-data.unanswered':
    'The {side} was sent data, answered nothing and reset the connection {waited} after the last of it: close() with unread data does that, and so do SO_LINGER with time 0, the end of its process, or of a listening socket whose queue it was in.',
  'finding.aborted-with-unread-data.answered':
    'The {side} reset the connection without answering what it was sent last, {waited} before: close() with unread data does that, and so does SO_LINGER with time 0.',

  'finding.aborted-with-unread-data.after-fin':
    'The {side} reset the connection {duration} after its own FIN, without ever answering what it was sent: close() with unread data does that, after shutdown() too.',

  'finding.reset-in-data.title': 'Reset in the middle of data',
  'finding.reset-in-data.lost':
    'The {side} reset the connection while {bytes} bytes that it had sent were not acknowledged: they may be lost.',
  'finding.reset-in-data.lost-answer':
    'The {side} reset the connection right behind its answer, of which {bytes} bytes were not acknowledged and may be lost: close() with something left unread does this, a request of which the rest was not read, for example.',
  'finding.reset-in-data.unwanted':
    'The {side} reset the connection while {bytes} bytes from the {other} were on their way to it: it no longer wanted them, as a download that is stopped.',

  'finding.aborted-by-linger.title': 'Aborted with RST',
  'finding.aborted-by-linger.idle':
    'The {side} ended the connection with RST instead of FIN, with nothing on its way: SO_LINGER with time 0, or a proxy that resets.',
  'finding.aborted-by-linger.bare':
    'A RST without ACK ended the connection in the name of the {side}, and answers nothing that the {other} sent. A program that aborts sends RST with ACK: a firewall, a proxy or another device is likelier.',
  'finding.aborted-by-linger.opening':
    'The client answered the SYN/ACK with RST (with ACK): its program closed the socket with SO_LINGER and time 0 before the handshake was complete, as the checks of HAProxy do.',
  'finding.aborted-by-linger.received':
    'The {side} ended the connection with RST (with ACK) after it was sent data: close() with some of that unread does this, and so does SO_LINGER with time 0.',
  'finding.aborted-by-linger.answered':
    'The {side} ended the connection with RST (with ACK) instead of FIN, with nothing on its way: SO_LINGER with time 0 does this, close() with something left unread, the end of its process with something unread, or a proxy that resets.',
  'finding.aborted-by-linger.answered-at-once':
    'The {side} ended the connection with RST (with ACK) right behind its last data: close() with something left unread does this, and so does SO_LINGER with time 0.',
  'finding.aborted-by-linger.queued':
    'The server ended a connection that never carried data with RST: its listening socket was closed with this one still in the accept queue, or its program closed it with SO_LINGER and time 0.',
  'finding.aborted-by-linger.unused-or-queued':
    'The server ended a connection that never carried data with RST: its program closed it with SO_LINGER and time 0, or its listening socket was closed with this one still in the accept queue. Both send the same packet.',
  'finding.aborted-by-linger.unused':
    'The server ended a connection that never carried data with RST and goes on accepting others on the port, so that its listening socket is still there: its program closed this one with SO_LINGER and time 0, or a proxy did.',

  'finding.receiver-not-reading.title': 'Receiver does not read',
  'finding.receiver-not-reading.open':
    "The {side}'s window has been closed for {duration}, to the end of the capture: its program does not read.",
  'finding.receiver-not-reading.open.part':
    "The {side}'s window has been closed for {duration}, to the end of that part of the recording: its program does not read.",
  'finding.receiver-not-reading.over':
    "The {side}'s window was closed for {duration}: for that long its program did not read.",
  'finding.receiver-not-reading.reset':
    "The {side}'s window was closed for {duration}, until the connection was reset: its program did not read.",

  'finding.stalled-server.title': 'Client gave up waiting',
  'finding.stalled-server.answered-too-late':
    'The server answered a request after {duration}; the client had given up after {patience} and closed, so the answer was thrown away.',
  'finding.stalled-server.gave-up':
    'The last data of the client was not answered for {duration}; then it closed. If that was a request, the server was stalled, and the client has a timeout of about that length.',
  'finding.stalled-server.gave-up-reset':
    'The last data of the client was not answered for {duration}; then it reset the connection. If that was a request, the server was stalled, and the client has a timeout of about that length.',
  'finding.stalled-server.lone':
    'All that the client sent was sent at once, and {duration} later it closed without having had a byte. If that was a request, the server was stalled, or its answer does not arrive here; the client has a timeout of about that length.',
  'finding.stalled-server.lone-reset':
    'All that the client sent was sent at once, and {duration} later it reset the connection without having had a byte. If that was a request, the server was stalled, or its answer does not arrive here; the client has a timeout of about that length.',
  'finding.keep-alive-race.title': 'Request crossed an idle close',
  'finding.keep-alive-race.crossed':
    'After {duration} without traffic the server closed the connection, and the next request of the client was already on its way: it was answered with RST and not served. A proxy reports that as 502, a program as ECONNRESET.',
  'finding.large-segments-lost.title': 'Large segments do not arrive',
  'finding.large-segments-lost.small-pass':
    'Segments of {size} bytes from the {side} were sent again and again for {duration} without an acknowledgment, while segments of up to {passed} bytes were acknowledged: something on the path drops large packets.',
  'finding.large-segments-lost.large-only':
    'Segments of {size} bytes from the {side} were sent again and again for {duration} without an acknowledgment, while the {other} went on answering: something on the path drops large packets.',
  'finding.closed-without-answer.title': 'Closed without an answer',
  'finding.closed-without-answer.nothing':
    'The server closed the connection {duration} after the last data of the client without having sent a byte; {bytes} bytes of the client are not answered. A proxy reports that as 502 (upstream prematurely closed), curl as an empty reply.',
  'finding.slow-answer.title': 'Slow to answer',
  'finding.slow-answer.first':
    'The client waited {duration} for the first data of the server: the program took that long, or had not accepted the connection before.',
  'finding.slow-answer.later':
    '{duration} passed from the last data of the client to the next data of the server: the program took that long, waited for more, or had nothing to send before.',
  'finding.much-retransmitted.title': 'Much is sent again',
  'finding.much-retransmitted.share':
    '{repeated} of {segments} data segments of the {side} ({percent} %) were sent again.',
  'finding.much-retransmitted.stood-still':
    '{repeated} of {segments} data segments of the {side} ({percent} %) were sent again, and once its data stood still for {duration}.',

  'finding.slow-to-close.title': 'Slow to close',
  'finding.slow-to-close.server':
    'The {side} closed only {duration} after the {other} had, with nothing more to send: its program took that long to get to close().',
  'finding.slow-to-close.sending':
    'The {side} closed {duration} after the {other} had. It sent data in between, and closed well after the last of it.',
  'finding.slow-to-close.pool':
    'The client closed {duration} after the server had: a pool that checks its connections when it next uses them.',

  'finding.fin-wait-2-given-up.title': 'FIN_WAIT_2 given up',
  'finding.fin-wait-2-given-up.windows':
    "The {side} waited {duration} for the {other}'s FIN and gave up with RST: 120 s is how long Windows waits in FIN_WAIT_2.",
  'finding.fin-wait-2-given-up.reset':
    "The {side} waited {duration} for the {other}'s FIN and gave up with RST.",
  'finding.fin-wait-2-given-up.forgotten':
    'The {side} had forgotten the connection, {duration} after it closed: a timer ends FIN_WAIT_2 of a closed socket in silence (60 s on Linux by default).',
  'finding.fin-wait-2-given-up.forgotten-early':
    'The {side} had forgotten the connection, {duration} after it closed: sooner than the 60 s after which Linux ends FIN_WAIT_2 by default (net.ipv4.tcp_fin_timeout or TCP_LINGER2 is lower there, or its socket is gone).',
  'finding.fin-wait-2-given-up.silent':
    'The {side} has waited {duration} for a FIN. If its program has closed the socket, its kernel has given up by now: 60 s on Linux, in silence.',

  'finding.syn-ack-retransmitted.title': 'SYN/ACK sent again',
  'finding.syn-ack-retransmitted.completed':
    '{count} SYN/ACKs in {duration} before the handshake was complete: one, or the ACK that answers it, was lost or late, or the server waits for data before it accepts (TCP_DEFER_ACCEPT).',
  'finding.syn-ack-retransmitted.unanswered':
    '{count} SYN/ACKs in {duration}, and no answer: they do not reach the client, or the SYN came from a forged address.',
  'finding.syn-ack-retransmitted.given-up':
    "{count} SYN/ACKs in {duration}, and no answer: they do not reach the client, or the SYN came from a forged address. The server's kernel has given up by now (Linux: 63 s after the first).",
  'finding.syn-ack-retransmitted.ignored':
    '{count} SYN/ACKs in {duration}, although the client has answered: its ACK is lost or ignored.',

  'finding.syn-retransmitted.title': 'SYN sent again',
  'finding.syn-retransmitted.answered':
    'Only SYN number {count} was answered, {duration} after the first: one was lost, or dropped at a full accept queue.',

  'finding.syn-retransmitted.old':
    'Only SYN number {count} opened the connection, {duration} after the first: before that the server answered with an ACK of something else, as one that still has an older connection on these ports.',

  'finding.half-close.title': 'Half-close in use',
  'finding.half-close.used': "The {side} sent data after the {other}'s FIN, and the {other} took it.",

  'finding.simultaneous-close.title': 'Simultaneous close',
  'finding.simultaneous-close.crossed': 'Both ends sent FIN before either had the other: the FINs crossed.',

  'finding.port-reused.title': 'Port reused',
  'finding.port-reused.time-wait':
    'The same ports as connection {connection}, {duration} after its last packet: within its TIME_WAIT.',
  'finding.port-reused.after-reset':
    'The same ports as connection {connection}, {duration} after that was reset.',
  'finding.port-reused.open':
    'The same ports as connection {connection}, which one end had not forgotten yet.',

  'finding.capture-one-sided.title': 'One direction captured',
  'finding.capture-one-sided.connection':
    'Nothing that the {side} sent is in the capture: its state is only inferred.',

  'finding.capture-mid-stream.title': 'Began before the capture',
  'finding.capture-mid-stream.connection':
    'The handshake is not in the capture: what came before is not known.',

  'finding.stopped-serving.title': 'New connections are not served',
  'finding.stopped-serving.several':
    '{served} connections to {address} were open and served, and the {count} that came after them have waited in vain for up to {duration}: the program takes no more at that number. A descriptor limit (EMFILE) does that, or a pool of as many workers.',
  'finding.stopped-serving.one':
    'One connection to {address} was open and served, and the {count} that came after it have waited in vain for up to {duration}: the program handles one client at a time, or hangs.',
  'finding.stopped-serving.none':
    'The server at {address} had served connections before, and the last {count} have waited in vain for up to {duration}, though none of the others is open any more: the program hangs, or waits for something else.',
  'finding.stopped-serving.title.freed-one': 'Served only when another had ended',
  'finding.stopped-serving.title.freed-several': 'Served only when another had ended',
  'finding.stopped-serving.freed-several':
    '{served} connections to {address} were open and served; the one that came then waited {duration} for its first data, and had it as soon as one of them ended, as where a program takes no more than that number at once: a descriptor limit (EMFILE), or a pool of as many workers.',
  'finding.stopped-serving.freed-one':
    'One connection to {address} was open and served; the one that came then waited {duration} for its first data, and had it as soon as the first ended, as where a program handles one client at a time.',
  'finding.server-went-down.title': 'All connections ended at once',
  'finding.server-went-down.ended':
    'The server at {address} ended all {count} connections within {duration} and refused the next SYN: its process has ended (killed, crashed, out of memory, or stopped).',
  'finding.server-went-down.restarted':
    'The server at {address} ended all {count} connections within {duration} and took new ones later: its process was restarted.',
  'finding.server-went-down.unknown':
    'The server at {address} ended all {count} connections within {duration}: its process ended or was restarted, or it closed them on purpose.',
  'finding.server-stalled.title': 'The server stood still',
  'finding.server-stalled.stood-still':
    '{count} clients of {address} waited at the same time, for up to {duration}, in which it sent no data on any connection; then all were answered within half a second. Before that it had answered sooner. Its whole program stood still, or all of them waited for the same thing.',
  'finding.syn-flood.title': 'SYN flood',
  'finding.syn-flood.answered':
    '{count} SYNs from {hosts} addresses to {address} within {duration} were answered and never completed, nor repeated: a SYN flood. SYN cookies (net.ipv4.tcp_syncookies) keep the port usable.',
  'finding.syn-flood.unanswered':
    '{count} SYNs from {hosts} addresses to {address} within {duration}, none of them repeated or completed: a SYN flood. SYN cookies (net.ipv4.tcp_syncookies) keep the port usable.',

  'finding.health-checks.title': 'Health checks',
  'finding.health-checks.silent':
    '{client} opened {count} connections to {address} and closed each without a byte, one every {duration}: a load balancer or monitor that looks whether the port answers.',

  'finding.health-checks.half-open':
    '{client} sent {count} SYNs to {address} and answered each SYN/ACK with RST, one every {duration}: a load balancer or monitor that looks whether the port answers, and opens no connection.',

  'finding.close-wait-pile-up.title': 'CLOSE_WAIT piles up',
  'finding.close-wait-pile-up.server':
    '{count} connections to {address} are stuck in CLOSE_WAIT at the server at the same time: its program leaks sockets, or accepts none.',
  'finding.close-wait-pile-up.client':
    '{count} connections to {address} are stuck in CLOSE_WAIT at the client at the same time: a pool that does not notice that the server closes.',

  'finding.port-exhaustion.title': 'Local ports run out',
  'finding.port-exhaustion.range':
    '{count} local ports of {client} are in TIME_WAIT towards {address} at the same time; Linux has 28232 by default. The next connect() may fail with EADDRNOTAVAIL.',
  'finding.port-exhaustion.reuse':
    '{count} connections of {client} to {address} took a port that was still in TIME_WAIT: hardly any other is free.',

  'finding.time-wait-pile-up.title': 'TIME_WAIT piles up',
  'finding.time-wait-pile-up.client':
    '{count} local ports of {client} are in TIME_WAIT towards {address} at the same time: a connection for every request, closed by the client.',

  'finding.capture-dropped.title': 'Packets missing from the capture',
  'finding.capture-dropped.counted':
    'The capture lost {count} packets: what looks lost or unanswered may only be missing from the file.',

  'finding.capture-incomplete.title': 'Recording incomplete',
  'finding.capture-incomplete.data':
    '{percent} % of the data was acknowledged and is not in the recording: what looks lost or unanswered may only be missing from the file.',
  'finding.capture-incomplete.flags':
    'Only segments with SYN, FIN or RST were recorded: a filter left out the rest. States between them are inferred.',

  'finding.capture-gap.title': 'Recorded in parts',
  'finding.capture-gap.recordings':
    'The recording has {count} parts; the longest gap between two is {duration}. What happened in a gap is not known, and no duration spans one.',

  'finding.capture-clock.title': 'The clock steps',
  'finding.capture-clock.once':
    'The clock of the capture steps back once, by {duration}: no duration is taken across the step.',
  'finding.capture-clock.back':
    'The clock of the capture steps back {count} times, by up to {duration}: no duration is taken across a step.',
  'finding.capture-clock.ahead':
    'Packets from a clock that is up to {duration} ahead are among the others ({count} times): no duration is taken between the two clocks.',

  'finding.capture-one-sided-largely.title': 'One direction captured',
  'finding.capture-one-sided-largely.most':
    '{count} of {total} connections were captured in one direction only: the capture missed the other (asymmetric route, a mirror of one direction).',

  'finding.capture-duplicates.title': 'Frames captured twice',
  'finding.capture-duplicates.twice':
    '{percent} % of the segments are in the capture twice, as with `-i any` or a mirror of both ports. Copies are not taken for retransmissions.',

  'finding.capture-snap-length.title': 'Frames cut',
  'finding.capture-snap-length.cut':
    'Frames are cut at {bytes} bytes: payload is missing. States and findings do not depend on it.',
  'finding.capture-snap-length.headers':
    'Frames are cut at {bytes} bytes, in the middle of TCP headers: acknowledgments, windows or options may be missing, and with them states. Record with tcpdump -s 128 or more.',
} as const;
