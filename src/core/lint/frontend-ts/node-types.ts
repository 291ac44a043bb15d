import type { SyntaxNode } from '../syntax';

export const isFunctionNode = ({ type }: SyntaxNode): boolean => FUNCTIONS.has(type);

const FUNCTIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'function_expression',
  'generator_function',
  'generator_function_declaration',
  'arrow_function',
  'method_definition',
]);
