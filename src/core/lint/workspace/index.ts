export type { Close } from './closes';
export { mayHint, type PortHint } from './port-hints';
export type { Site, SiteRole, SiteStep } from './site';
export { filesOf } from './site';
export { SiteIndex } from './site-index';
