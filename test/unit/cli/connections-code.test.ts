import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from './fake-capture';

const SAMPLE = 'samples/close-wait';
const folder = mkdtempSync(join(tmpdir(), 'closewait-list-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function closewait(...words: readonly string[]) {
  const env = environment({});
  const status = await run(env, words);
  return { status, out: env.stdout.text, err: env.stderr.text };
}

/** Code as `code` of the JSON has it. */
interface Listed {
  readonly connection: number;
  readonly stuck: object | null;
  readonly code: {
    readonly port: number;
    readonly sites: readonly { file: string; findings: { rule: string }[] }[];
  } | null;
}

const written = (name: string, text: string): string => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
};

test.each([
  ['packets', ['packets.tcpdump']],
  ['a socket table', ['sockets.txt']],
  ['both', ['packets.tcpdump', 'sockets.txt']],
])('the list of %s goes on to the code on the port of what is stuck', async (_, names) => {
  const files = names.map((name) => `${SAMPLE}/${name}`);
  const plain = await closewait('connections', ...files);
  const { status, out } = await closewait('connections', ...files, '--source', SAMPLE);
  expect(status).toBe(0);
  expect(out.startsWith(plain.out)).toBe(true);
  const block = out.slice(plain.out.length);
  expect(block.match(/Code that listens on port/g)).toHaveLength(1);
  expect(block).toContain('Code that listens on port 7070');
  // The mended copy is on the port as well; what explains the state comes first.
  expect(block.indexOf(`${SAMPLE}/server.c`)).toBeLessThan(block.indexOf(`${SAMPLE}/fixed/server.c`));
  expect(block).toContain('[serial-accept]');
});

test('in JSON a stuck connection has its code, and every other field is as without', async () => {
  const files = [`${SAMPLE}/packets.tcpdump`, '-f', 'json'];
  const plain = JSON.parse((await closewait('connections', ...files)).out) as object[];
  const listed = JSON.parse((await closewait('connections', ...files, '--source', SAMPLE)).out) as Listed[];
  expect(listed.map(({ code: _, ...rest }) => rest)).toEqual(plain);
  expect(listed.filter(({ code }) => code !== null).map(({ connection }) => connection)).toEqual([2]);
  expect(listed[1].code?.port).toBe(7070);
  expect(listed[1].code?.sites[0].findings[0].rule).toBe('serial-accept');
});

test('the program that a table names decides between servers on one port, in explain as well', async () => {
  const server = (file: string) =>
    written(
      file,
      "import net from 'node:net';\nnet.createServer({ allowHalfOpen: true }, (s) => s.on('data', () => {})).listen(8000);\n",
    );
  for (const name of ['alpha', 'beta', 'gamma']) server(`${name}/main.ts`);
  const table = written(
    'ss.txt',
    'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nCLOSE-WAIT 1 0 192.0.2.2:8000 198.51.100.7:40112 users:(("beta",pid=42,fd=5))\n',
  );
  for (const command of ['explain', 'connections']) {
    const { out } = await closewait(command, table, '--source', folder);
    expect(/\S+main\.ts/.exec(out.slice(out.indexOf('Code that listens')))?.[0]).toContain('beta/main.ts');
  }
});

test('a folder without sources is an error before anything is printed', async () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  for (const file of ['packets.tcpdump', 'sockets.txt']) {
    const { status, out, err } = await closewait('connections', `${SAMPLE}/${file}`, '--source', empty);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain('empty');
  }
});
