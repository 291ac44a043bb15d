import type { FindingView } from '../session/capture';
import { spelledOut } from '../text';
import { findingLabel } from './severity';
import type { Style } from './style';
import { wrap } from './width';

const INDENT = '  ';

/** A finding in full: its name, and under it what the packets show. */
export function captureFinding(
  style: Style,
  columns: number,
  finding: Pick<FindingView, 'severity' | 'title' | 'message'>,
): string {
  const lines = wrap(spelledOut(finding.message), columns - INDENT.length).map((line) => INDENT + line);
  return `${[findingLabel(style, finding), ...lines].join('\n')}\n`;
}
