import { commands, l10n, Selection, TabInputText, type Uri, ViewColumn, window, workspace } from 'vscode';
import type { CodeHere, CodePlace, CodeQuestion } from '../../protocol';
import { fileLintName, LANGUAGE_IDS, type Lint, placeOf } from '../lint';
import { baseName, SECTION } from '../workbench';
import type { CodeSources } from './code-sources';

const SETTING = `${SECTION}.code.ports`;

/** Finds the code of the workspace behind a connection, and opens it. */
export class CodeLookup {
  constructor(
    private readonly lint: Lint,
    private readonly sources: CodeSources,
  ) {}

  async find(about: CodeQuestion): Promise<CodeHere> {
    if (!hasCode())
      return {
        code: null,
        told: l10n.t('Open the folder with the source code to see the code on this port.'),
        names: {},
      };
    await this.sources.need();
    const rpc = await this.lint.linter.rpc();
    const folders = foldersOf(portOf(about.server));
    const code = (await rpc?.ask('code', { about, folders })) ?? null;
    const told =
      code?.sites.length === 0
        ? l10n.t('If the code is in a folder of this workspace, name it in the setting {0}.', SETTING)
        : '';
    return { code, told, names: this.namesIn(code) };
  }

  async open(place: CodePlace): Promise<void> {
    const uri = this.lint.names.uriOf(place.file);
    if (uri === undefined) return;
    const at = placeOf(place);
    await window.showTextDocument(uri, { viewColumn: columnFor(uri), selection: new Selection(at, at) });
  }

  async openSetting(): Promise<void> {
    await commands.executeCommand('workbench.action.openSettings', SETTING);
  }

  /** The paths in the workspace of all files that are named. */
  private namesIn(code: CodeHere['code']): Readonly<Record<string, string>> {
    const names: Record<string, string> = {};
    const enter = (file: string): void => {
      const uri = this.lint.names.uriOf(file);
      names[file] = uri === undefined ? file : nameOf(uri);
    };
    for (const { at, steps, findings, closes } of code?.sites ?? [])
      for (const each of [at, ...steps, ...closes, ...findings.flatMap((one) => [one, ...one.steps])])
        enter(each.file);
    for (const each of code?.elsewhere?.findings ?? [])
      for (const step of [each, ...each.steps]) enter(step.file);
    return names;
  }
}

/** A folder is open, or without one a source that the linter knows. */
const hasCode = (): boolean =>
  (workspace.workspaceFolders ?? []).length > 0 ||
  workspace.textDocuments.some(({ languageId }) => LANGUAGE_IDS.some((id) => id === languageId));

/** Where it is on the screen or behind another tab; else beside the capture. */
function columnFor(uri: Uri): ViewColumn {
  const groups = window.tabGroups.all.filter(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString()),
  );
  const shown = groups.find(
    ({ activeTab }) =>
      activeTab?.input instanceof TabInputText && activeTab.input.uri.toString() === uri.toString(),
  );
  return (shown ?? groups[0])?.viewColumn ?? ViewColumn.Beside;
}

/** Its path in the workspace; outside of that its name alone. */
const nameOf = (uri: Uri): string =>
  workspace.getWorkspaceFolder(uri) === undefined ? baseName(uri.path) : workspace.asRelativePath(uri);

const portOf = (server: string | null): string => /:(\d+)$/.exec(server ?? '')?.[1] ?? '';

/** The folders that the settings name for a port, by the names that the worker knows them by. */
function foldersOf(port: string): readonly string[] {
  return (workspace.workspaceFolders ?? []).flatMap(({ uri }) => {
    const settings = workspace.getConfiguration(SECTION, uri);
    const ports: unknown = settings.get('code.ports');
    const folder = (ports as Readonly<Record<string, unknown>> | null | undefined)?.[port];
    if (typeof folder !== 'string') return [];
    const path = folder.replace(/\\/g, '/').replace(/^\.?\/+|\/+$/g, '');
    return [path === '' || path === '.' ? fileLintName(uri) : `${fileLintName(uri)}/${path}`];
  });
}
