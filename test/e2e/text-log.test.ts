import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceView } from './harness/source-view';
import { Workbench } from './harness/workbench';

/** A log that stays in the text editor. */

const LOG = readFileSync('samples/close-wait.tcpdump', 'utf8');
const TABLE = [
  'State      Recv-Q Send-Q Local Address:Port  Peer Address:Port Process',
  'LISTEN     1      128    0.0.0.0:8000        0.0.0.0:*         users:(("server",pid=4242,fd=3))',
  'CLOSE-WAIT 1      0      192.168.1.177:8000  192.168.1.110:52552',
  '',
].join('\n');
const LINES = `${LOG}\n${TABLE}`.split('\n');
const lineOf = (part: string): number => LINES.findIndex((line) => line.includes(part)) + 1;
const FIN = lineOf('[F.]');
const ACK = FIN + 1;

let code: Workbench;
let source: SourceView;

beforeAll(async () => {
  code = await Workbench.open({
    written: { 'ticket.txt': LINES.join('\n'), 'report.md': `# Ticket\n\n\`\`\`\n${LOG}\`\`\`\n` },
    settings: { 'closewait.offerForLogs': true, 'editor.minimap.enabled': false },
    size: { width: 1700, height: 900 },
  });
  source = new SourceView(code.page);
});
afterAll(() => code?.close());

test('a text that looks like packets is offered its states, which then stand behind its lines', async () => {
  await code.quickOpen('ticket.txt');
  await code.page.getByRole('button', { name: 'Show TCP States' }).click();
  await expect.poll(() => code.text()).toContain('client FIN_WAIT_1 · server CLOSE_WAIT?');
  const text = await code.text();
  expect(text).toContain('client FIN_WAIT_2? · server CLOSE_WAIT');
  expect(text).toMatch(/192\.168\.1\.110:52552 *Not accepted/);
  await code.page.locator('.codelens-decoration a', { hasText: 'half-closed for 120 s' }).first().waitFor();
  await code.screenshot('text-log');
});

test('a hover says what an acknowledgment acknowledges, and F12 goes there', async () => {
  await source.goTo(ACK, LINES[ACK - 1].indexOf('ack 2') + 2);
  await code.page.keyboard.press('Control+K');
  await code.page.keyboard.press('Control+I');
  const hover = code.page.locator('.monaco-editor .monaco-hover:not(.hidden) .monaco-hover-content').first();
  await hover.getByText(`It acknowledges the FIN of line ${FIN}.`).waitFor();
  await code.screenshot('text-log-hover');
  await code.page.keyboard.press('Escape');
  await code.page.keyboard.press('F12');
  await source.at(FIN).waitFor();
});

test('the findings are problems at the lines that show them', async () => {
  const problems = await source.problems();
  await expect.poll(async () => (await problems.allTextContents()).join('\n')).toMatch(/CLOSE_WAIT/);
  await code.page.keyboard.press('Control+Shift+M');
});

test('its line is explained beside it', async () => {
  await source.goTo(FIN, 1);
  await code.command('Closewait: Explain TCP State');
  await code.capture().explanation.getByText('192.168.1.177:8000').first().waitFor();
  await code.command('View: Close All Editors');
});

test('a Markdown text keeps its language, and shows the states on demand', async () => {
  await code.quickOpen('report.md');
  expect(await code.text()).not.toContain('FIN_WAIT_1');
  await code.command('Closewait: Show TCP States in the Text');
  await expect.poll(() => code.text()).toContain('client FIN_WAIT_1 · server CLOSE_WAIT?');
  await code.page.locator('.statusbar-item', { hasText: 'Markdown' }).first().waitFor();
});
