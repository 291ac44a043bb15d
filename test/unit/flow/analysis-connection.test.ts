import { describe, expect, it } from 'vitest';
import {
  ANALYSIS_IDS,
  analysisIds,
  completenessName,
  Finding,
  spokenAnalysisIds,
} from '../../../src/core/flow';
import { connectionId } from '../../../src/core/tcp';
import { readCaptureRows } from './analysis-session';
import { readCapture, readVerdicts } from './analysis-verdicts';
import { conversation, HANDSHAKE, OPEN } from './conversation';

const repeat = (times: number, line: string) => Array.from({ length: times }, () => line).join('\n');

describe('the ids of sequence analysis', () => {
  it('are those of the contract, each with a bit of its own in 16', () => {
    expect(ANALYSIS_IDS.join(' ')).toBe(
      'retransmission fast-retransmission spurious-retransmission out-of-order duplicate-ack lost-segment ' +
        'ack-lost-segment keep-alive keep-alive-ack zero-window zero-window-probe zero-window-probe-ack ' +
        'window-update window-full reused-ports',
    );
    expect(Object.values(Finding)).toEqual(ANALYSIS_IDS.map((_, place) => 2 ** place));
    expect(analysisIds(0)).toEqual([]);
    expect(analysisIds(Finding['zero-window'] | Finding['keep-alive'])).toEqual([
      'keep-alive',
      'zero-window',
    ]);
  });

  it('are said once: a fast retransmission is not called a retransmission too', () => {
    expect(spokenAnalysisIds(Finding.retransmission)).toEqual(['retransmission']);
    expect(spokenAnalysisIds(Finding.retransmission | Finding['fast-retransmission'])).toEqual([
      'fast-retransmission',
    ]);
  });
});

const SENT = `${OPEN}\nc P. seq 102 ack 302 len 5\n+1`;

/** Letters by Zeek's documentation of conn.log's `history`. */
const HISTORIES: readonly (readonly [name: string, script: string, history: string])[] = [
  [
    'opened, spoken, closed',
    `${OPEN}\nc F. seq 102 ack 302\ns . ack 103\ns F. seq 302 ack 103\nc . ack 303`,
    'ShADdFaf',
  ],
  ['refused', 'c S seq 100\ns R. seq 0 ack 101', 'Sr'],
  ['a SYN repeated is one S', 'c S seq 100\n+1\nc S seq 100', 'S'],
  ['both sides open', 'c S seq 100\ns S seq 300\nc S. seq 100 ack 301\ns S. seq 300 ack 101', 'SsHh'],
  [
    'a FIN repeated is one F, another number another',
    `${OPEN}\nc F. seq 102 ack 302\nc F. seq 102 ack 302\nc F. seq 112 ack 302`,
    'ShADdFF',
  ],
  ['payload sent again', `${SENT}\nc P. seq 102 ack 302 len 5`, 'ShADdT'],
  ['payload sent again ten times', `${SENT}\n${repeat(10, 'c P. seq 102 ack 302 len 5')}`, 'ShADdTT'],
  ['payload sent again nine times', `${SENT}\n${repeat(9, 'c P. seq 102 ack 302 len 5')}`, 'ShADdT'],
  ['a closed window', `${OPEN}\ns . seq 302 ack 102 win 0`, 'ShADdaw'],
  [
    'a window closed behind a FIN means nothing',
    `${OPEN}\nc F. seq 102 ack 302\ns . seq 302 ack 103 win 0`,
    'ShADdFa',
  ],
  ['a gap in what the server sent', `${OPEN}\nc . seq 102 ack 400`, 'ShADdg'],
  ['FIN with RST', `${OPEN}\nc FR. seq 102 ack 302`, 'ShADdI'],
  ['SYN with FIN', 'c SF seq 100', 'Q'],
  [
    'begun midway by the server',
    's P. seq 301 ack 101 len 5 port 50000\nc . seq 101 ack 306 port 50000',
    '^dA',
  ],
];

describe('the history string', () => {
  it.each(HISTORIES)('%s', (_, script, history) => {
    expect(conversation(script).tracker.connections.get(connectionId(0)).history).toBe(history);
  });

  it('stays short whatever comes', () => {
    const script = Array.from({ length: 200 }, (_, at) => `c R. seq ${9000 + 7 * at} ack 302`).join('\n');
    expect(
      conversation(`${OPEN}\n${script}`).tracker.connections.get(connectionId(0)).history.length,
    ).toBeLessThanOrEqual(64);
  });
});

