import type { CaptureSummary } from '../core/session/capture';
import { NotACapture, shownName } from './errors';

/**
 * Throws NotACapture for a text in which nothing was recognised, and for a capture of which no packet could be read: that
 * is not a recording without connections.
 */
export function refuseUnread({ packets, problems, undecoded }: CaptureSummary, file: string): void {
  const unread =
    packets === 0 || undecoded !== undefined
      ? problems.find(({ severity }) => severity === 'error')
      : undefined;
  if (unread !== undefined) throw new NotACapture(`${shownName(file)}: ${unread.message}`);
}
