import type { FindingView } from '../../core/session';
import { spelledOut } from '../../core/text';
import type { Style } from '../terminal/style';

type Severity = FindingView['severity'];

/** A mark before a finding, which says its severity without colour. */
export const MARKS: Readonly<Record<Severity, string>> = { error: '✖', warning: '▲', info: '·' };

const COLOURS = { error: 'red', warning: 'yellow', info: 'dim' } as const;

/** `▲ Stuck in CLOSE_WAIT`, in the severity's colour. */
export const findingLabel = (
  style: Style,
  { severity, title }: Pick<FindingView, 'severity' | 'title'>,
): string => style.apply(`${MARKS[severity]} ${spelledOut(title)}`, COLOURS[severity]);
