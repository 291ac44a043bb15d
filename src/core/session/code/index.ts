export type { StateGuide } from '../../explain';
export { type CodeSubject, codeSubject, type Explained, explainsByCode } from '../../incident';
export { mayHint } from '../../lint/workspace';
export { codeInWords } from './code-in-words';
export { type CodeSearch, CodeSession, type PortSite } from './code-session';
export { HALF_CLOSING_RULES, isOfConnection } from './half-closing';
export { stateGuides } from './state-guides';
export type { CodeInWords, CodeOnPort, CodePlace, CodeSite, CodeStep, FindingInWords } from './views';
