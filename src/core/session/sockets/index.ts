export { processName } from './finding-words';
export { timeView } from './over-time-view';
export { SocketSession } from './socket-session';
export type * from './views';
