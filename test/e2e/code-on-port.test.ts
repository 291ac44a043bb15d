import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceView } from './harness/source-view';
import { Workbench } from './harness/workbench';

/** From a stuck connection to the line of code, and back. */

let code: Workbench;
let source: SourceView;

beforeAll(async () => {
  code = await Workbench.open({
    files: ['samples/close-wait.tcpdump', 'samples/server.c'],
    written: { 'other.ts': "import net from 'node:net';\nnet.createServer().listen(9000);\n" },
    settings: { 'workbench.colorTheme': 'Default Dark Modern', 'editor.minimap.enabled': false },
    size: { width: 1500, height: 900 },
  });
  source = new SourceView(code.page);
  await code.quickOpen('close-wait.tcpdump');
});
afterAll(() => code?.close());

test('the explanation of a stuck connection names the line that listens, and the one that is at fault', async () => {
  const capture = code.capture();
  await capture.untilRow('Flags [R.]');
  await code.command('Closewait: Explain TCP State');
  const block = capture.explanation.locator('.code-block');
  await block.getByText('server.c:34').waitFor();
  await expect.poll(() => block.textContent()).toMatch(/server\.c:47 This loop accepts .*\[serial-accept\]/s);
  expect(await block.textContent()).not.toContain('other.ts');
  await block.scrollIntoViewIfNeeded();
  await code.screenshot('code-block');
});

test('one key opens that line', async () => {
  await code.capture().focus();
  await code.page.keyboard.press('c');
  await source.at(47).waitFor();
  await code.tab('server.c').first().waitFor();
  await code.screenshot('code-opened');
});
