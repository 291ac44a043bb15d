import { Language, Parser, type Tree } from 'web-tree-sitter';
import type { Clock, Grammar, Parsers, SourceParser } from '../core/session/lint';

/** Where the parser's runtime and the grammars lie, in dist/grammars or in the packages that they come from. */
export const RUNTIME_FILE = 'web-tree-sitter/web-tree-sitter.wasm';
export const GRAMMAR_FILES: Readonly<Record<Grammar, string>> = {
  c: 'tree-sitter-c/tree-sitter-c.wasm',
  cpp: 'tree-sitter-cpp/tree-sitter-cpp.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

/** Milliseconds that the parser may take for one text; it looks at the clock every few hundred steps. */
const LONGEST_PARSE = 4000;

/** Starts tree-sitter with every grammar; `read` yields the bytes of one of the files above. */
export async function createParsers(
  read: (file: string) => Uint8Array | Promise<Uint8Array>,
  clock: Clock = () => performance.now(),
): Promise<Parsers> {
  await Parser.init({ wasmBinary: await read(RUNTIME_FILE) });
  const load = async (grammar: Grammar): Promise<SourceParser> => {
    const parser = new Parser();
    parser.setLanguage(await Language.load(await read(GRAMMAR_FILES[grammar])));
    return {
      parse: (text, before, isSpent = () => false) => {
        const end = clock() + LONGEST_PARSE;
        const tree = parser.parse(text, before as Tree | undefined, {
          progressCallback: () => isSpent() || clock() > end,
        });
        // Else it would go on with this text when it is given the next.
        if (tree === null) parser.reset();
        return tree;
      },
    };
  };
  return {
    c: await load('c'),
    cpp: await load('cpp'),
    typescript: await load('typescript'),
    tsx: await load('tsx'),
  };
}
