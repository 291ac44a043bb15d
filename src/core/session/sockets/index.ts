export { SocketSession } from './socket-session';
export type * from './views';
