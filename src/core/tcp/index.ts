export { AddressFamily, formatAddress, formatEndpoint, formatIpv4, formatIpv6 } from './address';
export { formatFlags, parseFlags, TcpFlag } from './flags';
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
