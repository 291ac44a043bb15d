import { basename } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { isConfiguration, isSource } from '../../core/session/lint';
import type { LintSource } from '../../protocol';
import { findSources } from '../find-sources';
import { Ignored } from '../ignored';
import type { LintRpc } from './lint-thread';
import type { Settings } from './settings';

/** Files that are handed to the worker at once. */
const BATCH = 64;
/** Milliseconds in which other requests are answered, between two folders. */
const TURN = 0;

/** The sources of the folders that an editor has open: what the open files are read with. */
export class WorkspaceFiles {
  private readonly known = new Set<string>();

  constructor(
    private readonly folders: readonly string[],
    private readonly settings: Settings,
  ) {}

  /** Hands the worker all that the folders hold; what cannot be read is the worker's to note. */
  async read(rpc: LintRpc): Promise<void> {
    this.known.clear();
    for (const folder of this.folders) {
      await passed(TURN);
      const ignored = this.settings.useIgnoreFiles ? new Ignored() : null;
      for (const { path, skip } of findSources([folder], ignored)) {
        if (this.known.size >= this.settings.mostFiles) break;
        if (skip === null) this.known.add(path);
      }
    }
    await readAll(rpc, [...this.known]);
  }

  /** Files that were written or are new; others than sources are passed over. True where the worker was told of one. */
  async changed(rpc: LintRpc, paths: readonly string[]): Promise<boolean> {
    const sources = paths.filter((path) => isSource(path) || isConfiguration(path));
    const wanted = sources.filter((path) => this.known.has(path) || this.isFound(path));
    for (const path of wanted) this.known.add(path);
    await readAll(rpc, wanted);
    return wanted.length > 0;
  }

  /** Files that are gone. */
  deleted(rpc: LintRpc, paths: readonly string[]): boolean {
    const gone = paths.filter((path) => this.known.delete(path));
    for (const path of gone) rpc.tell('deleted', { path });
    return gone.length > 0;
  }

  /** Whether a new file would be found in the folders: it may be ignored. */
  private isFound(path: string): boolean {
    if (this.known.size >= this.settings.mostFiles) return false;
    const folder = this.folders.find((each) => path.startsWith(`${each}/`) || path.startsWith(`${each}\\`));
    if (folder === undefined) return false;
    const ignored = this.settings.useIgnoreFiles ? new Ignored() : null;
    return findSources([folder], ignored).some((each) => each.path === path && each.skip === null);
  }
}

async function readAll(rpc: LintRpc, paths: readonly string[]): Promise<void> {
  for (let at = 0; at < paths.length; at += BATCH)
    await rpc.ask('read', { sources: paths.slice(at, at + BATCH).map(sourceOf) });
}

const sourceOf = (path: string): LintSource => ({
  path,
  source: { kind: 'file', name: basename(path), path },
});
