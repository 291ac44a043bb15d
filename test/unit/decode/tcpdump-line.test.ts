import { describe, expect, test } from 'vitest';
import { decodeFrame, formatTcpdumpLine, PacketKind, Segment } from '../../../src/core/decode';
import { captureNames, framesOf, tcpdumpLines } from './capture-fixture';

/** tcpdump 4.99.3 does not decode what is inside, or prints an extension header's name in the middle. */
const NOT_DECODED_BY_TCPDUMP = [
  '802.1ah',
  'erspan',
  'etherip',
  'mpls-pseudowire',
  'ppp-with-dir',
  'vxlan-linux',
];
const PRINTED_OTHERWISE = ['ipv4-cases', 'ipv6-extensions', 'malformed', 'wifi', 'radiotap'];

/** tcpdump 4.99.3 knows no letter for AE yet; later versions print `e` last. */
const withoutAe = (line: string): string =>
  line.replace(/Flags \[([FSRP.UEW]*)e\]/, (_, f) => `Flags [${f || 'none'}]`);
/** tcpdump goes on with the application's protocol where it knows the port. */
const withoutApplication = (line: string): string => line.replace(/(, length \d+): HTTP.*$/, '$1');

/** Options that tcpdump reads on past, or judges by the flags; see formatOptions. */
const DIFFERENT: Record<string, readonly number[]> = { 'tcp-options': [536, 539] };

const captures = captureNames().filter(
  (name) => !NOT_DECODED_BY_TCPDUMP.includes(name) && !PRINTED_OTHERWISE.includes(name),
);

describe.each(captures)('%s', (name) => {
  test('prints TCP as tcpdump -n does; of a tunnel, its inside', () => {
    const lines = tcpdumpLines(name);
    const frames = framesOf(name);
    expect(lines.length).toBe(frames.length);
    for (const [index, frame] of frames.entries()) {
      const segment = new Segment();
      decodeFrame(frame, segment);
      if (segment.kind !== PacketKind.tcp || DIFFERENT[name]?.includes(index + 1)) continue;
      const line = withoutAe(formatTcpdumpLine(frame));
      expect(line).toMatch(/^IP6? /);
      expect(withoutApplication(lines[index]).endsWith(line), `${lines[index]}\n${line}`).toBe(true);
    }
  });
});

test('contradicting header lengths read as in tcpdump', () => {
  const lines = tcpdumpLines('malformed');
  const frames = framesOf('malformed');
  for (const packet of [1, 2, 3, 4, 8]) expect(formatTcpdumpLine(frames[packet - 1])).toBe(lines[packet - 1]);
});

test("relative numbers are the caller's", () => {
  const [syn, data] = framesOf('ethernet');
  expect(formatTcpdumpLine(syn, { seq: 0, ack: 0 })).toContain('Flags [S], seq 0, win 8192');
  expect(formatTcpdumpLine(data, { seq: 1, ack: 1 })).toContain('Flags [P.], seq 1:18, ack 1, win 510');
  const sack = framesOf('ethernet')[2];
  expect(formatTcpdumpLine(sack, { seq: 1, ack: 1, sackBase: 4294967289 })).toContain(
    'sack 2 {1:12}{107:207}',
  );
});

test('what is not TCP is summed up behind its addresses', () => {
  const frames = framesOf('ipv4-cases');
  expect(formatTcpdumpLine(frames[13])).toBe('IP 192.0.2.1:5000 > 198.51.100.2:53: UDP, length 7');
  expect(formatTcpdumpLine(frames[21])).toBe('ARP, Request who-has 198.51.100.2 tell 192.0.2.1');
});
