import { afterAll, beforeAll, test } from 'vitest';
import { Workbench } from './harness/workbench';

/** What is open and stuck, at one look. */

let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({
    files: ['samples/close-wait.tcpdump', 'samples/server.c'],
    settings: { 'editor.minimap.enabled': false },
    size: { width: 1500, height: 900 },
  });
});
afterAll(() => code?.close());

const row = (text: string | RegExp) =>
  code.page.locator('.pane .monaco-list-row[role=treeitem]', { hasText: text }).first();

test('nothing open: the view says what can be opened', async () => {
  await code.command('Explorer: Focus on Closewait View');
  await code.page.getByText('No capture or socket table is open.').waitFor();
});

test('the view and the status bar tell what is stuck in the open captures, and lead there', async () => {
  await code.quickOpen('close-wait.tcpdump');
  await code.capture().untilRow('Flags [R.]');
  await code.page.locator('.statusbar-item', { hasText: '1 stuck' }).first().waitFor();
  await row('192.168.1.177:8000').waitFor();
  await code.screenshot('overview');
  await code.quickOpen('server.c');
  await row(/192\.168\.1\.110:52552.*half-closed for 120 s/).click();
  await code.capture().explanation.getByText('Never accepted').first().waitFor();
});

test('a source with findings is in it', async () => {
  await row(/server\.c.*\d+ findings/).click();
  await code.tab('server.c').first().waitFor();
});
