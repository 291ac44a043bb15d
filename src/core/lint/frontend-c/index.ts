export { configurationsOf } from './configurations';
export { HeaderPaths } from './header-paths';
export { Includes } from './includes';
export { FileLowering } from './lower-file';
export type { Macro, Macros } from './macros';
export { macrosOf, sameMacro } from './macros';
