import { describe, expect, it } from 'vitest';
import { packetNote, packetSentences, reasonNote, reasonSentence } from '../../../src/core/explain';
import { REASONS } from '../../../src/core/flow';
import { displayWidth } from '../../../src/core/report/width';
import { TCP_STATE_NAMES } from '../../../src/core/tcp';
import { clockTime, duration, secondsBetween } from '../../../src/core/words';
import { SAMPLE_TRANSITIONS } from './sample-facts';

const stepsOf = (packet: number, silence: number | null = null) => {
  const own = SAMPLE_TRANSITIONS.filter((transition) => transition.packet === packet);
  return {
    sender: own[0].sender,
    client: own.find(({ side }) => side === 'client') ?? null,
    server: own.find(({ side }) => side === 'server') ?? null,
    analysis: [],
    silence,
    bareReset: false,
  };
};

describe('the note of a packet', () => {
  it.each([
    [1, 'SYN: client opens the connection', 'SYN：客户端发起连接'],
    [
      2,
      "SYN/ACK: server's kernel answers, the program is not asked",
      'SYN/ACK：服务端内核自动应答，不经过程序',
    ],
    [3, 'handshake complete; accept() may not have been called', '三次握手完成；程序未必已经 accept()'],
    [4, 'FIN: client will send no more; server must close()', 'FIN：客户端不再发送，等服务端也 close()'],
    [
      5,
      "server's kernel acked the FIN; its program has not closed",
      '服务端内核确认了 FIN，但程序还没有关闭',
    ],
    [6, 'RST from client: the half-closed connection is dropped', '客户端一侧的 RST：半关闭的连接被丢弃'],
  ])('packet %i of the sample log', (packet, en, zh) => {
    expect(packetNote('en', stepsOf(packet))).toBe(en);
    expect(packetNote('zh-cn', stepsOf(packet))).toBe(zh);
  });

  it('mentions a long silence before it, and no short one', () => {
    expect(packetNote('en', stepsOf(6, 120.001613))).toBe(
      "RST: client gave up waiting for the server's FIN (after 120 s)",
    );
    expect(packetNote('zh-cn', stepsOf(6, 120.001613))).toContain('（隔了 120 秒）');
    expect(packetNote('en', stepsOf(4, 0.3))).not.toContain('after');
  });

  it('says of a RST without ACK what its form says', () => {
    const reset = { ...stepsOf(6), bareReset: true };
    expect(packetNote('en', reset)).toBe('RST without ACK from client: as if it knew no connection');
    expect(packetNote('zh-cn', reset)).toBe('客户端一侧的 RST 不带 ACK：好像不认识这条连接');
  });

  it('is the analysis where no state changed, and nothing where nothing is to be said', () => {
    const quiet = { sender: 'server', client: null, server: null, silence: null, bareReset: false } as const;
    expect(packetNote('en', { ...quiet, analysis: ['zero-window'] })).toBe(
      "zero window: server's program is not reading",
    );
    expect(packetNote('en', { ...quiet, analysis: ['retransmission', 'window-full'] })).toBe(
      "retransmission; fills the client's window",
    );
    expect(packetNote('en', { ...quiet, analysis: [] })).toBe('');
  });

  it('a server that proves ESTABLISHED with its first data is not said to complete the handshake', () => {
    const step = {
      reason: 'sent-handshake-ack',
      from: 'ESTABLISHED',
      to: 'ESTABLISHED',
      certainty: 'confirmed',
    } as const;
    const facts = {
      sender: 'server',
      client: null,
      server: step,
      analysis: [],
      silence: null,
      bareReset: false,
    } as const;
    expect(packetNote('en', facts)).toBe('server is in ESTABLISHED: its own packet proves it');
  });
});

describe('every reason, at every state', () => {
  const sides = [
    ['client', 'client'],
    ['client', 'server'],
    ['server', 'client'],
    ['server', 'server'],
  ] as const;

  it.each(REASONS)('%s has a short note and a whole sentence, all placeholders filled', (reason) => {
    for (const locale of ['en', 'zh-cn'] as const)
      for (const [side, sender] of sides)
        for (const from of TCP_STATE_NAMES)
          for (const to of TCP_STATE_NAMES) {
            const told = { side, sender, from, to, certainty: 'inferred', silence: null } as const;
            const facts = { ...told, bareReset: sender === 'client' };
            const note = reasonNote(locale, reason, facts);
            const sentence = reasonSentence(locale, reason, facts);
            expect(note + sentence).not.toMatch(/[{}]/);
            expect(displayWidth(note)).toBeLessThanOrEqual(60);
            expect(sentence).toContain(to);
          }
  });
});

describe('the sentences of a packet', () => {
  it('tell the sender first, both states, and what is only inferred', () => {
    expect(packetSentences('en', stepsOf(4))).toEqual([
      'Client ESTABLISHED → FIN_WAIT_1: it sent FIN: its program closed the socket or shut down sending.',
      'Server ESTABLISHED → CLOSE_WAIT: the client sent FIN and will send no more; now its own program has to close(). Inferred: the capture cannot show whether the packet arrived.',
    ]);
  });

  it('do not pretend to know a state before the first packet', () => {
    const step = { reason: 'sent-syn', from: 'UNKNOWN', to: 'SYN_SENT', certainty: 'confirmed' } as const;
    const facts = {
      sender: 'client',
      client: step,
      server: null,
      analysis: [],
      silence: null,
      bareReset: false,
    } as const;
    expect(packetSentences('en', facts)).toEqual(['Client in SYN_SENT: it sent SYN to open the connection.']);
  });
});

describe('duration', () => {
  it.each([
    [0.000339, '339 µs', '339 微秒'],
    [0.0421, '42.1 ms', '42.1 毫秒'],
    [1.5, '1.5 s', '1.5 秒'],
    [0.99996, '1 s', '1 秒'],
    [120.001613, '120 s', '120 秒'],
    [599.4, '599 s', '599 秒'],
    [900, '15 min', '15 分钟'],
    [7500, '2 h 5 min', '2 小时 5 分'],
    [3599.9, '1 h 0 min', '1 小时 0 分'],
    [266400, '3 d 2 h', '3 天 2 小时'],
    [-1, '0 µs', '0 微秒'],
  ])('%d seconds', (seconds, en, zh) => {
    expect(duration('en', seconds)).toBe(en);
    expect(duration('zh-cn', seconds)).toBe(zh);
  });
});

describe('clock', () => {
  it('shows the digits of the capture, past midnight too', () => {
    expect(clockTime('61895.668512', 'midnight')).toBe('17:11:35.668512');
    expect(clockTime('86461.5', 'midnight')).toBe('00:01:01.5');
    // date -u -d @1795361418
    expect(clockTime('1795361418.430407', 'epoch')).toBe('15:30:18.430407 UTC');
    expect(clockTime('12.345678', 'start')).toBe('12.345678 s');
  });

  it('measures between decimal strings', () => {
    expect(secondsBetween('61895.668851', '62015.670464')).toBe(120.001613);
    expect(secondsBetween(null, '1')).toBeNull();
  });
});
