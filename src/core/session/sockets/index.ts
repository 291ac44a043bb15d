export type { LiveHolder, LiveSockets } from '../../sockets';
export { LiveListings } from '../../sockets';
export { processName } from './finding-words';
export { LiveSocketSession, sinceFirst } from './live-socket-session';
export { changesView } from './over-time-view';
export { SocketSession } from './socket-session';
export type * from './views';
