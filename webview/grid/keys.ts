import type { ScrollMap } from './scroll-map';

/** Where a key takes the focused row; null for a key that moves nothing. */
export function rowAfterKey(key: string, focus: number, map: ScrollMap, top: number): number | null {
  const last = map.rows - 1;
  if (last < 0) return null;
  // Without a focused row the first key goes to what is on the screen.
  if (focus < 0 && key.startsWith('Arrow')) return vertical(key) ? map.firstRow(top) : null;
  const within = (row: number) => Math.min(last, Math.max(0, row));
  switch (key) {
    case 'ArrowUp':
      return within(focus - 1);
    case 'ArrowDown':
      return within(focus + 1);
    case 'PageUp':
      return within(focus - Math.max(1, map.wholeRows - 1));
    case 'PageDown':
      return within(focus + Math.max(1, map.wholeRows - 1));
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

const vertical = (key: string) => key === 'ArrowUp' || key === 'ArrowDown';

/** Pixels that a wheel event asks for; lines and pages where a mouse reports those. */
export function wheelPixels(event: Pick<WheelEvent, 'deltaY' | 'deltaMode'>, map: ScrollMap): number {
  const unit = event.deltaMode === 1 ? map.rowHeight : event.deltaMode === 2 ? map.viewport : 1;
  return event.deltaY * unit;
}
