import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hasWords, say } from '../../../src/core/explain';
import { TABLE_RULES } from '../../../src/core/incident';

const ids = TABLE_RULES.map(({ id }) => id);

it('has one file a finding, named like it, and every file of the folder', () => {
  const files = readdirSync('src/core/incident/table').map((file) => file.replace(/\.ts$/, ''));
  expect([...ids].sort()).toEqual(files.sort());
});

it('is what docs/socket-tables.md tells, with titles and severities', () => {
  const [, ...sections] = readFileSync('docs/socket-tables.md', 'utf8').split(/^### /m);
  expect(sections.map((section) => section.slice(0, section.indexOf('\n')))).toEqual(ids);
  for (const [at, section] of sections.entries()) {
    const title = `socket.${ids[at]}.title`;
    expect(hasWords(title), title).toBe(true);
    expect(section).toContain(`**${say('en', title as Parameters<typeof say>[1])}**`);
    expect(section).toMatch(/\b(error|warning|info)\b/);
  }
});
