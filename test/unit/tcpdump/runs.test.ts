import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TcpdumpReader } from '../../../src/core/capture/tcpdump';
import { type Reading, readText, sinkInto } from './read-text';

const fixtures = join(__dirname, '../../fixtures/text');
const printed = (name: string) => readFileSync(join(fixtures, name), 'utf8').trimEnd().split('\n');

const C = 'IP 10.0.0.1.1024 > 10.0.0.2.80:';
const S = 'IP 10.0.0.2.80 > 10.0.0.1.1024:';
const HEADER = 'listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes';
const READING = 'reading from file a.pcap, link-type EN10MB (Ethernet), snapshot length 262144';

/** Sequence and acknowledgment numbers as given, `r` in front of those whose base is unknown. */
function numbers(lines: readonly string[]): string[] {
  return readText(`${lines.join('\n')}\n`).packets.map(({ segment: s }) => {
    const parts = [s.seqKnown ? `${s.seq >>> 0}` : '-', s.ackKnown ? `${s.ack >>> 0}` : '-'];
    return (s.absolute ? '' : 'r ') + parts.join(' ');
  });
}

const at = (lines: readonly string[], time = '12:00:00.00000') =>
  lines.map((line, i) => `${time}${i} ${line}`);

describe('numbers, measured as tcpdump measures them', () => {
  const handshake = [
    `${C} Flags [S], seq 3000000000, win 1, length 0`,
    `${S} Flags [S.], seq 1000000000, ack 3000000001, win 1, length 0`,
    `${C} Flags [.], ack 1, win 1, length 0`,
  ];
  const opened = ['3000000000 -', '1000000000 3000000001', '- 1000000001'];

  test('from the handshake', () => {
    expect(numbers(at([...handshake, `${C} Flags [P.], seq 1:11, ack 1, win 1, length 10`]))).toEqual([
      ...opened,
      '3000000001 1000000001',
    ]);
  });

  test('a reset without ACK is printed as it is', () => {
    expect(numbers(at([...handshake, `${C} Flags [R], seq 3000000001, win 0, length 0`])).at(-1)).toBe(
      '3000000001 -',
    );
  });

  test('-S prints everything as it is', () => {
    const lines = [
      handshake[0],
      handshake[1],
      `${C} Flags [.], ack 1000000001, win 1, length 0`,
      `${C} Flags [P.], seq 3000000001:3000000011, ack 1000000001, win 1, length 10`,
      `${S} Flags [.], ack 3000000011, win 1, length 0`,
    ];
    expect(numbers(at(lines))).toEqual([...opened, '3000000001 1000000001', '- 3000000011']);
  });

  test('across the wrap', () => {
    const lines = [
      `${C} Flags [S], seq 4294967290, win 1, length 0`,
      `${S} Flags [S.], seq 4294967295, ack 4294967291, win 1, length 0`,
      `${C} Flags [P.], seq 1:11, ack 1, win 1, length 10`,
      `${S} Flags [.], ack 11, win 1, length 0`,
    ];
    expect(numbers(at(lines)).slice(2)).toEqual(['4294967291 0', '- 5']);
  });

  test('a new SYN on the same ports', () => {
    const again = [
      `${C} Flags [S], seq 200000000, win 1, length 0`,
      `${S} Flags [.], ack 1, win 1, length 0`,
      `${S} Flags [S.], seq 77, ack 200000001, win 1, length 0`,
      `${C} Flags [.], ack 1, win 1, length 0`,
    ];
    // The challenge acknowledgment (RFC 5961 section 4) still counts from the old base.
    expect(numbers(at([...handshake, ...again]))).toEqual([
      ...opened,
      '200000000 -',
      '- 3000000001',
      '77 200000001',
      '- 78',
    ]);
  });

  test('every packet twice, as -i any shows them', () => {
    const twice = [...handshake, `${C} Flags [F.], seq 1, ack 1, win 1, length 0`].flatMap((line) => [
      `eth0  In  ${line}`,
      `veth1 Out ${line}`,
    ]);
    expect(numbers(at(twice)).slice(-2)).toEqual(['3000000001 1000000001', '3000000001 1000000001']);
  });

  test('a capture that began midway: the first segment with ACK is printed as it is', () => {
    const lines = [
      `${C} Flags [P.], seq 3000000000:3000000010, ack 1000000000, win 1, length 10`,
      `${S} Flags [.], ack 10, win 1, length 0`,
      `${S} Flags [P.], seq 1:3, ack 10, win 1, length 2`,
    ];
    expect(numbers(at(lines))).toEqual(['3000000000 1000000000', '- 3000000010', '1000000000 3000000010']);
  });

  test('a log whose beginning was cut off: numbers of no base', () => {
    const lines = [
      `${C} Flags [P.], seq 101:111, ack 51, win 1, length 10`,
      `${S} Flags [.], ack 111, win 1, length 0`,
      `${S} Flags [F.], seq 51, ack 111, win 1, length 0`,
      `${C} Flags [F.], seq 111, ack 52, win 1, length 0`,
    ];
    expect(numbers(at(lines))).toEqual(['r 101 51', 'r - 111', 'r 51 111', 'r 111 52']);
  });

  test('the same small numbers, whole: what follows tells', () => {
    const lines = [
      `${C} Flags [P.], seq 1000:1010, ack 2000, win 1, length 10`,
      `${S} Flags [.], ack 10, win 1, length 0`,
      `${S} Flags [P.], seq 1:3, ack 10, win 1, length 2`,
    ];
    expect(numbers(at(lines))).toEqual(['1000 2000', '- 1010', '2000 1010']);
  });

  test('a log cut behind the SYN: one base is known', () => {
    const lines = [
      handshake[0],
      handshake[2],
      `${C} Flags [P.], seq 1:11, ack 1, win 1, length 10`,
      `${C} Flags [F.], seq 11, ack 1, win 1, length 0`,
    ];
    expect(numbers(at(lines))).toEqual(['3000000000 -', 'r - 1', 'r 3000000001 1', 'r 3000000011 1']);
  });

  test('another run starts another table', () => {
    const first = [HEADER, ...at(handshake), '3 packets captured'];
    const second = [
      HEADER,
      ...at([
        `${C} Flags [P.], seq 3000000001:3000000011, ack 1000000001, win 1, length 10`,
        `${S} Flags [.], ack 10, win 1, length 0`,
      ]),
    ];
    expect(numbers([...first, '', '# tcpdump', ...second])).toEqual([
      ...opened,
      '3000000001 1000000001',
      '- 3000000011',
    ]);
  });

  test('another run without a line that says so', () => {
    const second = at([
      `${C} Flags [P.], seq 3000000001:3000000011, ack 1000000001, win 1, length 10`,
      `${S} Flags [.], ack 10, win 1, length 0`,
    ]);
    expect(numbers([...at(handshake), ...second]).slice(3)).toEqual([
      '3000000001 1000000001',
      '- 3000000011',
    ]);
  });
});

