import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceView } from './harness/source-view';
import { Workbench } from './harness/workbench';

/** The whole story with the keyboard: who has the log and the code comes to the line, and mends what can be mended there. */

const SAMPLE = 'samples/close-wait';
const SOURCE = readFileSync(`${SAMPLE}/server.c`, 'utf8').split('\n');
const lineOf = (text: string): number => SOURCE.findIndex((line) => line.includes(text)) + 1;
const ACCEPT = lineOf('= accept(');
const LOST = lineOf('perror("send")') + 1;

let code: Workbench;
let source: SourceView;

beforeAll(async () => {
  code = await Workbench.open({
    files: ['packets.tcpdump', 'server.c', 'server.ts'].map((name) => `${SAMPLE}/${name}`),
    settings: { 'editor.minimap.enabled': false, 'problems.defaultViewMode': 'table' },
    size: { width: 1500, height: 900 },
  });
  source = new SourceView(code.page);
});
afterAll(() => code?.close());

test('three actions: the log is opened, explained, and the line that does not accept is on the screen', async () => {
  await code.quickOpen('packets.tcpdump');
  await code.capture().untilRow('length 11');
  await code.capture().focus();
  await code.page.keyboard.press('Control+Alt+E');
  const block = code.capture().explanation.locator('.code-block');
  await expect.poll(() => block.textContent()).toContain(`server.c:${ACCEPT}`);
  expect(await block.textContent()).toContain('[serial-accept]');
  expect(await block.textContent()).not.toContain('server.ts');
  await code.screenshot('story-explained');
  await code.page.keyboard.press('Control+Alt+O');
  await source.at(ACCEPT).waitFor();
  await code.tab('server.c').first().waitFor();
  await code.screenshot('story-line');
});

test('the hover at that line says why, and names the connection', async () => {
  await source.goTo(ACCEPT, SOURCE[ACCEPT - 1].indexOf('accept(') + 2);
  const told = async (): Promise<string> => {
    await code.page.keyboard.press('Escape');
    return (await (await source.hover()).textContent()) ?? '';
  };
  await expect.poll(told).toContain('of packets.tcpdump');
  expect(await told()).toContain('its connection stays in CLOSE_WAIT without a process');
  await code.page.keyboard.press('Escape');
  await code.page.locator('.codelens-decoration a', { hasText: 'of packets.tcpdump' }).first().waitFor();
});

test('the way out that forgets to close is mended by a key, and its finding is gone', async () => {
  await source.goTo(LOST, SOURCE[LOST - 1].indexOf('return') + 2);
  const lost = (await source.problems()).filter({ hasText: "'client', opened by accept()" });
  await expect.poll(() => lost.count()).toBe(1);
  await source.goTo(LOST, SOURCE[LOST - 1].indexOf('return') + 2);
  const menu = await source.fixes();
  const fix = menu.locator('.monaco-list-row', { hasText: 'close(client);' }).first();
  await fix.waitFor();
  for (let moves = 0; moves < 20 && !(await isFocused(fix)); moves++)
    await code.page.keyboard.press('ArrowDown');
  await code.page.keyboard.press('Enter');
  await expect.poll(() => lost.count()).toBe(0);
  await code.screenshot('story-mended');
});

const isFocused = async (row: ReturnType<Workbench['tab']>): Promise<boolean> =>
  ((await row.getAttribute('class')) ?? '').includes('focused');
