export { LogSession } from './log-session';
export { LogView } from './log-view';
export type * from './views';
