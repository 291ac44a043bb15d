import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../../src/cli/open-capture';
import { environment } from './fake-capture';

const KERNEL = join(__dirname, '../../fixtures/kernel');
const captures = readdirSync(KERNEL, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(KERNEL, name))
      .filter((file) => /\.(pcap|pcapng)(\.gz)?$/.test(file))
      .map((file) => join(name, file)),
  );

/** What words look like when a value is missing. */
const UNFILLED = /\{\w+\}|undefined|NaN|\bnull\b|\[object|Infinity/;

describe('every connection that a kernel was recorded with', () => {
  it('there are recordings', () => {
    expect(existsSync(KERNEL)).toBe(true);
    expect(captures.length).toBeGreaterThan(40);
  });

  it.each(captures)('%s is explained in both languages, with nothing left out', async (file) => {
    for (const locale of ['en', 'zh-cn'] as const) {
      const capture = await openCapture(environment(), join(KERNEL, file), locale);
      await capture.load();
      const { connections, rows } = capture.summary();
      for (let number = 1; number <= Math.min(connections, 20); number++) {
        const { title, summary, endpoints } = await capture.explain(number);
        // There is one file, which evidence does not name.
        const told = JSON.stringify({ title, summary, endpoints }).replace(/"(?:row|file)":null/g, '');
        expect(told).not.toMatch(UNFILLED);
        expect(endpoints).toHaveLength(2);
      }
      for (const row of await capture.rows(0, Math.min(rows, 1000)))
        expect(row.kind === 'packet' ? row.note : '').not.toMatch(UNFILLED);
      await capture.close();
    }
  });
});
