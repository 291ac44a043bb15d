/**
 * Why an endpoint's state is what it is after a packet: one code per transition, recorded in the packet
 * columns by the one function that sets a state. `explain` has words for each; nothing else decides anything.
 * 0: this packet changed nothing for that endpoint. Append only; the order is stable.
 */
export const REASONS = [
  'none',
  // opening
  'sent-syn',
  'received-syn',
  'sent-syn-ack',
  'received-syn-ack',
  'sent-handshake-ack',
  'received-handshake-ack',
  'simultaneous-open',
  'fast-open-data',
  'syn-unanswered',
  // the capture began in the middle of the connection
  'midstream-data',
  'midstream-fin',
  'midstream-reset',
  'midstream-syn-ack',
  // closing
  'sent-fin',
  'received-fin',
  'fin-acknowledged',
  'acknowledged-fin',
  'simultaneous-close',
  'last-ack-received',
  'sent-last-fin',
  'time-wait',
  // reset
  'sent-reset',
  'received-reset',
  'refused',
  'was-refused',
  // certainty only: the state was inferred before and this packet proves it
  'confirmed-by-own-packet',
  // a packet that a connection in the state assumed before would not have sent
  'contradicted',
  // the ports are used again: this packet starts a new connection
  'reused-ports',
  // an ICMP error answers the SYN
  'unreachable',
  'not-reached',
] as const;
export type ReasonName = (typeof REASONS)[number];

export const Reason = Object.fromEntries(REASONS.map((name, index) => [name, index])) as Readonly<
  Record<ReasonName, number>
>;
