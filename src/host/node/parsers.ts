import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { Clock, Parsers } from '../../core/session/lint';
import { createParsers } from '../parsers';

/** Beside the bundle in dist; in tests, which run the sources, where the packages are. */
function read(file: string): Uint8Array {
  const beside = join(__dirname, 'grammars', basename(file));
  return readFileSync(existsSync(beside) ? beside : createRequire(__filename).resolve(file));
}

let parsers: Promise<Parsers> | null = null;

/**
 * The parsers with the files that ship with the product; the same ones ever again, for what is loaded stays in memory.
 * `clock` measures how long one text takes, as the first caller chose it.
 */
export function loadParsers(clock?: Clock): Promise<Parsers> {
  parsers ??= createParsers(read, clock);
  return parsers;
}
