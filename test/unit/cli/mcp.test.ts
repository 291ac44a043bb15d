import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';

const FIXTURES = join(__dirname, '../../fixtures');
const SAMPLES = join(__dirname, '../../../samples');
const folder = mkdtempSync(join(tmpdir(), 'closewait-mcp-'));

beforeAll(() => {
  cpSync(join(SAMPLES, 'close-wait.tcpdump'), join(folder, 'close-wait.tcpdump'));
  cpSync(join(SAMPLES, 'server.c'), join(folder, 'server.c'));
  cpSync(join(FIXTURES, 'kernel/client_closes_first/server.pcap'), join(folder, 'server.pcap'));
  cpSync(join(FIXTURES, 'kernel/close_wait_after_data/server.pcap'), join(folder, 'stays.pcap'));
  symlinkSync('/etc/passwd', join(folder, 'link.txt'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The protocol's own framing, on the streams of a program: one JSON message a line. */
class Lines implements Transport {
  onmessage?: Transport['onmessage'];
  onclose?: () => void;
  constructor(
    private readonly to: PassThrough,
    private readonly from: PassThrough,
  ) {}
  async start() {
    createInterface({ input: this.from }).on('line', (line) => this.onmessage?.(JSON.parse(line)));
  }
  async send(message: object) {
    this.to.write(`${JSON.stringify(message)}\n`);
  }
  async close() {
    this.to.end();
    this.onclose?.();
  }
}

let open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open) await close();
  open = [];
});

/** The SDK's own client, and the program as it runs behind `closewait mcp`. */
async function agent(...argv: string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const ended = run({ stdin, stdout, stderr, variables: {} }, ['mcp', ...argv]);
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new Lines(stdin, stdout));
  const close = async () => {
    await client.close();
    return ended;
  };
  open.push(close);
  const ask = async (name: string, given: object = {}) => {
    const { content, isError } = await client.callTool({ name, arguments: { ...given } });
    return { text: (content as { text: string }[])[0].text, isError: isError === true };
  };
  return { client, ask, close };
}

it('describes its tools in under 4 KB', async () => {
  const { tools } = await (await agent(folder)).client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    ...[
      'list_evidence',
      'overview',
      'stuck_connections',
      'explain',
      'find_connections',
      'code_on_port',
      'lint',
    ],
  ]);
  expect(JSON.stringify(tools).length).toBeLessThan(4096);
  for (const { annotations } of tools) expect(annotations).toMatchObject({ readOnlyHint: true });
});

it('ends with its input, with status 0', async () => {
  expect(await (await agent(folder)).close()).toBe(0);
});

