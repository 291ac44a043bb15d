import { Disposable, l10n, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { OpenServers } from '../capture';
import { OVERVIEW, OverviewTree, stuckIn } from './overview-tree';

/** The view that lists captures, what is stuck in them and code with findings; and the number of stuck connections in the status bar. */
export function registerOverview(captures: OpenServers): Disposable {
  let status: StatusBarItem | undefined;
  const show = (): void => {
    const all = captures.all();
    if (all.length === 0) {
      status?.hide();
      return;
    }
    status ??= newStatus();
    const stuck = stuckIn(all);
    const possible = all.flatMap(({ servers }) => servers).reduce((sum, server) => sum + server.possible, 0);
    status.text = `${stuck > 0 ? '$(warning)' : '$(pulse)'} ${l10n.t('{0} stuck', stuck)}`;
    status.tooltip = l10n.t(
      'In open captures and tables: {0} connections stuck half-closed, {1} half-closed at the end.',
      stuck,
      possible,
    );
    status.show();
  };
  const closed = new Disposable(() => status?.dispose());
  return Disposable.from(closed, new OverviewTree(captures), captures.onDidChange(show));
}

function newStatus(): StatusBarItem {
  const status = window.createStatusBarItem('closewait.stuck', StatusBarAlignment.Left);
  status.name = 'Closewait';
  status.command = `${OVERVIEW}.focus`;
  return status;
}
