/** What is needed of a tree-sitter parser, so that the core depends on no package; the host injects one. */
export interface TreeCursor {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldName: string | null;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

interface Point {
  readonly row: number;
  readonly column: number;
}

/** A part of a text replaced by another: offsets in UTF-16 units, and the same as rows and columns from 0. */
export interface TextEdit {
  readonly startIndex: number;
  readonly oldEndIndex: number;
  readonly newEndIndex: number;
  readonly startPosition: Point;
  readonly oldEndPosition: Point;
  readonly newEndPosition: Point;
}

export interface SyntaxTree {
  walk(): TreeCursor & { delete(): void };
  delete(): void;
  readonly rootNode: { readonly hasError: boolean };
  /** Tells a tree how its text was edited, so that another can be parsed with its help. */
  edit(edit: TextEdit): void;
  /** Where another tree of the edited text has other nodes. */
  getChangedRanges(other: SyntaxTree): readonly { readonly startIndex: number; readonly endIndex: number }[];
}

/** A parser of one grammar. */
export interface SourceParser {
  /**
   * `before`: the tree of the text before it was edited, told how. `isSpent` is asked often; once it says true, or where
   * the parser takes too long by itself, there is no tree.
   */
  parse(text: string, before?: SyntaxTree, isSpent?: () => boolean): SyntaxTree | null;
}

/** The grammars that sources are written in: TSX reads JavaScript and JSX too. */
export const GRAMMARS = ['c', 'cpp', 'typescript', 'tsx'] as const;
export type Grammar = (typeof GRAMMARS)[number];

/** A parser for each grammar. */
export type Parsers = Readonly<Record<Grammar, SourceParser>>;
