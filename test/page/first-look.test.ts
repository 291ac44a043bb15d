import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launch, type OpenOptions, openPage } from './open-page';

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

async function open(options: OpenOptions = {}): Promise<void> {
  page = await openPage(browser, options);
  await page.locator('.first-look').waitFor();
}

const asked = (method: string) =>
  page.evaluate(
    (name) => window.harness.asked.filter((one) => one.method === name).map((one) => one.params),
    method,
  );
const servers = () => page.getByRole('list', { name: 'Summary' }).getByRole('listitem');
const focusedText = () => page.evaluate(() => document.activeElement?.textContent);
const isOpen = () => page.locator('.first-look').evaluate((look: HTMLDetailsElement) => look.open);

describe('the summary', () => {
  test('stands over the list with the server, what is stuck there and what was found', async () => {
    await open({ capture: 'sample' });
    expect(await page.locator('.look-line').innerText()).toContain(
      'Stuck half-closed: 1 of 1 · Never accepted',
    );
    const row = await servers().first().innerText();
    expect(row).toContain('192.168.1.177:8000');
    expect(row).toContain('Server half-closed for 120 s (192.168.1.110:52552)');
    expect(row).toContain('Never accepted');
    expect(row).toContain('CLOSED');
  });

  test('is read out when it is there', async () => {
    await open({ capture: 'sample' });
    await page.getByRole('status').filter({ hasText: 'Stuck half-closed: 1 of 1' }).waitFor();
  });

  test('is one line where nothing is wrong, which opens on demand', async () => {
    await open({ capture: 'healthy' });
    expect(await page.locator('.look-line').innerText()).toContain('Nothing wrong was found');
    expect(await isOpen()).toBe(false);
    await page.locator('.look-line').click();
    await servers().first().waitFor();
  });

  test('stays closed for who has closed it', async () => {
    await open({ capture: 'sample' });
    await page.locator('.look-line').click();
    await expect.poll(isOpen).toBe(false);
    const state = await page.evaluate(() => window.harness.state);
    await page.close();
    await open({ capture: 'sample', state });
    expect(await isOpen()).toBe(false);
  });

  test('leaves the list its room, however many servers there are', async () => {
    for (const [width, height] of [
      [1280, 800],
      [700, 600],
    ]) {
      await open({ capture: 'huge', width, height });
      await expect.poll(() => servers().count()).toBe(21);
      expect(await servers().last().innerText()).toBe('7 more servers');
      const look = await page.locator('.first-look').boundingBox();
      expect(look?.height).toBeLessThan(height * 0.33);
      const wide = await page.evaluate(() => document.body.scrollWidth - document.body.clientWidth);
      expect(wide).toBe(0);
      await page.close();
    }
  });
});

describe('with the keyboard', () => {
  test('S goes to the worst server, E explains it at the packet that shows it', async () => {
    await open({ capture: 'sample' });
    await page.keyboard.press('s');
    await expect.poll(focusedText).toBe('192.168.1.177:8000');
    await page.keyboard.press('e');
    await page.locator('.explain-panel h2').waitFor();
    expect(await asked('explain')).toEqual([{ index: 3 }]);
    await expect
      .poll(() => page.locator('#packets').getAttribute('aria-activedescendant'))
      .toBe('packets-row-9');
  });

  test('arrows go from server to server, Escape back to the list', async () => {
    await open({ capture: 'huge' });
    await page.keyboard.press('s');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focusedText).toBe('192.0.2.2:8000');
    await page.keyboard.press('ArrowUp');
    await expect.poll(focusedText).toBe('192.0.2.1:8000');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('packets');
  });

  test('Enter on a server leaves its packets in the list', async () => {
    await open({ capture: 'sample' });
    await page.keyboard.press('s');
    await page.keyboard.press('Enter');
    await expect.poll(() => asked('filter')).toEqual([{ text: '192.168.1.177 port:8000' }]);
  });
});

describe('the code on the port of a server', () => {
  test('is looked for unasked, and one key opens the line', async () => {
    await open({ capture: 'coded' });
    const code = servers().first().locator('.look-code');
    expect(await code.innerText()).toBe('server.c:40 [serial-accept]');
    await page.keyboard.press('s');
    await page.keyboard.press('c');
    await expect.poll(() => asked('openCode')).toEqual([{ file: '/w/server.c', line: 40, column: 9 }]);
  });

  test('is not spoken of where no folder is open', async () => {
    await open({ capture: 'sample' });
    await expect.poll(async () => (await asked('code')).length).toBe(1);
    expect(await servers().first().locator('.look-code').count()).toBe(0);
  });
});

test('names of a capture are text, whatever they say', async () => {
  await open({ capture: 'hostile' });
  expect(await page.evaluate(() => window.pwned)).toBeUndefined();
  expect(await page.locator('.first-look img').count()).toBe(0);
  const told = await page.locator('.first-look').innerText();
  for (const acting of ['\u202e', '\u2066', '\u001b', '\u200b']) expect(told).not.toContain(acting);
});