describe('times', () => {
  const flags = `${C} Flags [.], ack 4000000000, win 1, length 0`;
  const times = (lines: readonly string[]) =>
    readText(`${lines.join('\n')}\n`).packets.map(({ segment: s }) =>
      s.timeKnown ? `${s.seconds}.${String(s.nanoseconds).padStart(9, '0').slice(0, s.timeDigits)}` : null,
    );
  const stamped = (...stamps: string[]) => times(stamps.map((stamp) => `${stamp} ${flags}`));

  test('midnight passes, twice', () => {
    expect(
      stamped('23:59:59.999999', '00:00:00.000001', '12:00:00.000000', '23:00:00.000000', '00:30:00.000000'),
    ).toEqual(['86399.999999', '86400.000001', '129600.000000', '169200.000000', '174600.000000']);
  });

  test('disorder around midnight is no midnight', () => {
    expect(stamped('23:59:59.900000', '00:00:00.100000', '23:59:59.950000', '00:00:00.200000')).toEqual([
      '86399.900000',
      '86400.100000',
      '86399.950000',
      '86400.200000',
    ]);
    expect(stamped('12:00:00.500000', '12:00:00.400000', '12:00:00.600000')).toEqual([
      '43200.500000',
      '43200.400000',
      '43200.600000',
    ]);
  });

  test('the clock is set back for the winter', () => {
    expect(stamped('02:59:59.000000', '02:00:00.000000')).toEqual(['10799.000000', '7200.000000']);
  });

  test('-ttt sums up, -ttttt does not', () => {
    expect(stamped(' 00:00:00.000000', ' 00:00:00.000500', ' 00:00:00.000100', ' 00:00:01.000000')).toEqual([
      '0.000000',
      '0.000500',
      '0.000600',
      '1.000600',
    ]);
    expect(stamped(' 00:00:00.000000', ' 00:00:00.000500', ' 00:00:00.000600', ' 00:00:01.000600')).toEqual([
      '0.000000',
      '0.000500',
      '0.000600',
      '1.000600',
    ]);
  });

  test('-ttt as tcpdump prints it of a whole capture, its blanks lost', () => {
    const trimmed = printed('conversations/ttt.txt').map((line) => line.trimStart());
    expect(times(trimmed)).toEqual(times(printed('conversations/ttttt.txt')));
  });

  test('-ttt over hours and with a step back', () => {
    expect(stamped(' 00:00:00.000000', ' 30:00:00.000000', ' 00:00:00.000100', '-00:00:00.000050')).toEqual([
      '0.000000',
      '108000.000000',
      '108000.000100',
      '108000.000050',
    ]);
  });

  test('-ttt of tcpdump 3', () => {
    expect(stamped('000000', '000123', '5. 000123', '000004')).toEqual([
      '0.000000',
      '0.000123',
      '5.000246',
      '5.000250',
    ]);
  });

  test('a date is read as UTC', () => {
    expect(
      stamped('2026-11-22 15:30:18.430407', '1970-01-01 00:00:00.000001', '2024-02-29 23:59:59.000000'),
    ).toEqual(['1795361418.430407', '0.000001', '1709251199.000000']);
  });

  test('each run in its own style', () => {
    const lines = [
      `1795361418.430407 ${flags}`,
      '1 packet captured',
      HEADER,
      ` 00:00:00.000000 ${flags}`,
      ` 00:00:00.000300 ${flags}`,
      ` 00:00:00.000100 ${flags}`,
      READING,
      flags,
      HEADER,
      `12:00:00.000000 ${flags}`,
    ];
    expect(times(lines)).toEqual([
      '1795361418.430407',
      '0.000000',
      '0.000300',
      '0.000400',
      null,
      '43200.000000',
    ]);
  });
});

