import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

const SAMPLE = readFileSync('samples/close-wait.tcpdump', 'utf8');
let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({
    files: ['samples/close-wait.tcpdump'],
    written: { 'server.log': SAMPLE },
  });
});
afterAll(() => code?.close());
beforeEach(() => code.command('View: Close All Editors'));

/** Opens the sample and selects the packet in which the server's kernel acknowledges the FIN. */
async function openSample() {
  await code.doubleClick('close-wait.tcpdump');
  const capture = code.capture();
  await capture.untilRow('Flags [R.]');
  await capture.grid.locator('[role=row]', { hasText: 'ack 2, win 229' }).click();
  return capture;
}

const selected = async () => (await code.capture().rows()).find((row) => row.selected)?.text ?? '';

test('without a capture the palette offers only what makes sense then', async () => {
  const ours = async () =>
    (await code.offered('Closewait: ')).filter((title) => title.startsWith('Closewait')).sort();
  await expect
    .poll(ours)
    .toEqual([
      'Closewait: Explain TCP State',
      'Closewait: Lint Workspace',
      'Closewait: Open Folder as Capture',
      'Closewait: Open as Capture',
      'Closewait: Open the Sample',
      'Closewait: Paste Sockets or Packets',
      'Closewait: Sockets on This Machine',
    ]);
});

test('"Explain TCP State" explains the packet that is selected', async () => {
  const capture = await openSample();
  await code.command('Closewait: Explain TCP State');
  await capture.explanation.getByText('CLOSE_WAIT').first().waitFor();
  const explanation = await capture.explanation.textContent();
  expect(explanation).toContain('192.168.1.177:8000');
  expect(explanation).toMatch(/accept/);
  expect(explanation).toMatch(/ss -/);
  await code.screenshot('commands-explain');
});

test('"Go to Packet" selects the packet with that number and refuses what is none', async () => {
  await openSample();
  await code.command('Closewait: Go to Packet...');
  await code.quickInput.fill('six');
  await code.page.getByText('A packet number is a whole number from 1 on.').waitFor();
  await code.answer('6');
  await expect.poll(selected).toContain('Flags [R.]');
});

test('"Reopen as Text" shows the file in the text editor, in the place of the capture', async () => {
  await openSample();
  await code.command('Closewait: Reopen as Text');
  await expect.poll(() => code.text()).toContain('tcpdump: verbose output suppressed');
  await expect.poll(() => code.tab('close-wait.tcpdump').count()).toBe(1);
});

test('a log is text by default, and a capture through "Reopen Editor With..."', async () => {
  await code.doubleClick('server.log');
  await code.text();
  await code.command('View: Reopen Editor With...');
  await code.answer('Closewait');
  await code.capture().untilRow('Flags [R.]');
});

test('"Open as Capture" opens the log that is shown as text', async () => {
  await code.doubleClick('server.log');
  await code.text();
  await code.command('Closewait: Open as Capture');
  await code.capture().untilRow('CLOSE_WAIT');
});

test('"Explain TCP State" in a text log explains the line under the cursor, beside it', async () => {
  await code.doubleClick('server.log');
  await code.text();
  await code.command('Go to Line/Column...');
  await code.answer(':11');
  await code.command('Closewait: Explain TCP State');
  const capture = code.capture();
  await capture.explanation.getByText('CLOSE_WAIT').first().waitFor();
  await expect.poll(selected).toContain('ack 2, win 229');
  await expect.poll(() => code.tab('server.log').count()).toBe(2);
  await code.screenshot('commands-explain-line');
});

test('a capture that opens takes no key from the palette: what is typed there stays there', async () => {
  await code.doubleClick('close-wait.tcpdump');
  // VS Code itself gives the keys to an editor that opens, once, which would close a palette that is opened before; the
  // page behind the editor is still loading then.
  await code.page.waitForFunction(() => document.activeElement?.matches('iframe.webview') === true);
  const palette = await code.openPalette();
  await palette.pressSequentially('closewait');
  await code.capture().untilRow('Flags [R.]');
  await palette.pressSequentially(' explain');
  expect(await palette.inputValue()).toBe('>closewait explain');
  await code.page.keyboard.press('Escape');
  await code.capture().grid.waitFor();
  await expect
    .poll(() =>
      code
        .capture()
        .frame.locator('#packets')
        .evaluate((grid) => grid.matches(':focus')),
    )
    .toBe(true);
});

test('two editors of one capture have a filter each', async () => {
  await openSample();
  await code.command('View: Split Editor Right');
  await code.capture(1).untilRow('Flags [R.]');
  await code.capture(1).frame.locator('.filter-field input').fill('rst');
  await expect.poll(async () => (await code.capture(1).rows()).length).toBe(1);
  await expect.poll(async () => (await code.capture(0).rows()).length).toBeGreaterThan(10);
  await code.screenshot('commands-split');
});

test('a log pasted into an untitled editor opens as a capture, and comes back after a reload', async () => {
  await code.command('Create: New File...');
  await code.answer('Text File');
  await code.page.evaluate((text) => navigator.clipboard.writeText(text), SAMPLE);
  await code.text();
  await code.page.keyboard.press('Control+V');
  await expect.poll(() => code.text()).toContain('two minutes later');
  await code.command('Closewait: Open as Capture');
  await code.capture().untilRow('Flags [R.]');
  await code.reloadWindow();
  await code.capture().untilRow('Flags [R.]');
});

test('the page breaks no rule of its policy and throws no error', () => {
  expect(code.complaints).toEqual([]);
});
