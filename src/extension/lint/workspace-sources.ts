import { Disposable, EventEmitter, RelativePattern, type Uri, type WorkspaceFolder, workspace } from 'vscode';
import type { LintSource } from '../../protocol';
import { debounce, inTurns, sourceOf } from '../workbench';
import { joinGlobs } from './globs';
import { CONFIGURATIONS, type Family, LANGUAGES, languagesOf } from './lint-languages';
import type { LintNames } from './lint-names';
import { excludes, isEnabled, largestFile, mostFiles, searchExcludes } from './lint-settings';
import type { LintRpc } from './lint-thread';
import type { Linter } from './linter';
import { withoutIgnored } from './workspace-ignores';

/** Files that are handed to the worker at once. */
const BATCH = 64;
/** Changes come in bursts, when a branch is checked out. */
const SETTLE_MS = 300;
/** Folders in which builds were made. */
const MOST_COMPILATIONS = 20;
/** So many times as many files are looked for as may be read. */
const SPARE = 4;

export interface Reading {
  /** There are more files than the settings allow. */
  readonly limited: boolean;
}

/** A file that has changed, or is gone. */
interface Touched {
  readonly uri: Uri;
  readonly gone: boolean;
}

/** The workspace's own sources: read once, in the background, for each family of languages that is needed, and then watched. */
export class WorkspaceSources implements Disposable {
  private readonly readings = new Map<Family, Promise<Reading>>();
  private readonly watchers = new Map<Family, Disposable>();
  private readonly changed = new EventEmitter<void>();
  /** Files beside the open ones have changed. */
  readonly onDidChange = this.changed.event;
  /** What has been read of the workspace. */
  private readonly known = new Set<string>();
  private readonly touched = new Map<string, Touched>();
  private readonly settled = debounce(() => void this.readTouched(), SETTLE_MS);

  constructor(
    private readonly linter: Linter,
    private readonly names: LintNames,
    private readonly deleted: (uri: Uri) => void,
  ) {
    linter.onDidRenew(() => this.begin());
  }

  /** Resolves when the family's files have been read, which is done once. */
  need(family: Family): Promise<Reading> {
    const known = this.readings.get(family);
    if (known !== undefined) return known;
    const reading = this.readAll(family);
    this.readings.set(family, reading);
    if (!this.watchers.has(family)) this.watchers.set(family, this.watch(family));
    return reading;
  }

  dispose(): void {
    this.begin();
    this.changed.dispose();
  }

  /** Nothing has been read yet, and folders and settings may be others. */
  private begin(): void {
    this.settled.cancel();
    this.touched.clear();
    this.known.clear();
    this.readings.clear();
    for (const watcher of this.watchers.values()) watcher.dispose();
    this.watchers.clear();
  }

  private async readAll(family: Family): Promise<Reading> {
    const most = mostFiles();
    const found = await this.find(family, most);
    await this.read(family === 'c' ? [...found, ...(await compilations())] : found);
    return { limited: found.length >= most };
  }

  private async find(family: Family, most: number): Promise<readonly Uri[]> {
    let found: readonly Uri[] = [];
    for (const folder of workspace.workspaceFolders ?? []) {
      const include = patternOf(folder, family);
      if (include === undefined || found.length >= most) continue;
      const exclude = joinGlobs([...excludes(folder.uri), ...searchExcludes(folder.uri)]);
      // What is ignored takes places of the limit that others are to have.
      const all = await workspace.findFiles(include, exclude ?? null, SPARE * (most - found.length));
      const kept = await withoutIgnored(folder, all, exclude);
      found = found.concat(kept.slice(0, most - found.length));
    }
    return found;
  }

  private async read(uris: readonly Uri[]): Promise<void> {
    for (let at = 0; at < uris.length; at += BATCH) await this.readBatch(uris.slice(at, at + BATCH));
  }

