export { isBare } from './entities';
export type { Links } from './links';
export { Meanings } from './meanings';
export type { Entity, Trigger, Value } from './value';
