import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli/run';
import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession } from '../../../src/core/session/capture';

const folder = mkdtempSync(join(tmpdir(), 'closewait-rows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function closewait(command: string, content: string, ...more: readonly string[]) {
  const path = join(folder, 'rows.txt');
  writeFileSync(path, content);
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end();
  const [out, err] = [text(stdout), text(stderr)];
  const status = await run({ stdin, stdout, stderr, variables: {} }, [command, ...more, path]);
  stdout.end();
  stderr.end();
  return { status, out: await out, err: await err };
}

/** Rows as Wireshark and tshark print them: TCP, or what TCP carries, without ports. */
const WITHOUT_PORTS: readonly (readonly [name: string, rows: string, count: number])[] = [
  [
    'CSV without Info',
    '"No.","Time","Source","Destination","Protocol","Length"\n"1","0.0","10.0.0.5","10.0.0.9","TCP","74"\n"2","0.1","10.0.0.9","10.0.0.5","TCP","54"\n',
    2,
  ],
  [
    'fields',
    'frame.number\tframe.time_relative\tip.src\tip.dst\t_ws.col.Protocol\n1\t0.0\t10.0.0.5\t10.0.0.9\tTCP\n2\t0.1\t10.0.0.9\t10.0.0.5\tTCP\n',
    2,
  ],
  [
    'rows cut',
    '    1 0.000000     10.0.0.5 → 10.0.0.9     TCP 74 51514 → 80\n    2 0.01 10.0.0.9 → 10.0.0.5 TCP\n',
    2,
  ],
  ['TLS', '    1 0.000000     10.0.0.5 → 10.0.0.9     TLSv1.2 583 Client Hello\n', 1],
  ['HTTP', '  4   0.000300     10.0.0.5 -> 10.0.0.9     HTTP 209 GET /api HTTP/1.1 \n', 1],
  ['MySQL', '  1 0.000000 10.0.0.5 -> 10.0.0.9 MySQL 120 Request Query\n', 1],
  [
    'ek',
    '{"timestamp":"1704100000000","layers":{"frame_number":["1"],"ip_src":["10.0.0.5"],"ip_dst":["10.0.0.9"]}}\n',
    1,
  ],
  [
    'TLS beside DNS',
    '    1 0.000000     10.0.0.5 → 10.0.0.1     DNS 74 Standard query 0x1234 A example.com\n    2 0.1 10.0.0.5 → 10.0.0.9 TLSv1.3 583 Client Hello\n',
    1,
  ],
];

describe('rows that may be of TCP and show no ports are not a recording without connections', () => {
  test.each(WITHOUT_PORTS)('%s', async (_, rows, count) => {
    for (const command of ['connections', 'explain', 'annotate']) {
      const { status, out, err } = await closewait(command, rows);
      expect([command, status]).toEqual([command, 2]);
      expect(err).toMatch(new RegExp(`${count} of \\d rows may be of TCP but show no ports`));
      expect(out + err).not.toContain('No TCP connection');
    }
  });

  test('it is a problem in the editor, in its language', async () => {
    const source = new MemorySource('rows.txt', new TextEncoder().encode(WITHOUT_PORTS[3][1]));
    const options = { locale: 'zh-cn', decompressors: {}, pause: async () => {} } as const;
    const session = CaptureSession.create(source, options);
    await session.load(new AbortController().signal, () => {});
    const { undecoded, problems } = session.summary();
    expect(undecoded).toBe(1);
    const overview = await session.client().overview();
    expect(overview).toMatchObject({ verdict: '其中的报文无法读成连接', healthy: false });
    expect(problems).toMatchObject([{ severity: 'error', message: expect.stringContaining('可能属于 TCP') }]);
  });
});

/** tshark 4.0 of a capture with DNS, OSPF and ICMP alone. */
test.each([
  ['rows', '    1   0.000000     10.0.0.5 → 10.0.0.9     OSPF 68 Hello Packet\n'],
  [
    'fields with ports of UDP',
    'frame.number\tip.src\tip.dst\tudp.srcport\tudp.dstport\n1\t10.0.0.5\t10.0.0.9\t5000\t53\n',
  ],
  ['fields with the number of OSPF', 'frame.number\tip.src\tip.dst\tip.proto\n1\t10.0.0.5\t10.0.0.9\t89\n'],
  [
    'ek',
    '{"timestamp":"1700000000000","layers":{"frame":{"frame_frame_number":"1","frame_frame_protocols":"raw:ip:udp:dns"},"ip":{"ip_ip_src":"10.0.0.5","ip_ip_dst":"10.0.0.9","ip_ip_proto":"17"}}}\n',
  ],
  [
    'a tree',
    'Frame 2: 68 bytes on wire (544 bits), 68 bytes captured (544 bits)\n    [Protocols in frame: raw:ip:ospf]\nInternet Protocol Version 4, Src: 10.0.0.5, Dst: 10.0.0.9\nOpen Shortest Path First\n',
  ],
])('%s of other protocols are a recording without connections', async (_, rows) => {
  const { status, out, err } = await closewait('connections', rows);
  expect({ status, out, err }).toEqual({ status: 0, out: 'No TCP connections.\n', err: '' });
});

test('a table in the same text is not said to be of another host', async () => {
  const table =
    'State  Recv-Q Send-Q Local Address:Port Peer Address:Port\nCLOSE-WAIT 1 0 10.0.0.9:8000 10.0.0.5:51514\n';
  const { out, err } = await closewait('connections', WITHOUT_PORTS[3][1] + table);
  expect(err).toContain('1 of 1 rows may be of TCP');
  expect(out).toContain('CLOSE_WAIT');
  expect(out).not.toContain('another host');
});
