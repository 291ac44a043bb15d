/**
 * Why a packet changed an endpoint's state. `note.*` is the packet's annotation in the list, under 60
 * characters; a key that ends in a state is for the endpoint that comes from (`from`) or goes to that state.
 * `sentence.*` completes "Client A → B: ...".
 */
export const reasons = {
  'note.none': '',
  'note.sent-syn': 'SYN: {side} opens the connection',
  'note.received-syn': 'SYN: {side} is asked for a connection',
  'note.sent-syn-ack': "SYN/ACK: {side}'s kernel answers, the program is not asked",
  'note.received-syn-ack': "SYN/ACK: {other}'s kernel answers, the program is not asked",
  'note.sent-handshake-ack': 'handshake complete; accept() may not have been called',
  'note.received-handshake-ack': 'handshake complete; accept() may not have been called',
  'note.simultaneous-open': 'SYN from both ends: simultaneous open',
  'note.fast-open-data': 'SYN carries data: TCP Fast Open',
  'note.syn-unanswered': 'SYN again: no answer so far',
  'note.midstream-data': 'the capture began after the handshake',
  'note.midstream-fin': 'FIN: {sender} closes; the capture began mid-connection',
  'note.midstream-reset': 'RST of a connection that began before the capture',
  'note.midstream-syn-ack': 'SYN/ACK whose SYN is not in the capture',
  'note.sent-fin': 'FIN: {side} will send no more; {other} must close()',
  'note.sent-fin.LAST_ACK': 'FIN: {side} closes too; only the last ACK is missing',
  'note.received-fin': 'FIN: {side} is in CLOSE_WAIT until its program closes',
  'note.received-fin.TIME_WAIT': 'FIN: the {other} has closed too',
  'note.received-fin.CLOSING': 'FIN from both ends: simultaneous close',
  'note.fin-acknowledged': "{side}'s FIN is acknowledged",
  'note.fin-acknowledged.FIN_WAIT_2': "{other}'s kernel acked the FIN; its program has not closed",
  'note.fin-acknowledged.TIME_WAIT': "{side}'s FIN is acknowledged: closed both ways",
  'note.acknowledged-fin': "{side}'s kernel acked the FIN",
  'note.acknowledged-fin.CLOSE_WAIT': "{side}'s kernel acked the FIN; its program has not closed",
  'note.acknowledged-fin.TIME_WAIT': 'last ACK: {side} stays in TIME_WAIT',
  'note.simultaneous-close': 'FIN from both ends: simultaneous close',
  'note.last-ack-received': 'last ACK: closed both ways',
  'note.sent-last-fin': 'FIN: {side} closes too; only the last ACK is missing',
  'note.time-wait': 'closed both ways; {side} stays in TIME_WAIT',
  'note.sent-reset': 'RST from {side}: the connection is aborted',
  'note.sent-reset.bare': 'RST without ACK from {side}: as if it knew no connection',
  'note.sent-reset.from.FIN_WAIT_1': 'RST from {side} after its FIN: closing is aborted',
  'note.sent-reset.from.FIN_WAIT_2': 'RST from {side}: the half-closed connection is dropped',
  'note.sent-reset.after-silence': "RST: {side} gave up waiting for the {other}'s FIN",
  'note.sent-reset.from.CLOSE_WAIT': 'RST from {side}: aborted instead of closed',
  'note.received-reset': 'RST: the connection is gone',
  'note.received-reset.from.CLOSE_WAIT': 'RST: the CLOSE_WAIT is over',
  'note.refused': 'RST from {side}: the connection is refused',
  'note.was-refused': 'RST from {other}: the connection is refused',
  'note.confirmed-by-own-packet': '{side} is in {to}: its own packet proves it',
  'note.contradicted': '{side} was not in {from} after all',
  'note.unreachable': "ICMP error: the {side}'s connect() fails",
  'note.not-reached': 'ICMP error: the SYN does not get through',
  'note.reused-ports': 'same ports again: a new connection',

  'note.after': '{note} (after {duration})',
  'note.and': '{note}; {more}',

  'sentence.none': 'nothing changes for it.',
  'sentence.sent-syn': 'it sent SYN to open the connection.',
  'sentence.received-syn': 'the {other} asks for a connection.',
  'sentence.sent-syn-ack':
    'its kernel answered the SYN by itself; no accept() is needed for that, only a listening socket.',
  'sentence.received-syn-ack': 'the {other} answered its SYN.',
  'sentence.sent-handshake-ack': 'it acknowledged the SYN/ACK, which completes the handshake on its end.',
  'sentence.received-handshake-ack':
    'the last ACK of the handshake is on its way to it. Its kernel puts the connection into the accept queue; whether the program ever takes it out is not in the packets.',
  'sentence.simultaneous-open': 'both ends sent SYN and their SYNs crossed: a simultaneous open.',
  'sentence.fast-open-data':
    'the SYN carries data (TCP Fast Open), which may be used before the handshake ends.',
  'sentence.syn-unanswered':
    'the {sender} sends its SYN again. Nothing has answered, so nothing is known of this end.',
  'sentence.midstream-data':
    'the capture began after the handshake; a segment like this one is normally sent on an established connection.',
  'sentence.midstream-fin':
    'the capture began in the middle of the connection, and its first sign of an end is the FIN that the {sender} sent here.',
  'sentence.midstream-reset': 'the {sender} reset a connection whose beginning is not in the capture.',
  'sentence.midstream-syn-ack': 'the SYN/ACK is here, the SYN that it answers is not in the capture.',
  'sentence.sent-fin': 'it sent FIN: its program closed the socket or shut down sending.',
  'sentence.received-fin': 'the {other} sent FIN and will send no more; now its own program has to close().',
  'sentence.fin-acknowledged': 'the {other} acknowledged its FIN.',
  'sentence.acknowledged-fin':
    "it acknowledged the {other}'s FIN. The kernel does that alone; it says nothing about the program.",
  'sentence.simultaneous-close': 'both ends sent FIN before either saw the other: a simultaneous close.',
  'sentence.last-ack-received': 'its FIN is acknowledged and nothing is left to do.',
  'sentence.sent-last-fin': 'its program has closed too; it sent its own FIN and waits for the last ACK.',
  'sentence.time-wait':
    'both directions are closed. It keeps the pair of ports for a while, so that late segments do not disturb a new connection.',
  'sentence.sent-reset':
    'it sent RST; the connection ends at once, and nothing that was on its way is delivered.',
  'sentence.received-reset':
    'the {other} sent RST; where that arrives, pending reads and writes fail with ECONNRESET.',
  'sentence.received-reset.from.CLOSE_WAIT': 'the {other} sent RST; the connection is gone, accepted or not.',
  'sentence.forged-reset': "a RST in the {sender}'s name came from between the two.",
  'sentence.refused': 'it answered the SYN with RST.',
  'sentence.was-refused': 'the {other} answered its SYN with RST: connect() fails with ECONNREFUSED.',
  'sentence.confirmed-by-own-packet':
    'so far this followed from what the {other} sent; this packet of its own proves it.',
  'sentence.contradicted':
    'an endpoint in {from} would not have sent this packet, so what was assumed before is withdrawn.',
  'sentence.unreachable':
    'an ICMP error answered its SYN: its kernel gives up at once, and connect() fails (EHOSTUNREACH, ECONNREFUSED or the like).',
  'sentence.not-reached':
    'an ICMP error says that the SYN did not get through, so nothing is known of this end.',
  'sentence.reused-ports': 'the same addresses and ports start a new connection here.',

  'sentence.change': '{Side} {from} → {to}: {why}',
  'sentence.stays': '{Side} in {to}: {why}',
  'sentence.may-not-have-arrived': 'Inferred: the capture cannot show whether the packet arrived.',
  'sentence.not-seen': 'Inferred: the packets that would prove it are not in the capture.',
  'sentence.reset-forgeable': 'Inferred: anybody between the two can write an RST.',
  'sentence.timer': 'Inferred: a timer ends TIME_WAIT, and no packet shows it.',
  'sentence.closing': 'Inferred: the ACK that ends CLOSING may be missing from the capture.',
  'sentence.silence': '{duration} had passed since the packet before it.',
} as const;
