import type { FindingView } from '../session/capture';
import { spelledOut } from '../text';
import type { Severity } from '../words';
import type { Style } from './style';

/** A mark before a finding, which says its severity without colour. */
export const MARKS: Readonly<Record<Severity, string>> = { error: '✖', warning: '▲', info: '·' };

const COLOURS = { error: 'red', warning: 'yellow', info: 'dim' } as const;

/** `▲ Stuck in CLOSE_WAIT`, in the severity's colour. */
export const findingLabel = (
  style: Style,
  { severity, title }: Pick<FindingView, 'severity' | 'title'>,
): string => style.apply(`${MARKS[severity]} ${spelledOut(title)}`, COLOURS[severity]);