  private async readBatch(uris: readonly Uri[]): Promise<void> {
    for (const uri of uris) this.known.add(uri.toString());
    const rpc = await this.linter.rpc();
    const sources = await Promise.all(uris.map((uri) => this.source(uri)));
    await rpc?.ask('read', { sources: sources.filter((each) => each !== undefined) });
  }

  /** undefined: gone since it was found, too large to be looked at, or set aside. */
  private async source(uri: Uri): Promise<LintSource | undefined> {
    if (this.linter.setAside.has(this.names.ofFile(uri))) return undefined;
    try {
      if (uri.scheme !== 'file' && (await workspace.fs.stat(uri)).size > largestFile()) return undefined;
      return { path: this.names.ofFile(uri), source: await sourceOf(uri) };
    } catch {
      return undefined;
    }
  }

  private watch(family: Family): Disposable {
    const watchers = (workspace.workspaceFolders ?? []).flatMap((folder) => {
      const pattern = patternOf(folder, family);
      if (pattern === undefined) return [];
      const watcher = workspace.createFileSystemWatcher(pattern);
      watcher.onDidCreate((uri) => this.touch({ uri, gone: false }));
      watcher.onDidChange((uri) => this.touch({ uri, gone: false }));
      watcher.onDidDelete((uri) => this.touch({ uri, gone: true }));
      return [watcher];
    });
    return Disposable.from(...watchers);
  }

  /** Thousands may come in one turn: what is to be done for each is done later. */
  private touch(touched: Touched): void {
    this.touched.set(touched.uri.toString(), touched);
    this.settled.call();
  }

  private async readTouched(): Promise<void> {
    const touched = [...this.touched.values()];
    this.touched.clear();
    try {
      const rpc = await this.linter.running();
      await inTurns(touched, (each) => this.comeBack(each, rpc));
      const changed = touched.filter(({ gone }) => !gone).map(({ uri }) => uri);
      await this.read(await this.wanted(changed));
      this.changed.fire();
    } catch {
      // The worker has ended, which the linter tells; the next one reads everything.
    }
  }

  /** A file that was set aside is looked at again; one that is gone is forgotten. */
  private comeBack({ uri, gone }: Touched, rpc: LintRpc | undefined): void {
    const name = this.names.ofFile(uri);
    this.linter.setAside.release(name);
    if (!gone) return;
    this.deleted(uri);
    this.known.delete(uri.toString());
    rpc?.tell('deleted', { path: name });
  }

  /** Of files that have changed those that were read before, or would be found now: a new one may be excluded. */
  private async wanted(changed: readonly Uri[]): Promise<readonly Uri[]> {
    if (changed.every((uri) => this.known.has(uri.toString()))) return changed;
    const found = await Promise.all(
      [...this.readings.keys()].map((family) => this.find(family, mostFiles())),
    );
    const names = new Set<string>();
    await inTurns(found.flat(), (uri) => names.add(uri.toString()));
    return changed.filter((uri) => names.has(uri.toString()));
  }
}

/** How sources are compiled, where a build has written that down: in folders that are ignored, as a rule. */
async function compilations(): Promise<readonly Uri[]> {
  const found = (workspace.workspaceFolders ?? []).map((folder) =>
    workspace.findFiles(
      new RelativePattern(folder, '{,*/,*/*/}compile_commands.json'),
      '**/node_modules/**',
      MOST_COMPILATIONS,
    ),
  );
  return (await Promise.all(found)).flat();
}

/** The files of a family in a folder, of the languages that are linted there, and what says where their imports lead. */
function patternOf(folder: WorkspaceFolder, family: Family): RelativePattern | undefined {
  const extensions = languagesOf(family)
    .filter((id) => isEnabled(folder.uri, id))
    .flatMap((id) => LANGUAGES[id].extensions);
  if (extensions.length === 0) return undefined;
  const names = [...extensions.map((each) => `*.${each}`), ...CONFIGURATIONS[family]];
  return new RelativePattern(folder, `**/{${names.join(',')}}`);
}
