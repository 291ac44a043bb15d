import { readFileSync, writeFileSync } from 'node:fs';
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

test('the lines that listen and accept say how many connections are stuck there, and lead to them', async () => {
  const lens = code.page.locator('.codelens-decoration a', {
    hasText: '1 of 1 connections of close-wait.tcpdump are stuck in CLOSE_WAIT here',
  });
  await expect.poll(() => lens.count()).toBe(2);
  const problems = await source.problems();
  await expect
    .poll(async () => (await problems.allTextContents()).join('\n'))
    .toMatch(/are stuck in CLOSE_WAIT/);
  await code.screenshot('code-lens');
  await code.page.keyboard.press('Control+Shift+M');
  await lens.first().click();
  await code.capture().explanation.getByText('Never accepted').first().waitFor();
});

test('the hover of a finding leads to the connection, too', async () => {
  await code.quickOpen('server.c');
  await source.goTo(47, 30);
  const hover = await source.hover();
  expect(await hover.textContent()).toContain(
    '1 of 1 connections of close-wait.tcpdump are stuck in CLOSE_WAIT here',
  );
  await code.screenshot('code-hover');
});

test('where no code is on the port, that is said, and how to help', async () => {
  writeFileSync(code.path('server.c'), readFileSync('samples/server.c', 'utf8').replaceAll('8000', '8001'));
  const capture = code.capture();
  await code.quickOpen('close-wait.tcpdump');
  await code.command('Closewait: Explain TCP State');
  const block = capture.explanation.locator('.code-block');
  await expect
    .poll(() => block.textContent())
    .toMatch(
      /none was found to listen on port 8000.*Ports that they use: 8001, 9000.*closewait\.code\.ports/s,
    );
  await code.screenshot('code-none');
});
