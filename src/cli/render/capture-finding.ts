import type { FindingView } from '../../core/session';
import { spelledOut } from '../../core/text';
import type { Style } from '../terminal/style';
import { wrap } from '../terminal/width';
import { findingLabel } from './severity';

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
