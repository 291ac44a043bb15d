import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { find, openCapture } from './find';

const log = new Uint8Array(readFileSync(join(__dirname, '../../../samples/close-wait.tcpdump')));

const packets = (...numbers: number[]) =>
  numbers.map((packet) => ({ kind: 'packet', file: null, index: packet - 1, packet }));

describe('the sample log', () => {
  it('was never accepted, is stuck in CLOSE_WAIT, and was given up by Windows', async () => {
    const { rows, capture } = await find(log);
    expect(capture).toEqual([]);
    expect(rows[0].findings).toMatchObject([
      { id: 'never-accepted', endpoint: 'server', severity: 'warning', evidence: packets(2, 3, 4, 5, 6) },
      {
        id: 'close-wait',
        endpoint: 'server',
        severity: 'warning',
        sureness: 'proven',
        since: '61895.668512',
        seconds: 120.001952,
        evidence: packets(4, 5, 6),
      },
      {
        id: 'fin-wait-2-given-up',
        endpoint: 'client',
        severity: 'info',
        since: '61895.668851',
        evidence: packets(5, 6),
      },
    ]);
    expect(rows[0].findings[2].message).toBe(
      "The client waited 120 s for the server's FIN and gave up with RST: 120 s is how long Windows waits in FIN_WAIT_2.",
    );
  });

  it('says so in Chinese', async () => {
    const { rows } = await find(log, 'zh-cn');
    expect(rows[0].findings.map(({ title, message }) => `${title}：${message}`)).toEqual([
      '从未被 accept：内核完成了握手，之后 173 秒内双方一个字节的数据都没有发过：没有任何迹象表明有程序 accept 过这条连接。',
      '卡在 CLOSE_WAIT：服务端处于 CLOSE_WAIT 120 秒，直到客户端重置连接：服务端程序始终没有关闭。',
      '放弃 FIN_WAIT_2：客户端等服务端的 FIN 等了 120 秒，最后用 RST 放弃：120 秒正是 Windows 在 FIN_WAIT_2 里等待的时间。',
    ]);
  });

  it('is explained by its findings', async () => {
    const explanation = (await openCapture(log)).client().explain({ connection: 1 });
    const [server] = explanation.endpoints;
    expect(server.causes[0]).toMatchObject({
      title: 'The connection was never accepted',
      supports: ['Neither end sent a byte of data.'],
      opposes: [],
    });
  });
});

describe('never accepted beside a client that is served', () => {
  it('names the connection that the program is busy with', async () => {
    const { readRecording } = await import('../kernel/recordings');
    const session = await openCapture(readRecording('never_accepted_for_long').capture('server'));
    const [server] = session.client().explain({ connection: 2 }).endpoints;
    expect(server.causes[0].supports[1]).toMatch(/^Connection 1 to the same port was open and served/);
  });
});

describe('while the capture is read', () => {
  it('nothing is found yet: a silence may only not have been read', async () => {
    const { MemorySource } = await import('../../../src/core/bytes');
    const { CaptureSession } = await import('../../../src/core/session/capture');
    const seen: number[] = [];
    const session = CaptureSession.create(new MemorySource('log', log), {
      locale: 'en',
      pause: async () => {},
      observer: { packet: () => seen.push(session.client().findings().length) },
    });
    await session.load(new AbortController().signal, () => {});
    expect(seen).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
