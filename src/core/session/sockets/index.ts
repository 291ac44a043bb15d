export { processName } from './finding-words';
export { SocketSession } from './socket-session';
export type * from './views';
