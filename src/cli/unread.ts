import type { CaptureSummary } from '../core/session/capture';
import { NotACapture, shownName } from './errors';

/** Throws NotACapture for a text in which nothing was recognised: that is not a recording without connections. */
export function refuseUnread({ packets, problems }: CaptureSummary, file: string): void {
  const unread = packets === 0 ? problems.find(({ severity }) => severity === 'error') : undefined;
  if (unread !== undefined) throw new NotACapture(`${shownName(file)}: ${unread.message}`);
}
