import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceView } from './harness/source-view';
import { Workbench } from './harness/workbench';

/** Getting started in a Chinese VS Code, with its own pictures (media/walkthrough/zh-cn), which are cut from these screenshots. */

const WORDS: Readonly<Record<string, string>> = JSON.parse(readFileSync('package.nls.zh-cn.json', 'utf8'));
const SOURCE = readFileSync('samples/close-wait/server.c', 'utf8').split('\n');
const ACCEPT = SOURCE.findIndex((line) => line.includes('= accept(')) + 1;

let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({
    language: 'zh-cn',
    settings: { 'editor.minimap.enabled': false, 'problems.defaultViewMode': 'table' },
    size: { width: 1500, height: 900 },
  });
  await code.command('View: Close Primary Side Bar').catch(() => undefined);
  await code.command('Welcome: Open Walkthrough...');
  await code.answer(WORDS['walkthrough.title']);
});
afterAll(() => code?.close());

/** Opens a step, and presses its button. */
async function press(step: string): Promise<void> {
  const label = /\[([^\]]+)\]/.exec(WORDS[`walkthrough.${step}.description`])?.[1] ?? '';
  const button = code.page.getByRole('button', { name: label, exact: true }).first();
  const title = code.page.locator('.step-title', { hasText: WORDS[`walkthrough.${step}.title`] });
  if (!(await button.isVisible())) await title.first().click();
  await button.click();
}

test('each step does what its words say', async () => {
  // Its picture, too, is to be seen there: the manifest's test says which one it is.
  await code.screenshot('walkthrough-zh-picture');
  await press('open');
  const capture = code.capture();
  await capture.untilRow('Flags [F.]');
  await capture.frame.locator('.look-line').first().waitFor();
  await code.screenshot('walkthrough-zh-summary');
  await press('explain');
  await expect.poll(() => capture.explanation.textContent()).toContain(`server.c:${ACCEPT}`);
  await code.screenshot('walkthrough-zh-explain');
  await press('code');
  await new SourceView(code.page).at(ACCEPT).waitFor();
  await code.screenshot('walkthrough-zh-code');
  await press('lint');
  await code.page.locator('.markers-panel', { hasText: 'server.c' }).waitFor();
  await code.screenshot('walkthrough-zh-lint');
});