describe('who closed first', () => {
  const first = (script: string) => {
    const { client, server, closedFirst } = conversation(script).tracker.connections.get(connectionId(0));
    return closedFirst === client ? 'client' : closedFirst === server ? 'server' : null;
  };

  it.each([
    ['nobody', OPEN, null],
    ['the first FIN', `${OPEN}\ns F. seq 302 ack 102\nc F. seq 102 ack 303`, 'server'],
    ['the first RST', `${OPEN}\nc R. seq 102 ack 302`, 'client'],
    ['a refusal', 'c S seq 100\ns R. seq 0 ack 101', 'server'],
    // RFC 5961: a number that is not the next one ends nothing.
    ['not a blind reset', `${OPEN}\nc R seq 99999999\ns F. seq 302 ack 102`, 'server'],
  ])('%s', (_, script, expected) => {
    expect(first(script)).toBe(expected);
  });
});

/** What transfers.py sends: bytes of the client, of the server. */
const TRANSFERS: readonly (readonly [name: string, client: number, server: number])[] = [
  ['lossy_download', 0, 120_000],
  ['reordered_upload', 120_000, 0],
  ['duplicated', 7_000, 50_000],
  ['acknowledgments_lost', 80_000, 0],
  ['slow_reader', 90_000, 0],
  ['both_ways', 60_000, 60_000],
];

describe('bytes of transfers over a bad wire', () => {
  const verdicts = readVerdicts('transfers.txt');
  const ofEnd = async (capture: string, end: 'client' | 'server') => {
    const { packets, connections } = await readCaptureRows(capture, new Uint8Array(readCapture(capture)));
    const verdict = verdicts.find((one) => one.capture === capture && one.cut === '')?.packets;
    const again = packets.filter((row) => /retransmission|out-of-order/.test(verdict?.get(row.packet) ?? ''));
    const sentAgain = again
      .filter((row) => row.sender === end)
      .reduce((sum, row) => sum + (row.length ?? 0), 0);
    return { row: connections[0], sentAgain };
  };

  it.each(TRANSFERS)('%s', async (name, client, server) => {
    for (const end of ['client', 'server'] as const) {
      const { row, sentAgain } = await ofEnd(`analysis/transfers/${name}.${end}.pcap`, end);
      expect([row.clientBytes, row.serverBytes]).toEqual([client, server]);
      // Where it was sent, a capture holds everything: what does not go beyond what was seen is sent again.
      expect(end === 'client' ? row.clientRetransmittedBytes : row.serverRetransmittedBytes).toBe(sentAgain);
    }
  });
});

describe('what is measured of a connection', () => {
  const only = async (name: string) =>
    (await readCaptureRows(name, new Uint8Array(readCapture(`kernel/${name}/client.pcap`)))).connections[0];

  it('counts payload once, and what was sent again apart', async () => {
    // test/kernel/scenarios/data.py: 'request' is lost before the server; tcpdump prints it four times.
    const row = await only('data_lost');
    expect([
      row.clientBytes,
      row.clientRetransmittedBytes,
      row.serverBytes,
      row.serverRetransmittedBytes,
    ]).toEqual([7, 21, 0, 0]);
  });

  it('knows the shifts that both SYNs offered, and only those', async () => {
    // tcpdump prints wscale 10 in both SYNs.
    const row = await only('window_scaling');
    expect([row.clientWindowScale, row.serverWindowScale, row.clientBytes]).toEqual([10, 10, 70000]);
    expect((await only('no_options')).clientWindowScale).toBe(0);
  });

  it('takes the round trip of the handshake from SYN to ACK', () => {
    const { initialRoundTrip } = conversation(HANDSHAKE).tracker.connections.get(connectionId(0));
    expect(initialRoundTrip / 1e6).toBeCloseTo(2, 3);
    expect(
      conversation('c P. seq 1 ack 1 len 5').tracker.connections.get(connectionId(0)).initialRoundTrip,
    ).toBeNaN();
  });

  it.each([
    // User's Guide, "TCP Conversation Completeness": 1 SYN, 2 SYN/ACK, 4 ACK, 8 data, 16 FIN, 32 RST.
    [1, 'Incomplete, SYN_SENT'],
    [3, 'Incomplete, CLIENT_ESTABLISHED'],
    [7, 'Incomplete, ESTABLISHED'],
    [15, 'Incomplete, DATA'],
    [23, 'Complete, NO_DATA'],
    [39, 'Complete, NO_DATA'],
    [31, 'Complete, WITH_DATA'],
    [47, 'Complete, WITH_DATA'],
    [63, 'Complete, WITH_DATA'],
    [28, 'Incomplete'],
    [33, 'Incomplete'],
    [0, 'Incomplete'],
  ])('%i is called "%s"', (seen, name) => {
    expect(completenessName(seen)).toBe(name);
  });
});
