import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

/** What the README shows, on the sample log. Its pictures are these screenshots: `cp test-results/readme-*.png docs/pictures/`. */

let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({
    files: ['samples/close-wait.tcpdump'],
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
    size: { width: 1360, height: 900 },
  });
  await code.quickOpen('close-wait.tcpdump');
  await code.command('View: Close Primary Side Bar').catch(() => undefined);
});
afterAll(() => code?.close());

test('a log opens with the states of both ends beside every packet, and the stuck one selected', async () => {
  const capture = code.capture();
  await capture.untilRow('Flags [R.]');
  await capture.details.getByText('CLOSE_WAIT').first().waitFor();
  const waiting = async () => (await capture.rows()).filter((row) => row.states.includes('CLOSE_WAIT'));
  await expect.poll(waiting).toHaveLength(2);
  await code.screenshot('readme-log');
});

test('the explanation says that the connection was never accepted, and what to run', async () => {
  const capture = code.capture();
  await code.command('Closewait: Explain TCP State');
  await capture.explanation.getByText('Never accepted').first().waitFor();
  expect(await capture.explanation.textContent()).toContain("ss -ltnp 'sport = :8000'");
  await code.screenshot('readme-explain');
});

test('the ladder shows CLOSE_WAIT as a long bar', async () => {
  const capture = code.capture();
  await capture.focus();
  await capture.frame.getByText('Ladder', { exact: true }).first().click();
  await capture.frame.locator('svg text', { hasText: 'CLOSE_WAIT' }).first().waitFor();
  await code.screenshot('readme-ladder');
});

test('and all of it is there in Chinese', async () => {
  const capture = code.capture();
  await capture.frame.locator('[role=tab]').first().click();
  code.set({ 'closewait.language': 'zh-cn' });
  await capture.frame.locator('html[lang=zh-cn]').waitFor();
  await capture.untilRow('Flags [R.]');
  await code.command('Closewait: Explain TCP State');
  await capture.explanation.getByText('从未被 accept').first().waitFor();
  await code.screenshot('readme-chinese');
});
