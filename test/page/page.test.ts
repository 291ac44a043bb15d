import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { frames, launch, type OpenOptions, openPage, SLOWER } from './open-page';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});
afterEach(async () => {
  await page?.close();
});

async function open(options: OpenOptions = {}): Promise<void> {
  page = await openPage(browser, options);
}

/** The text as it is shown, without what is hidden. */
const textOf = (locator: Locator) => locator.innerText();
const rowTexts = (column: string) => page.locator(`#packets .row .col-${column}`).allInnerTexts();
const focusedElement = () => page.evaluate(() => document.activeElement?.id);
const focusedRow = () => textOf(page.locator('#packets .row.focused .col-packet'));
const asked = (method: string) =>
  page.evaluate(
    (name) => window.harness.asked.filter((one) => one.method === name).map((one) => one.params),
    method,
  );
/** Milliseconds that the page's main thread has worked so far: others on the same machine do not count. */
async function worked(): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
}
const status = () => textOf(page.locator('.announcement'));
const grid = () => page.locator('#packets');

describe('50 million rows', () => {
  test('the end of the scrollbar shows the last row, wholly', async () => {
    await open({ capture: 'huge' });
    await grid().evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    await page.getByText('50000000', { exact: true }).waitFor();
    const hidden = () =>
      page.evaluate(() => {
        const list = document.getElementById('packets') as HTMLElement;
        const row = document.getElementById('packets-row-49999999') as HTMLElement;
        return row.getBoundingClientRect().bottom - list.getBoundingClientRect().top - list.clientHeight;
      });
    await expect.poll(hidden).toBeLessThanOrEqual(0.5);
  });

  test('keys move by exactly one row, at the start, in the middle and at the end', async () => {
    await open({ capture: 'huge' });
    await grid().focus();
    for (const [place, keys] of [
      [0, ['ArrowDown', 'ArrowUp']],
      [24_999_999, ['ArrowUp', 'ArrowDown']],
      [49_999_998, ['ArrowDown', 'ArrowUp']],
    ] as const) {
      await page.evaluate((index) => window.harness.tell('goToPacket', { index }), place);
      await expect.poll(focusedRow).toBe(String(place + 1));
      await page.keyboard.press(keys[0]);
      const moved = place + (keys[0] === 'ArrowDown' ? 1 : -1);
      await expect.poll(focusedRow).toBe(String(moved + 1));
      await page.keyboard.press(keys[1]);
      await expect.poll(focusedRow).toBe(String(place + 1));
    }
  });

  test('the wheel moves by its own pixels where the scrollbar is scaled', async () => {
    await open({ capture: 'huge' });
    await page.evaluate(() => window.harness.tell('goToPacket', { index: 30_000_000 }));
    await expect.poll(focusedRow).toBe('30000001');
    const firstRow = async () => Number((await rowTexts('packet'))[0]);
    await expect.poll(firstRow).toBeGreaterThan(29_999_900);
    const before = await firstRow();
    await grid().hover();
    await page.mouse.wheel(0, 220);
    await expect.poll(firstRow).toBe(before + 10);
    await page.mouse.wheel(0, -220);
    await expect.poll(firstRow).toBe(before);
  });

  test('rows scrolled past are cancelled, rows on their way are placeholders', async () => {
    await open({ capture: 'huge' });
    await page.evaluate(() => window.harness.hold());
    await grid().evaluate(async (element) => {
      for (let i = 1; i <= 10; i++) {
        element.scrollTop = i * 500_000;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
      }
    });
    expect(await page.locator('#packets .row.pending').count()).toBeGreaterThan(5);
    expect(await page.evaluate(() => window.harness.cancelled.length)).toBeGreaterThan(3);
    await page.evaluate(() => window.harness.letGo());
    await expect.poll(() => page.locator('#packets .row.pending').count()).toBe(0);
  });

  test('a small number of elements shows them, drawn quickly', async () => {
    await open({ capture: 'huge' });
    expect(await page.locator('#packets .row').count()).toBeLessThan(60);
    const work = await worked();
    const before = await work();
    await grid().evaluate(async (element) => {
      for (let i = 1; i <= 60; i++) {
        element.dispatchEvent(new WheelEvent('wheel', { deltaY: 66, cancelable: true, bubbles: true }));
        await new Promise(requestAnimationFrame);
      }
    });
    // A frame is 16.7 ms; a machine for tests is slower than any that has a screen.
    expect(((await work()) - before) / 60).toBeLessThan(34 * SLOWER);
  });
});

