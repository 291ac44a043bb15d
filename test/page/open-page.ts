import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { BROWSER_FLAGS, installBrowser } from '../../scripts/browser.mjs';
import { pageHtml } from '../../src/extension/capture/page-html';
import type { Preferences } from '../../src/protocol';
import type { HarnessOptions } from './fake-host';
import { THEMES, type ThemeName } from './themes';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ORIGIN = 'http://page.test';

export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: await installBrowser(),
    args: [...BROWSER_FLAGS],
  });
}

interface Bundles {
  readonly script: string;
  readonly style: string;
  readonly host: string;
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [`${root}${entry}`],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  return result.outputFiles[0].text;
}

let built: Promise<Bundles> | undefined;

function bundles(): Promise<Bundles> {
  built ??= Promise.all(['webview/main.ts', 'webview/style.css', 'test/page/fake-host.ts'].map(bundle)).then(
    ([script, style, host]) => ({ script, style, host }),
  );
  return built;
}

/** `SLOWER=6 npx vitest run --project page` finds races: the page's processor is that many times slower, answers come late. */
export const SLOWER = Number(process.env.SLOWER ?? 1);
/** Milliseconds that answers take, for each time slower. */
const LATE = 10;

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

export const PREFERENCES: Preferences = {
  timeStyle: 'clock',
  numbers: 'relative',
  columnWidths: {},
  detailsSize: 420,
  textView: 'lines',
  follow: false,
};

export interface OpenOptions {
  readonly capture?: HarnessOptions['capture'];
  readonly rows?: number;
  readonly theme?: ThemeName;
  readonly locale?: 'en' | 'zh-cn';
  readonly preferences?: Partial<Preferences>;
  readonly state?: unknown;
  readonly width?: number;
  readonly height?: number;
  readonly answerAfter?: number;
  /** False: returns while the first look is still on its way. */
  readonly settled?: boolean;
}

/** The page as the extension serves it, policy and all, talking to the fake host. */
export async function openPage(browser: Browser, options: OpenOptions = {}): Promise<Page> {
  const { script, style, host } = await bundles();
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
  });
  if (SLOWER > 1) await slowDown(page);
  const theme = THEMES[options.theme ?? 'dark'];
  const sample = await readFile(`${root}samples/close-wait.tcpdump`, 'utf8');
  const harness: HarnessOptions = {
    capture: options.capture ?? 'sample',
    sampleLines: sample.replace(/\n$/, '').split('\n'),
    rows: options.rows ?? 50_000_000,
    settings: { locale: options.locale ?? 'en', preferences: { ...PREFERENCES, ...options.preferences } },
    state: options.state ?? null,
    answerAfter: options.answerAfter ?? (SLOWER - 1) * LATE,
  };
  const parts = {
    script: `${ORIGIN}/page.js`,
    style: `${ORIGIN}/page.css`,
    source: ORIGIN,
    nonce: 'n0nce',
    locale: 'en',
  };
  const answers: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': ['text/html; charset=utf-8', pageHtml(parts)],
    '/page.js': ['text/javascript; charset=utf-8', script],
    '/page.css': ['text/css; charset=utf-8', style],
  };
  await page.route(`${ORIGIN}/**`, (route) => {
    const answer = answers[new URL(route.request().url()).pathname];
    if (answer === undefined) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ contentType: answer[0], body: answer[1] });
  });
  await page.addInitScript({
    content: `window.harnessOptions = ${JSON.stringify(harness)};
      new MutationObserver((_, observer) => {
        if (document.body === null) return;
        observer.disconnect();
        document.body.className = ${JSON.stringify(theme.bodyClass)};
        document.body.dataset.vscodeThemeKind = ${JSON.stringify(theme.kind)};
      }).observe(document, { childList: true, subtree: true });
      const colors = ${JSON.stringify(theme.colors)};
      const setColors = () => {
        if (document.documentElement === null) return setTimeout(setColors);
        for (const [name, value] of Object.entries(colors)) {
          document.documentElement.style.setProperty('--vscode-' + name, value);
        }
      };
      setColors();
      ${host}`,
  });
  await page.goto(`${ORIGIN}/`);
  await page.waitForSelector('.status-facts:not(:empty)');
  if (options.settled !== false && options.capture !== 'empty') await untilSettled(page);
  return page;
}

/** The first rows are here, their columns are fitted to them, and the first look has put the focus on one of them. */
async function untilSettled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const list = document.querySelector('#packets[aria-activedescendant]');
    return list?.querySelector('.row') && !list.querySelector('.row.pending');
  });
  await frames(page);
}

/** What the page has asked the browser to draw is drawn. */
export async function frames(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  });
}
