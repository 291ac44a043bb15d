export type { Use } from './use';
export { Uses } from './uses';
