import { l10n, ProgressLocation, window } from 'vscode';
import type { CaptureSummary } from '../../core/session/capture';
import { pictured } from '../../core/text';
import type { Loading } from './capture-document';

/** A capture that is read sooner than this shows no progress outside of its page. */
const PATIENCE_MS = 1000;

/** Shows a long load as VS Code shows long work, with a button that cancels it. */
export function showLoading(name: string, loading: Loading): void {
  let ended = false;
  void loading.done.then(() => {
    ended = true;
  });
  setTimeout(() => {
    if (!ended) void notify(name, loading);
  }, PATIENCE_MS);
}

async function notify(name: string, loading: Loading): Promise<void> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Reading {0}', pictured(name)),
    cancellable: true,
  };
  await window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => loading.cancel());
    let shown = 0;
    loading.onProgress((summary) => {
      const percent = percentRead(summary);
      progress.report({ message: progressMessage(summary, percent), increment: percent - shown });
      shown = percent;
    });
    await loading.done;
  });
}

const percentRead = ({ bytes, bytesRead }: CaptureSummary): number =>
  bytes ? Math.min(100, (100 * bytesRead) / bytes) : 0;

function progressMessage(summary: CaptureSummary, percent: number): string {
  const packets = summary.packets.toLocaleString();
  return summary.bytes === null
    ? l10n.t('{0} packets', packets)
    : l10n.t('{0} %, {1} packets', Math.floor(percent), packets);
}
