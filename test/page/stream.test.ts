import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launch, type OpenOptions, openPage } from './open-page';
import { THEMES, type ThemeName } from './themes';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});
afterEach(async () => {
  await page?.close();
});

const asked = (method: string) =>
  page.evaluate(
    (name) => window.harness.asked.filter((one) => one.method === name).map((one) => one.params),
    method,
  );

async function openStream(options: OpenOptions = {}): Promise<void> {
  page = await openPage(browser, { state: { connection: 1 }, ...options });
  await page.evaluate(() => window.harness.tell('act', { action: 'stream' }));
  await page.locator('.stream-block').first().waitFor();
}

test('both ends in the order in which they spoke, what acts spelled out, what is missing told', async () => {
  await openStream();
  const blocks = await page.locator('.stream-block').allInnerTexts();
  expect(blocks).toHaveLength(2);
  expect(blocks[0]).toContain('Client · Packet 3');
  expect(blocks[0]).toContain('GET /café HTTP/1.1\nHost: example');
  expect(blocks[1]).toContain('<img src=x onerror=pwned=1>[U+202E]␛[31m');
  expect(blocks[1]).toContain('[1,448 bytes are not in the recording]');
  expect(blocks[1]).toContain('tail\n[7 bytes were not captured of this packet]');
  expect(await page.evaluate(() => [window.pwned, window.violations])).toEqual([undefined, []]);
});

test('as hexadecimal digits, with the offset in what that end sent; one end alone', async () => {
  await openStream();
  await page.getByRole('tab', { name: 'Hex' }).click();
  const [client, server] = await page.locator('.stream-body').allInnerTexts();
  expect(client.split('\n')[0]).toMatch(/^0000 {2}47 45 54 20 2f 63 61 66 +GET \/caf$/);
  // 8 bytes came before: the offsets count on.
  expect(client).toContain('0008  c3 a9 20 48 54 54 50');
  // 54 bytes and 1448 that are missing.
  expect(server).toMatch(/^05\w\w {2}74 61 69 6c +tail$/m);
  await page.locator('.stream-view').getByRole('tab', { name: 'Server' }).click();
  expect(await page.locator('.stream-block').count()).toBe(1);
});

test('the keyboard: into the text, to the heads of its parts, and to the packet', async () => {
  await openStream();
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('stream-text');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('#view-packets').waitFor();
  await expect.poll(() => page.locator('#packets .row.focused').count()).toBe(1);
});

test('it is saved through the host, and more of it is asked for within bounds', async () => {
  await openStream();
  await page.getByText('Save Bytes…').click();
  expect(await asked('saveStream')).toEqual([{ connection: 1, side: 'both', form: 'raw' }]);
  await page.getByText('Show more of it').click();
  await page.getByText('More is in the file that Save writes.').waitFor();
  expect((await asked('stream')).at(-1)).toEqual({ connection: 1, limit: 1 << 20 });
});

test('a connection on which nothing was sent says so', async () => {
  page = await openPage(browser, { capture: 'hostile', state: { connection: 1 } });
  await page.getByRole('tab', { name: 'Stream' }).click();
  await page.getByText('On connection 1 neither end sent data.').waitFor();
});

test.each(Object.keys(THEMES) as ThemeName[])('in theme %s, and in a split of 700 pixels', async (theme) => {
  await openStream({ theme, width: 700 });
  const fits = await page.evaluate(() => {
    const view = document.getElementById('view-stream') as HTMLElement;
    return view.scrollWidth <= view.clientWidth;
  });
  expect(fits).toBe(true);
  await page.screenshot({ path: `test-results/stream-${theme}.png` });
});
