import { APIS, type Api, GLOBALS, moduleName, TYPES } from './apis';
import { DRIVERS } from './drivers';
import type { Kind } from './kinds';

export type { Api } from './apis';
export { PROPERTIES } from './apis';
export { CONNECTS, namesDriver } from './drivers';
export {
  CONNECTIONS,
  isByteStream,
  isDriver,
  type Kind,
  type KindModel,
  MODELS_OF_KINDS,
  RESPONSES,
  SERVERS,
} from './kinds';

const own = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | null =>
  table !== undefined && Object.hasOwn(table, name) ? table[name] : null;

/** What a module's export makes, null where nothing is known of it. */
export const apiOf = (module: string, name: string): Api | null =>
  own(own(APIS, moduleName(module)) ?? own(DRIVERS, module) ?? undefined, name);

const TABLES = [...Object.values(APIS), ...Object.values(DRIVERS), GLOBALS];

/** The names by which something is opened, whatever module they are of. */
export const OPENERS: ReadonlySet<string> = new Set(
  TABLES.flatMap((table) => Object.keys(table)).filter((name) => name !== 'default'),
);

export const globalApi = (name: string): Api | null => own(GLOBALS, name);

/** What a module's class is as a type. */
export const typeKind = (module: string, name: string): Kind | null =>
  own(own(TYPES, moduleName(module)) ?? undefined, name);

export { moduleName } from './apis';
export {
  acquires,
  acquisition,
  closes,
  EXITS,
  knowledge,
  TAKES,
} from './knowledge';
export type * from './observed';
