export { CONFIGURES } from './configuration';
export type { Linked, Made } from './linking';
export { linksFor } from './links-for';
export { type ClassOutline, EMPTY, type Hearing, type ModuleOutline } from './outline';
export { outlineOf } from './outline-module';
export { Project } from './project';
export type { SourceText } from './project-files';
export { readModel } from './read-model';
export { relativeImports } from './relative-imports';
