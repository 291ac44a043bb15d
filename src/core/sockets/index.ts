export { type LiveHolder, type LiveSockets, liveTable, SeenSockets } from './live-table';
export { liveText } from './live-text';
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
