import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from './fake-capture';

const SAMPLE = 'samples/close-wait.tcpdump';
const LOG = readFileSync(SAMPLE, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'closewait-incident-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const HEADER = 'State      Recv-Q Send-Q Local Address:Port  Peer Address:Port Process\n';
const LISTENER =
  'LISTEN     1      128    0.0.0.0:8000        0.0.0.0:*         users:(("server",pid=4242,fd=3))\n';
const ENDS = '192.168.1.177:8000  192.168.1.110:52552';
/** The sample's connection, whose packets show that the client closed and that not a byte of data went either way. */
const NOT_ACCEPTED = `root@web:~# ss -tanp\n${HEADER}${LISTENER}CLOSE-WAIT 1      0      ${ENDS}\n`;
const ACCEPTED = `root@web:~# ss -tanp\n${HEADER}${LISTENER}CLOSE-WAIT 1      0      ${ENDS} users:(("server",pid=4242,fd=5))\n`;

/** What words look like when a value is missing. */
const UNFILLED = /\{\w+\}|undefined|NaN|\bnull\b|\[object|Infinity/;

async function output(argv: readonly string[], input: string | Buffer = '') {
  const env = environment({}, input);
  const status = await run(env, argv);
  return { status, out: env.stdout.text, err: env.stderr.text };
}

interface Json {
  connection: number;
  source: string;
  file?: string;
  process: { name: string; pid: number } | null;
  findings: {
    id: string;
    packets: number[];
    evidence: { kind: string; line?: number; packet?: number; file?: string }[];
  }[];
  sockets?: { line: number; agreement: string; file?: string }[];
  stuck: object | null;
}

const connections = async (argv: readonly string[], input = ''): Promise<Json[]> =>
  JSON.parse((await output(['connections', '--format', 'json', ...argv], input)).out) as Json[];

describe('packets and a table in one text', () => {
  it.each([
    ['table first', `${NOT_ACCEPTED}\nand the dump:\n${LOG}`],
    ['packets first', `${LOG}\nand the sockets:\n${NOT_ACCEPTED}`],
  ])('are one connection, %s', async (_, text) => {
    const rows = await connections(['-'], text);
    expect(rows.map(({ source }) => source)).toEqual(['both', 'table']);
    const [{ findings, sockets, file }] = rows;
    const never = findings.find(({ id }) => id === 'never-accepted');
    expect(never?.packets.length).toBeGreaterThan(0);
    const row = never?.evidence.find(({ kind }) => kind === 'socketRow');
    expect(text.split('\n')[(row?.line ?? 0) - 1]).toMatch(/^CLOSE-WAIT/);
    // The RST that ends the log came 120 s after the FIN: the table is from before it.
    expect(sockets).toMatchObject([{ agreement: 'older' }]);
    expect(file).toBeUndefined();
  });

  it('decides that the connection was not accepted, and gives no cause of one that was', async () => {
    const { out } = await output(['explain', '-'], `${NOT_ACCEPTED}\n${LOG}`);
    expect(out).toMatch(/1\. The connection was never accepted/);
    expect(out).not.toContain('close() is missing on some path');
    expect(out.replace(/\s+/g, ' ')).toContain(
      'For: The socket table (line 4) shows the server in CLOSE_WAIT',
    );
  });

  it('decides that it was accepted, and takes back that it may not have been', async () => {
    const { out } = await output(['explain', '-'], `${ACCEPTED}\n${LOG}`);
    expect(out).not.toMatch(/never accepted/i);
    expect(out).toContain('close() is missing on some path');
    expect(out.replace(/\s+/g, ' ')).toContain('held by server (process 4242)');
    const [{ process, findings }] = await connections(['-'], `${ACCEPTED}\n${LOG}`);
    expect(process).toMatchObject({ name: 'server', pid: 4242 });
    expect(findings.map(({ id }) => id)).not.toContain('never-accepted');
  });

  it('does not take an end for not accepted that has sent data, whatever the listing leaves out', async () => {
    const [request, reply] = [
      '17:10:44.000000 IP 192.168.1.110.52552 > 192.168.1.177.8000: Flags [P.], seq 1:8, ack 1, win 256, length 7',
      '17:10:44.000100 IP 192.168.1.177.8000 > 192.168.1.110.52552: Flags [P.], seq 1:6, ack 8, win 229, length 5',
    ];
    const served = `${LOG.split('\n').slice(0, 8).join('\n')}\n${request}\n${reply}\n17:11:35.668512 IP 192.168.1.110.52552 > 192.168.1.177.8000: Flags [F.], seq 8, ack 6, win 256, length 0\n17:11:35.668851 IP 192.168.1.177.8000 > 192.168.1.110.52552: Flags [.], ack 9, win 229, length 0\n`;
    const [{ source, findings }] = await connections(['-'], `${NOT_ACCEPTED}\n${served}`);
    expect(source).toBe('both');
    expect(findings.map(({ id }) => id)).not.toContain('never-accepted');
  });
});

it('a ticket of which packets and a row tell one story', async () => {
  const ticket = 'test/fixtures/verdicts/incident-fin-acked-40ms.txt';
  const [row] = await connections([ticket]);
  expect(row).toMatchObject({ source: 'both', process: { name: 'gateway', pid: 812 } });
  // Recv-Q 518: the 517 bytes of packet 4, and the FIN of packet 6.
  expect(row.findings.map(({ id }) => id)).toContain('accepted-not-read');
  const { out } = await output(['explain', ticket]);
  expect(out).not.toMatch(/never accepted/i);
  // It is the table that names the program, not the recording.
  expect(out).not.toContain('The recording names the program');
});

describe('several files', () => {
  const table = written('ss.txt', NOT_ACCEPTED);
  const log = written('dump.txt', LOG);

  it.each([[[table, log]], [[log, table]], [[join(folder, '*.txt')]], [[folder]]])(
    '%j are one incident, and every place names its file',
    async (paths) => {
      const [first, ...others] = await connections(paths);
      expect(first).toMatchObject({ source: 'both', file: log, sockets: [{ file: table, line: 4 }] });
      expect(others.map(({ source, file }) => ({ source, file }))).toEqual([
        { source: 'table', file: table },
      ]);
      for (const { kind, file } of first.findings.flatMap(({ evidence }) => evidence))
        expect(file).toBe(kind === 'packet' ? log : table);
    },
  );

  it.each(['en', 'zh-cn'])('are told by every command in %s, with nothing left out', async (locale) => {
    for (const command of ['connections', 'explain'])
      for (const format of command === 'explain' ? ['text', 'markdown'] : ['text']) {
        const { status, out, err } = await output([
          command,
          table,
          log,
          '--locale',
          locale,
          '--format',
          format,
        ]);
        expect({ status, err }).toEqual({ status: 0, err: '' });
        expect(out).not.toMatch(UNFILLED);
        expect(out).toContain('CLOSE_WAIT');
      }
  });

  it('number their connections through all of them', async () => {
    const rows = await connections([
      log,
      table,
      'test/fixtures/sockets/ss-tanp.txt',
      log.replace('dump', './dump'),
    ]);
    expect(rows.map(({ connection }) => connection)).toEqual(rows.map((_, at) => at + 1));
    const last = await output(['explain', log, table, '--connection', String(rows.length)]);
    expect(last.status).toBe(2);
  });

  it('stream one object a line', async () => {
    const { out } = await output(['connections', table, log, '--format', 'jsonl']);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Json);
    expect(lines).toEqual(await connections([table, log]));
    const single = await output(['connections', log, '--format', 'jsonl']);
    expect(JSON.parse(single.out)).toMatchObject({ connection: 1, source: 'packets' });
  });

  it('are annotated one after another; packets name their file', async () => {
    const { out, err } = await output(['annotate', log, table, SAMPLE, '--format', 'jsonl']);
    const packets = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { connection: number; file: string });
    expect(packets.map(({ file }) => file)).toEqual([...Array(6).fill(log), ...Array(6).fill(SAMPLE)]);
    expect(packets.map(({ connection }) => connection)).toEqual([...Array(6).fill(1), ...Array(6).fill(2)]);
    expect(err).toContain('is a socket table');
  });

  it('are refused where there is nothing to annotate', async () => {
    const { status, out } = await output(['annotate', table, 'test/fixtures/sockets/ss-tanp.txt']);
    expect([status, out]).toEqual([2, '']);
  });

  it('name what a folder holds that is neither, and what was given by name and cannot be read', async () => {
    const letter = written('letter.md', 'Dear all,\n');
    const { status, err } = await output(['connections', folder]);
    expect(status).toBe(0);
    expect(err).toContain('letter.md');
    expect((await output(['connections', table, letter])).status).toBe(2);
    rmSync(letter);
  });
});

describe('what may be stuck by a table alone', () => {
  it('is not said of the end of a recording', async () => {
    const refused = `10:00:00.000000 IP 10.0.0.9.51514 > 10.0.0.5.8000: Flags [S], seq 1000, win 64240, options [mss 1460], length 0
10:00:00.000100 IP 10.0.0.5.8000 > 10.0.0.9.51514: Flags [R.], seq 0, ack 1001, win 0, length 0
tcp        1      0 10.0.0.5:8000      10.0.0.9:51514    CLOSE_WAIT  3120/python
`;
    const { out } = await output(['connections', '-'], refused);
    expect(out).not.toContain('when the recording stops');
    expect(out).toContain('1 in CLOSE_WAIT in a socket table; for how long is not in it.');
  });
});
