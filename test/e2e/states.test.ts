import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open();
});
afterAll(() => code?.close());

test('with no capture at hand the palette offers the states by name, and explains the one picked', async () => {
  await code.command('Closewait: Explain TCP State');
  await code.page.locator('.quick-input-list .monaco-list-row', { hasText: 'TIME_WAIT' }).first().waitFor();
  await code.answer('CLOSE_WAIT');
  const preview = code.page
    .frameLocator('iframe.webview.ready >> visible=true')
    .frameLocator('#active-frame');
  await preview.getByRole('heading', { name: 'CLOSE_WAIT' }).waitFor();
  expect(await preview.locator('body').textContent()).toContain('ss -tanpo state close-wait');
  await code.screenshot('state-by-name');
});
