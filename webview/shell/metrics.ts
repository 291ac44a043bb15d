import { element } from '../element';

/** What the editor's font makes of the page's measures. */
export interface Metrics {
  readonly rowHeight: number;
  /** Width of a column that shows so many characters of the grid's monospace font. */
  columnOf(characters: number): number;
}

/** Both sides of a cell, and a pixel that rounding must not take. */
const CELL_PADDING = 17;

export function measureFont(): Metrics {
  const probe = element('span', { class: 'grid-font-probe', text: '0'.repeat(100) });
  document.body.append(probe);
  const { width } = probe.getBoundingClientRect();
  const size = Number.parseFloat(getComputedStyle(probe).fontSize);
  probe.remove();
  return {
    rowHeight: Math.max(20, Math.min(48, Math.round((Number.isFinite(size) ? size : 13) * 1.7))),
    columnOf: (characters) => Math.ceil((characters * width) / 100) + CELL_PADDING,
  };
}
