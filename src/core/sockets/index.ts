export {
  type LiveHolder,
  type LiveListing,
  type LiveSockets,
  liveListing,
  liveTable,
  SeenSockets,
} from './live-table';
export { LiveListings } from './live-text';
export { readSocketTable } from './read-socket-table';
export { formatSocketAddress, isAnyHost, type SocketAddress } from './socket-address';
export type {
  CountAsked,
  KernelCounter,
  SocketCount,
  SocketListing,
  SocketProcess,
  SocketRow,
  SocketTable,
  SocketTimer,
  SocketTool,
  StateChange,
  TableProblem,
  TimerKind,
} from './socket-row';
