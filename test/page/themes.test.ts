import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, openPage } from './open-page';
import { THEMES, type ThemeName } from './themes';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** What a person must be able to read; WCAG 2.2 asks 4.5 of text, and 3 of what is only a mark. */
const TEXT = [
  '.row .state-name',
  '.row .col-ends bdi',
  '.row .col-flags',
  '.row .col-note',
  '.tab',
  '.status-facts',
  '.notices-line',
  '.look-line strong',
  '.look-line .dim',
  '.look-link',
  '.look-states',
  '.field-name',
  '.field-value',
  '.sentences p',
  '.hex-bytes .hex-cell',
];
const MARKS = ['.row .pill:not(.stuck) .dot'];

interface Reading {
  readonly selector: string;
  readonly ratio: number;
}

/** Contrast of each element's colour with what is painted behind it; runs in the page. */
function contrasts({ text, marks }: { text: readonly string[]; marks: readonly string[] }): Reading[] {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  const luminance = (layers: readonly string[]) => {
    pen.clearRect(0, 0, 1, 1);
    for (const color of layers) {
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
    }
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((value) => {
      const c = value / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const read = (selector: string, property: 'color' | 'borderTopColor'): Reading[] =>
    [...document.querySelectorAll<HTMLElement>(selector)].slice(0, 40).map((target) => {
      const behind: string[] = [];
      for (let at: HTMLElement | null = target; at !== null; at = at.parentElement) {
        if (at !== target || property === 'color') behind.unshift(getComputedStyle(at).backgroundColor);
      }
      const back = luminance(behind);
      const front = luminance([...behind, getComputedStyle(target)[property]]);
      const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
      return { selector: `${selector} ${target.className} ${target.textContent.slice(0, 20)}`, ratio };
    });
  return [
    ...text.flatMap((selector) => read(selector, 'color')),
    ...marks.flatMap((selector) =>
      read(selector, 'borderTopColor').map((r) => ({ ...r, ratio: r.ratio * 1.5 })),
    ),
  ];
}

describe.each(Object.keys(THEMES) as ThemeName[])('%s', (theme) => {
  test('text and marks can be told from what is behind them', async () => {
    const page = await openPage(browser, { capture: 'huge', theme, width: 1600 });
    await page.locator('#packets-row-2').click();
    await page.locator('.hex-bytes').first().waitFor();
    const readings = await page.evaluate(contrasts, { text: TEXT, marks: MARKS });
    expect(readings.length).toBeGreaterThan(200);
    const weak = readings.filter(({ ratio }) => ratio < 4.5);
    expect(weak.map(({ selector, ratio }) => `${ratio.toFixed(2)} ${selector}`)).toEqual([]);
    await page.close();
  });

  test('every state of a log can be read, the stuck ones that are only inferred too', async () => {
    const page = await openPage(browser, { capture: 'sample', theme });
    await page.locator('.row .pill.stuck.inferred').first().waitFor();
    const readings = await page.evaluate(contrasts, {
      text: ['.row .state-name', '.row .state-note'],
      marks: [],
    });
    expect(readings.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
    await page.close();
  });

  test('a CLOSE_WAIT that stays is filled with a colour that nothing else has as much of', async () => {
    const page = await openPage(browser, { capture: 'huge', theme, width: 1600 });
    await page.locator('.pill.stuck').first().waitFor();
    const ground = THEMES[theme].colors['editor-background'];
    const [stuck, ...others] = await page.evaluate((behind) => {
      const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
      const distance = (selector: string) => {
        const pill = document.querySelector(selector) as HTMLElement;
        pen.fillStyle = behind;
        pen.fillRect(0, 0, 1, 1);
        const before = [...pen.getImageData(0, 0, 1, 1).data];
        pen.fillStyle = getComputedStyle(pill).backgroundColor;
        pen.fillRect(0, 0, 1, 1);
        const after = pen.getImageData(0, 0, 1, 1).data;
        return Math.hypot(...before.map((value, at) => value - after[at]));
      };
      return [
        '.pill.stuck.confirmed',
        '.pill.changed.state-established',
        '.pill.changed.state-half-closed',
      ].map(distance);
    }, ground);
    for (const other of others) expect(stuck).toBeGreaterThan(3 * other);
    await page.close();
  });

  test.each([
    ['opening', 212],
    ['established', 135],
    ['closing', 265],
    ['close-wait', 30],
  ])('%s has the hue of %i degrees', async (name, wanted) => {
    const page = await openPage(browser, { theme });
    const hue = await page.evaluate((property) => {
      const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
      pen.fillStyle = getComputedStyle(document.body).getPropertyValue(property);
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b] = pen.getImageData(0, 0, 1, 1).data;
      const degrees = (Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) * 180) / Math.PI;
      return (degrees + 360) % 360;
    }, `--${name}`);
    expect(Math.abs(hue - wanted)).toBeLessThan(15);
    await page.close();
  });

  test('the focused row can be told from a row that is only selected', async () => {
    const page = await openPage(browser, { capture: 'huge', theme });
    await page.locator('#packets-row-2').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.mouse.move(5, 5);
    const outline = (row: number) =>
      page.locator(`#packets-row-${row}`).evaluate((element) => {
        const style = getComputedStyle(element);
        return `${style.outlineStyle} ${style.outlineWidth}`;
      });
    await expect.poll(() => outline(3)).toMatch(/^solid [12]px$/);
    await expect.poll(() => outline(2)).not.toBe(await outline(3));
    await page.close();
  });
});
