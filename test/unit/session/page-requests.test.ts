import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession, type ConnectionRow, type StatePathStep } from '../../../src/core/session/capture';
import type { ConnectionsQuery } from '../../../src/protocol';

const root = join(__dirname, '../../..');

async function open(path: string) {
  const bytes = new Uint8Array(readFileSync(join(root, path)));
  const session = CaptureSession.create(new MemorySource(path, bytes), {
    locale: 'en',
    pause: async () => {},
  });
  await session.load(new AbortController().signal, () => {});
  return session.client();
}

const recording = (name: string) => open(`test/fixtures/kernel/${name}/server.pcap`);

describe('the packet to begin with', () => {
  test('in the sample log it is the FIN that its server never answered: the fourth packet', async () => {
    expect((await open('samples/close-wait.tcpdump')).troubledPacket()).toBe(3);
  });

  test('of many stuck connections it is the first FIN: tshark, tcp.flags.fin==1, frame 43', async () => {
    expect((await recording('close_wait_pile_up')).troubledPacket()).toBe(42);
  });

  test('there is none where both ends closed', async () => {
    expect((await recording('client_closes_first')).troubledPacket()).toBeNull();
  });
});

describe('how many rows hold a text', () => {
  // grep -c ' 192.168.1.110.52552 >' samples/close-wait.tcpdump: 4, the third of them in line 10.
  test('and which of them one is', async () => {
    const client = await open('samples/close-wait.tcpdump');
    const text = '192.168.1.110.52552 >';
    expect(await client.findCount({ text, at: 9, filtered: false })).toEqual({
      total: 4,
      which: 3,
      complete: true,
    });
    expect((await client.findCount({ text: 'nothing', at: 0, filtered: false })).total).toBe(0);
  });
});

describe('the interfaces of a capture', () => {
  const description = async (text: string) => {
    const source = new MemorySource('log', new TextEncoder().encode(text));
    const session = CaptureSession.create(source, { locale: 'en', pause: async () => {} });
    await session.load(new AbortController().signal, () => {});
    return session.summary().description;
  };
  const packet = 'IP 10.0.0.1.1000 > 10.0.0.2.80: Flags [S], seq 1, win 10, length 0';
  const listening = (name: string) =>
    `listening on ${name}, link-type EN10MB (Ethernet), capture size 262144 bytes`;

  test('one that a log names twice, or behind its first packets, is one', async () => {
    const log = `1.0 ${packet}\n${listening('eth0')}\n2.0 ${packet}\n${listening('eth0')}\n3.0 ${packet}\n`;
    expect(await description(log)).not.toContain('interfaces');
  });

  test('two of different names are two', async () => {
    const log = `${listening('eth0')}\n2.0 ${packet}\n${listening('lo')}\n3.0 ${packet}\n`;
    expect(await description(log)).toContain('2 interfaces');
  });
});

describe('the way through the states', () => {
  const way = (steps: readonly StatePathStep[]) => steps.map(({ packet, state }) => `${packet} ${state}`);

  // Read off the log by RFC 9293, figure 5; the server's kernel is in SYN_RECEIVED once it has got the SYN.
  test('of both ends of the sample log', async () => {
    const { client, server } = (await open('samples/close-wait.tcpdump')).statePath({ connection: 1 });
    expect(way(client)).toEqual(['1 SYN_SENT', '2 ESTABLISHED', '4 FIN_WAIT_1', '5 FIN_WAIT_2', '6 CLOSED']);
    expect(way(server)).toEqual(['1 SYN_RECEIVED', '3 ESTABLISHED', '4 CLOSE_WAIT', '6 CLOSED']);
  });

  test('a state that a later packet proves is told as proven', async () => {
    const { server } = (await open('samples/close-wait.tcpdump')).statePath({ connection: 1 });
    // Packet 5, the server's own ACK of the FIN, proves the CLOSE_WAIT that packet 4 let expect.
    expect(server[2]).toMatchObject({ packet: 4, index: 3, certainty: 'confirmed' });
  });

  test('a connection that is not there is an error that says so', async () => {
    const client = await open('samples/close-wait.tcpdump');
    expect(() => client.statePath({ connection: 2 })).toThrow('there is no connection 2');
  });
});

describe('connections in order', () => {
  const sorted = async (name: string, sort: ConnectionsQuery['sort'], descending: boolean) => {
    const query = { from: 0, to: 100, sort, descending, filtered: false };
    return (await recording(name)).connections(query).rows;
  };
  const ports = (rows: readonly ConnectionRow[]) =>
    rows.map(({ client }) => Number(client.split(':').at(-1)));

  // tshark -q -z conv,tcp: 11 frames, 11, 11, 11, 10, 10, 9, 9, 8, 8, 7, 7; what is equal as it began.
  test('by packets, the most first', async () => {
    const order = [41000, 41001, 41004, 41005, 41008, 41009, 41002, 41003, 41006, 41007, 41010, 41011];
    expect(ports(await sorted('many_connections', 'packets', true))).toEqual(order);
  });

  test('by history, in the order of its letters', async () => {
    const histories = (await sorted('many_connections', 'history', false)).map(({ history }) => history);
    expect(histories).toEqual([...histories].sort());
    expect(new Set(histories).size).toBeGreaterThan(3);
  });

  test('by bytes of an end', async () => {
    const bytes = (await sorted('many_connections', 'serverBytes', true)).map((row) => row.serverBytes ?? -1);
    expect(bytes).toEqual(bytes.toSorted((a, b) => b - a));
  });

  // The six that truth.json has in CLOSE_WAIT at the end, and the seventh, that is still open.
  test('by how long an end has been stuck: the longest first, those that are not stuck last', async () => {
    expect(ports(await sorted('close_wait_pile_up', 'stuck', true))).toEqual([
      40001, 40002, 40003, 40004, 40005, 40006, 40099,
    ]);
    expect(ports(await sorted('close_wait_pile_up', 'stuck', false))[0]).toBe(40099);
  });
});
