import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cutCapture } from '../flow/analysis-verdicts';
import { find, idsOf, openCapture } from './find';

/**
 * Recordings of which it is known what was so: by `ss` while they were made, by the kernel's rules, or because a file
 * cannot hold more. Each is read as it was found and as the other kind of file (test/fixtures/verdicts/record.py).
 */
const bytes = (file: string): Uint8Array =>
  new Uint8Array(readFileSync(join(__dirname, '../../fixtures/verdicts', file)));

const stuckOf = async (file: string) =>
  (await find(bytes(file))).rows.flatMap(({ connection, stuck }) =>
    stuck === null ? [] : [`${connection} ${stuck.endpoint} ${stuck.sureness}`],
  );

async function explained(file: string, locale: 'en' | 'zh-cn' = 'en') {
  const client = (await openCapture(bytes(file), locale)).client();
  return client.explain({ connection: client.firstToExplain().connection });
}

describe('half-closed when the recording stops', () => {
  const files = [
    'quiet-end.log',
    'quiet-end.made.pcap',
    'quiet-end.tcpdump',
    'one-stuck-then-silence.pcap',
    'one-stuck-then-silence.made.txt',
    'incident-fin-acked-40ms.txt',
    'incident-fin-acked-40ms.made.pcap',
  ];

  it.each(files)('%s: possible, and how long it lasted is not in it', async (file) => {
    const { rows } = await find(bytes(file));
    const held = rows.filter(({ stuck }) => stuck !== null);
    expect(held.map(({ stuck }) => [stuck?.endpoint, stuck?.sureness])).toEqual([['server', 'possible']]);
    const finding = held[0].findings.find(({ id }) => id === 'close-wait');
    expect(finding).toMatchObject({ severity: 'info', title: 'Half-closed when the recording stops' });
  });

  it.each(files)('%s: is explained first, with its causes on that condition', async (file) => {
    const { title, summary, endpoints } = await explained(file);
    expect(endpoints[0]).toMatchObject({ side: 'server', state: 'CLOSE_WAIT' });
    expect(title).toContain('CLOSE_WAIT when the recording stops');
    expect(summary).toContain('If the socket is still in CLOSE_WAIT now');
    expect(summary).not.toContain('too soon');
    expect(endpoints[0].causes.length).toBeGreaterThan(1);
    expect(endpoints[0].why.join(' ')).not.toContain('neither close()');
    expect((await explained(file, 'zh-cn')).title).toContain('记录停止时处于 CLOSE_WAIT');
  });

  it('incident-fin-acked-40ms: the FIN is acknowledged, and it is the server’s FIN that is missing', async () => {
    for (const file of ['incident-fin-acked-40ms.txt', 'incident-fin-acked-40ms.made.pcap']) {
      const { endpoints } = await explained(file);
      expect(endpoints[0].why.join(' ')).toMatch(/Packet 7: .*acknowledged the client's FIN/);
      expect(endpoints[1].state).toBe('FIN_WAIT_2');
    }
  });
});

describe('the interface statistics say how long the recording went on', () => {
  // dumpcap's isb_endtime less the packet of the FIN, by hand.
  it.each([
    ['quiet-end-isb.pcapng', 6.017842],
    ['one-stuck-then-silence-with-isb.pcapng', 20.11622],
  ])('%s: in CLOSE_WAIT for %d s', async (file, seconds) => {
    const { rows } = await find(bytes(file));
    expect(rows[0].stuck).toMatchObject({ endpoint: 'server', sureness: 'proven' });
    expect(rows[0].stuck?.seconds).toBeCloseTo(seconds, 0);
    expect(rows[0].findings[0]).toMatchObject({ id: 'close-wait', severity: 'warning' });
  });
});

describe('no duration crosses a gap', () => {
  it.each([
    ['two-runs-gap.log', '2 h 30 min', '40 ms'],
    ['two-runs-gap.made.pcap', '2 h 30 min', '40 ms'],
    ['merged-years-apart.pcap', '1095 d', '39 ms'],
    ['merged-years-apart.made.txt', '1095 d', '39 ms'],
  ])('%s: the gap is told, and nothing lasts that long', async (file, gap, rest) => {
    const { rows, capture } = await find(bytes(file));
    expect(capture.map(({ id }) => id)).toEqual(['capture-gap']);
    expect(capture[0].message).toContain(gap);
    expect(await stuckOf(file)).toEqual(['1 server possible']);
    expect(idsOf({ rows, capture })).not.toContain('fin-wait-2-given-up');
    for (const { seconds } of rows.flatMap(({ findings }) => findings)) expect(seconds ?? 0).toBeLessThan(1);
    const { endpoints, quality } = await explained(file);
    expect(endpoints[0].since).toContain(`the recording stops ${rest} later`);
    expect(quality).toContain('2 parts');
  });
});

/**
 * A client asks every 0.1 s; the recorder stands still for 1.6 s, which the times make an hour, as where it was started
 * again. What it missed shows in the numbers behind.
 */
describe('a gap in which a connection went on', () => {
  it.each(['recorder-paused.pcap', 'recorder-paused.n.txt'])(
    '%s: the gap is told, and no wait',
    async (file) => {
      const { rows, capture } = await find(bytes(file));
      expect(capture.map(({ id }) => id)).toContain('capture-gap');
      expect(capture.find(({ id }) => id === 'capture-gap')?.message).toContain('1 h 0 min');
      for (const { seconds } of rows) expect(seconds).toBeNull();
      for (const { seconds } of rows.flatMap(({ findings }) => findings))
        expect(seconds ?? 0).toBeLessThan(1);
    },
  );
});

describe('the clock of a recording', () => {
  it.each(['clock-hour-back.pcap', 'clock-hour-back.made.txt'])(
    '%s: one stray packet an hour ahead puts no other connection in CLOSE_WAIT for an hour',
    async (file) => {
      const { rows, capture } = await find(bytes(file));
      expect(capture.map(({ id }) => id)).toEqual(['capture-clock']);
      expect(rows[1].stuck).toMatchObject({ sureness: 'possible', seconds: 0.0001 });
      // tshark: 0.0007 s.
      expect(rows[1].seconds).toBeCloseTo(0.000699, 6);
    },
  );

  it.each(['clock-steps-back.txt', 'clock-steps-back.made.pcap'])(
    '%s: no duration and no round trip is taken across the step, and none is negative',
    async (file) => {
      const { rows, capture } = await find(bytes(file));
      expect(capture[0].message).toContain('steps back once, by 9.5 s');
      expect(rows[0]).toMatchObject({ seconds: null, handshakeRoundTrip: null });
      expect(rows[0].stuck).toMatchObject({ sureness: 'possible', seconds: 0.1 });
      expect(JSON.stringify(await explained(file))).not.toMatch(/-\d+(\.\d+)? ?(s|ms|µs)\b/);
    },
  );
});

describe('what was not recorded', () => {
  it.each(['capture-dropped-packets-said-so.txt', 'capture-dropped-packets-said-so.made.pcapng'])(
    '%s: nothing is stuck, and the quality is told',
    async (file) => {
      const { rows, capture } = await find(bytes(file));
      expect(await stuckOf(file)).toEqual([]);
      expect(capture.map(({ id }) => id)).toContain('capture-dropped');
      const about = rows.flatMap(({ findings }) => findings.map(({ id }) => id));
      expect(new Set(about)).toEqual(new Set(['capture-mid-stream']));
      const session = await openCapture(bytes(file));
      expect(session.summary().quality).toMatch(
        /\d+ % of the packets were not recorded, so nothing is concluded/,
      );
      expect((await openCapture(bytes(file), 'zh-cn')).summary().quality).toContain('没有录下');
      const { title, endpoints } = await explained(file);
      expect(title).not.toMatch(/ for /);
      expect(endpoints[0].why.join(' ')).not.toContain('neither close()');
    },
  );

  it.each(['filter-flags-kernel.pcap', 'filter-flags-kernel.made.txt'])(
    '%s: only SYN, FIN and RST were let in: inferred states, the filter named, nothing confirmed',
    async (file) => {
      const { rows, capture } = await find(bytes(file));
      expect(rows[0].serverState).toEqual({ state: 'CLOSE_WAIT', certainty: 'inferred' });
      expect(rows[0].clientState.state).toMatch(/^FIN_WAIT_[12]$/);
      expect(rows[0].clientState.certainty).toBe('inferred');
      expect(capture.map(({ id }) => id)).toEqual(['capture-incomplete']);
      expect(capture[0].message).toContain('Only segments with SYN, FIN or RST');
      expect(JSON.stringify(await explained(file))).not.toContain('it is not acknowledged');
    },
  );

  it.each(['snap68.tcpdump', 'snap68.made.pcap'])(
    '%s: a cut SYN leaves the window scale unknown, and nothing more',
    async (file) => {
      const { rows } = await find(bytes(file));
      expect(rows[0]).toMatchObject({ clientWindowScale: null, serverWindowScale: null });
      expect(rows[0].findings[0]).toMatchObject({ id: 'close-wait', severity: 'warning' });
      expect(rows[1].stuck).toBeNull();
    },
  );

  it.each(['midstream-single-rst.log', 'midstream-single-rst.made.pcap'])(
    '%s: one RST tells neither that no data was sent nor of an accept queue',
    async (file) => {
      const { rows } = await find(bytes(file));
      expect(rows[0].findings.map(({ id }) => id)).toEqual(['capture-mid-stream']);
      expect(JSON.stringify(await explained(file))).not.toMatch(
        /never carried data|accept queue|still in the queue/,
      );
    },
  );
});

describe('what did not happen', () => {
  it.each(['syn-ack-only-rst.log', 'syn-ack-only-rst.made.pcap'])(
    '%s: nothing is lost, and the server was never ESTABLISHED',
    async (file) => {
      const { rows } = await find(bytes(file));
      expect(rows[0].findings.map(({ id }) => id)).toEqual(['no-socket']);
      expect(rows[0].findings[0].message).toContain('nothing is lost');
      const client = (await openCapture(bytes(file))).client();
      const path = client.statePath({ connection: 1 });
      expect(path.server.map(({ state }) => state)).not.toContain('ESTABLISHED');
    },
  );

  it.each(['half-close-number.tcpdump', 'half-close-number.made.pcap'])(
    '%s: the server closed 12 s after the client, not 1.14 s',
    async (file) => {
      const { rows } = await find(bytes(file));
      const slow = rows[0].findings.find(({ id }) => id === 'slow-to-close');
      expect(slow?.seconds).toBeCloseTo(11.9, 1);
      expect(JSON.stringify(rows[0].findings)).not.toContain('1.14 s');
    },
  );

  it.each(['missed-syn-false-half-close.tcpdump', 'missed-syn-false-half-close.made.pcap'])(
    '%s: connection 2 has no half-close, and the last packets are a connection of their own',
    async (file) => {
      const { rows } = await find(bytes(file));
      expect(rows.map(({ packets }) => packets)).toEqual([8, 8, 3]);
      expect(idsOf({ rows, capture: [] })).not.toContain('half-close');
      expect(rows[2].findings.map(({ id }) => id)).toEqual(['capture-mid-stream']);
    },
  );

  // nginx and ab on Linux, over loopback: the second connection takes the place of the first, which its server had in TIME_WAIT.
  it.each([
    ['all', '1-20', [10, 10]],
    ['no SYN', '1-10,12-20', [10, 9]],
    ['no SYN and no SYN/ACK', '1-10,13-20', [10, 8]],
    ['nothing before the answer', '1-10,15-20', [10, 6]],
    ['neither handshake', '3-10,13-20', [8, 8]],
  ])('a connection in the place of one in TIME_WAIT is one of its own: %s', async (_, kept, packets) => {
    const { rows } = await find(cutCapture(Buffer.from(bytes('time-wait-taken-over.pcap')), kept));
    expect(rows.map((row) => row.packets)).toEqual(packets);
    expect(rows.map((row) => [row.clientState.state, row.serverState.state])).toEqual([
      ['CLOSED', 'TIME_WAIT'],
      ['CLOSED', 'TIME_WAIT'],
    ]);
    const [, second] = rows;
    expect(['port-reused', 'capture-mid-stream', 'capture-one-sided']).toEqual(
      expect.arrayContaining(second.findings.map(({ id }) => id)),
    );
  });
});
