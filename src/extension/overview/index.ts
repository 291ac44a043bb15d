import { Disposable, l10n, StatusBarAlignment, window } from 'vscode';
import type { OpenServers } from '../capture';
import { OVERVIEW, OverviewTree, stuckIn } from './overview-tree';

/** The view that lists captures, what is stuck in them and code with findings; and the number of stuck connections in the status bar. */
export function registerOverview(captures: OpenServers): Disposable {
  const status = window.createStatusBarItem('closewait.stuck', StatusBarAlignment.Left);
  status.name = 'Closewait';
  status.command = `${OVERVIEW}.focus`;
  const show = (): void => {
    const all = captures.all();
    const stuck = stuckIn(all);
    const possible = all.flatMap(({ servers }) => servers).reduce((sum, server) => sum + server.possible, 0);
    status.text = `${stuck > 0 ? '$(warning)' : '$(pulse)'} ${l10n.t('{0} stuck', stuck)}`;
    status.tooltip = l10n.t(
      'In open captures and tables: {0} connections stuck half-closed, {1} half-closed at the end.',
      stuck,
      possible,
    );
    if (all.length > 0) status.show();
    else status.hide();
  };
  return Disposable.from(status, new OverviewTree(captures), captures.onDidChange(show));
}
