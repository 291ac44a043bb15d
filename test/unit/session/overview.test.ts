import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import type { CaptureOverview } from '../../../src/core/session/capture';
import { EvidenceSession } from '../../../src/core/session/incident';

type Locale = 'en' | 'zh-cn';

async function lookAt(content: string | Uint8Array, locale: Locale = 'en'): Promise<CaptureOverview> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const session = EvidenceSession.create(new MemorySource('capture', bytes), {
    locale,
    pause: async () => {},
  });
  await session.load(new AbortController().signal, () => {});
  const found = await session.client().overview();
  if (found === null) throw new Error('nothing was read');
  return found;
}

const LOG = readFileSync('samples/close-wait.tcpdump', 'utf8');
const recording = (name: string) => lookAt(readFileSync(`test/fixtures/kernel/${name}/server.pcap`));

/** The packets of one connection as tcpdump prints them; it ends in order where `closed`, else its server never closes. */
function connection(server: string, client: string, closed: boolean): string[] {
  const line = (at: string, from: string, to: string, rest: string) =>
    `12:00:${at} IP ${from} > ${to}: Flags ${rest}, length 0`;
  return [
    line('00.000000', client, server, '[S], seq 100, win 64240, options [mss 1460]'),
    line('00.000100', server, client, '[S.], seq 500, ack 101, win 65160, options [mss 1460]'),
    line('00.000200', client, server, '[.], ack 1, win 502'),
    line('01.000000', client, server, '[F.], seq 1, ack 1, win 502'),
    ...(closed
      ? [
          line('01.000100', server, client, '[F.], seq 1, ack 2, win 509'),
          line('01.000200', client, server, '[.], ack 2, win 502'),
        ]
      : [
          line('01.000100', server, client, '[.], ack 2, win 509'),
          line('59.000000', client, server, '[R.], seq 2, ack 1, win 0'),
        ]),
  ];
}

describe('the first look at a recording', () => {
  // Times off the log: FIN 17:11:35.668512 acknowledged 17:11:35.668851, RST 17:13:35.670464.
  it('tells the server of the sample, how long its CLOSE_WAIT lasted, and the packet of the FIN', async () => {
    const { verdict, healthy, recorded, servers } = await lookAt(LOG);
    expect(healthy).toBe(false);
    expect(verdict).toBe('Stuck half-closed: 1 of 1 · Never accepted');
    expect(recorded).toBe(
      'Packets: 6, connections: 1, in 173 s. Nothing is known to be missing from the recording.',
    );
    expect(servers).toHaveLength(1);
    const [{ server, oldest, claims }] = servers;
    expect(server).toBe('192.168.1.177:8000');
    expect(oldest).toMatchObject({ client: '192.168.1.110:52552', endpoint: 'server', index: 3 });
    expect(oldest?.seconds).toBeCloseTo(120, 1);
    expect(claims[0]).toMatchObject({ title: 'Never accepted', connections: 1, connection: 1 });
  });

  it('says in one line that nothing is wrong where both ends closed', async () => {
    const { verdict, healthy, servers } = await recording('client_closes_first');
    expect([healthy, verdict]).toEqual([true, 'Nothing wrong was found']);
    expect(servers.flatMap(({ claims }) => claims)).toEqual([]);
  });

  // truth.json: six clients were served and closed, ss has six CLOSE_WAITs; a seventh connection stays open.
  it('counts the connections of a server by state, and what was found of the server itself', async () => {
    const { servers } = await recording('close_wait_pile_up');
    expect(servers).toHaveLength(1);
    expect(servers[0]).toMatchObject({
      server: '10.88.0.2:8000',
      connections: 7,
      stuck: { client: 0, server: 6 },
    });
    expect(servers[0].states).toContainEqual({ state: 'CLOSE_WAIT', side: 'server', count: 6 });
    expect(servers[0].claims.map(({ connections }) => connections)).toContain(6);
  });

  it('puts the stuck server first, shows twenty and counts the others', async () => {
    const fine = Array.from({ length: 29 }, (_, at) =>
      connection(`192.0.2.${at + 1}.9000`, '198.51.100.7.40000', true),
    );
    const stuck = connection('192.0.2.99.8000', '198.51.100.7.40001', false);
    const { servers, more } = await lookAt([...fine.flat(), ...stuck].join('\n'));
    expect(servers).toHaveLength(20);
    expect(more).toBe(10);
    expect(servers[0].server).toBe('192.0.2.99:8000');
  });

  it('does not call a recording whole that began within a connection', async () => {
    const [, , , ...middle] = connection('192.0.2.1.9000', '198.51.100.7.40000', true);
    const { healthy, recorded } = await lookAt(middle.join('\n'));
    expect(healthy).toBe(true);
    expect(recorded).toContain('Began before the capture (1).');
    expect(recorded).not.toContain('Nothing is known to be missing');
  });

  it('does not call a request without an answer healthy', async () => {
    const opened = connection('192.0.2.1.9000', '198.51.100.7.40000', true).slice(0, 3);
    const request =
      '12:00:00.000300 IP 198.51.100.7.40000 > 192.0.2.1.9000: Flags [P.], seq 1:51, ack 1, win 502, length 50';
    const { healthy, verdict } = await lookAt([...opened, request].join('\n'));
    expect([healthy, verdict]).toEqual([false, 'A request has no answer when the recording stops']);
  });

  it('is told in Chinese', async () => {
    const { verdict, recorded } = await lookAt(LOG, 'zh-cn');
    expect(verdict).toContain('卡在半关闭：1 条中的 1 条');
    expect(recorded).toBe('报文 6 个，连接 1 条，历时 173 秒。没有发现抓包缺少内容。');
  });
});

describe('the first look at a socket table', () => {
  const table = (...rows: readonly string[]) =>
    lookAt(['State Recv-Q Send-Q Local Address:Port Peer Address:Port Process', ...rows, ''].join('\n'));

  it('has a listener on every address at the server whose connections it accepts', async () => {
    const { servers } = await table(
      'LISTEN     129 128 0.0.0.0:8000   0.0.0.0:*          users:(("web",pid=42,fd=3))',
      'CLOSE-WAIT 144 0   192.0.2.2:8000 198.51.100.7:40112 users:(("web",pid=42,fd=5))',
      'LISTEN     0   128 0.0.0.0:22     0.0.0.0:*          users:(("sshd",pid=7,fd=3))',
    );
    expect(servers.map(({ server }) => server)).toEqual(['192.0.2.2:8000']);
    expect(servers[0].claims.map(({ title }) => title)).toEqual(['Accept queue full', 'Accepted, not read']);
  });

  it('counts the state of the client where the server is another host', async () => {
    const { servers } = await table(
      'CLOSE-WAIT 1 0 192.0.2.2:40112 198.51.100.7:5432 users:(("pool",pid=42,fd=5))',
    );
    expect(servers[0].states).toEqual([{ state: 'CLOSE_WAIT', side: 'client', count: 1 }]);
  });

  it('leads to a row that no packet was recorded of', async () => {
    const { servers } = await lookAt(`${LOG}\nCLOSE-WAIT 1 0 192.168.1.177:9000 192.168.1.112:40000\n`);
    const other = servers.find(({ server }) => server === '192.168.1.177:9000');
    expect(other?.oldest).toMatchObject({ connection: 2, index: null });
  });
});
