// Everything, with set-up: `npm test`, or `npm test -- e2e page` for some of the folders under test/.
import { installBrowser } from './browser.mjs';
import { check } from './check.mjs';
import { installCompiler } from './compiler.mjs';
import { installEmbedded } from './embedded.mjs';
import { main } from './run.mjs';
import { Tally, testFolders } from './tally.mjs';

/** Those that find the most mistakes in the least time come first. */
const ORDER = ['unit', 'package', 'kernel', 'lint-kernel', 'page', 'e2e'];
const IN_A_BROWSER = ['page', 'e2e'];

await main(async (wanted) => {
  const tally = new Tally();
  const all = testFolders().sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no tests in test/${unknown[0]}; there are: ${all.join(', ')}`);
  const folders = wanted.length > 0 ? wanted : all.filter((name) => name !== 'unit');
  if (folders.includes('lint-kernel')) await installCompiler();
  if (folders.some((name) => IN_A_BROWSER.includes(name))) await installBrowser();
  if (folders.includes('e2e')) await installEmbedded();
  if (wanted.length === 0) await check(tally);
  for (const folder of folders) await tally.tests(folder);
  tally.finish();
});
