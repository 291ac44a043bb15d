export type { Analysis, Knowledge } from './analyse';
export type { Call, Guess } from './context';
export type { Event } from './event';
export * from './outcome';
export { isSide, lastFork, type Side } from './processes';
export { Program, type ProgramView } from './program';
export * from './sign';
export type { Resource, Site, Step } from './state';
export { type Holding, type Post, Survey } from './survey';