describe('a screen reader', () => {
  test('is told a grid, its size, and where the focus is', async () => {
    await open({ capture: 'huge' });
    await page.evaluate(() => window.harness.tell('goToPacket', { index: 41_234_566 }));
    await expect.poll(focusedRow).toBe('41234567');
    const list = page.getByRole('grid', { name: 'Packets' });
    expect(await list.getAttribute('aria-rowcount')).toBe('50000001');
    expect(await list.getAttribute('aria-colcount')).toBe('11');
    const active = await list.getAttribute('aria-activedescendant');
    const row = page.locator(`#${active}`);
    expect(await row.getAttribute('role')).toBe('row');
    expect(await row.getAttribute('aria-rowindex')).toBe('41234568');
    expect(await row.getAttribute('aria-selected')).toBe('true');
    expect(await page.getByRole('columnheader').first().getAttribute('aria-colindex')).toBe('1');
  });

  test('finds the header fields in a tree and every control named', async () => {
    await open({ capture: 'huge' });
    await page.locator('#packets-row-1').click();
    const tree = page.getByRole('tree', { name: 'Header fields' });
    await page.locator('.packet-heading').getByText('Packet 2', { exact: true }).waitFor();
    await tree.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => textOf(page.getByRole('treeitem', { selected: true }))).toContain('Options');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.getByRole('treeitem', { name: 'Timestamp' }).count()).toBe(0);
    const unnamed = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '[role=tablist],[role=grid],[role=tree],[role=separator],vscode-dropdown',
        ),
      ]
        .filter((element) => !element.getAttribute('aria-label'))
        .map((element) => element.className),
    );
    expect(unnamed).toEqual([]);
  });

  test('hears certainty, which is not told by colour alone', async () => {
    await open({ capture: 'sample' });
    const cell = page.locator('#packets-row-9 .col-server');
    await expect.poll(() => textOf(cell)).toContain('?');
    expect(await cell.getAttribute('title')).toContain('inferred');
    expect(await page.locator('#packets-row-10 .col-server').getAttribute('title')).toContain('Half-closed');
  });
});

describe('hostile text', () => {
  test('is shown and never obeyed', async () => {
    await open({ capture: 'hostile' });
    await page.locator('#packets-row-0').getByText('<img src=x onerror=').waitFor();
    await page.locator('#packets-row-1').click();
    await page.locator('.packet-panel').waitFor();
    await page.keyboard.press('e');
    await page.locator('.explain-panel h2').waitFor();
    await page.locator('.notices-line').click();
    const text = await textOf(page.locator('.page'));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may reach the screen.
    expect(text).not.toMatch(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/);
    expect(await textOf(page.locator('#packets-row-1'))).toContain('[U+202E]');
    const strangers = '.page img, .page script, .page b, .page i, .page iframe, .row svg, .details svg';
    expect(await page.locator(strangers).count()).toBe(0);
    expect(await page.evaluate(() => window.pwned)).toBeUndefined();
  });

  test('a line of 200,000 characters is clipped', async () => {
    await open({ capture: 'hostile' });
    const row = page.locator('#packets-row-2');
    await expect.poll(async () => (await textOf(row)).length).toBeGreaterThan(1000);
    expect((await textOf(row)).length).toBeLessThan(3000);
  });

  test('an unreadable line keeps its text and says why, and where', async () => {
    await open({ capture: 'hostile' });
    const row = page.locator('#packets-row-3');
    await row.getByText('Column 15').waitFor();
    expect(await textOf(row.locator('.unreadable-part'))).toBe('broken packet line with a reason');
  });
});

test('the content security policy is never violated', async () => {
  await open({ capture: 'sample' });
  await page.locator('#packets-row-9').click();
  await page.getByRole('button', { name: 'How the rows are shown' }).click();
  await page.locator('vscode-dropdown:visible').first().click();
  await page.keyboard.press('Escape');
  for (const tab of ['Connections', 'Ladder', 'Packets'])
    await page.getByRole('tab', { name: tab }).first().click();
  await page.keyboard.press('e');
  await page.locator('.explain-panel h2').waitFor();
  expect(await page.evaluate(() => window.violations)).toEqual([]);
});

