import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CParser } from '../../core/session';
import { createCParser } from '../c-parser';

/** Beside the bundle in dist; in tests, which run the sources, where the packages are. */
function fileOf(name: string, installed: string): Uint8Array {
  const beside = join(__dirname, 'grammars', name);
  return readFileSync(existsSync(beside) ? beside : createRequire(__filename).resolve(installed));
}

/** The C parser with the files that ship with the product. */
export const loadCParser = (): Promise<CParser> =>
  createCParser({
    runtime: fileOf('web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm'),
    grammar: fileOf('tree-sitter-c.wasm', 'tree-sitter-c/tree-sitter-c.wasm'),
  });
