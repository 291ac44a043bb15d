import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../../src/cli/run';
import { FINDING_IDS } from '../../../src/core/findings';
import { EXPLAINED_BY, TABLE_RULES } from '../../../src/core/incident';
import { RULE_IDS } from '../../../src/core/session/lint';
import { environment } from './fake-capture';

const SAMPLE = 'samples/close-wait.tcpdump';
const folder = mkdtempSync(join(tmpdir(), 'closewait-code-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function explained(...more: readonly string[]) {
  const env = environment({});
  const status = await run(env, ['explain', ...more]);
  return { status, out: env.stdout.text, err: env.stderr.text };
}

const sourceWith = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('a stuck connection leads to the line that listens, and to the loop that does not accept', async () => {
  const { status, out } = await explained(SAMPLE, '--source', 'samples');
  expect(status).toBe(0);
  const block = out.slice(out.indexOf('Code that listens on port 8000'));
  expect(block).toMatch(/samples\/server\.c:34:9: main\(\) listens here \(bind\)/);
  expect(block).toMatch(/samples\/server\.c:11:\d+: PORT has the value/);
  const rules = [...block.matchAll(/\[([a-z-]+)\]$/gm)].map(([, rule]) => rule);
  expect(rules[0]).toBe('serial-accept');
  // That the listening socket leaks where the program ends explains no connection.
  expect(block).not.toMatch(/'server_sockfd'/);
});

test('JSON has the same under "source", and everything else as without', async () => {
  const plain = JSON.parse((await explained(SAMPLE, '-f', 'json')).out) as object;
  const { source, ...rest } = JSON.parse(
    (await explained(SAMPLE, '-f', 'json', '--source', 'samples')).out,
  ) as { source: { port: number; sites: { file: string; line: number; findings: { rule: string }[] }[] } };
  expect(rest).toEqual(plain);
  expect(source.port).toBe(8000);
  expect(source.sites).toMatchObject([{ file: 'samples/server.c', line: 34, sureness: 'certain' }]);
  expect(source.sites[0].findings[0].rule).toBe('serial-accept');
});

test('Markdown and Chinese', async () => {
  const { out } = await explained(SAMPLE, '-f', 'markdown', '--locale', 'zh-cn', '--source', 'samples');
  expect(out).toContain('## 监听端口 8000 的代码');
  expect(out).toMatch(/`samples\/server\.c:34:9:` main\(\)在此监听（bind）/);
});

test('a socket table leads to the code as well', async () => {
  const table = sourceWith(
    'ss.txt',
    `root@web:~# ss -tanp
State      Recv-Q Send-Q Local Address:Port Peer Address:Port  Process
LISTEN     1      128    0.0.0.0:8000       0.0.0.0:*          users:(("server",pid=42,fd=3))
CLOSE-WAIT 1      0      192.0.2.1:8000     192.0.2.9:40000
`,
  );
  const { out } = await explained(table, '--source', 'samples');
  expect(out).toMatch(/Code that listens on port 8000\n {2}samples\/server\.c:34:9/);
});

test('code for another port is not passed off as the code of this one', async () => {
  const other = sourceWith('other.ts', 'server.listen(9000);\n');
  const { status, out } = await explained(SAMPLE, '--source', other);
  expect(status).toBe(0);
  expect(out).toMatch(/Of 1 source files none was found to listen on port 8000/);
  expect(out).toContain('Ports that they use: 9000.');
  expect(out).not.toContain('other.ts:1');
});

test('code that leaves its port open is said to be a guess', async () => {
  const open = sourceWith('open.ts', 'server.listen(process.env.PORT);\n');
  const { out } = await explained(SAMPLE, '--source', open);
  expect(out).toContain('Code that may use port 8000');
  expect(out).toMatch(
    /open\.ts:1:1: the file itself listens here \(listen\); the port is not written in the code/,
  );
});

test('a folder without sources is refused, and the option belongs to explain and connections', async () => {
  expect(await explained(SAMPLE, '--source', 'media')).toMatchObject({ status: 2 });
  const env = environment({});
  expect(await run(env, ['annotate', SAMPLE, '--source', 'samples'])).toBe(2);
  expect(env.stderr.text).toContain('--source belongs to explain and connections');
});

test('what explains a finding are rules that there are, and findings that there are', () => {
  const findings = new Set<string>([...FINDING_IDS, ...TABLE_RULES.map(({ id }) => id)]);
  for (const [finding, rules] of Object.entries(EXPLAINED_BY)) {
    expect(findings, finding).toContain(finding);
    for (const rule of rules) expect(RULE_IDS, rule).toContain(rule);
  }
});

test('a folder of sources that is not there is not one without sources', async () => {
  const { status, err } = await explained(SAMPLE, '--source', join(folder, 'nowhere'));
  expect(status).toBe(2);
  expect(err).toMatch(/nowhere: there is no such file/);
});
