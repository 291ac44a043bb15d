import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageCommandLine } from '../../scripts/npm-package.mjs';

const folder = mkdtempSync(join(tmpdir(), 'closewait-npm-'));
const installed = join(folder, 'node_modules/closewait');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

beforeAll(async () => {
  const file = await packageCommandLine(() => {});
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--prefix', folder, file]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const closewait = (...args: readonly string[]) =>
  spawnSync(join(folder, 'node_modules/.bin/closewait'), args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });

test('it is installed without any other package, and holds what runs and its papers', () => {
  expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    'closewait',
  ]);
  expect(readdirSync(installed).sort()).toEqual([
    'LICENSE',
    'README.md',
    'ThirdPartyNotices.txt',
    'dist',
    'docs',
    'package.json',
  ]);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'closewait', version, bin: { closewait: 'dist/cli.js' } });
  expect(manifest).not.toHaveProperty('private');
  expect(manifest).not.toHaveProperty('scripts');
});

test('each command runs where it is installed', () => {
  expect(closewait('--version').stdout).toBe(`${version}\n`);
  expect(closewait('explain', 'samples/close-wait.tcpdump').stdout).toContain('CLOSE_WAIT');
  const { status, stdout } = closewait('lint', 'samples/server.c');
  expect(status).toBe(1);
  expect(stdout).toContain('[missing-close]');
  const code = closewait('explain', 'samples/close-wait.tcpdump', '--source', 'samples/server.c');
  expect(code.stdout).toContain('server.c:');
});

const message = (content: object): string => {
  const text = JSON.stringify({ jsonrpc: '2.0', ...content });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};

test('the language server finds its linter', async () => {
  const server = spawn(join(folder, 'node_modules/.bin/closewait'), ['lsp']);
  let output = '';
  server.stdout.on('data', (part) => {
    output += part;
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const uri = pathToFileURL(join(folder, 'a.c')).href;
  const text = 'int socket(int, int, int);\nint f(void) { int fd = socket(1, 2, 3); return 0; }\n';
  server.stdin.write(
    message({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }),
  );
  server.stdin.write(message({ method: 'initialized', params: {} }));
  server.stdin.write(
    message({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'c', version: 1, text } },
    }),
  );
  await expect.poll(() => output, { timeout: 60_000 }).toContain('"code":"missing-close"');
  server.stdin.write(message({ id: 2, method: 'shutdown' }));
  server.stdin.write(message({ method: 'exit' }));
  expect(await ended).toBe(0);
});

test('an agent is answered', () => {
  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } },
  };
  const { stdout } = spawnSync(join(folder, 'node_modules/.bin/closewait'), ['mcp', folder], {
    encoding: 'utf8',
    input: `${JSON.stringify(initialize)}\n`,
  });
  expect(JSON.parse(stdout).result.serverInfo).toMatchObject({ name: 'closewait' });
});
