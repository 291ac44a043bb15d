/** A text by its path. The same object means the same text. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}
