import { Disposable, RelativePattern, type Uri, type WorkspaceFolder, workspace } from 'vscode';
import {
  excludes,
  FAMILIES,
  joinGlobs,
  LANGUAGE_IDS,
  LANGUAGES,
  type Lint,
  largestFile,
  searchExcludes,
  withoutIgnored,
} from '../lint';
import { debounce, inTurns, sourceOf } from '../workbench';

/** Files that are handed to the worker at once. */
const BATCH = 64;
/** Changes come in bursts, when a branch is checked out. */
const SETTLE_MS = 300;
/** Sources that are searched, and files beside them that may say something of ports. */
const MOST_SOURCES = 20_000;
const MOST_SETTINGS = 1000;

const SOURCES = `**/*.{${LANGUAGE_IDS.flatMap((id) => LANGUAGES[id].extensions).join(',')}}`;
const SETTINGS =
  '**/{.env,.env.*,Dockerfile,Dockerfile.*,*compose*.yml,*compose*.yaml,nginx*.conf,sites-available/*,sites-enabled/*,conf.d/*,Procfile,*.service,package.json,*config*.json,*config*.yml,*config*.yaml,settings*.json,*.toml,*.ini}';

/**
 * All sources of the workspace, and what says something of ports beside them, as the worker knows them that looks for the
 * code on a port: read in the background when code is first asked for, and then watched.
 */
export class CodeSources implements Disposable {
  private reading: Promise<void> | undefined;
  private watchers: Disposable | undefined;
  private readonly touched = new Map<string, { readonly uri: Uri; readonly gone: boolean }>();
  private readonly settled = debounce(() => void this.readTouched(), SETTLE_MS);

  constructor(
    private readonly lint: Lint,
    private readonly changed: () => void,
  ) {
    lint.linter.onDidRenew(() => {
      this.begin();
      this.changed();
    });
  }

  /** Resolves when everything has been read, which is done once. */
  need(): Promise<void> {
    this.reading ??= this.readAll();
    return this.reading;
  }

  /** Whether code was asked for before. */
  get isNeeded(): boolean {
    return this.reading !== undefined;
  }

  dispose(): void {
    this.begin();
  }

  private begin(): void {
    this.settled.cancel();
    this.touched.clear();
    this.reading = undefined;
    this.watchers?.dispose();
    this.watchers = undefined;
  }

  private async readAll(): Promise<void> {
    const folders = workspace.workspaceFolders ?? [];
    this.watchers = Disposable.from(...folders.map((folder) => this.watch(folder)));
    // What is linted is read for linting: its neighbours are known then.
    await Promise.all(FAMILIES.map((family) => this.lint.sources.need(family))).catch(() => {});
    for (const folder of folders) {
      await this.read(await this.find(folder, SOURCES, MOST_SOURCES, true));
      await this.read(await this.find(folder, SETTINGS, MOST_SETTINGS, false));
    }
  }

  /** Settings of a machine are often ignored, and say what runs there. */
  private async find(
    folder: WorkspaceFolder,
    pattern: string,
    most: number,
    heedsIgnored: boolean,
  ): Promise<readonly Uri[]> {
    const exclude = joinGlobs([...excludes(folder.uri), ...searchExcludes(folder.uri)]);
    const found = await workspace.findFiles(new RelativePattern(folder, pattern), exclude ?? null, most);
    return heedsIgnored ? withoutIgnored(folder, found, exclude) : found;
  }

  private async read(uris: readonly Uri[]): Promise<void> {
    for (let at = 0; at < uris.length; at += BATCH) {
      const sources = await Promise.all(uris.slice(at, at + BATCH).map((uri) => this.source(uri)));
      const rpc = await this.lint.linter.rpc();
      await rpc?.ask('readForCode', { sources: sources.filter((each) => each !== undefined) });
    }
  }

  private async source(uri: Uri) {
    const path = this.lint.names.ofFile(uri);
    if (this.lint.linter.setAside.has(path)) return undefined;
    try {
      if (uri.scheme !== 'file' && (await workspace.fs.stat(uri)).size > largestFile()) return undefined;
      return { path, source: await sourceOf(uri) };
    } catch {
      return undefined;
    }
  }

  private watch(folder: WorkspaceFolder): Disposable {
    const watchers = [SOURCES, SETTINGS].map((pattern) => {
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, pattern));
      watcher.onDidCreate((uri) => this.touch(uri, false));
      watcher.onDidChange((uri) => this.touch(uri, false));
      watcher.onDidDelete((uri) => this.touch(uri, true));
      return watcher;
    });
    return Disposable.from(...watchers);
  }

  private touch(uri: Uri, gone: boolean): void {
    this.touched.set(uri.toString(), { uri, gone });
    this.settled.call();
  }

  private async readTouched(): Promise<void> {
    const touched = [...this.touched.values()];
    this.touched.clear();
    try {
      const rpc = await this.lint.linter.running();
      await inTurns(touched, ({ uri, gone }) => {
        if (gone) rpc?.tell('deleted', { path: this.lint.names.ofFile(uri) });
      });
      const there = touched.filter(({ gone }) => !gone).map(({ uri }) => uri);
      await this.read(await this.wanted(there));
      this.changed();
    } catch {
      // The worker has ended, which the linter tells; the next one reads everything.
    }
  }

  /** What is excluded or ignored is not read because it has changed. */
  private async wanted(uris: readonly Uri[]): Promise<readonly Uri[]> {
    const kept: Uri[] = [];
    for (const folder of workspace.workspaceFolders ?? []) {
      const own = uris.filter((uri) => workspace.getWorkspaceFolder(uri) === folder);
      if (own.length === 0) continue;
      const exclude = joinGlobs([...excludes(folder.uri), ...searchExcludes(folder.uri)]);
      kept.push(...(await withoutIgnored(folder, own, exclude)));
    }
    return kept;
  }
}