describe('lines of tcpdump that are no packets', () => {
  test('interface, snapshot length and drops', () => {
    const { interfaces, packets } = readText(
      `tcpdump: ${HEADER}\n12:00:00.000001 ${C} Flags [.], ack 1, win 1, length 0\n^C1 packet captured\n3 packets received by filter\n2 packets dropped by kernel\n${HEADER}\n5 packets dropped by kernel\n`,
    );
    expect(interfaces).toEqual([
      { id: 0, linkType: 1, snapLength: 262144, name: 'eth0' },
      { id: 0, linkType: 1, snapLength: 262144, name: 'eth0', dropped: 2 },
      { id: 0, linkType: 1, snapLength: 262144, name: 'eth0', dropped: 7 },
    ]);
    expect(packets.length).toBe(1);
  });
});

describe('what belongs to a packet', () => {
  test.each(['x', 'X', 'xx', 'XXv', 'A', 'tvvX', 'vv'])('every line of a text printed with -%s', (name) => {
    const { packets, lines } = readText(`${printed(`conversations/${name}.txt`).join('\n')}\n`);
    const owned = packets.reduce(
      (sum, p) => sum + p.headerLine - p.firstLine + 1 + p.continuations.length,
      0,
    );
    expect(owned).toBe(lines.length);
    expect(packets.length).toBe(57);
  });

  test('a comment, a prompt and a summary belong to none', () => {
    const packet = `12:00:00.000001 ${C} Flags [.], ack 1, win 1, length 0`;
    const { packets } = readText(
      `${packet}\n### a\n${packet}\n\t0x0000:  4500 0028\n$ date\n${packet}\n\n3 packets captured\n`,
    );
    expect(packets.map((p) => p.continuations)).toEqual([[], [3], []]);
  });
});

describe('a live input that pauses', () => {
  test('flush hands over what is whole, keeps a header that is not, and reading goes on', () => {
    const reading: Reading = { lines: [], packets: [], problems: [], interfaces: [], events: [] };
    const reader: TcpdumpReader = new TcpdumpReader(sinkInto(reading, () => reader.names));
    let offset = 0;
    const feed = (text: string) => {
      const bytes = new TextEncoder().encode(text);
      expect(reader.consume(bytes, 0, bytes.length, offset)).toBe(bytes.length);
      offset += bytes.length;
    };
    feed('12:00:00.000001 10.0.0.1.1024 > 10.0.0.2.80: . ack 4000000000 win 1\n');
    expect(reading.packets.length).toBe(0);
    reader.flush();
    expect(reading.packets.length).toBe(1);
    feed('12:00:00.000002 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 40)\n');
    reader.flush();
    expect(reading.packets.length).toBe(1);
    feed('    10.0.0.1.1024 > 10.0.0.2.80: Flags [F.], seq 0, ack 1, win 1, length 0\n');
    expect(reading.packets.map((p) => [p.firstLine, p.headerLine])).toEqual([
      [0, 0],
      [1, 2],
    ]);
  });
});
