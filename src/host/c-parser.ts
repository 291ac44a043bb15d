import { Language, Parser } from 'web-tree-sitter';
import type { CParser } from '../core/session';

/** The parser's machine code and its grammar, as they ship beside the bundles. */
export interface ParserFiles {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/** Starts tree-sitter with the C grammar. */
export async function createCParser({ runtime, grammar }: ParserFiles): Promise<CParser> {
  await Parser.init({ wasmBinary: runtime });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return { parse: (text) => parser.parse(text) };
}
