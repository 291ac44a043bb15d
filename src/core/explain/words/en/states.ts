/** What each state means for the program that owns the socket, and what ends it. */
export const states = {
  'state.UNKNOWN.meaning':
    'The capture does not show enough of the connection to say. It began later, or one direction is missing.',
  'state.UNKNOWN.ends': 'Only a packet from this end can tell.',
  'state.CLOSED.meaning': 'There is no connection here any more, or not yet.',
  'state.CLOSED.ends':
    'A program that still holds the socket sees the end on its next call: 0 from read() after an orderly close, ECONNRESET or EPIPE after a reset.',
  'state.LISTEN.meaning':
    'A program waits for connections. The kernel completes handshakes for it and queues them until accept().',
  'state.LISTEN.ends': 'Only close() of the listening socket ends it.',
  'state.SYN_SENT.meaning': 'The program is inside connect() and waits for the answer to its SYN.',
  'state.SYN_SENT.ends':
    'The kernel repeats the SYN and gives up with ETIMEDOUT: about 2 minutes on Linux (net.ipv4.tcp_syn_retries), 75 s on macOS, about 21 s on Windows.',
  'state.SYN_RECEIVED.meaning':
    'A SYN came in and the kernel answered it; the last ACK of the handshake has not completed the connection. The program knows nothing of it.',
  'state.SYN_RECEIVED.ends':
    'The kernel repeats the SYN/ACK and forgets the attempt, on Linux after about a minute (net.ipv4.tcp_synack_retries).',
  'state.ESTABLISHED.meaning':
    'The connection is open both ways. That is the kernel speaking: at a server it does not prove that the program has called accept().',
  'state.ESTABLISHED.ends':
    'No timer ends it, unless keep-alive is on or unacknowledged data is waiting; a peer that vanished goes unnoticed until then.',
  'state.FIN_WAIT_1.meaning':
    'This end has closed or shut down sending, and its FIN is not acknowledged yet. It lasts one round trip when all is well.',
  'state.FIN_WAIT_1.ends':
    'The ACK ends it. Without one the kernel repeats the FIN for a while, then drops the connection (Linux: net.ipv4.tcp_orphan_retries once the program has closed the socket).',
  'state.FIN_WAIT_2.meaning':
    "This end has closed, the peer's kernel knows it, and the peer's program has yet to close.",
  'state.FIN_WAIT_2.ends':
    "The peer's FIN ends it. If the program has closed the socket, so does a timer: 60 s on Linux (net.ipv4.tcp_fin_timeout), 120 s on Windows. After a mere shutdown(SHUT_WR) no timer runs.",
  'state.CLOSE_WAIT.meaning':
    'The peer has finished and this kernel knows it. What is missing is the local program: the socket, its buffers and its descriptor stay until it closes.',
  'state.CLOSE_WAIT.ends':
    'No timer ends CLOSE_WAIT. Only close(), the end of the process or a reset does; tuning the kernel does not help.',
  'state.CLOSING.meaning':
    'Both ends closed at the same moment: this end has the FIN of its peer, and waits for the ACK of its own.',
  'state.CLOSING.ends':
    'The ACK ends it, into TIME_WAIT. Without one the kernel repeats the FIN, then gives up.',
  'state.LAST_ACK.meaning':
    'Both programs have closed. This end has sent the second FIN and waits for its ACK.',
  'state.LAST_ACK.ends':
    'The ACK ends it. Without one the kernel repeats the FIN, then gives up; the program is done with it.',
  'state.TIME_WAIT.meaning':
    'The connection is closed. This end closed first, or at the same moment as its peer, so its kernel keeps the pair of ports for late segments. No process, no descriptor: only a small kernel entry.',
  'state.TIME_WAIT.ends':
    'A timer ends it: 60 s on Linux (fixed), 30 s on macOS, 1 to 4 minutes on Windows (TcpTimedWaitDelay).',
} as const;
