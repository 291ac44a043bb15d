import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export const PROJECT = join(__dirname, '../../fixtures/lint-ts-project');

/** The files of the project of fixtures, by their paths in it. */
export const projectFiles = (): Map<string, string> => {
  const found = new Map<string, string>();
  const waiting = [PROJECT];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop())
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) waiting.push(path);
      else if (!name.endsWith('.md')) found.set(relative(PROJECT, path), readFileSync(path, 'utf8'));
    }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
};
