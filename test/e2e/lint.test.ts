import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceView } from './harness/source-view';
import { Workbench } from './harness/workbench';

const HEADER = '#include <sys/socket.h>\n#include <unistd.h>\n';
/** This one is not opened. */
const LEAK = `${HEADER}int probe(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  if (listen(fd, 5) < 0) return -1;
  close(fd);
  return 0;
}
`;
/** Right, as one sees who looks into the other file. */
const CALLER = `${HEADER}void hang_up(int fd);
int probe_well(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  hang_up(fd);
  return 0;
}
`;
const WRAPPER = `${HEADER}void hang_up(int fd) {\n  close(fd);\n}\n`;
const SCRIPT = `import net from 'node:net';
net.createServer((socket) => {
  socket.resume();
  socket.setTimeout(5000, () => console.log('slow'));
}).listen(8000);
`;

let code: Workbench;
let source: SourceView;

beforeAll(async () => {
  code = await Workbench.open({
    files: ['samples/server.c'],
    written: { 'leak.c': LEAK, 'caller.c': CALLER, 'wrapper.c': WRAPPER, 'server.ts': SCRIPT },
    settings: {
      'workbench.colorTheme': 'Default Dark Modern',
      'typescript.validate.enable': false,
      'editor.minimap.enabled': false,
      'problems.defaultViewMode': 'table',
    },
    size: { width: 1360, height: 900 },
  });
  source = new SourceView(code.page);
});
afterAll(() => code?.close());

test("the story's server has its findings, each with the way that proves it", async () => {
  await code.quickOpen('server.c');
  await source.goTo(55, 17);
  await expect.poll(() => source.squiggles('warning').count()).toBe(2);
  await expect.poll(() => source.squiggles('info').count()).toBe(2);
  const problems = await source.problems();
  await expect
    .poll(async () => (await problems.allTextContents()).join('\n'))
    .toMatch(/serial-accept[\s\S]*unreachable-close[\s\S]*missing-close[\s\S]*missing-close/);
  await code.screenshot('lint-problems');
});

test('the hover says why it matters and leads along the way, step by step', async () => {
  await code.quickOpen('server.c');
  await source.goTo(55, 20);
  const hover = await source.hover();
  const told = (await hover.textContent()) ?? '';
  expect(told).toContain('stays in CLOSE_WAIT');
  expect(told).toContain('client_sockfd = accept(server_sockfd,');
  expect(told).toContain('Close it here: close(client_sockfd);');
  await code.screenshot('readme-lint-hover');
  await hover.getByText('line 47', { exact: true }).click();
  await source.at(47).waitFor();
});

test('a quick fix closes where the path loses the descriptor, and the finding is gone', async () => {
  await source.goTo(55, 20);
  const menu = await source.fixes();
  const fix = menu.locator('.monaco-list-row', { hasText: 'Close it here: close(client_sockfd);' });
  await fix.waitFor();
  await code.screenshot('readme-lint-fixes');
  await fix.click();
  // The editor keeps its lines in the order in which they came.
  await expect.poll(async () => (await code.text()).split('close(client_sockfd);').length).toBe(3);
  const lost = (await source.problems()).filter({ hasText: "'client_sockfd', opened by accept()" });
  await expect.poll(() => lost.count()).toBe(0);
  await source.goTo(55, 20);
  await code.page.keyboard.press('Control+Z');
  await expect.poll(() => lost.count()).toBe(1);
});

test('what a function of another file closes is closed', async () => {
  await code.quickOpen('caller.c');
  await code.page.waitForTimeout(1000);
  expect(await source.squiggles('warning').count()).toBe(0);
  writeFileSync(code.path('wrapper.c'), WRAPPER.replace('close(fd);', 'shutdown(fd, 2);'));
  await expect.poll(() => source.squiggles('warning').count()).toBe(1);
});

test('TypeScript too', async () => {
  await code.quickOpen('server.ts');
  await expect.poll(() => source.squiggles('warning').count()).toBe(1);
  const problems = await source.problems();
  await expect
    .poll(async () => (await problems.allTextContents()).join('\n'))
    .toContain('timeout-without-destroy');
});

test('linting the workspace finds what is in files that are not open', async () => {
  await code.command('Closewait: Lint Workspace');
  await code.page
    .getByText(/Problems found: \d+, in \d+ of 5 files\./)
    .first()
    .waitFor();
  const problems = await source.problems();
  await problems.filter({ hasText: 'leak.c' }).first().waitFor();
  await code.screenshot('lint-workspace');
  await code.command('Closewait: Clear Lint Results');
  await expect.poll(() => problems.filter({ hasText: 'leak.c' }).count()).toBe(0);
});

test('settings turn a rule off or give it another severity, at once', async () => {
  await code.quickOpen('server.c');
  await source.goTo(55, 17);
  code.set({ 'closewait.lint.rules': { 'serial-accept': 'off', 'unreachable-close': 'error' } });
  await expect.poll(() => source.squiggles('error').count()).toBe(1);
  expect(await source.squiggles('warning').count()).toBe(0);
  code.set({ '[c]': { 'closewait.lint.enabled': false } });
  await expect.poll(() => source.squiggles('info').count()).toBe(0);
  code.set({});
  await expect.poll(() => source.squiggles('warning').count()).toBe(2);
});

test('the name of a rule leads to its page', async () => {
  const problems = await source.problems();
  const link = problems.locator('a', { hasText: 'serial-accept' }).first();
  await link.click({ modifiers: ['Control'] });
  const page = code.page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('#active-frame');
  await page.getByRole('heading', { name: 'serial-accept' }).waitFor();
  const own = readFileSync('docs/rules/serial-accept.md', 'utf8').split('\n')[2];
  expect(await page.locator('body').textContent()).toContain(own);
});

test('all of it is there in Chinese', async () => {
  code.set({ 'closewait.language': 'zh-cn' });
  await code.quickOpen('server.c');
  await source.goTo(55, 20);
  const problems = await source.problems();
  await expect
    .poll(async () => (await problems.allTextContents()).join('\n'))
    .toContain('照抄到别处的代码就会泄漏');
  await code.quickOpen('server.c');
  const hover = await source.hover();
  await expect.poll(() => hover.textContent()).toMatch(/描述符会一直开到进程结束/);
  await code.screenshot('lint-chinese');
});

test.each(['Default Light Modern', 'Default High Contrast'])('%s', async (theme) => {
  code.set({ 'workbench.colorTheme': theme });
  await code.quickOpen('server.c');
  await source.goTo(55, 20);
  await expect.poll(() => source.squiggles('warning').count()).toBe(2);
  await source.hover();
  await code.screenshot(`lint-${theme.toLowerCase().replaceAll(' ', '-')}`);
});
