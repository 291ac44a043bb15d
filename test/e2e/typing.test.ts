import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceView } from './harness/source-view';
import { Workbench } from './harness/workbench';

/** Where the typist stops to think, longer than the linter waits for the next key. */
const THINKS = '\u23f8';
const PAUSE_MS = 700;

const C_FUNCTION = `#include <sys/socket.h>
#include <unistd.h>
int probe(int n, int limit) {
int fd = ${THINKS}socket(AF_INET, SOCK_STREAM, 0);
if (fd < ${THINKS}0) return -1;
if (n > ${THINKS}limit &&${THINKS} n < 3 ||${THINKS} n ==${THINKS} 7) return -1;
while (n !=${THINKS} 0) n = n -${THINKS} 1;
if (listen(fd, ${THINKS}5) < 0) return ${THINKS}-1;
close(fd);
return 0;
}
`;
const SCRIPT = `import net from 'node:net';
const limit = 5 >${THINKS} 3 &&${THINKS} !${THINKS}false ? 2 :${THINKS} 1;
net.createServer((socket) =>${THINKS} {
socket.resume();
if (limit >${THINKS} 1 ||${THINKS} limit ===${THINKS} 0) socket.setTimeout(5000, ${THINKS}() => console.log(\`slow \${${THINKS}limit}\`));
}).listen(8000);
`;

let code: Workbench;
let source: SourceView;

beforeAll(async () => {
  code = await Workbench.open({
    written: { 'typed.c': '', 'typed.ts': '' },
    settings: {
      'typescript.validate.enable': false,
      // What is typed is what is there.
      'editor.autoClosingBrackets': 'never',
      'editor.autoClosingQuotes': 'never',
      'editor.autoIndent': 'none',
      'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
      'editor.suggestOnTriggerCharacters': false,
      'editor.parameterHints.enabled': false,
      'editor.minimap.enabled': false,
      'problems.defaultViewMode': 'table',
      'files.autoSave': 'off',
    },
    size: { width: 1360, height: 900 },
  });
  source = new SourceView(code.page);
});
afterAll(() => code?.close());

async function type(text: string): Promise<void> {
  for (const part of text.split(THINKS)) {
    await code.page.keyboard.type(part, { delay: 15 });
    await code.page.waitForTimeout(PAUSE_MS);
  }
}

test.each([
  ['C', 'typed.c', C_FUNCTION, 'missing-close'],
  ['TypeScript', 'typed.ts', SCRIPT, 'timeout-without-destroy'],
])(
  '%s typed key by key: the linter follows, and reports at the end what leaks',
  async (_, file, text, rule) => {
    await code.quickOpen(file);
    await code.page.locator('.editor-instance .view-line').first().waitFor();
    await type(text);
    // The editor keeps its lines in the order in which they came.
    const lines = text.replaceAll(THINKS, '').split('\n');
    for (const line of lines) await expect.poll(() => code.text()).toContain(line);
    const problems = await source.problems();
    await expect.poll(async () => (await problems.allTextContents()).join('\n')).toContain(rule);
    // A linter that ended and came back has said so, and the list of notifications has what was shown.
    await code.command('Notifications: Show Notifications');
    await code.page.locator('.notifications-center').waitFor();
    expect(await code.page.getByText(/The linter stopped/).count()).toBe(0);
    await code.page.keyboard.press('Escape');
  },
);
