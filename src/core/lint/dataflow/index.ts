export type { Analysis, Knowledge } from './analyse';
export type { Call, Guess } from './context';
export type { Event } from './event';
export * from './outcome';
export { type Fork, isSide, lastFork } from './processes';
export { Program, type ProgramView } from './program';
export * from './sign';
export type { Happening, Resource, Side, Site, Step } from './state';
export { type Holding, type Post, Survey } from './survey';
