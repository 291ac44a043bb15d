export { type Brace, bracesOf } from './braces';
export { outermostErrors, takeMostLines } from './errors';
export { editBetween, KeptTree } from './kept-tree';
export { child, copyNode, cutsIn, find, isCut, type SyntaxNode } from './node';
export {
  GRAMMARS,
  type Grammar,
  type Parsers,
  type SourceParser,
  type SyntaxTree,
  type TextEdit,
  type TreeCursor,
} from './tree';
