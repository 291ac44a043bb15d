import {
  Disposable,
  EventEmitter,
  l10n,
  languages,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { ServerView } from '../../core/session/capture';
import { pictured } from '../../core/text';
import { duration } from '../../core/words';
import type { CaptureServers, OpenServers } from '../capture';
import { HOVER_COMMANDS } from '../lint';
import { baseName, debounce, locale } from '../workbench';

/** As package.json declares it. */
export const OVERVIEW = 'closewait.overview';
const SETTLE_MS = 300;
const { None, Expanded } = TreeItemCollapsibleState;

/** A line of the view, with those below it. */
interface Entry {
  readonly item: TreeItem;
  readonly below: readonly Entry[];
}

/** What there is to look at: open captures and tables with their servers and what is stuck, and files with findings. */
export class OverviewTree implements TreeDataProvider<Entry>, Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly settled = debounce(() => this.refresh(), SETTLE_MS);
  private readonly view = window.createTreeView(OVERVIEW, { treeDataProvider: this });
  private readonly subscriptions: Disposable;

  constructor(private readonly captures: OpenServers) {
    this.subscriptions = Disposable.from(
      captures.onDidChange(() => this.refresh()),
      languages.onDidChangeDiagnostics(() => this.settled.call()),
    );
  }

  getTreeItem({ item }: Entry): TreeItem {
    return item;
  }

  getChildren(entry?: Entry): readonly Entry[] & Entry[] {
    return [...(entry?.below ?? [...this.captures.all().map(captureEntry), ...fileEntries()])];
  }

  dispose(): void {
    this.settled.cancel();
    Disposable.from(this.subscriptions, this.view, this.changed).dispose();
  }

  private refresh(): void {
    const value = stuckIn(this.captures.all());
    this.view.badge =
      value === 0 ? undefined : { value, tooltip: l10n.t('{0} connections are stuck', value) };
    this.changed.fire();
  }
}

/** Connections that are stuck half-closed, likely or for sure. */
export const stuckIn = (captures: readonly CaptureServers[]): number =>
  captures.flatMap(({ servers }) => servers).reduce((sum, { stuck }) => sum + stuck.client + stuck.server, 0);

function captureEntry(capture: CaptureServers): Entry {
  const { uri, name, servers } = capture;
  const stuck = stuckIn([capture]);
  const item = itemOf(name, servers.length > 0, 'graph-line');
  item.description = stuck > 0 ? l10n.t('{0} stuck', stuck) : '';
  item.command = { title: '', command: 'closewait.openAsCapture', arguments: [uri] };
  return { item, below: servers.map((server) => serverEntry(uri, server)) };
}

function serverEntry(uri: Uri, { server, states, stuck, oldest, connections }: ServerView): Entry {
  const isStuck = stuck.client + stuck.server > 0;
  const item = itemOf(server, oldest !== null, isStuck ? 'warning' : 'server');
  item.description = states.map(({ state, count }) => `${state} ${count}`).join(' · ');
  item.tooltip = l10n.t('{0} connections', connections);
  if (oldest === null) return { item, below: [] };
  const below = itemOf(oldest.client, false, 'arrow-right');
  const { seconds, sureness } = oldest;
  below.description =
    sureness === 'possible' || seconds === null
      ? l10n.t('half-closed at the end')
      : l10n.t('half-closed for {0}', duration(locale(), seconds));
  below.command = {
    title: '',
    command: HOVER_COMMANDS.connection,
    arguments: [uri.toString(), oldest.connection, oldest.index],
  };
  return { item, below: [{ item: below, below: [] }] };
}

/** The sources and logs in which something was found. */
function fileEntries(): readonly Entry[] {
  return languages.getDiagnostics().flatMap(([uri, all]) => {
    const own = all.filter(({ source }) => source === 'Closewait');
    if (own.length === 0) return [];
    const item = itemOf(baseName(uri.path), false, 'file');
    item.resourceUri = uri;
    item.description = l10n.t('{0} findings', own.length);
    item.tooltip = pictured(workspace.asRelativePath(uri));
    const [{ range }] = own;
    item.command = { title: '', command: 'vscode.open', arguments: [uri, { selection: range }] };
    return [{ item, below: [] }];
  });
}

function itemOf(label: string, hasMore: boolean, icon: string): TreeItem {
  const item = new TreeItem(pictured(label), hasMore ? Expanded : None);
  item.iconPath = new ThemeIcon(icon);
  return item;
}
