import { describe, expect, it } from 'vitest';
import { keepPackets, senderOf, takeApart } from '../kernel/pcap-cut';
import { find, idsOf, openCapture, recorded } from './find';

/** A recording with the packets of one sender only. */
function oneSided(name: string, keepsFirstSender: boolean): Uint8Array {
  const parts = takeApart(recorded(name, 'client'));
  const first = senderOf(parts.records[0]);
  return keepPackets(parts, (index) => (senderOf(parts.records[index]) === first) === keepsFirstSender);
}

const text = (log: string): Uint8Array => new TextEncoder().encode(log);

describe('a capture of one direction', () => {
  it.each([
    [true, 'server'],
    [false, 'client'],
  ] as const)('says whose packets are missing (the first sender kept: %s)', async (keepsFirst, unseen) => {
    const { rows } = await find(oneSided('client_closes_first', keepsFirst));
    const finding = rows[0].findings.find(({ id }) => id === 'capture-one-sided');
    expect(finding).toMatchObject({ endpoint: unseen, severity: 'info' });
  });

  it('accuses no end of what was not captured', async () => {
    for (const keepsFirst of [true, false]) {
      const ids = idsOf(await find(oneSided('zero_window', keepsFirst)));
      for (const id of ['no-answer', 'half-open-peer', 'close-wait', 'never-accepted', 'idle-cut'])
        expect(ids, `first sender kept: ${keepsFirst}`).not.toContain(id);
    }
  });

  const ANSWERING = [
    'keep_alive_answered',
    'keep_alive_dead',
    'keep_alive_dead_client',
    'keep_alive_half_open',
  ];
  const DATA = [
    'abort_by_client',
    'close_with_unread_data',
    'half_open_data',
    'keep_alive_ignored',
    'given_up_before',
  ];

  it.each([...ANSWERING, ...DATA])(
    'does not say what the end that is missing sent, or did not: %s',
    async (name) => {
      for (const keepsFirst of [true, false]) {
        const bytes = oneSided(name, keepsFirst);
        const found = await find(bytes);
        const ofResets = [
          'half-open-peer',
          'stalled-server',
          'aborted-by-linger',
          'aborted-with-unread-data',
        ];
        for (const id of [...ofResets, 'never-accepted', 'no-socket', 'reset-in-data', 'idle-cut'])
          expect(idsOf(found), `first sender kept: ${keepsFirst}`).not.toContain(id);
        const { summary } = (await openCapture(bytes)).client().explain({ connection: 1 });
        expect(summary).not.toMatch(/answered nothing|did not answer|no longer answers/);
        if (keepsFirst) expect(summary).not.toContain('the server has not sent a byte');
      }
    },
  );

  it('is the capture’s doing where most connections are so', async () => {
    const { capture } = await find(oneSided('many_connections', true));
    expect(capture.map(({ id }) => id)).toContain('capture-one-sided-largely');
    expect(idsOf(await find(recorded('many_connections', 'client')))).not.toContain(
      'capture-one-sided-largely',
    );
  });
});

describe('packets that tcpdump says it lost', () => {
  const log = (dropped: number) =>
    text(
      [
        '10:00:00.000000 IP 192.0.2.1.40000 > 192.0.2.2.80: Flags [S], seq 1, win 100, length 0',
        '1 packet captured',
        '1 packet received by filter',
        `${dropped} packets dropped by kernel`,
        '',
      ].join('\n'),
    );

  it('are a warning about the capture', async () => {
    const { capture } = await find(log(12));
    expect(capture).toMatchObject([{ id: 'capture-dropped', severity: 'warning', connections: [] }]);
    expect(capture[0].message).toContain('lost 12 packets');
  });

  it('are none where it lost none', async () => {
    expect((await find(log(0))).capture).toEqual([]);
  });
});

describe('data that was lost on the way', () => {
  /** As a server sends: the first of three segments does not reach the recorder, nor its client, until it comes again. */
  const hole = (repeats: readonly string[]) =>
    text(
      [
        '12:00:00.000000 IP 192.0.2.1.33482 > 192.0.2.2.443: Flags [S], seq 1000, win 64240, options [mss 1460], length 0',
        '12:00:00.030000 IP 192.0.2.2.443 > 192.0.2.1.33482: Flags [S.], seq 5000, ack 1001, win 64240, options [mss 1460], length 0',
        '12:00:00.030100 IP 192.0.2.1.33482 > 192.0.2.2.443: Flags [.], ack 1, win 64240, length 0',
        '12:00:00.030200 IP 192.0.2.1.33482 > 192.0.2.2.443: Flags [P.], seq 1:127, ack 1, win 64240, length 126',
        '12:00:00.100000 IP 192.0.2.2.443 > 192.0.2.1.33482: Flags [P.], seq 2861:3165, ack 127, win 64240, length 304',
        ...repeats,
        '12:00:01.000000 IP 192.0.2.1.33482 > 192.0.2.2.443: Flags [.], ack 3165, win 64240, length 0',
      ].join('\n'),
    );

  it('and came again is not missing from the recording', async () => {
    const again = [
      '12:00:00.400000 IP 192.0.2.2.443 > 192.0.2.1.33482: Flags [.], seq 1:1431, ack 127, win 64240, length 1430',
      '12:00:00.450000 IP 192.0.2.1.33482 > 192.0.2.2.443: Flags [.], ack 1431, win 64240, length 0',
      '12:00:00.700000 IP 192.0.2.2.443 > 192.0.2.1.33482: Flags [.], seq 1431:2861, ack 127, win 64240, length 1430',
    ];
    expect(idsOf(await find(hole(again)))).not.toContain('capture-incomplete');
  });

  it('is missing where only its acknowledgment is there', async () => {
    expect(idsOf(await find(hole([])))).toContain('capture-incomplete');
  });
});
