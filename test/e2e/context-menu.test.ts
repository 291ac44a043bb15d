import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

/** What can be done with a row is in its context menu, and nothing that makes no sense there. */

let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({
    files: ['samples/close-wait.tcpdump'],
    // VS Code's own menus instead of the operating system's, which no browser test can read.
    settings: { 'workbench.colorTheme': 'Default Dark Modern', 'window.menuStyle': 'custom' },
    size: { width: 1360, height: 900 },
  });
  await code.quickOpen('close-wait.tcpdump');
});
afterAll(() => code?.close());

test('a packet: explain, ladder, copy in every form; no Cut and Paste', async () => {
  const capture = code.capture();
  await capture.untilRow('Flags [R.]');
  await capture.frame.locator('#packets .row', { hasText: 'Flags [F.]' }).first().click({ button: 'right' });
  const menu = code.page.locator('.context-view .monaco-menu').first();
  await menu.getByText('Copy Explanation as Markdown').waitFor();
  const offered = await menu.locator('.action-label').allTextContents();
  expect(offered).toEqual(
    expect.arrayContaining(['Explain TCP State', 'Show in Ladder', 'Code on This Port', 'Copy']),
  );
  expect(offered).not.toContain('Paste');
  expect(offered).not.toContain('Cut');
  await code.screenshot('context-menu');
  await menu.getByText('Copy As', { exact: true }).hover();
  await code.pick(code.page.getByText('Copy as CSV').first());
  await expect
    .poll(() => capture.frame.locator('[role=status]').allTextContents())
    .toContain('1 row copied.');
});

test('the same by the keyboard, from the palette', async () => {
  const capture = code.capture();
  await capture.focus();
  await code.command('Closewait: Copy Explanation as Markdown');
  await expect
    .poll(() => capture.frame.locator('[role=status]').allTextContents())
    .toContain('The explanation is on the clipboard, as Markdown.');
});
