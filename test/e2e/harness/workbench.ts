import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { BROWSER_FLAGS } from '../../../scripts/browser.mjs';
import { Profile, type Server } from '../../../scripts/embedded.mjs';
import { loadInBrowser } from './browser-host';
import { CaptureView } from './capture-view';
import { registerLanguage } from './language-pack';

export interface WorkbenchOptions {
  /** Files that are copied into the folder that is opened. */
  readonly files?: readonly string[];
  /** Files that are written there, by their names. Before the window is open: later the explorer's rows would move under the mouse. */
  readonly written?: Readonly<Record<string, string | Uint8Array>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly size?: { readonly width: number; readonly height: number };
  /** The display language, as if a language pack for it were installed. */
  readonly language?: string;
  /** Makes more files in the folder, for those that are too many or too large for `written`. */
  readonly prepare?: (folder: string) => void;
  /** Flags for Node, of VS Code's server and its extension hosts. */
  readonly nodeFlags?: readonly string[];
  /** Runs the extension in the browser's extension host instead of the server's. */
  readonly inBrowser?: boolean;
}

/** A page that a test changed on its way counts as foreign to 127.0.0.1, where its server is. */
const PAGE_OF_OURS = ['--disable-features=LocalNetworkAccessChecks'];
/** How long the first window of a new profile may take to show an editor. */
const PATIENCE = 60_000;
/** Our page's script and what it loads, by their addresses. */
const OURS = /closewait|\/dist\/page\./i;
/** How many lines of the console are told where a test failed. */
const LAST_WORDS = 20;
const SCREENSHOTS = 'test-results';

/** `SLOWER=4 npx vitest run --project e2e --retry=0` finds races: the window's processor is that many times slower. */
const SLOWER = Number(process.env.SLOWER ?? 1);

let profiles = 0;

/** A VS Code window with the packaged extension installed, driven as a person would: by keys, palette and mouse. */
export class Workbench {
  /** The one that was opened last. */
  static current: Workbench | undefined;
  /** What the browser complained about where our page is concerned, policy violations included. */
  readonly complaints: string[] = [];
  /** Everything that the window complained about, for who looks for the cause of a failure. */
  private readonly said: string[] = [];

