import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

/** What is exported is in the file that was named, and nothing else is written. */

let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({
    files: ['samples/close-wait.tcpdump', 'test/fixtures/kernel/client_closes_first/server.pcap'],
    size: { width: 1360, height: 900 },
  });
  writeFileSync(code.path('there.md'), 'kept');
});
afterAll(() => code?.close());

/** The dialog fills in a name of its own, in its own time. */
async function saveAs(name: string): Promise<void> {
  await expect.poll(() => code.quickInput.inputValue(), { timeout: 20_000 }).toContain('-export.');
  await code.answer(code.path(name));
}

const chosen = (label: string) =>
  code.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();

test('a log, anonymised: from the palette to the file', async () => {
  await code.quickOpen('close-wait.tcpdump');
  await code.capture().untilRow('Flags [R.]');
  await code.command('Closewait: Export...');
  await chosen('Anonymised Log').waitFor();
  await code.screenshot('export-what');
  await chosen('Anonymised Log').click();
  await chosen('Everything').click();
  await saveAs('ticket.tcpdump');
  await code.page.getByText('Exported to ticket.tcpdump.').first().waitFor();
  const written = readFileSync(code.path('ticket.tcpdump'), 'utf8');
  expect(written).toContain('10.0.0.1.52552 > 10.0.0.2.8000: Flags [F.]');
  expect(written).not.toContain('192.168.1');
});

test('a connection of a binary capture, with its bytes; a file that is there is asked about', async () => {
  await code.quickOpen('server.pcap');
  await code.capture().untilRow('FIN');
  await code.command('Closewait: Export...');
  await chosen('pcapng or pcap').click();
  await chosen('Connection 1').click();
  await saveAs('one.pcap');
  await expect.poll(() => existsSync(code.path('one.pcap')), { timeout: 20_000 }).toBe(true);
  expect(readFileSync(code.path('one.pcap')).length).toBeGreaterThan(24);
  await code.command('Closewait: Export...');
  await chosen('Report').click();
  await chosen('Everything').click();
  await saveAs('there.md');
  await code.page
    .getByText(/already exists/)
    .first()
    .waitFor();
  await code.page.keyboard.press('Escape');
  expect(readFileSync(code.path('there.md'), 'utf8')).toBe('kept');
});
