/** Every number that decides whether something is a finding, with its reason. Seconds, unless said otherwise. */
export const Threshold = {
  /** A program that accepted and reads needs milliseconds to close after read() returned 0; half a second is beyond scheduling and delayed ACKs (0.2 s). */
  closePatience: 0.5,
  /** From here on it is not a moment of load any more: a warning. */
  closeWarning: 1,
  /** An end that sends on after the peer's FIN uses the half-close, and may pause as a slow answer does. */
  halfClosePatience: 60,
  /** A client that keeps a connection which the server closed is a pool that checks at the next use: worth a warning only when it stays. */
  poolPatience: 60,
  /** A server that takes this long to close is not merely busy. */
  slowClose: 10,
  /** Long polling aside, a request that waits this long is worth knowing of. */
  unansweredRequest: 10,
  /** A client that went away after this long without a byte had a timeout, if it had asked for something: timeouts of health checks and callers begin at 2 s. */
  loneRequest: 2,
  /** A client that waited this long for an answer before it closed had a timeout, and was not merely done with asking. */
  clientPatience: 1,
  /** Answers that a server gave before one may be missed. */
  answersExpected: 2,
  /** Data that comes this soon before a FIN may have been on its way when it left: delayed ACKs (0.2 s) aside, most paths are shorter. */
  crossing: 0.001,
  /** A server that closes after this much silence has an idle timeout; sooner it closed after its last answer. */
  idleClose: 1,
  /** The least payload that a path with too small an MTU would hold back: below 576 bytes of datagram all pass (RFC 791). */
  largeSegment: 536,
  /** A program that closes right behind its last answer does so within this. */
  closedWith: 0.05,
  /** Segments sent again, and their part of all, before it is worth telling; from `lossyPart` on a transfer is plainly slow (RFC 3155 section 1: TCP's rate falls with the square root of the loss). */
  repeatedSegments: 5,
  repeatedPart: 0.02,
  lossyPart: 0.05,
  /** A transfer that stands still for this long has gone through several timeouts. */
  stall: 3,
  /** TCP_TIMEOUT_INIT on Linux, RFC 6298 section 2: a SYN or SYN/ACK is repeated after a second; sooner it is a copy of the frame. */
  synTimeout: 0.9,
  /** TCP_RTO_MIN on Linux: data or a FIN seen again sooner is a copy of the frame or a fast retransmission. */
  retransmissionTimeout: 0.2,
  /** Segments without any answer, and the time they span, before their receiver counts as gone. */
  unansweredSegments: 3,
  unansweredSpan: 1,
  /** tcp(7): keep-alive probes before a program's own setting resets; two and the reset make three. */
  unansweredProbes: 2,
  /** A window closed for less is a burst that the program is still reading. */
  zeroWindow: 1,
  /** The shortest idle timeout in common use: load balancers and reverse proxies at 60 s, NAT and firewalls above. */
  idle: 60,
  /** nf_conntrack_tcp_timeout_close_wait: for this long Linux' conntrack keeps a connection that one end has closed. */
  conntrackCloseWait: 60,
  /** TCP keep-alive probes come at least a second apart (TCP_KEEPINTVL, tcp(7)), give or take a tick. */
  keepAlive: 0.9,
  /** No kernel's FIN_WAIT_2 timer is shorter (net.ipv4.tcp_fin_timeout, TCP_LINGER2). */
  finWait2Least: 0.9,
  /** Linux keeps FIN_WAIT_2 of a closed socket for net.ipv4.tcp_fin_timeout. */
  finWait2Linux: 60,
  /** Windows: TcpFinWait2Delay, give or take the coarseness of its timer. */
  finWait2Windows: 120,
  finWait2WindowsSlack: 2,
  /** A RST sooner than this after a packet from the other end answers it; later it is a timer's or a program's. */
  answer: 1,
  /** Between two packets of a running exchange no host restarts: who was heard this recently aborts, and has not forgotten. */
  aliveJustNow: 0.2,
  /** No host is back this soon after it was heard last: who answers as one without the socket is another, or had closed unseen. */
  restart: 5,
  /** Most that an end is offered to send at a time: 6 MiB, the largest receive buffer that Linux takes by itself (tcp_rmem). */
  largestWindow: 6 << 20,
  /** The next SYN to a port tells this long whether a listening socket is still the one that it was. */
  nextSyn: 1,
  /** No kernel waits longer for the answer to its last SYN/ACK: Linux 32 s after the sixth (tcp_synack_retries), BSD 75 s in all. */
  synReceived: 120,
  /** TIME_WAIT on Linux (TCP_TIMEWAIT_LEN), and the longest there is (RFC 9293 section 3.4.2). */
  timeWait: 60,
  longestTimeWait: 240,
  /** Sockets stuck in CLOSE_WAIT at the same time before it is a leak rather than an accident. */
  pileUp: 5,
  /** TIME_WAITs from one client to one server: net.ipv4.ip_local_port_range gives 28232 ports, and this many show that connections are not reused. */
  timeWaitPileUp: 1000,
  localPorts: 28232,
  /** The part of the local ports in TIME_WAIT at which connect() begins to fail or to search long. */
  exhaustedPart: 0.8,
  /** Connections that reopened a port still in TIME_WAIT, and their part of all, which happens only where free ports are few. */
  reusedPorts: 20,
  reusedPart: 0.3,
  /** The part of the data segments that came twice at once, before the capture counts as doubled. */
  duplicatedPart: 0.1,
  duplicatedSegments: 10,
  /** A copy of a frame follows it within this; no retransmission does (TCP_RTO_MIN is 0.2 s). */
  duplicateGap: 0.001,
  /** SYNs to one port that were never followed up, the addresses that they came from and their part of all, before it is a flood. */
  floodSyns: 200,
  floodHosts: 100,
  floodPart: 0.5,
  /** A SYN without an answer has been repeated by now (RFC 6298: after a second). */
  synRepeated: 1.5,
  /** Connections that a process leaves when it ends, at least, and the time within which its kernel ends them. */
  endedTogether: 3,
  /** Where all of them are reset and the next one is refused, fewer show it. */
  endedAndRefused: 2,
  sameMoment: 0.1,
  /** What stood still answers all that waits within this, once it goes on. */
  answeredTogether: 0.5,
  /** Connections that asked in vain before a server is said to have stopped; how long each of these waited, from when on an answer counts as slow. */
  leftWaiting: 2,
  servedWithin: 2,
  /** Connections without data from one host before they count as a health check; the least interval, and how far one may be off (a part of it, or seconds of scheduling). */
  healthChecks: 5,
  healthCheckInterval: 1,
  healthCheckSlack: 0.1,
  healthCheckJitter: 0.15,
  /** Connections that a finding about very many lists. */
  citedConnections: 10_000,
} as const;

/** Packets cited for one finding, at most. */
export const MAXIMUM_CITED = 12;