describe('filtering', () => {
  const type = async (text: string) => {
    await page.keyboard.press('/');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  };

  test('an error is shown in place, its part underlined, and the list stays', async () => {
    await open({ capture: 'huge' });
    await type('ip (and');
    await page.locator('.filter-error mark').waitFor();
    expect(await textOf(page.locator('.filter-error mark'))).toBe('(');
    expect(await textOf(page.locator('.filter-error'))).toContain('A bracket was opened');
    expect(await page.locator('.filter-field input').getAttribute('aria-invalid')).toBe('true');
    expect(await rowTexts('packet')).toContain('1');
  });

  test('Enter applies, the count is shown, the selected packet stays selected, Escape clears', async () => {
    await open({ capture: 'huge' });
    await page.evaluate(() => window.harness.tell('goToPacket', { index: 40_000 }));
    await expect.poll(focusedRow).toBe('40001');
    await type('every:10');
    await page.keyboard.press('Enter');
    await expect.poll(() => textOf(page.locator('.filter-result'))).toBe('5,000,000 rows');
    await expect.poll(focusedRow).toBe('40001');
    expect(await grid().getAttribute('aria-rowcount')).toBe('5000001');
    await expect.poll(focusedElement).toBe('packets');
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('50000001');
  });

  test('an error in a filter that is being changed leaves the filtered list', async () => {
    await open({ capture: 'huge' });
    await type('every:10');
    await page.keyboard.press('Enter');
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('5000001');
    await expect.poll(focusedElement).toBe('packets');
    await page.keyboard.press('/');
    await page.keyboard.press('End');
    await page.keyboard.type(' (');
    await page.locator('.filter-error mark').waitFor();
    expect(await grid().getAttribute('aria-rowcount')).toBe('5000001');
  });

  test('the count is of what the view lists', async () => {
    await open();
    await type('port:8000');
    await page.keyboard.press('Enter');
    const result = page.locator('.filter-result');
    await expect.poll(() => textOf(result)).toMatch(/ rows?$/);
    await page.getByRole('tab', { name: 'Connections' }).click();
    await expect.poll(() => textOf(result)).toMatch(/^\d+ connections?$/);
    await page.getByRole('tab', { name: 'Packets' }).click();
    await expect.poll(() => textOf(result)).toMatch(/ rows?$/);
  });

  test('a filter that leaves nothing says what was looked for, until it is cleared', async () => {
    await open({ capture: 'huge' });
    await type('nothing');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'was looked for in vain' }).waitFor();
    await page.locator('.filter-field input').focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.filter-note').isVisible()).toBe(false);
  });

  test('the help lists filters that can be pressed', async () => {
    await open({ capture: 'huge' });
    await page.getByRole('button', { name: 'What can be filtered' }).click();
    await page.getByRole('button', { name: /state:CLOSE_WAIT/ }).click();
    await expect.poll(() => asked('filter')).toContainEqual({ text: 'state:CLOSE_WAIT' });
    await expect.poll(() => page.locator('.filter-help').isVisible()).toBe(false);
  });

  test('earlier filters come back with the arrow keys', async () => {
    await open({ capture: 'huge' });
    for (const text of ['every:2', 'every:3']) {
      await type(text);
      await page.keyboard.press('Enter');
      await expect.poll(() => asked('filter')).toContainEqual({ text });
      await expect.poll(focusedElement).toBe('packets');
    }
    const filter = page.locator('.filter-field input');
    await page.keyboard.press('/');
    await expect.poll(() => filter.evaluate((field) => field.matches(':focus'))).toBe(true);
    for (const earlier of ['every:3', 'every:2']) {
      await page.keyboard.press('ArrowUp');
      await expect.poll(() => filter.inputValue()).toBe(earlier);
    }
  });

  test('a filter that leaves nothing says so and offers the way back', async () => {
    await open({ capture: 'huge' });
    await type('nothing');
    await page.getByText('No row passes the filter.').waitFor();
    await page.getByText('Clear the filter').click();
    await expect.poll(() => rowTexts('packet')).toContain('1');
  });
});

