/** What sequence analysis found, by Wireshark's definitions, as the packet's annotation. */
export const analysis = {
  'analysis.retransmission': 'retransmission',
  'analysis.fast-retransmission': 'fast retransmission (after duplicate ACKs)',
  'analysis.spurious-retransmission': 'spurious retransmission (was acknowledged already)',
  'analysis.out-of-order': 'out of order',
  'analysis.duplicate-ack': 'duplicate ACK',
  'analysis.lost-segment': 'a segment before this one is not in the capture',
  'analysis.ack-lost-segment': 'acknowledges a segment that is not in the capture',
  'analysis.keep-alive': 'keep-alive probe',
  'analysis.keep-alive-ack': 'keep-alive answered',
  'analysis.zero-window': "zero window: {sender}'s program is not reading",
  'analysis.zero-window-probe': 'zero-window probe',
  'analysis.zero-window-probe-ack': 'zero-window probe answered',
  'analysis.window-update': 'window update: {sender} has room again',
  'analysis.window-full': "fills the {receiver}'s window",
  'analysis.reused-ports': 'same ports again: a new connection',
} as const;
