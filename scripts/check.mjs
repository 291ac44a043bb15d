// What every change must pass, without a browser: `npm run check`. Types, lint, format, and the unit tests, which check the layers too.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main, ROOT } from './run.mjs';
import { Tally } from './tally.mjs';

const BIN = 'node_modules/.bin';

/** Every tsconfig.json of the repository is a project to check. */
function projects(folder = '.') {
  const ignored = ['node_modules', 'dist', '.git', '.embedded', '.cache', 'test-results'];
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !ignored.includes(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return projects(path);
      return entry.name === 'tsconfig.json' ? [path] : [];
    });
}

export async function check(tally) {
  for (const project of projects()) await tally.check(`types: ${project}`, `${BIN}/tsc`, ['-p', project]);
  await tally.check('lint and format', `${BIN}/biome`, ['check', '--error-on-warnings']);
  await tally.tests('unit');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const tally = new Tally();
    await check(tally);
    tally.finish();
  });
}
