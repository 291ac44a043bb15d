import type { SourceParser } from './tree';

/** A brace that is code, not text in a string, a comment or a regular expression. */
export interface Brace {
  readonly at: number;
  readonly opens: boolean;
}

const OPENING: ReadonlySet<string> = new Set(['{', '${', '{|']);
const CLOSING: ReadonlySet<string> = new Set(['}', '|}']);

/** All braces of a text in order, as the parser reads them; null where it gave up. */
export function bracesOf(parser: SourceParser, text: string): readonly Brace[] | null {
  const tree = parser.parse(text);
  if (tree === null) return null;
  const cursor = tree.walk();
  const found: Brace[] = [];
  for (let more = true; more; ) {
    const { nodeType: type, startIndex: at } = cursor;
    // What the parser puts in because it is missing has no width.
    if (cursor.endIndex > at && (OPENING.has(type) || CLOSING.has(type)))
      found.push({ at, opens: OPENING.has(type) });
    more = cursor.gotoFirstChild() || cursor.gotoNextSibling();
    while (!more && cursor.gotoParent()) more = cursor.gotoNextSibling();
  }
  cursor.delete();
  tree.delete();
  return found;
}
