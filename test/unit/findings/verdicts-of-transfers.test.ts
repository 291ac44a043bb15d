import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from './find';

/** Recordings of which people found out what had happened; what they found is what is expected here. */
const verdict = async (file: string, locale: 'en' | 'zh-cn' = 'en') => {
  const bytes = readFileSync(join(__dirname, '../../fixtures/verdicts', file));
  return (await openCapture(new Uint8Array(bytes), locale)).client();
};
const explained = async (file: string, locale: 'en' | 'zh-cn' = 'en') =>
  (await verdict(file, locale)).explain({ connection: 1 });
const causes = ({ endpoints }: Awaited<ReturnType<typeof explained>>) =>
  endpoints.flatMap(({ causes }) => causes);

describe('an answer after the client had given up', () => {
  it('is told with both times, and the CLOSE_WAIT of 20 s is not hidden by a LAST_ACK of 400 µs', async () => {
    const told = await explained('slow-answer-client-gave-up.pcap');
    expect(told.title).toBe('Server 192.0.2.2:8080: answered after 30.2 s, when the client had given up');
    expect(told.summary).toContain('the client had given up after 10 s');
    expect(told.endpoints[0]).toMatchObject({ side: 'server', state: 'CLOSE_WAIT' });
    expect(told.endpoints[0].since).toContain('for 20.2 s');
  });

  it('does not say that the server sent no FIN: packet 10 is one', async () => {
    const told = await explained('slow-answer-client-gave-up.pcap');
    expect(told.endpoints[0].why.join(' ')).not.toContain('holds no FIN of the server');
  });

  it('is told in Chinese', async () => {
    const told = await explained('slow-answer-client-gave-up.pcap', 'zh-cn');
    expect(told.title).toBe('服务端 192.0.2.2:8080：过了 30.2 秒才应答，客户端早已放弃');
  });
});

describe('a client that keeps what its server has closed', () => {
  it.each(['en', 'zh-cn'] as const)('is told without accept(), which is for servers (%s)', async (locale) => {
    const told = await explained('client-close-wait.pcap', locale);
    expect(told.endpoints[0]).toMatchObject({ side: 'client', state: 'CLOSE_WAIT' });
    const { why, meaning, causes: likely } = told.endpoints[0];
    expect(JSON.stringify([told.title, told.summary, why, meaning, likely])).not.toMatch(/accept/i);
  });
});

describe('a request that crossed the close of an idle connection', () => {
  it('names the idle time, whose default that is, and nothing of an unreachable client', async () => {
    const told = await explained('keepalive-race.pcap');
    expect(told.title).toBe('Server 192.0.2.2:8080: closed an idle connection as the next request came');
    expect(causes(told).map(({ title }) => title)).toEqual([
      "The server's idle timeout is below the client's",
    ]);
    expect(causes(told)[0].supports[0]).toMatch(
      /^5\.000 s is a default of: Node\.js server\.keepAliveTimeout/,
    );
    expect(JSON.stringify(told)).not.toMatch(/cannot be reached|too early/);
  });
});

describe.each(['mtu-black-hole.tcpdump', 'big-segments-lost.pcap'])('%s', (file) => {
  it('is a path that drops large packets', async () => {
    const told = await explained(file);
    expect(told.title).toContain('its large segments do not arrive');
    expect(causes(told)[0].title).toBe('The path has a smaller MTU than the ends believe');
    expect(told.summary).not.toContain('Nothing in the capture says');
  });
});

describe('a descriptor that a child process kept', () => {
  it('is among the causes of a late close, and nothing is called right', async () => {
    const told = await explained('forked-child-slow.tcpdump');
    expect(causes(told).map(({ title }) => title)).toContain(
      'Another process holds a copy of the descriptor',
    );
    expect(JSON.stringify(told)).not.toContain('Nothing is wrong');
    expect(told.summary).toContain('5.41 s');
  });
});

describe('a packet of an ordinary handshake', () => {
  it('is told with what became of it', async () => {
    const told = (await verdict('healthy-handshake.pcap')).explain({ index: 0 });
    expect(told.summary).toMatch(/its SYN was answered after 6 µs \(packet 2\)/);
    expect(causes(told)).toEqual([]);
    expect(JSON.stringify(told)).not.toContain('not answered');
  });
});
