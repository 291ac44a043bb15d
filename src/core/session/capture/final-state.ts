import type { Connection } from '../../flow';
import type { Observation } from '../../observation';
import type { Side } from '../../tcp';
import { TcpState } from '../../tcp';
import { endpointState } from './packet-values';
import type { EndpointState } from './views';

/** Linux keeps TIME_WAIT for TCP_TIMEWAIT_LEN, 60 s; RFC 9293 section 3.4.2 says twice two minutes. */
const SHORTEST_TIME_WAIT = 60;
const LONGEST_TIME_WAIT = 240;
/** No kernel keeps an unanswered SYN/ACK for longer: Linux gives up after 63 s (tcp_synack_retries 5), BSD after 75 s. */
const LONGEST_SYN_RECEIVED = 120;

/**
 * An endpoint's state at the capture's end: the one after its last packet, unless a timer that no packet shows
 * may have ended it since. What has run out is never said with confidence.
 */
export function finalState(connection: Connection, side: Side, observation: Observation): EndpointState {
  const { state, certainty: atLast } = endpointState(connection[side].packed);
  const certainty = mayHaveGoneOn(connection, observation) ? 'inferred' : atLast;
  const quiet = connection.timeKnown ? observation.toTheEnd(connection.lastTimed) : 0;
  const { synAckRepeated } = connection[side];
  if (state === 'SYN_RECEIVED' && synAckRepeated && quiet >= LONGEST_SYN_RECEIVED)
    return { state: 'CLOSED', certainty: 'inferred' };
  if (connection[side].state !== TcpState.TIME_WAIT || quiet < SHORTEST_TIME_WAIT)
    return { state, certainty };
  return { state: quiet < LONGEST_TIME_WAIT ? state : 'CLOSED', certainty: 'inferred' };
}

/** Its later packets may be missing: the recorder says that it lost some, or that part of the recording ends in a gap. */
const mayHaveGoneOn = ({ lastTimed }: Connection, observation: Observation): boolean =>
  (observation.dropped ?? 0) > 0 || observation.isFollowed(lastTimed);
