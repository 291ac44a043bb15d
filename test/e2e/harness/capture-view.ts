import type { FrameLocator, Locator, Page } from 'playwright-core';

/** One row of the list as a reader sees it: the cells' texts by the titles of their columns. */
export type ShownRow = Readonly<Record<string, string>>;

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

  get statusBar(): Locator {
    return this.frame.locator('.status-bar');
  }

  get selected(): Locator {
    return this.grid.locator('[role=row][aria-selected=true]');
  }

  /** Waits until the list holds rows with this text, and the file is read. */
  async untilRow(text: string | RegExp): Promise<void> {
    await this.grid.locator('[role=row]', { hasText: text }).first().waitFor({ timeout: 20_000 });
  }

  async focus(): Promise<void> {
    await this.grid.focus();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The rows that are drawn, in the order of the list. */
  async rows(): Promise<ShownRow[]> {
    return this.grid.evaluate((grid) => {
      const titles = [...grid.querySelectorAll('[role=columnheader]')].map(
        (cell) => cell.textContent?.trim() ?? '',
      );
      const drawn = [...grid.querySelectorAll<HTMLElement>('[role=row][aria-rowindex]')].filter(
        (row) => row.querySelector('[role=gridcell]') !== null && row.offsetParent !== null,
      );
      const place = (row: HTMLElement) => Number(row.getAttribute('aria-rowindex'));
      return drawn
        .sort((a, b) => place(a) - place(b))
        .map((row) =>
          Object.fromEntries(
            [...row.querySelectorAll('[role=gridcell]')].map((cell, at) => [
              titles[at] ?? '',
              cell.textContent?.trim() ?? '',
            ]),
          ),
        );
    });
  }
}
