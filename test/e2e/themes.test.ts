import type { Locator } from 'playwright-core';
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

type Pixel = readonly [red: number, green: number, blue: number];

/** Relative luminance, WCAG 2.2. */
function luminance(pixel: Pixel): number {
  const [red, green, blue] = pixel.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast([text, ground]: readonly Pixel[]): number {
  const [light, dark] = [luminance(text), luminance(ground)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour of an element's text and what is behind it, all translucent layers put together by the browser. */
const colours = (text: Locator): Promise<Pixel[]> =>
  text.evaluate((element) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const paint = (colour: string): Pixel => {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue];
    };
    const layers: string[] = [];
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      layers.unshift(getComputedStyle(at).backgroundColor);
    }
    const root = getComputedStyle(document.documentElement);
    let ground = paint(root.getPropertyValue('--vscode-editor-background'));
    for (const layer of layers) ground = paint(layer);
    return [paint(getComputedStyle(element).color), ground];
  });

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
  const hard: string[] = [];
  for (const state of await capture.grid.locator('.state-name').all()) {
    const ratio = contrast(await colours(state));
    if (ratio < 4.5) hard.push(`${await state.textContent()}: ${ratio.toFixed(2)}`);
  }
  expect(hard).toEqual([]);
  await code.quickOpen('server.pcap');
  await code.capture().untilRow('SYN');
  await code.screenshot(`theme-${name}-pcap`);
});

test('the page breaks no rule of its policy and throws no error', () => {
  expect(code.complaints).toEqual([]);
});
