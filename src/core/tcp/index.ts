export { AddressFamily, formatAddress, formatEndpoint, formatIpv4, formatIpv6 } from './address';
export { formatFlags, parseFlags, TcpFlag } from './flags';
export { FourTuple } from './four-tuple';
export {
  type ConnectionId,
  connectionId,
  laterOf,
  NO_PACKET,
  type PacketIndex,
  type PacketNumber,
  packetIndex,
  packetNumber,
} from './identity';
export { otherSide, type Side } from './side';
export {
  type Certainty,
  certaintyOf,
  isConfirmed,
  type PackedState,
  packState,
  stateName,
  stateOf,
  TCP_STATE_NAMES,
  TcpState,
  type TcpStateName,
} from './states';
