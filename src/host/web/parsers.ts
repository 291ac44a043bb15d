import type { Parsers } from '../../core/session/lint';
import { createParsers } from '../parsers';

/** The parsers with the files that ship with the extension, which the worker has to ask for. */
export const loadParsers = (extensionFile: (path: string) => Promise<Uint8Array>): Promise<Parsers> =>
  createParsers((file) => extensionFile(`dist/grammars/${file.slice(file.lastIndexOf('/') + 1)}`));
