import type { Locator, Page } from 'playwright-core';

/** The text editor that is shown, and what VS Code says of the source in it. */
export class SourceView {
  constructor(private readonly page: Page) {}

  /** The lines drawn under code, of warnings or of information. */
  squiggles(severity: 'error' | 'warning' | 'info'): Locator {
    return this.page.locator(`.editor-instance .squiggly-${severity}`);
  }

  /** Puts the cursor on a line and column, from 1, once the editor has the text that the line is in. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.locator('.editor-instance .view-line').first().waitFor();
    for (let attempt = 0; attempt < 5; attempt++) if (await this.wentTo(line, column)) return;
    throw new Error(`the cursor did not come to line ${line}`);
  }

  /** A quick input that is just closing swallows the key or what is typed. */
  private async wentTo(line: number, column: number): Promise<boolean> {
    const came = (place: Locator) =>
      place.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input');
    if (!(await came(input))) return false;
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    return came(this.at(line));
  }

  /** What the status bar says while the cursor is on a line. */
  at(line: number): Locator {
    return this.page.locator('.statusbar-item', { hasText: new RegExp(`(Ln|行) ${line}\\b`) });
  }

  /** The hover at the cursor, all of its parts. */
  async hover(): Promise<Locator> {
    const hover = this.page
      .locator('.monaco-editor .monaco-hover:not(.hidden) .monaco-hover-content')
      .first();
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+I');
    // The extension's part comes after VS Code's own.
    await hover
      .getByText(/Learn more about|了解 /)
      .first()
      .waitFor({ state: 'attached' });
    return hover;
  }

  /** The menu of quick fixes at the cursor. VS Code drops the request where findings change while it is answered. */
  async fixes(): Promise<Locator> {
    const menu = this.page.locator('.action-widget');
    const first = menu.locator('.monaco-list-row').first();
    for (let left = 6; left > 0; left--) {
      await this.page.keyboard.press('Control+.');
      const shown = await first.waitFor({ timeout: 5000 }).catch((error: unknown) => error);
      if (shown === undefined) break;
      if (left === 1) throw shown;
    }
    return menu;
  }

  /** The rows of the problems list, which is opened. */
  async problems(): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
    return panel.locator('.monaco-list-row');
  }
}
