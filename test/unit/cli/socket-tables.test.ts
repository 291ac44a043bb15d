import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from './fake-capture';

const FIXTURES = 'test/fixtures/sockets';
const files = ['', '/recorded'].flatMap((folder) =>
  readdirSync(`${FIXTURES}${folder}`)
    .filter((name) => name.endsWith('.txt') || name === 'node-report.json')
    .map((name) => `${FIXTURES}${folder}/${name}`),
);

/** What words look like when a value is missing. */
const UNFILLED = /\{\w+\}|undefined|NaN|\bnull\b|\[object|Infinity/;

async function output(...argv: string[]) {
  const env = environment();
  const status = await run(env, argv);
  return { status, out: env.stdout.text, err: env.stderr.text };
}

async function json<T>(...argv: string[]): Promise<T> {
  const { status, out } = await output(...argv, '--format', 'json');
  expect(status).toBe(0);
  return JSON.parse(out) as T;
}

describe.each(files)('%s', (file) => {
  it.each(['connections', 'explain'])(
    'is told by %s in both languages, with nothing left out',
    async (command) => {
      for (const locale of ['en', 'zh-cn']) {
        const { status, out, err } = await output(command, file, '--locale', locale);
        expect({ status, err }).toEqual({ status: 0, err: '' });
        expect(out).not.toMatch(UNFILLED);
        expect(out.length).toBeGreaterThan(50);
      }
    },
  );

  it('gives connections as an array, by the contract', async () => {
    const rows = await json<Record<string, unknown>[]>('connections', file);
    for (const [at, row] of rows.entries()) {
      expect(row).toMatchObject({ connection: at + 1, packets: 0, source: 'table', firstPacket: null });
      for (const side of ['clientState', 'serverState'])
        expect(row[side]).toEqual({
          state: expect.any(String),
          certainty: expect.stringMatching(/^(confirmed|inferred)$/),
        });
      expect(row).toHaveProperty('process');
      expect(row).toHaveProperty('stuck');
    }
  });
});

it('says who holds what: the case that the project was made for', async () => {
  const rows = await json<Record<string, unknown>[]>('connections', `${FIXTURES}/ss-tanp.txt`);
  expect(rows[1]).toMatchObject({
    client: '198.51.100.7:40112',
    server: '192.0.2.2:8000',
    serverState: { state: 'CLOSE_WAIT', certainty: 'confirmed' },
    process: null,
    stuck: { endpoint: 'server', sureness: 'possible' },
    findings: [{ id: 'never-accepted', evidence: [{ kind: 'socketRow', line: 3 }] }],
  });
  expect(rows[2]).toMatchObject({ process: { name: 'server', pid: 4242, container: null } });
  const { captureFindings } = await json<{ captureFindings: { id: string; message: string }[] }>(
    'explain',
    `${FIXTURES}/ss-tanp.txt`,
  );
  expect(captureFindings[0].message).toContain('has not called accept()');
});

it('explains one row, and says which is the last', async () => {
  const { out } = await output('explain', `${FIXTURES}/netstat-pant.txt`, '--connection', '6');
  expect(out).toContain('no timer ends FIN_WAIT_2');
  expect(out).not.toContain('Accept queue full');
  const beyond = await output('explain', `${FIXTURES}/netstat-pant.txt`, '--connection', '7');
  expect(beyond.status).toBe(2);
  expect(beyond.err).toContain('the last one is 6');
});

it('reads a table from standard input, in UTF-16 too', async () => {
  const text = readFileSync(`${FIXTURES}/netstat-nap.txt`, 'utf8');
  for (const input of [Buffer.from(text), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
    const env = environment({}, input);
    expect(await run(env, ['connections', '-', '--format', 'json'])).toBe(0);
    expect(JSON.parse(env.stdout.text)).toHaveLength(3);
  }
});

it.each(['just some words\n', '{"a": 1}\n', 'LISTEN to me, CLOSE_WAIT is a state\n'])(
  'refuses text without rows and packets: %j',
  async (text) => {
    const env = environment({}, text);
    expect(await run(env, ['connections', '-'])).toBe(2);
    expect(env.stdout.text).toBe('');
    expect(env.stderr.text).toMatch(/socket table/);
  },
);

it('does not annotate a table, and says what does', async () => {
  const { status, err } = await output('annotate', `${FIXTURES}/ss-tanp.txt`);
  expect(status).toBe(2);
  expect(err).toContain('closewait explain');
});

it('reads a table that is compressed', async () => {
  const env = environment({}, gzipSync(readFileSync(`${FIXTURES}/netstat-nap.txt`)));
  expect(await run(env, ['connections', '-', '--format', 'json'])).toBe(0);
  expect(JSON.parse(env.stdout.text)).toHaveLength(3);
});

it('joins the table in a text to the packets in it', async () => {
  const log = readFileSync('samples/close-wait.tcpdump', 'utf8');
  const both = `${readFileSync(`${FIXTURES}/ss-tanp.txt`, 'utf8')}\n${log}`;
  const env = environment({}, both);
  expect(await run(env, ['explain', '-'])).toBe(0);
  expect(env.stdout.text).toMatch(
    /CLOSE_WAIT[\s\S]*Socket table in the same text[\s\S]*has not\s+called\s+accept\(\)/,
  );
  const json = environment({}, both);
  expect(await run(json, ['connections', '-', '--format', 'json'])).toBe(0);
  // The rows are of other addresses than the packets: each is a connection of its own.
  expect(JSON.parse(json.stdout.text).map(({ source }: { source: string }) => source)).toEqual([
    'packets',
    'table',
    'table',
    'table',
  ]);
  expect(json.stderr.text).toBe('');
  const alone = environment({}, log);
  expect(await run(alone, ['connections', '-'])).toBe(0);
  expect(alone.stderr.text).toBe('');
  expect(alone.stdout.text).not.toContain('Socket table');
});

it.each([
  ['nstat -az', '#kernel\nTcpExtListenOverflows           7                  0.0\n'],
  ['netstat -s', 'TcpExt:\n    7 times the listen queue of a socket overflowed\n'],
])('tells what %s counts at full accept queues', async (_, text) => {
  const env = environment({}, text);
  expect(await run(env, ['explain', '-'])).toBe(0);
  expect(env.stdout.text).toContain(
    'has counted 7 connections that it dropped because an accept queue was full',
  );
});

it('writes output that grows like the table, also where one finding is about all of its rows', async () => {
  const lengthOf = async (rows: number) => {
    const row = (_: unknown, at: number) =>
      `tcp 1 0 192.0.2.2:8000 198.51.${100 + Math.floor(at / 250)}.${at % 250}:40000 CLOSE_WAIT -\n`;
    const env = environment({}, Array.from({ length: rows }, row).join(''));
    expect(await run(env, ['connections', '-', '--format', 'json'])).toBe(0);
    return env.stdout.text.length;
  };
  expect((await lengthOf(2000)) / (await lengthOf(1000))).toBeLessThan(2.2);
});
