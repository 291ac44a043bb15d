import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readmeForEditor } from '../../../scripts/package.mjs';

const DOCUMENTS = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'],
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
const headingsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, words]) =>
    words
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

it.each(DOCUMENTS)('%s refers to files and headings that are there', (file) => {
  const text = readFileSync(file, 'utf8');
  const missing = linksOf(text).filter((target) => {
    if (/^\w+:/.test(target)) return false;
    const [path, heading] = target.split('#');
    const to = path === '' ? file : join(dirname(file), path);
    if (!existsSync(to)) return true;
    return heading !== undefined && !headingsOf(readFileSync(to, 'utf8')).includes(heading);
  });
  expect(missing).toEqual([]);
});

describe('the readme', () => {
  it('says what it is on a page and a half, with three pictures', () => {
    const text = readFileSync('README.md', 'utf8');
    expect(text.split('\n').length).toBeLessThan(120);
    expect(text.match(/^!\[/gm)).toHaveLength(3);
  });

  describe('as the extension carries it', () => {
    const text = readmeForEditor();

    it('has its pictures in it', () => {
      const pictures = [...text.matchAll(/!\[[^\]]+\]\(data:image\/png;base64,([^)]+)\)/g)];
      expect(pictures).toHaveLength(3);
      for (const [, base64] of pictures)
        expect(Buffer.from(base64, 'base64').subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    });

    it('links to nothing but the web and its own headings', () => {
      const targets = linksOf(text).filter((target) => !/^(https|data):/.test(target));
      expect(targets.length).toBeGreaterThan(5);
      expect(targets.filter((target) => !headingsOf(text).includes(target.slice(1)))).toEqual([]);
    });
  });
});
