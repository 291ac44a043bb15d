import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

let code: Workbench;
const press = async (...keys: string[]) => {
  for (const key of keys) await code.page.keyboard.press(key);
};
const selected = async () => (await code.capture().rows()).find((row) => row.selected)?.text ?? '';

beforeAll(async () => {
  code = await Workbench.open({ files: ['samples/close-wait.tcpdump'] });
});
afterAll(() => code?.close());

test('a capture that was opened by keys has the focus in its list', async () => {
  await code.quickOpen('close-wait.tcpdump');
  await code.capture().untilRow('Flags [R.]');
  await press('Home');
  await expect.poll(selected).toContain('tcpdump -n port 8000');
  await press('End');
  await expect.poll(selected).toContain('Flags [R.]');
  await press('ArrowUp', 'ArrowUp');
  await expect.poll(selected).toContain('ack 2, win 229');
});

test("the palette's key explains the selected packet", async () => {
  await press('Control+Alt+E');
  await code.capture().explanation.getByText('CLOSE_WAIT').first().waitFor();
});

test("Ctrl+G asks for a packet's number", async () => {
  await press('Control+G');
  await code.quickInput.waitFor();
  await code.answer('1');
  await expect.poll(selected).toContain('Flags [S],');
});

test('Ctrl+F finds text in the list', async () => {
  await press('Control+F');
  await code.page.keyboard.type('two minutes', { delay: 20 });
  await press('Enter');
  await expect.poll(selected).toContain('two minutes later');
  await press('Escape');
});

test('the slash leads to the filter, Escape clears it and leads back', async () => {
  await press('/');
  await code.page.keyboard.type('rst', { delay: 20 });
  await press('Enter');
  await expect.poll(async () => (await code.capture().rows()).length).toBe(1);
  await press('/', 'Escape');
  await expect.poll(async () => (await code.capture().rows()).length).toBe(13);
});

test('rows are copied with Ctrl+C', async () => {
  await press('Escape', 'Home', 'End', 'Control+C');
  await expect
    .poll(() => code.page.evaluate(() => navigator.clipboard.readText()))
    .toContain('192.168.1.110.52552 > 192.168.1.177.irdmi: Flags [R.], seq 2');
});

test('keys of the workbench still work from inside of the page', async () => {
  await press('F1');
  await code.quickInput.waitFor();
  await press('Escape');
});

test('the list is a grid to a screen reader: counted, named, with the selected row announced', async () => {
  const { grid } = code.capture();
  await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('14');
  expect(await grid.getAttribute('aria-label')).toBeTruthy();
  const active = await grid.getAttribute('aria-activedescendant');
  expect(active).toBeTruthy();
  expect(await code.capture().frame.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
});

test('the page breaks no rule of its policy and throws no error', () => {
  expect(code.complaints).toEqual([]);
});
