/** What reads sources, in a bundle of its own: commands that are not asked about any do not load the linter. */
export { codeIn, readCode } from './code-in';
export { lint } from './commands/lint';