describe('finding and copying', () => {
  test('Ctrl+F finds forwards and backwards, F3 goes on, Escape goes back to the list', async () => {
    await open({ capture: 'sample' });
    await grid().focus();
    await page.keyboard.press('Control+F');
    await page.keyboard.type('Flags [F.]');
    await page.keyboard.press('Enter');
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-9');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('irdmi');
    await page.keyboard.press('F3');
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-10');
    await page.keyboard.press('Shift+F3');
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-9');
    await page.keyboard.press('Escape');
    await expect.poll(focusedElement).toBe('packets');
  });

  test('a hit far away is jumped to; a miss is said', async () => {
    await open({ capture: 'huge' });
    await page.keyboard.press('Control+F');
    await page.keyboard.type('row 43210987');
    await page.keyboard.press('Enter');
    await expect.poll(focusedRow).toBe('43210988');
    await expect.poll(() => textOf(page.locator('.find-result'))).toBe('43,210,988 of 12,345');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('no such text');
    await page.keyboard.press('Enter');
    await expect.poll(() => textOf(page.locator('.find-result'))).toBe('No match');
  });

  test('Ctrl+C copies the rows that Shift selected', async () => {
    await open({ capture: 'huge' });
    await page.locator('#packets-row-3').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+C');
    await expect
      .poll(() => asked('copyText'))
      .toEqual([{ text: 'text line of row 3\ntext line of row 4\ntext line of row 5' }]);
    await expect.poll(status).toBe('3 rows copied.');
  });

  test('a file that is deleted is told of, and that it is there again', async () => {
    await open({ capture: 'sample' });
    const facts = () => textOf(page.locator('.status-facts'));
    await page.evaluate(() => window.harness.tell('gone', { gone: true }));
    await expect.poll(facts).toMatch(/^The file is gone; what was read of it is still shown\./);
    await expect.poll(status).toBe('The file is gone; what was read of it is still shown.');
    await page.evaluate(() => window.harness.tell('gone', { gone: false }));
    await expect.poll(facts).not.toContain('gone');
  });

  test('what the context menu offers is told by the list, and done with what is selected', async () => {
    await open({ capture: 'huge' });
    const context = await grid().getAttribute('data-vscode-context');
    expect(JSON.parse(context ?? '')).toEqual({
      webviewSection: 'packets',
      preventDefaultContextMenuItems: true,
    });
    await page.locator('#packets-row-3').click();
    await page.locator('#packets-row-5').click({ button: 'right' });
    expect(await page.locator('#packets .row.selected').count()).toBe(1);
    await page.evaluate(() => window.harness.tell('act', { action: 'copy-csv' }));
    await page.evaluate(() => window.harness.tell('act', { action: 'copy-explanation' }));
    await expect
      .poll(async () =>
        ((await asked('copyText')) as { text: string }[]).map(({ text }) => text.slice(0, 19)),
      )
      .toEqual(['csv line of row 5', expect.stringMatching(/^# /)]);
    await expect.poll(status).toBe('The explanation is on the clipboard, as Markdown.');
  });

  test('dragging over rows selects them, and goes on below the list', async () => {
    await open({ capture: 'huge' });
    const box = await page.locator('#packets-row-2').boundingBox();
    await page.mouse.move(200, (box?.y ?? 0) + 5);
    await page.mouse.down();
    await page.mouse.move(200, (box?.y ?? 0) + 5 + 3 * (box?.height ?? 0), { steps: 4 });
    await expect.poll(() => page.locator('#packets .row.selected').count()).toBe(4);
    await page.mouse.move(200, 790, { steps: 3 });
    await expect.poll(async () => Number((await rowTexts('packet'))[0])).toBeGreaterThan(10);
    await page.mouse.up();
    await frames(page);
    const focused = await focusedRow();
    // Five of the steps that a held pointer would make.
    await page.waitForTimeout(200);
    expect(await focusedRow()).toBe(focused);
    expect(await page.locator('#packets .row.selected').count()).toBeGreaterThan(10);
  });

  test('all rows are too many for a clipboard: the first are copied, and that is said', async () => {
    await open({ capture: 'huge' });
    await grid().focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    await expect.poll(status).toContain('10,000');
    const [copied] = (await asked('copyText')) as { text: string }[];
    expect(copied.text.split('\n')).toHaveLength(10_000);
  });
});

describe('details', () => {
  test('a field marks its bytes, a byte selects its field', async () => {
    await open({ capture: 'huge', width: 1600 });
    await page.locator('#packets-row-1').click();
    await page.getByRole('treeitem', { name: 'Header checksum' }).click();
    await expect.poll(() => page.locator('.hex-bytes .marked').allInnerTexts()).toEqual(['18', '19']);
    await page.locator('.hex-bytes [data-offset="35"]').click();
    await expect.poll(() => textOf(page.getByRole('treeitem', { selected: true }))).toContain('Source port');
    await expect.poll(() => page.locator('.hex-bytes .marked').allInnerTexts()).toEqual(['22', '23']);
  });

  test('in a text log a field marks its characters', async () => {
    await open({ capture: 'sample' });
    await page.locator('#packets-row-9').click();
    await page.getByRole('treeitem', { name: 'Window' }).click();
    await expect.poll(() => textOf(page.locator('.text-view mark'))).toBe('win 256');
  });

  test('F6 goes round toolbar, summary, list and details', async () => {
    await open({ capture: 'sample' });
    await page.locator('#packets-row-9').click();
    const where = () =>
      page.evaluate(
        () =>
          document.activeElement?.closest('.toolbar, .first-look, .views, .details')?.className.split(' ')[0],
      );
    await expect.poll(where).toBe('views');
    for (const next of ['details', 'toolbar', 'first-look', 'views']) {
      await page.keyboard.press('F6');
      await expect.poll(where).toBe(next);
    }
    await page.keyboard.press('Shift+F6');
    await expect.poll(where).toBe('first-look');
  });
});

describe('explaining', () => {
  test('the explanation names its connection, and follows when one of another connection is selected', async () => {
    await open({ capture: 'sample' });
    await grid().focus();
    await page.keyboard.press('e');
    await expect
      .poll(() => textOf(page.locator('.explain-subject')))
      .toMatch(/^Connection 1: 192\.168\.1\.110:52552 → 192\.168\.1\.177:8000$/);
    const before = (await asked('explain')).length;
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await frames(page);
    expect(await asked('explain')).toHaveLength(before);
  });

  test('`e` explains the selected packet; evidence jumps; commands are copied', async () => {
    await open({ capture: 'sample' });
    await page.locator('#packets-row-10').click();
    await page.keyboard.press('e');
    await page.locator('.explain-panel h2').waitFor();
    expect(await asked('explain')).toEqual([{ index: 4 }]);
    await page.locator('.evidence').getByText('Packet 4', { exact: true }).click();
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-9');
    await page.getByRole('button', { name: /^Copy: ss / }).click();
    await expect
      .poll(() => asked('copyText'))
      .toEqual([{ text: "ss -tanp state close-wait '( sport = :8000 )'" }]);
  });

  test('findings stand at its top with their packets; causes have what speaks for and against them', async () => {
    await open({ capture: 'sample' });
    await page.keyboard.press('e');
    const finding = page.getByRole('list', { name: 'Findings' }).getByRole('listitem');
    expect(await textOf(finding)).toContain('Stuck in CLOSE_WAIT');
    await finding.getByRole('img', { name: 'Warning' }).waitFor();
    await finding.getByRole('link', { name: 'Packet 4' }).click();
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-9');
    const causes = page.locator('.explain-list li', { has: page.locator('strong') });
    expect(await textOf(causes.nth(0))).toContain('For: Neither end sent a byte of data.');
    expect(await textOf(causes.nth(1))).toContain('Against: Nothing shows that a program');
    // A packet that a sentence speaks of can be pressed there.
    await page.locator('.explain-endpoint p').getByText('packet 5', { exact: true }).click();
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-10');
  });

  test('RFC 9293’s picture shows the way, in numbers, in words and as a file', async () => {
    await open({ capture: 'sample' });
    await page.keyboard.press('e');
    const picture = page.getByRole('img', {
      name: /^State diagram of RFC 9293\. Server 192\.168\.1\.177:8000/,
    });
    await picture.waitFor();
    expect(await picture.getAttribute('aria-label')).toMatch(
      /packet 3 ESTABLISHED, then packet 4 CLOSE_WAIT, then packet 6 CLOSED\.$/,
    );
    expect(await picture.locator('.badge').allTextContents()).toEqual(['#2', '#3', '#4', '#6']);
    expect(await picture.locator('.box.current').allTextContents()).toEqual(['CLOSE_WAIT']);
    await page.locator('.state-way').getByText('Copy as SVG').click();
    await expect.poll(async () => (await asked('copyText')).length).toBe(1);
    const [{ text }] = (await asked('copyText')) as { text: string }[];
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(text).not.toMatch(/var\(--|class=/);
    await page.locator('.state-steps').getByText('Packet 4', { exact: true }).click();
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-9');
  });

  test('the palette’s command explains what is selected', async () => {
    await open({ capture: 'sample' });
    await page.locator('.sentences p').first().waitFor();
    await page.evaluate(() => window.harness.tell('explainSelection', {}));
    await page.locator('.explain-panel h2').waitFor();
    expect(await asked('explain')).toEqual([{ index: 3 }]);
  });

  test('and says so where nothing is', async () => {
    await open({ capture: 'empty' });
    await page.evaluate(() => window.harness.tell('explainSelection', {}));
    await page.getByText('Select a packet or a connection first, then press E.').waitFor();
  });
});

describe('connections and ladder', () => {
  test.each([700, 1020, 1600])(
    'connections at %i pixels: both states on the screen, findings by name',
    async (width) => {
      await open({ capture: 'sample', width });
      await page.getByRole('tab', { name: 'Connections' }).click();
      const row = page.locator('#connections-row-0');
      await row.getByText('Stuck in CLOSE_WAIT').waitFor();
      const right = async () => {
        const state = await row.locator('.col-serverState .pill').boundingBox();
        return (state?.x ?? 9999) + (state?.width ?? 9999);
      };
      await expect.poll(right).toBeLessThanOrEqual(width);
      if (width > 1000) {
        await expect
          .poll(() => page.locator('#connections').evaluate((list) => list.scrollWidth - list.clientWidth))
          .toBe(0);
      }
    },
  );

  test('a header sorts, Enter shows a connection’s packets', async () => {
    await open({ capture: 'huge', width: 2000 });
    await page.getByRole('tab', { name: 'Connections' }).click();
    await page.locator('#connections-row-0').waitFor();
    await page.getByRole('button', { name: 'Packets', exact: true }).click();
    await expect
      .poll(() => page.getByRole('columnheader', { name: 'Packets' }).getAttribute('aria-sort'))
      .toBe('descending');
    for (const name of ['Client sent', 'Server sent', 'Stuck', 'History', 'Packets']) {
      await page.locator('#connections').getByRole('button', { name, exact: true }).click();
    }
    const orders = () => asked('connections');
    await expect.poll(orders).toContainEqual(expect.objectContaining({ sort: 'stuck', descending: true }));
    await expect.poll(orders).toContainEqual(expect.objectContaining({ sort: 'history', descending: false }));
    await page.locator('#connections-row-0').getByText('89', { exact: true }).click();
    await page.keyboard.press('Enter');
    await expect.poll(() => asked('filter')).toContainEqual({ text: 'connection:89' });
  });

  test('the ladder’s steps are walked by keys and lead to their packets', async () => {
    await open({ capture: 'sample' });
    await page.locator('#packets-row-10').click();
    await page.getByRole('tab', { name: 'Ladder' }).click();
    const steps = page.getByRole('listbox', { name: 'Packets of the connection' });
    await steps.focus();
    await page.keyboard.press('End');
    await expect
      .poll(() => page.getByRole('option', { selected: true }).getAttribute('aria-label'))
      .toContain('RST');
    await page.getByText('3 more packets are not drawn.').waitFor();
    await page.getByText('Copy as SVG').click();
    await expect.poll(async () => (await asked('copyText')).length).toBe(1);
    const [{ text }] = (await asked('copyText')) as { text: string }[];
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(text).not.toContain('var(--');
    await page.getByText('Save as SVG…').click();
    await expect.poll(() => asked('saveText')).toEqual([{ name: 'connection-1.svg', text }]);
    await expect.poll(status).toBe('The drawing is saved.');
    await steps.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-12');
  });
});

describe('the first look', () => {
  test('the first packet since which an end is stuck is selected and explained, the keys are in the list', async () => {
    await open({ capture: 'sample' });
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-9');
    await page.locator('.sentences p').first().waitFor();
    await expect.poll(focusedElement).toBe('packets');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-8');
  });

  test('where nothing is stuck it is the first packet', async () => {
    await open({ capture: 'hostile' });
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-1');
  });

  test('who has moved meanwhile stays where they are', async () => {
    await open({ capture: 'huge', rows: 1000, answerAfter: 250, settled: false });
    await page.locator('#packets-row-7').click();
    // The first trouble's row: what the first look asks last.
    await expect.poll(() => asked('rowOfPacket')).toContainEqual({ index: 3, filtered: false });
    await page.waitForTimeout(500);
    expect(await grid().getAttribute('aria-activedescendant')).toBe('packets-row-7');
  });

  test('who is typing when it comes goes on typing', async () => {
    await open({ capture: 'huge', rows: 1000, answerAfter: 250, settled: false });
    await page.keyboard.press('/');
    await expect.poll(() => asked('rowOfPacket')).toContainEqual({ index: 3, filtered: false });
    await expect.poll(() => grid().getAttribute('aria-activedescendant')).toBe('packets-row-3');
    await page.keyboard.type('port');
    expect(await page.locator('.filter-field input').inputValue()).toBe('port');
  });
});

describe('loading and coming back', () => {
  test('rows appear while loading, with progress and a way to stop', async () => {
    await open({ capture: 'huge', rows: 1000 });
    await page.evaluate(() => {
      const summary = window.harness.summary({
        done: false,
        rows: 5000,
        packets: 5000,
        bytesRead: 25,
        bytes: 100,
      });
      window.harness.tell('progress', { ...summary, filteredRows: null });
    });
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('5001');
    await expect.poll(() => page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => asked('cancelLoad')).toHaveLength(1);
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect.poll(() => asked('reload')).toHaveLength(1);
  });

  test('following stays at the end of a growing file, and only there', async () => {
    await open({ capture: 'huge', rows: 1000, preferences: { follow: true } });
    const grow = (rows: number) =>
      page.evaluate((count) => {
        const summary = window.harness.summary({ rows: count, packets: count });
        window.harness.tell('progress', { ...summary, filteredRows: null });
      }, rows);
    await grid().focus();
    await page.keyboard.press('End');
    await grow(1500);
    await expect.poll(async () => (await rowTexts('packet')).at(-1)).toBe('1500');
    await page.keyboard.press('Home');
    await grow(2000);
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('2001');
    await expect.poll(async () => (await rowTexts('packet'))[0]).toBe('1');
    await frames(page);
    expect((await rowTexts('packet'))[0]).toBe('1');
  });

  test('the place comes back after the page was thrown away', async () => {
    await open({ capture: 'huge' });
    await page.evaluate(() => window.harness.tell('goToPacket', { index: 12_345_678 }));
    await expect.poll(focusedRow).toBe('12345679');
    const first = async () => Number((await rowTexts('packet'))[0]);
    await expect.poll(first).toBeGreaterThan(12_345_000);
    const before = await first();
    // It is written down at most a few times a second.
    const written = () => page.evaluate(() => window.harness.state);
    await expect.poll(written).toMatchObject({ packet: 12_345_678, topRow: before - 1 });
    const state = await written();
    await page.close();
    await open({ capture: 'huge', state });
    await expect.poll(focusedRow).toBe('12345679');
    await expect.poll(first).toBe(before);
  });

  test('a replaced file starts anew at the same place', async () => {
    await open({ capture: 'huge' });
    await page.evaluate(() => window.harness.tell('goToPacket', { index: 5000 }));
    await expect.poll(focusedRow).toBe('5001');
    const before = (await asked('rows')).length;
    await page.evaluate(() => window.harness.tell('replaced', {}));
    await expect.poll(async () => (await asked('rows')).length).toBeGreaterThan(before);
    await expect.poll(focusedRow).toBe('5001');
    await expect.poll(status).toContain('replaced');
  });

  test('a failure says what was found and leads to the text editor', async () => {
    await open({ capture: 'empty' });
    await page.getByText('There are no packets in this capture.').waitFor();
    await page.evaluate(() =>
      window.harness.tell('failed', {
        message: 'This is not a capture.',
        detail: ['It begins with 7f 45 4c 46.'],
      }),
    );
    await page.getByRole('heading', { name: 'This is not a capture.' }).waitFor();
    await page.getByRole('button', { name: 'As text' }).click();
    await expect.poll(() => asked('reopenAsText')).toHaveLength(1);
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect.poll(() => asked('reload')).toHaveLength(1);
  });
});

describe('preferences', () => {
  test('a column is resized by keys and by the mouse, and remembered', async () => {
    await open({ capture: 'huge' });
    const handle = page.getByRole('separator', { name: /From → to/ });
    const before = Number(await handle.getAttribute('aria-valuenow'));
    await handle.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => Number(await handle.getAttribute('aria-valuenow'))).toBe(before + 16);
    const box = await handle.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 4, (box?.y ?? 0) + 8);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + 44, (box?.y ?? 0) + 8);
    await page.mouse.up();
    await expect
      .poll(async () => (await asked('remember')).at(-1))
      .toMatchObject({ preferences: { columnWidths: { ends: before + 56 } } });
  });

  test('absolute numbers and time styles', async () => {
    await open({ capture: 'huge', preferences: { numbers: 'absolute', timeStyle: 'delta' } });
    await expect.poll(async () => (await rowTexts('seq'))[1]).toBe('4020000774');
    await expect
      .poll(async () => (await rowTexts('time-delta')).slice(0, 3))
      .toEqual(['', '0.001000', '0.001000']);
  });

  test.each([700, 1020, 1300])(
    '%i pixels show both states and a note, and nothing is to the side',
    async (width) => {
      await open({ capture: 'huge', width });
      await expect.poll(async () => (await rowTexts('note'))[3]).toBe('retransmission of packet 12');
      for (const [name, least] of [
        ['client', 120],
        ['server', 120],
        ['note', 178],
      ] as const) {
        const box = await page.locator(`#packets .header-cell.col-${name}`).boundingBox();
        expect(box?.width).toBeGreaterThanOrEqual(least);
        expect((box?.x ?? 9999) + (box?.width ?? 9999)).toBeLessThanOrEqual(width);
      }
      expect(await grid().evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
    },
  );

  test('columns come back when the page is wider, and are told', async () => {
    await open({ capture: 'huge', width: 800 });
    await expect.poll(() => grid().getAttribute('aria-colcount')).toBe('7');
    await page.setViewportSize({ width: 1300, height: 800 });
    await expect.poll(() => grid().getAttribute('aria-colcount')).toBe('11');
  });

  test.each([700, 1020, 1600])(
    'a log at %i pixels shows the line past its flags, states and the whole note',
    async (width) => {
      await open({ capture: 'sample', width });
      const row = page.locator('#packets-row-9');
      await row.locator('.token-flags').waitFor();
      for (const part of ['.token-flags', '.col-client .pill', '.col-server .pill']) {
        const inside = await row.locator(part).evaluate((element) => {
          const cell = (element.closest('.log-text, .cell') as HTMLElement).getBoundingClientRect();
          return element.getBoundingClientRect().right <= cell.right;
        });
        expect([part, inside]).toEqual([part, true]);
      }
      const note = row.locator('.col-note, .log-note');
      expect(await textOf(note)).toBe('client closes');
      expect(await note.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
      expect(await grid().evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
    },
  );

  test.each([900, 1020, 1600])('the toolbar is one row at %i pixels', async (width) => {
    await open({ capture: 'sample', width });
    expect((await page.locator('.toolbar').boundingBox())?.height).toBeLessThan(45);
  });

  test('how rows are shown is chosen behind a button, by keys', async () => {
    await open({ capture: 'sample' });
    const button = page.getByRole('button', { name: 'How the rows are shown' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => grid().getAttribute('aria-colcount')).toBe('11');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.display-options').isVisible()).toBe(false);
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('following is switched by a button that says whether it is on', async () => {
    await open({ capture: 'sample' });
    const follow = page.getByRole('button', { name: 'Stay at the end of a growing capture' });
    expect(await follow.getAttribute('aria-pressed')).toBe('false');
    await follow.click();
    await expect.poll(() => follow.getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => asked('remember')).toHaveLength(1);
  });

  test('Chinese', async () => {
    await open({ capture: 'sample', locale: 'zh-cn' });
    await page.getByRole('tab', { name: '时序图' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
  });
});

describe('rows of socket tables', () => {
  const sockets = () => page.locator('#sockets .row');
  const tab = (name: string) => page.getByRole('tab', { name });

  test('have no tab where the text holds none', async () => {
    await open();
    await page.locator('#packets .row').first().waitFor();
    expect(await tab('Sockets').count()).toBe(0);
    expect(await tab('Connections').count()).toBe(1);
  });

  test('stand beside packets and connections, and a row selects its connection', async () => {
    await open({ capture: 'sockets' });
    await tab('Sockets').click();
    await sockets().nth(1).waitFor();
    expect(await sockets().locator('.col-peer').allInnerTexts()).toEqual([
      '198.51.100.7:40112',
      '192.168.1.110:52552',
    ]);
    await sockets().nth(1).click();
    await expect.poll(async () => (await asked('selected')).at(-1)).toEqual({ index: null, connection: 1 });
    await tab('Connections').click();
    await expect
      .poll(() => page.locator('#connections .row.focused .col-connection').allInnerTexts())
      .toEqual(['1']);
  });

  test('the row of the connection that was selected is selected', async () => {
    await open({ capture: 'sockets' });
    await tab('Connections').click();
    await page.locator('#connections .row').first().click();
    await tab('Sockets').click();
    await expect.poll(() => page.locator('#sockets .row.focused .col-line').allInnerTexts()).toEqual(['32']);
    await page.locator('#sockets .row').nth(1).click();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await asked('explain')).at(-1)).toEqual({ connection: 1 });
  });

  test('are shown at once where there is not a packet', async () => {
    await open({ capture: 'sockets' });
    await page.evaluate(() =>
      window.harness.tell('progress', {
        ...window.harness.summary({ packets: 0, rows: 0, done: false }),
        filteredRows: null,
      }),
    );
    await page.evaluate(() =>
      window.harness.tell('progress', {
        ...window.harness.summary({ packets: 0, rows: 0, done: true }),
        filteredRows: null,
      }),
    );
    await sockets().first().waitFor();
    expect(await tab('Sockets').getAttribute('aria-selected')).toBe('true');
  });
});

describe('an explanation after a reload', () => {
  const seen = { view: 'connections', detailsOpen: true, explaining: true };

  test('of a connection without a selected packet is of that connection again', async () => {
    await open({
      capture: 'sample',
      state: { ...seen, packet: null, connection: 1, explainedConnection: 1 },
      settled: false,
    });
    await page.locator('.explain-panel h2').first().waitFor();
    expect(await asked('explain')).toEqual([{ connection: 1 }]);
  });

  test('of a connection is not of the packet that is selected beside it', async () => {
    await open({
      capture: 'sample',
      state: { ...seen, packet: 2, connection: 1, explainedConnection: 1 },
      settled: false,
    });
    await page.locator('.explain-panel h2').first().waitFor();
    await expect.poll(() => page.locator('.explain-panel').isVisible()).toBe(true);
    expect((await asked('explain')).at(-1)).toEqual({ connection: 1 });
  });

  test('of a packet is of that packet again, and what is explained is remembered', async () => {
    await open({ capture: 'sample', state: { ...seen, view: 'packets', packet: 4, connection: 1 } });
    await expect.poll(() => asked('explain')).toContainEqual({ index: 4 });
    await page.getByRole('tab', { name: 'Connections' }).click();
    await page.locator('#connections .row').first().click();
    await page.keyboard.press('e');
    await expect
      .poll(() =>
        page.evaluate(() => (window.harness.state as { explainedConnection?: number }).explainedConnection),
      )
      .toBe(1);
  });
});
