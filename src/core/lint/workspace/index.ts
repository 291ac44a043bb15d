export type { Site, SiteRole, SiteStep } from './site';
export { SiteIndex } from './site-index';
