export { type CodeSubject, explainsByCode } from '../../incident';
export { CodeSession } from './code-session';
export type { CodeOnPort, CodePlace, CodeSite, CodeStep } from './views';
