export type { Message } from './message';
