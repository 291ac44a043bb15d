import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({
    files: ['samples/close-wait.tcpdump', 'test/fixtures/kernel/client_closes_first/server.pcap'],
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
  });
});
afterAll(() => code?.close());

/** Relative luminance, WCAG 2.2. */
function luminance(color: string): number {
  const [red, green, blue] = (color.match(/[\d.]+/g) ?? []).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

test.each([
  ['Default Dark Modern', 'vscode-dark'],
  ['Default Light Modern', 'vscode-light'],
  ['Default High Contrast', 'vscode-high-contrast'],
  ['Default High Contrast Light', 'vscode-high-contrast-light'],
])('%s: the page takes its colours, and its text can be read', async (theme, kind) => {
  code.set({ 'workbench.colorTheme': theme });
  await code.quickOpen('close-wait.tcpdump');
  const capture = code.capture();
  await capture.untilRow('Flags [R.]');
  await capture.frame.locator(`body.${kind}`).waitFor();
  await capture.grid.locator('[role=row]', { hasText: 'ack 2, win 229' }).click();
  await code.command('Closewait: Explain TCP State');
  await capture.explanation.getByText('CLOSE_WAIT').first().waitFor();
  const name = theme.toLowerCase().replaceAll(' ', '-');
  await code.screenshot(`theme-${name}-log`);
  const cell = capture.grid.locator('.state-name', { hasText: 'CLOSE_WAIT' }).first();
  const text = await cell.evaluate((element) => getComputedStyle(element).color);
  const ground = await capture.frame.locator('body').evaluate((body) => {
    const probe = document.createElement('div');
    probe.style.color = 'var(--vscode-editor-background)';
    body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });
  expect(contrast(text, ground)).toBeGreaterThan(3);
  await code.quickOpen('server.pcap');
  await code.capture().untilRow('SYN');
  await code.screenshot(`theme-${name}-pcap`);
});

test('the page breaks no rule of its policy and throws no error', () => {
  expect(code.complaints).toEqual([]);
});
