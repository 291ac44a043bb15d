import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../errors';

/** Folders that hold no evidence of anyone. */
const PASSED_OVER: ReadonlySet<string> = new Set(['node_modules', '.git', '.svn', '.hg']);
const DEEPEST = 6;
const MOST_FILES = 5000;
const MARK_BYTES = 4;

/** A file that may be evidence, by its name or its first bytes. */
export interface Candidate {
  /** From the folder that it was found in. */
  readonly path: string;
  readonly bytes: number;
}

/** The folders that may be read: those of the command line, and nothing that leads out of them. */
export class Folders {
  private readonly roots: readonly string[];

  /** Throws an InputError where one is not there. */
  constructor(given: readonly string[]) {
    this.roots = given.map((folder) => {
      try {
        return realpathSync(folder);
      } catch {
        throw new InputError(`${folder}: there is no such folder`);
      }
    });
  }

  /** The path of a file or folder in one of the folders; a relative one is looked for in each. Throws an InputError. */
  inside(path: string): string {
    for (const root of this.roots) {
      const real = realPath(resolve(root, path));
      if (real === null) continue;
      if (this.roots.some((one) => real === one || real.startsWith(one.endsWith(sep) ? one : one + sep)))
        return real;
      throw new InputError(`${path}: outside of the folders that may be read (${this.roots.join(', ')})`);
    }
    throw new InputError(`${path}: there is no such file in ${this.roots.join(', ')}`);
  }

  /** As the agent knows it: from the first folder that it lies in. */
  shown(path: string): string {
    const root = this.roots.find((one) => path === one || path.startsWith(one + sep));
    return root === undefined ? path : relative(root, path) || basename(path);
  }

  /** Captures and texts in a folder and those below it, by name; `more`: there are too many to look at. */
  candidates(folder: string | null): { readonly files: readonly Candidate[]; readonly more: boolean } {
    const files: Candidate[] = [];
    const tops = folder === null ? this.roots : [this.inside(folder)];
    for (const top of tops) this.collect(top, 0, files);
    return { files, more: files.length >= MOST_FILES };
  }

  private collect(folder: string, depth: number, files: Candidate[]): void {
    const entries = entriesOf(folder);
    for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))) {
      if (files.length >= MOST_FILES || entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < DEEPEST && !PASSED_OVER.has(entry.name))
        this.collect(path, depth + 1, files);
      else if (entry.isFile() && mayBeEvidence(path))
        files.push({ path: this.shown(path), bytes: sizeOf(path) });
    }
  }
}

const NAMES = /\.(?:pcap|pcapng|cap|tcpdump|dmp)\d*(?:\.gz|\.zst)?$|\.(?:txt|log|out|csv|tsv)(?:\.gz)?$/i;
/** pcap in either order and either precision, and pcapng, by their first four bytes. */
const MARKS: ReadonlySet<string> = new Set(['a1b2c3d4', 'd4c3b2a1', 'a1b23c4d', '4d3cb2a1', '0a0d0d0a']);

const mayBeEvidence = (path: string): boolean => NAMES.test(path) || MARKS.has(firstBytes(path));

function firstBytes(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const mark = Buffer.alloc(MARK_BYTES);
      readSync(file, mark, 0, MARK_BYTES, 0);
      return mark.toString('hex');
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