describe('an incident, asked about step by step', () => {
  it('what is there', async () => {
    const { text } = await (await agent(folder)).ask('list_evidence');
    expect(text).toContain('close-wait.tcpdump (1039 bytes)');
    expect(text).not.toContain('link.txt');
  });

  // `ss` said CLOSE_WAIT and FIN_WAIT2 at the end of this recording.
  it('what is wrong, and which connection to look at', async () => {
    const { ask } = await agent(folder);
    const { text } = await ask('overview', { paths: ['stays.pcap'] });
    expect(text).toMatch(/Server \S+:8000: 1 x FIN_WAIT_2\??\/CLOSE_WAIT/);
    expect(text).toContain('Explain first: connection 1');
    const stuck = await ask('stuck_connections', { paths: ['stays.pcap'] });
    expect(stuck.text).toContain('server stuck half-closed for');
    expect(stuck.text).toMatch(/packets 1 to \d+/);
  });

  it('why, by number, by endpoint and by itself', async () => {
    const { ask } = await agent(folder);
    const paths = ['close-wait.tcpdump'];
    const answers = [{}, { connection: 1 }, { endpoint: '192.168.1.110:52552' }, { endpoint: ':8000' }];
    for (const given of answers) {
      const { text } = await ask('explain', { paths, ...given });
      expect(text).toContain('CLOSE_WAIT for 120 s');
      expect(text).toContain('[warning] Never accepted');
      expect(text).toContain('Cause 1: The connection was never accepted');
    }
    expect((await ask('explain', { paths, part: 'evidence' })).text).toContain('[F.] FIN');
    expect((await ask('explain', { paths, part: 'causes' })).text).toContain('For: Neither end sent a byte');
    expect((await ask('explain', { paths, part: 'commands' })).text).toContain('Linux: ss -tanpo');
  });

  it('which connection carried a request', async () => {
    const { ask } = await agent(folder);
    const { text } = await ask('find_connections', { paths: ['server.pcap'], text: 'reply' });
    expect(text).toMatch(/^sent by the server in packet 6: #1 client/);
    const hex = await ask('find_connections', { paths: ['server.pcap'], hex: '72 65 70 6c 79' });
    expect(hex.text).toBe(text);
    const none = await ask('find_connections', { paths: ['server.pcap'], text: 'req-4711' });
    expect(none.text).toBe('No connection is seen to carry it. Packets with data: 2.');
    const log = await ask('find_connections', { paths: ['close-wait.tcpdump'], state: 'close_wait' });
    expect(log.text).toBe('No connection matches. Looked at: 1 connections.');
  });

  it('which code', async () => {
    const { ask } = await agent(folder);
    const { text } = await ask('code_on_port', { paths: ['.'], port: 8000, finding: 'never-accepted' });
    expect(text).toContain('server.c:34:9: main() listens here (bind)');
    expect(text).toContain('[serial-accept]');
    const lint = await ask('lint', { paths: ['server.c'] });
    expect(lint.text).toMatch(/^Findings: 5\. Files read: 1/);
    expect(lint.text).toContain('\nserver.c:47 [warning] serial-accept: ');
  });

  it('in Chinese', async () => {
    const { ask } = await agent(folder, '--locale', 'zh-cn');
    const { text } = await ask('overview', { paths: ['stays.pcap'] });
    expect(text).toContain('先看这条：连接 1');
  });
});

describe('answers', () => {
  it('are pages of at most 2 KB, which together hold everything once', async () => {
    const many = mkdtempSync(join(tmpdir(), 'closewait-mcp-many-'));
    for (let at = 0; at < 200; at++) writeFileSync(join(many, `capture-number-${at}.pcap`), '');
    const { ask } = await agent(many);
    const lines: string[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const { text } = await ask('list_evidence', { offset });
      expect(text.length).toBeLessThan(2048);
      const [, next] = /\(more: ask again with offset=(\d+)\)$/.exec(text) ?? [];
      lines.push(...text.split('\n').filter((line) => line.startsWith('capture-number')));
      offset = next === undefined ? null : Number(next);
    }
    expect(lines).toEqual(Array.from({ length: 200 }, (_, at) => `capture-number-${at}.pcap (0 bytes)`));
    rmSync(many, { recursive: true });
  });

  it('follow a file that has changed', async () => {
    const growing = join(folder, 'growing.tcpdump');
    const line = (second: number, flags: string) =>
      `10:00:0${second}.000000 IP 192.0.2.1.40000 > 192.0.2.2.80: Flags [${flags}], seq 1, win 1, length 0\n`;
    writeFileSync(growing, line(1, 'S'));
    const { ask } = await agent(folder);
    expect((await ask('overview', { paths: ['growing.tcpdump'] })).text).toContain('packets: 1,');
    writeFileSync(growing, line(1, 'S') + line(2, 'S'));
    expect((await ask('overview', { paths: ['growing.tcpdump'] })).text).toContain('packets: 2,');
  });
});

describe('what cannot be answered is told, and the next question is', () => {
  it.each([
    ['overview', {}, 'paths: give at least one file'],
    ['overview', { paths: ['nowhere.pcap'] }, 'nowhere.pcap: there is no such file'],
    ['overview', { paths: ['/etc/passwd'] }, '/etc/passwd: outside of the folders that may be read'],
    ['overview', { paths: ['../../../../../etc/passwd'] }, 'outside of the folders that may be read'],
    ['overview', { paths: ['link.txt'] }, 'outside of the folders that may be read'],
    ['overview', { paths: ['-'] }, '-: there is no such file'],
    ['overview', { paths: ['server.c'] }, 'server.c'],
    ['explain', { paths: ['server.pcap'], connection: 9 }, 'There is no connection 9; the last one is 1.'],
    ['explain', { paths: ['server.pcap'], connection: 'x' }, 'connection: give a whole number from 1 on'],
    ['explain', { paths: ['server.pcap'], endpoint: '192.0.2.9:1' }, 'No connection has the endpoint'],
    ['explain', { paths: ['server.pcap'], part: 'poem' }, 'part: give one of summary, evidence'],
    ['find_connections', { paths: ['server.pcap'], hex: 'xyz' }, 'hex: give two hexadecimal digits'],
    ['code_on_port', { paths: ['.'], port: 70000 }, 'port: give a port from 1 to 65535'],
    ['lint', { paths: ['stays.pcap'] }, 'nothing could be linted'],
    ['no_such_tool', {}, 'there is no tool no_such_tool'],
  ])('%s %j', async (name, given, message) => {
    const { ask } = await agent(folder);
    const { text, isError } = await ask(name, given);
    expect([isError, text]).toEqual([true, expect.stringContaining(message)]);
    expect((await ask('list_evidence')).isError).toBe(false);
  });

  it('a folder that is not there ends it with status 2', async () => {
    const stderr = new PassThrough();
    const status = await run({ stdin: new PassThrough(), stdout: new PassThrough(), stderr, variables: {} }, [
      'mcp',
      join(folder, 'nowhere'),
    ]);
    expect([status, String(stderr.read())]).toEqual([2, expect.stringContaining('there is no such folder')]);
  });
});
