export { isBare } from './entities';
export { Meanings } from './meanings';
export type { Entity, Trigger, Value } from './value';
