import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { version } from '../../../package.json';
import { run } from '../../../src/cli/run';
import { environment } from './fake-capture';

const SAMPLE = join(__dirname, '../../../samples/close-wait.tcpdump');
const folder = mkdtempSync(join(tmpdir(), 'closewait-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

async function closewait(argv: readonly string[], input: string | Buffer = '', variables = {}) {
  const given = environment(variables, input);
  const status = await run(given, argv);
  return { status, out: given.stdout.text, bytes: given.stdout.bytes, err: given.stderr.text };
}

const withoutAnnotations = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .split('\n')
    .filter((text) => !text.startsWith(Buffer.from('    └─ ').toString('latin1')))
    .join('\n');

describe('closewait annotate', () => {
  it('of the sample names both states after every packet', async () => {
    const { status, out, err } = await closewait(['annotate', SAMPLE]);
    expect([status, err]).toEqual([0, '']);
    const states = [...out.matchAll(/└─ #1 client (\S+) · server (\S+)/g)].map(([, ...pair]) => pair);
    expect(states).toEqual([
      ['SYN_SENT', 'SYN_RECEIVED?'],
      ['ESTABLISHED?', 'SYN_RECEIVED'],
      ['ESTABLISHED', 'ESTABLISHED?'],
      ['FIN_WAIT_1', 'CLOSE_WAIT?'],
      ['FIN_WAIT_2?', 'CLOSE_WAIT'],
      ['CLOSED?', 'CLOSED?'],
    ]);
  });

  const sample = readFileSync(SAMPLE);
  const crlf = Buffer.from(sample.toString('utf8').replaceAll('\n', '\r\n'));
  const latin1 = Buffer.concat([Buffer.from([0x23, 0xe9, 0xff, 0x0a]), sample]);
  const marked = Buffer.concat([Buffer.from('\ufeff'), sample, Buffer.from('no end of line')]);

  it.each([
    ['as it is', sample],
    ['with CRLF', crlf],
    ['with bytes that are no UTF-8', latin1],
    ['with a byte order mark, and no end of its last line', marked],
  ])('keeps the lines of a log byte for byte: %s', async (_, file) => {
    const { bytes } = await closewait(['annotate', '-'], file);
    expect(withoutAnnotations(bytes)).toBe(file.toString('latin1'));
    expect(bytes.toString().match(/└─ /g)).toHaveLength(6);
  });

  it('reads a compressed log the same', async () => {
    const { bytes } = await closewait(['annotate', written('log.gz', gzipSync(crlf))]);
    expect(withoutAnnotations(bytes)).toBe(crlf.toString('latin1'));
  });

  it('--format jsonl numbers packets and lines as the log does', async () => {
    const { out } = await closewait(['annotate', '--format', 'jsonl', SAMPLE]);
    const packets = out
      .trimEnd()
      .split('\n')
      .map((json) => JSON.parse(json) as Record<string, unknown>);
    // grep -n 'Flags' samples/close-wait.tcpdump
    expect(packets.map(({ line }) => line)).toEqual([6, 7, 8, 10, 11, 13]);
    expect(packets.map(({ packet }) => packet)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(Object.keys(packets[0])).toEqual(
      'packet line time connection from to sender flags seq ack relativeSeq relativeAck window length client server analysis note'.split(
        ' ',
      ),
    );
    expect(packets[3]).toMatchObject({
      time: '61895.668512',
      to: '192.168.1.177:8000',
      flags: 'F.',
      window: 256,
    });
  });
});

describe('closewait connections', () => {
  it('finds the stuck one', async () => {
    const { out } = await closewait(['connections', SAMPLE]);
    expect(out).toMatch(
      /1 {2}192\.168\.1\.110:52552 {2}192\.168\.1\.177:8000 .* ● server {2}▲ Never accepted {2}▲ Stuck in CLOSE_WAIT/,
    );
  });

  it('of a log without TCP is an empty table, an empty array', async () => {
    const log = '17:10:43.150463 ARP, Request who-has 192.0.2.1 tell 192.0.2.2, length 28\n';
    expect((await closewait(['connections', '-'], log)).out).toBe('No TCP connections.\n');
    expect((await closewait(['connections', '-f', 'json', '-'], log)).out).toBe('[]\n');
  });
});

describe('closewait explain', () => {
  it('tells the story of the sample in either language, by option or by the environment', async () => {
    const english = await closewait(['explain', SAMPLE], '', { LANG: 'C' });
    expect(english.out).toContain('1. The connection was never accepted');
    const chinese = await closewait(['explain', SAMPLE], '', { LANG: 'zh_CN.UTF-8' });
    expect(chinese.out).toContain('1. 连接从未被 accept');
    expect((await closewait(['explain', SAMPLE, '--locale', 'en'], '', { LANG: 'zh_CN' })).out).toBe(
      english.out,
    );
  });

  it('--format json is the explanation', async () => {
    const { out } = await closewait(['explain', '-c', '1', '-f', 'json', SAMPLE]);
    expect(JSON.parse(out)).toMatchObject({
      connection: { connection: 1 },
      endpoints: [
        { side: 'server', state: 'CLOSE_WAIT', evidence: [{ packet: 4 }, { packet: 5 }, { packet: 6 }] },
        { side: 'client', state: 'FIN_WAIT_2' },
      ],
    });
  });
});

describe('what cannot be done', () => {
  it.each([
    [['annotate', join(folder, 'missing')], /missing: there is no such file/],
    [['annotate', mkdtempSync(join(tmpdir(), 'closewait-empty-'))], /: there is no file in it/],
    [['connections', written('empty.pcap', '')], /empty\.pcap is empty\./],
    [['connections', written('letter.txt', 'Dear all,\n')], /letter\.txt is text, but holds no line/],
    [['explain', '-c', '7', SAMPLE], /there is no connection 7; the last one is 1/],
    [['explain'], /no file given; .* \(closewait explain --help\)/],
    [[], /no command given/],
  ])('%j ends with 2 and one line', async (argv, message) => {
    const { status, out, err } = await closewait(argv);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).toMatch(/^closewait: [^\n]+\n$/);
  });

  it('a damaged end is told on standard error, and what came before it is shown', async () => {
    const header = Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex');
    const cut = Buffer.concat([header, Buffer.from('0000000000000000ff000000', 'hex')]);
    const { status, err } = await closewait(['connections', written('cut.pcap', cut)]);
    expect(status).toBe(0);
    expect(err).toMatch(/cut\.pcap: .*ends .* inside a packet header/);
  });
});

it('help and version go to standard output', async () => {
  expect(await closewait(['--version'])).toMatchObject({ status: 0, out: `${version}\n`, err: '' });
  expect((await closewait(['--help'])).out).toContain('closewait explain FILE');
});

it("tshark's lines are printed unchanged, with an annotation under each", async () => {
  const rows = join(__dirname, '../../fixtures/wireshark/pasted/tshark-arrow.txt');
  const { status, bytes, out } = await closewait(['annotate', rows]);
  expect(status).toBe(0);
  expect(withoutAnnotations(bytes)).toBe(readFileSync(rows, 'latin1'));
  expect(out.match(/└─ #1 client/g)).toHaveLength(8);
});

describe('a text in which nothing is a packet', () => {
  it.each(['connections', 'explain', 'annotate'])(
    '%s: an input error, not an empty capture',
    async (command) => {
      const prose = written('prose.tcpdump', 'the server hangs since noon\nwhat could it be?\n');
      const { status, out, err } = await closewait([command, prose]);
      expect(status).toBe(2);
      expect(err).toMatch(/^closewait: \S*prose\.tcpdump: none of its 2 lines is a packet/);
      expect(out).toBe(command === 'annotate' ? readFileSync(prose, 'utf8') : '');
    },
  );

  it('what tcpdump says of an empty recording is a capture without connections', async () => {
    const empty = written('empty.tcpdump', '0 packets captured\n0 packets received by filter\n');
    expect(await closewait(['connections', empty])).toMatchObject({
      status: 0,
      out: 'No TCP connections.\n',
    });
  });

  it('another tool is named, with a command', async () => {
    const trace = written('trace.txt', 'accept(3, NULL, NULL) = 4\nclose(4) = 0\n');
    const { status, out, err } = await closewait(['connections', trace]);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/trace\.txt is what strace prints, .*: tcpdump /);
  });
});
