export { type Glob, globOf, IgnoreFiles } from './ignore-files';
