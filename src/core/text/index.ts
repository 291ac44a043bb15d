export { jsonText, pictured, spelledOut } from './visible';
