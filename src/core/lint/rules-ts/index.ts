export { RULES } from './list';
