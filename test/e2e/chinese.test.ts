import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({ files: ['samples/close-wait.tcpdump'], language: 'zh-cn' });
});
afterAll(() => code?.close());

test("in a Chinese VS Code the palette's commands are Chinese", async () => {
  await expect.poll(() => code.offered('Closewait: ')).toContain('Closewait: 解释 TCP 状态');
});

test('and so are the page and the explanation, names of states and addresses aside', async () => {
  await code.quickOpen('close-wait.tcpdump');
  const capture = code.capture();
  await capture.untilRow('Flags [R.]');
  expect((await capture.frame.locator('html').getAttribute('lang'))?.toLowerCase()).toBe('zh-cn');
  await capture.grid.locator('[role=row]', { hasText: 'ack 2, win 229' }).click();
  await code.command('解释 TCP 状态');
  await capture.explanation.getByText('CLOSE_WAIT').first().waitFor();
  const explanation = (await capture.explanation.textContent()) ?? '';
  expect(explanation).toMatch(/\p{Script=Han}{4}/u);
  expect(explanation).not.toMatch(/kernel acknowledged|the client closed/i);
  await code.screenshot('chinese');
});

test('the setting wins over the display language, and reads open captures again', async () => {
  code.set({ 'closewait.language': 'en' });
  const capture = code.capture();
  await capture.frame.locator('html[lang=en]').waitFor();
  await capture.frame.getByText('Connections', { exact: true }).first().waitFor();
});
