import type { FrameLocator, Locator, Page } from 'playwright-core';

/** One row of the list as a reader sees it. */
export interface ShownRow {
  /** Its place in the list, from 0. */
  readonly row: number;
  readonly text: string;
  /** The states of client and server, in this order. */
  readonly states: readonly string[];
  readonly selected: boolean;
}

/** The page of a capture editor, inside of the two frames that a webview is made of. */
export class CaptureView {
  readonly frame: FrameLocator;

  constructor(
    private readonly page: Page,
    at: number,
  ) {
    this.frame = page
      .frameLocator('iframe.webview.ready >> visible=true')
      .nth(at)
      .frameLocator('#active-frame');
  }

  get grid(): Locator {
    return this.frame.locator('[role=grid]').first();
  }

  get details(): Locator {
    return this.frame.locator('.details');
  }

  /** The explanation, while its tab is shown. */
  get explanation(): Locator {
    return this.frame.locator('.explain-panel >> visible=true');
  }

  get statusBar(): Locator {
    return this.frame.locator('.status-bar');
  }

  get selected(): Locator {
    return this.grid.locator('[role=row][aria-selected=true]');
  }

  /** Waits until the list holds rows with this text, and the file is read. */
  async untilRow(text: string | RegExp): Promise<void> {
    await this.grid.locator('[role=row]', { hasText: text }).first().waitFor({ timeout: 40_000 });
  }

  async focus(): Promise<void> {
    await this.grid.focus();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The rows that are drawn, in the order of the list. */
  async rows(): Promise<ShownRow[]> {
    const drawn = await this.grid.locator('[role=row][aria-rowindex]').evaluateAll((rows) =>
      rows
        .filter((row) => row.querySelector('[role=gridcell]') !== null)
        .map((row) => ({
          // The header is row 1 of a grid, as ARIA counts.
          row: Number(row.getAttribute('aria-rowindex')) - 2,
          text: [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent ?? '').join('\t'),
          states: [...row.querySelectorAll('.state-name')]
            .map((name) => name.textContent ?? '')
            .filter(Boolean),
          selected: row.getAttribute('aria-selected') === 'true',
        })),
    );
    return drawn.sort((a, b) => a.row - b.row);
  }
}
