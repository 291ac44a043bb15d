import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceView } from './harness/source-view';
import { Workbench } from './harness/workbench';

/** Getting started: each step's button does what its words say. Its pictures (media/walkthrough) are cut from these screenshots. */

const SOURCE = readFileSync('samples/close-wait/server.c', 'utf8').split('\n');
const ACCEPT = SOURCE.findIndex((line) => line.includes('= accept(')) + 1;

let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({
    settings: { 'editor.minimap.enabled': false, 'problems.defaultViewMode': 'table' },
    size: { width: 1500, height: 900 },
  });
  await code.command('View: Close Primary Side Bar').catch(() => undefined);
  await code.command('Welcome: Open Walkthrough...');
  await code.answer('From a Stuck Connection');
});
afterAll(() => code?.close());

/** Opens the step where it is not open already, and presses its button. */
async function press(title: string, label: string): Promise<void> {
  const button = code.page.getByRole('button', { name: label, exact: true }).first();
  if (!(await button.isVisible())) await code.page.locator('.step-title', { hasText: title }).first().click();
  await button.click();
}

test('the sample opens beside it, with a summary of what is wrong', async () => {
  await press('Open the packets', 'Open the Sample');
  const capture = code.capture();
  await capture.untilRow('Flags [F.]');
  await capture.frame.locator('.look-line', { hasText: 'Stuck half-closed: 1 of 2' }).waitFor();
  await code.screenshot('walkthrough-summary');
});

test('its packets are explained, and the line is named though no folder is open that has it', async () => {
  await press('Ask why', 'Explain TCP State');
  const block = code.capture().explanation.locator('.code-block');
  await expect.poll(() => block.textContent()).toContain(`server.c:${ACCEPT}`);
  await code.screenshot('walkthrough-explain');
});

test('that line opens', async () => {
  await press('Go to the line', 'Code on This Port');
  await new SourceView(code.page).at(ACCEPT).waitFor();
  await code.screenshot('walkthrough-code');
});

test('what the linter found there is in the problems list', async () => {
  await press('Mend it', 'Show the Problems');
  const problems = code.page.locator('.markers-panel', { hasText: "'client', opened by accept()" });
  await problems.waitFor();
  await code.screenshot('walkthrough-lint');
});
