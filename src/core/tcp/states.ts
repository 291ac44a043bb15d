/** Connection states of RFC 9293 section 3.3.2, and UNKNOWN where the capture does not say. The order is stable: columns hold these numbers. */
export const TcpState = {
  UNKNOWN: 0,
  CLOSED: 1,
  LISTEN: 2,
  SYN_SENT: 3,
  SYN_RECEIVED: 4,
  ESTABLISHED: 5,
  FIN_WAIT_1: 6,
  FIN_WAIT_2: 7,
  CLOSE_WAIT: 8,
  CLOSING: 9,
  LAST_ACK: 10,
  TIME_WAIT: 11,
} as const;
export type TcpState = (typeof TcpState)[keyof typeof TcpState];
export type TcpStateName = keyof typeof TcpState;

export const TCP_STATE_NAMES = Object.keys(TcpState) as readonly TcpStateName[];

/**
 * `confirmed`: the endpoint's own packets prove it. `inferred`: it follows from what the peer sent (which may
 * not have arrived), or from the first packets of a capture that began mid-stream.
 */
export type Certainty = 'confirmed' | 'inferred';

/** A state and its certainty in one byte, as the packet columns hold it. */
export type PackedState = number & { readonly __packedState: unique symbol };

const CONFIRMED = 0x10;

export const packState = (state: TcpState, confirmed: boolean): PackedState =>
  (confirmed ? state | CONFIRMED : state) as PackedState;
export const stateOf = (packed: number): TcpState => (packed & 0x0f) as TcpState;
export const isConfirmed = (packed: number): boolean => (packed & CONFIRMED) !== 0;
export const stateName = (packed: number): TcpStateName => TCP_STATE_NAMES[packed & 0x0f];
export const certaintyOf = (packed: number): Certainty =>
  (packed & CONFIRMED) !== 0 ? 'confirmed' : 'inferred';