  private constructor(
    readonly page: Page,
    readonly folder: string,
    private readonly browser: Browser,
    private readonly server: Server,
    private readonly profile: Profile,
  ) {
    page.setDefaultTimeout(30_000);
    page.on('console', (message) => {
      const ours = OURS.test(message.location().url) || OURS.test(message.text());
      const policy = /Content Security Policy|Refused to/.test(message.text());
      if (ours && (message.type() === 'error' || policy)) this.complaints.push(message.text());
      if (message.type() !== 'log') this.said.push(`${message.type()}: ${message.text().slice(0, 300)}`);
    });
    page.on('pageerror', (error) => {
      if (OURS.test(error.stack ?? '')) this.complaints.push(`${error.stack}`);
    });
  }

  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    const { files = [], written = {}, settings = {}, size, language, inBrowser = false } = options;
    const { prepare = () => {}, nodeFlags = [] } = options;
    const folder = mkdtempSync(join(tmpdir(), 'closewait-e2e-'));
    for (const file of files) cpSync(file, join(folder, basename(file)));
    for (const [name, content] of Object.entries(written)) writeFileSync(join(folder, name), content);
    prepare(folder);
    const profile = new Profile(`e2e-${process.pid}-${profiles++}`);
    profile.clear();
    // A question that is asked of every log would lie over what a test looks at.
    profile.configure({ 'closewait.offerForLogs': false, ...settings });
    if (!inBrowser) await profile.install(inject('vsix'));
    if (language !== undefined) registerLanguage(profile.userData, language);
    const server = await profile.start(
      language === undefined ? { nodeFlags } : { nodeFlags, locale: language },
    );
    const browser = await chromium.launch({
      executablePath: inject('browser'),
      args: [...BROWSER_FLAGS, ...PAGE_OF_OURS],
    });
    const context = await browser.newContext({
      viewport: size ?? { width: 1400, height: 1300 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const workbench = new Workbench(await context.newPage(), folder, browser, server, profile);
    Workbench.current = workbench;
    if (SLOWER > 1) await slowDown(workbench.page);
    if (inBrowser) await loadInBrowser(workbench.page, inject('vsix'), server.authority);
    await workbench.page.goto(server.address(folder));
    await workbench.untilReady();
    return workbench;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this.profile.folder, { recursive: true, force: true });
  }

  /** Sets the workspace's settings, which VS Code notices by itself. */
  set(settings: Readonly<Record<string, unknown>>): void {
    mkdirSync(this.path('.vscode'), { recursive: true });
    writeFileSync(this.path('.vscode/settings.json'), JSON.stringify(settings));
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  /** Opens a file by its name, as the keyboard does it. */
  async quickOpen(file: string): Promise<void> {
    await (await this.input('Control+P')).fill(file);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: file }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tabs-container .tab.active', { hasText: file }).first().waitFor();
  }

  /** Opens a file by a double click in the explorer. */
  async doubleClick(file: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
    await this.tab(file).first().waitFor();
  }

  /** Picks an entry of a thing's context menu. */
  async pickFromMenu(thing: Locator, title: string): Promise<void> {
    await thing.click({ button: 'right' });
    await this.pick(this.page.getByRole('menuitem', { name: title }));
  }

  /**
   * Picks an entry of a menu that opens. VS Code takes no press of the mouse in the first tenth of a second of a menu, so
   * that the press that opened it picks nothing: it is pressed until the menu is gone.
   */
  async pick(entry: Locator): Promise<void> {
    await entry.waitFor();
    while (await entry.isVisible()) {
      await entry.click({ timeout: 1000 }).catch(() => undefined);
      await entry.waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
    }
  }

  /** Runs a command by the title that the palette shows. */
  async command(title: string): Promise<void> {
    await (await this.input('F1')).fill(`>${title}`);
    const label = this.page.locator('.quick-input-list .label-name').getByText(title, { exact: true });
    await label.first().click();
    // What the command asks has the same field: who answers must not type into the palette that is closing.
    await this.page.waitForFunction((typed) => {
      const field = document.querySelector<HTMLInputElement>('.quick-input-widget input[type=text]');
      return !field?.checkVisibility() || field.value !== typed;
    }, `>${title}`);
  }

  /** Opens the command palette; returns its field. */
  openPalette(): Promise<Locator> {
    return this.input('F1');
  }

  /** Titles that the palette offers for what is typed. */
  async offered(text: string): Promise<string[]> {
    await (await this.input('F1')).fill(`>${text}`);
    await this.page.waitForTimeout(500);
    const titles = await this.page
      .locator('.quick-input-list .monaco-list-row .label-name')
      .allTextContents();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  /** Types into the quick input that is open, and accepts. */
  async answer(text: string): Promise<void> {
    await this.quickInput.fill(text);
    await this.page.keyboard.press('Enter');
  }

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input');
  }

  /** Opens the quick input by its key; one that is just closing swallows the key. */
  private async input(key: string): Promise<Locator> {
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.page.keyboard.press(key);
      const open = this.quickInput.waitFor({ timeout: 3000 });
      const shown = await open
        .then(() => this.page.waitForTimeout(50))
        .then(
          () => this.quickInput.isVisible(),
          () => false,
        );
      if (shown) return this.quickInput;
    }
    throw new Error(`${key} opened no quick input`);
  }

  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: name });
  }

  /** The text that the text editor shows, once there is one. */
  async text(): Promise<string> {
    const lines = this.page.locator('.editor-instance .monaco-editor .view-lines');
    await lines.waitFor();
    // The editor draws spaces as no-break spaces.
    return ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
  }

  /** The capture editor that is shown; with several side by side, the one at this place. */
  capture(at = 0): CaptureView {
    return new CaptureView(this.page, at);
  }

  /** As a person reloads it: what is open is written down before. */
  async reloadWindow(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await this.untilReady();
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  /** What the window shows and has complained about, in words. */
  async describe(): Promise<string> {
    const texts = (selector: string) => this.page.locator(selector).allInnerTexts();
    const frames = this.page.frames().map(async (frame) => {
      const text = await frame.evaluate(() => document.body?.innerText ?? '').catch(String);
      return `${frame.url().slice(0, 60)}: ${JSON.stringify(text.slice(0, 600))}`;
    });
    const webviews = this.page.locator('iframe.webview');
    return [
      `tabs: ${JSON.stringify(await texts('.tabs-container .tab'))}`,
      `text editors: ${await this.page.locator('.editor-instance .monaco-editor').count()}`,
      `webviews: ${JSON.stringify(await webviews.evaluateAll((all) => all.map((one) => one.className)))}`,
      `notifications: ${JSON.stringify(await texts('.notification-list-item-message'))}`,
      `complaints: ${JSON.stringify(this.complaints)}`,
      `the console, at last: ${this.said.slice(-LAST_WORDS).join('\n  ')}`,
      ...(await Promise.all(frames)),
    ].join('\n');
  }

  /** The workbench is up and knows the extension: its commands are in the palette. */
  private async untilReady(): Promise<void> {
    if (await this.isReady()) return;
    await this.screenshot('not-ready');
    throw new Error(`the extension did not appear in the palette\n${await this.describe()}`);
  }

  private async isReady(): Promise<boolean> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: PATIENCE });
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      if (await this.offers('Closewait: Open as Capture').catch(() => false)) return true;
      await this.page.waitForTimeout(300);
    }
    return false;
  }

  /** Whether the palette comes to offer a command, however slowly it draws. */
  private async offers(title: string): Promise<boolean> {
    await (await this.input('F1')).fill(`>${title}`);
    const rows = this.page.locator('.quick-input-list .monaco-list-row .label-name');
    const row = rows.filter({ hasText: /^Closewait/ }).first();
    const found = await row.waitFor({ timeout: 4000 }).then(
      () => true,
      () => false,
    );
    await this.page.keyboard.press('Escape');
    return found;
  }
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}
