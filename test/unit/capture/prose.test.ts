import { expect, it } from 'vitest';
import { detectFormat, looksLikeTcpdumpText } from '../../../src/core/capture';

const seen = (line: string) => looksLikeTcpdumpText(new TextEncoder().encode(`${line}\n`));

/** Sentences and logs with what packets' lines have, too: a time, `>`, an arrow, flags in brackets. */
const PROSE = [
  'then the client sends 40112 -> 8000 [SYN] and waits',
  'after that the server answers 8000 → 40112 [SYN, ACK] Seq=0 as it should',
  '12:00:01.000000 state of the pool > limit, so 3 requests were refused',
  '12:00:01.000000 users port pid > CLOSE_WAIT seq',
  '10:15:30.123456 WARN latency > threshold for 192.0.2.1:80',
  '12:00:01.000000 wait FIN 0 length 192.0.2.1:80',
  'connection port -> wait [FIN] length',
];
it.each(PROSE)('%s', (line) => {
  expect(seen(line)).toBe(0);
  expect(detectFormat(new TextEncoder().encode(`${line}\n`), 'ticket.txt').kind).toBe('unsupported');
});

/** tcpdump's and Wireshark's own lines, with as little on them as they print. */
const PACKETS = [
  '12:00:01.000000 192.0.2.1.33482 > 192.0.2.2.8000: S 1:1(0) win 512',
  '12:00:01.000000 02:00:00:88:00:01 > 02:00:00:88:00:02, 802.3, length 60: LLC',
  '12:00:01.000000 web.http > db.5432: Flags [.], ack 1, win 5, length 0',
  '    1   0.000000 192.0.2.1 → 192.0.2.2 TCP 74 40112 → 8000 [SYN] Seq=0 Win=64240 Len=0',
  '192.0.2.1 192.0.2.2 TCP 40112 → 8000 [SYN] Seq=0 Win=64240 Len=0',
];
it.each(PACKETS)('%s', (line) => {
  expect(seen(line)).toBeGreaterThan(0);
});
