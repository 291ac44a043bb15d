import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceView } from './harness/source-view';
import { Workbench } from './harness/workbench';

let code: Workbench;
let source: SourceView;

beforeAll(async () => {
  const script =
    "import net from 'node:net';\nnet.createServer({ allowHalfOpen: true }, (s) => s.resume()).listen(8000);\n";
  code = await Workbench.open({
    files: ['samples/server.c'],
    written: { 'server.ts': script },
    settings: { 'problems.defaultViewMode': 'table' },
    inBrowser: true,
  });
  source = new SourceView(code.page);
});
afterAll(() => code?.close());

test('without Node, in the extension host of a browser, C is linted', async () => {
  await code.quickOpen('server.c');
  await source.goTo(55, 17);
  await expect.poll(() => source.squiggles('warning').count()).toBe(2);
  await expect.poll(() => source.squiggles('info').count()).toBe(2);
});

test('and TypeScript, and the workspace', async () => {
  await code.command('Closewait: Lint Workspace');
  await code.page
    .getByText(/Problems found: 6, in 2 of 2 files\./)
    .first()
    .waitFor();
  const problems = await source.problems();
  await problems.filter({ hasText: 'half-open-never-ended' }).first().waitFor();
  await code.screenshot('lint-browser-host');
});
