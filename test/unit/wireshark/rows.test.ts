import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession } from '../../../src/core/session/capture';
import { readText } from '../tcpdump/read-text';

const TEXT = join(__dirname, '../../fixtures/wireshark/pasted');

interface PacketSeen {
  readonly ends: string;
  readonly flags: string;
  readonly length: number | null;
  readonly client: string;
  readonly server: string;
}

async function packetsOf(text: string, name = 'pasted.txt'): Promise<PacketSeen[]> {
  const bytes = new TextEncoder().encode(text);
  const options = { locale: 'en', decompressors: {}, pause: async () => {} } as const;
  const session = CaptureSession.create(new MemorySource(name, bytes), options);
  await session.load(new AbortController().signal, () => {});
  const rows = await session.client().rows({ from: 0, to: 1000, filtered: false });
  return rows.flatMap((row) =>
    row.kind !== 'packet' || row.connection === null
      ? []
      : [
          {
            ends: `${row.from} ${row.to}`,
            flags: row.flags ?? '',
            length: row.length,
            client: row.client?.state ?? '',
            server: row.server?.state ?? '',
          },
        ],
  );
}

/** Line and column of each problem that the reader tells, and which it is. */
async function problemsOf(text: string) {
  return readText(text).problems.map(({ id, line, column }) => [line, column, id]);
}

const fixture = (name: string): string => readFileSync(join(TEXT, name), 'utf8');

describe('tshark as people paste it', () => {
  it('both ends over the whole of a stuck half-close', async () => {
    const packets = await packetsOf(fixture('tshark-text.txt'));
    expect(packets.map(({ client, server }) => `${client} ${server}`)).toEqual([
      'SYN_SENT SYN_RECEIVED',
      'ESTABLISHED SYN_RECEIVED',
      'ESTABLISHED ESTABLISHED',
      'FIN_WAIT_1 CLOSE_WAIT',
      'FIN_WAIT_2 CLOSE_WAIT',
      'CLOSED CLOSED',
    ]);
  });

  it('a row of HTTP is a segment, and the numbers around it tell its payload', async () => {
    const packets = await packetsOf(fixture('tshark-arrow.txt'));
    expect(packets).toHaveLength(8);
    expect(packets[3]).toMatchObject({
      ends: '198.51.100.7:44236 192.0.2.2:8000',
      length: 84,
      client: 'ESTABLISHED',
    });
    expect(packets[6]).toMatchObject({ client: 'FIN_WAIT_2', server: 'CLOSE_WAIT' });
  });

  it('fields with their heading', async () => {
    const packets = await packetsOf(fixture('tshark-fields.tsv'), 'tshark-fields.tsv');
    expect(packets.map(({ ends, flags }) => `${ends} ${flags}`)).toEqual([
      '192.0.2.1:40112 192.0.2.2:8000 S',
      '192.0.2.2:8000 192.0.2.1:40112 S.',
    ]);
  });
});

// The same conversation with what mail, tickets, terminals, consoles and older versions make of its lines.
const LINES = fixture('tshark-text.txt').trimEnd().split('\n');
const forms: readonly (readonly [string, (line: string) => string])[] = [
  ['an older arrow', (line) => line.replaceAll('→', '->')],
  ['the oldest, whose ports have another arrow', (line) => line.replace('→', '->').replace('→', '>')],
  ['quoted in a mail', (line) => `> ${line}`],
  ['numbered by grep', (line) => `trace.txt:12:${line}`],
  ['stamped by a collector', (line) => `2026-11-28T10:00:00.123456Z ${line}`],
  ['HTML entities', (line) => line.replaceAll('→', '&rarr;')],
  ['numeric HTML entities', (line) => `<p>${line.replaceAll('→', '&#8594;')}</p>`],
  ['UTF-8 shown in code page 1252', (line) => line.replaceAll('→', 'â†’')],
  [
    'tabs between the columns',
    (line) => line.trim().replace(/^(\d+) +(\S+) +(\S+) → (\S+) +(\S+) (\d+) /, '$1\t$2\t$3\t$4\t$5\t$6\t'),
  ],
  [
    "Wireshark's CSV without its heading",
    (line) =>
      line
        .trim()
        .replace(/^(\d+) +(\S+) +(\S+) → (\S+) +(\S+) (\d+) (.*)$/, '"$1","$2","$3","$4","$5","$6","$7"'),
  ],
  ['without options of a terminal 80 columns wide', (line) => line.replace(/ Len=.*/, '')],
];

describe('rows in other clothes', () => {
  it.each(forms)('%s', async (_name, dress) => {
    const plain = await packetsOf(LINES.join('\n'));
    const dressed = await packetsOf(LINES.map(dress).join('\n'));
    expect(dressed.map(({ ends, flags, client, server }) => [ends, flags, client, server])).toEqual(
      plain.map(({ ends, flags, client, server }) => [ends, flags, client, server]),
    );
  });

  it("Wireshark's plain-text export", async () => {
    const rows = LINES.map((line) =>
      line.replace(/^ *(\d+) +(\S+) +(\S+) → (\S+) +(\S+) (\d+) (.*)$/, (_, ...parts: string[]) => {
        const [no, time, from, to, protocol, length, info] = parts;
        return `No.     Time           Source                Destination           Protocol Length Info\n      ${no} ${time}       ${from}             ${to}             ${protocol}      ${length}     ${info}\n\nFrame ${no}: ${length} bytes on wire (592 bits), ${length} bytes captured (592 bits)\n`;
      }),
    );
    expect(await packetsOf(rows.join('\n'))).toEqual(await packetsOf(LINES.join('\n')));
  });
});

describe('rows that show less', () => {
  const first =
    '    1   0.000000    192.0.2.1 → 192.0.2.2    TCP 74 40112 → 8000 [SYN] Seq=0 Win=64240 Len=0 MSS=1460';

  it('names instead of addresses, and of ports', async () => {
    const [packet] = await packetsOf(
      first.replace('192.0.2.1', 'client.example').replace('192.0.2.2', 'server').replace('8000', 'http'),
    );
    expect(packet.ends).toBe('client.example:40112 server:80');
  });

  it('a line that is cut inside its flags has those that stand there: a FIN has an ACK', async () => {
    const [, packet] = await packetsOf(
      `${first}\n    2   1.000000    192.0.2.1 → 192.0.2.2    TCP 66 40112 → 8000 [FIN, A\n`,
    );
    expect([packet.ends, packet.flags]).toEqual(['192.0.2.1:40112 192.0.2.2:8000', 'F.']);
  });

  it.each([
    ['[FIN', 'F.'],
    ['[FIN, PS', 'F.'],
    ['[RST, ACK', 'R.'],
    ['[SYN, AC', 'S.'],
    // A SYN with an ACK is the server's: which it is, was cut.
    ['[SYN, ', ''],
    ['[SYN', ''],
  ])('cut behind %s', async (cut, flags) => {
    const row = `1 1.0 192.0.2.1 → 192.0.2.2 TCP 66 40112 → 8000 ${cut}`;
    const [packet] = await packetsOf(`${row}\n`);
    expect(packet.flags).toBe(flags);
    expect(await problemsOf(`${row}\n`)).toEqual([[1, row.trimEnd().length + 1, 'text.cut-packet']]);
  });

  it.each([
    '2 5.04 192.0.2.2 → 192.0.2.1 TCP 66 8000 →',
    '2 5.04 192.0.2.2 → 192.0.2.1 TCP 66 8000 → 40112 [RS',
    '2 5.04 192.0.2.2 → 192.0.2.1 TCP 66',
    '2 5.04 192.0.2.2 → 192.0.2.1 TCP',
    '2 5.04 192.0.2.2 → 192.0.2.1 TCP 66 [TCP Retransm',
    '"2","5.04","192.0.2.2","192.0.2.1","TCP","66","8000 → 401',
  ])('cut before its flags, it is told: %s', async (row) => {
    expect(await problemsOf(`${first}\n${row}\n`)).toContainEqual([2, expect.anything(), 'text.cut-packet']);
  });

  it('what old versions print alone in the last column is whole', async () => {
    const row = '2 5.04 192.0.2.2 -> 192.0.2.1 TCP 1514 [TCP segment of a reassembled PDU]';
    expect(await problemsOf(`${first}\n${row}\n`)).toEqual([]);
  });

  it('a line that is cut inside a number does not have that number', async () => {
    const ack =
      '    2   0.000200    192.0.2.1 → 192.0.2.2    TCP 66 40112 → 8000 [ACK] Seq=1 Ack=1 Win=64240 Len=0';
    const data =
      '    3   1.000000    192.0.2.1 → 192.0.2.2    TCP 1514 40112 → 8000 [PSH, ACK] Seq=1 Ack=1 Win=64240 Len=14';
    const packets = await packetsOf(`${first}\n${ack}\n${data}\n`);
    // The frame has 1448 bytes behind its headers.
    expect(packets.map(({ length }) => length)).toEqual([0, 0, null]);
  });

  it('the last bytes of a response carry the FIN that its row does not show', async () => {
    const rows = [
      first,
      '    2   0.000100    192.0.2.2 → 192.0.2.1    TCP 74 8000 → 40112 [SYN, ACK] Seq=0 Ack=1 Win=65160 Len=0 MSS=1460',
      '    3   0.000200    192.0.2.1 → 192.0.2.2    TCP 66 40112 → 8000 [ACK] Seq=1 Ack=1 Win=64240 Len=0',
      '    4   0.001000    192.0.2.1 → 192.0.2.2    HTTP 144 GET / HTTP/1.0 ',
      '    5   0.001100    192.0.2.2 → 192.0.2.1    TCP 66 8000 → 40112 [ACK] Seq=1 Ack=79 Win=65082 Len=0',
      '    6   0.002000    192.0.2.2 → 192.0.2.1    HTTP 266 HTTP/1.0 200 OK  (text/plain)',
      '    7   0.002100    192.0.2.1 → 192.0.2.2    TCP 66 40112 → 8000 [ACK] Seq=79 Ack=202 Win=64040 Len=0',
    ];
    const packets = await packetsOf(rows.join('\n'));
    // 66 bytes of headers: 78 of the request, 200 of the response, and 202 acknowledges one number more.
    expect(packets.map(({ length }) => length)).toEqual([0, 0, 0, 78, 0, 200, 0]);
    expect(packets.at(-1)).toMatchObject({ client: 'CLOSE_WAIT', server: 'FIN_WAIT_2' });
  });

  it('two connections between the same hosts: the numbers tell whose a message is', async () => {
    const rows = [first, first.replace('40112', '40113')].concat(
      ['40112', '40113'].flatMap((port) => [
        `    3   0.000100    192.0.2.2 → 192.0.2.1    TCP 74 8000 → ${port} [SYN, ACK] Seq=0 Ack=1 Win=65160 Len=0 MSS=1460`,
        `    4   0.000200    192.0.2.1 → 192.0.2.2    TCP 66 ${port} → 8000 [ACK] Seq=1 Ack=1 Win=64240 Len=0`,
      ]),
      '    7   0.001000    192.0.2.1 → 192.0.2.2    HTTP 144 GET / HTTP/1.0 ',
      '    8   0.001100    192.0.2.2 → 192.0.2.1    TCP 66 8000 → 40113 [ACK] Seq=1 Ack=79 Win=65082 Len=0',
    );
    const packets = await packetsOf(rows.join('\n'));
    expect(packets[6]).toMatchObject({ ends: '192.0.2.1:40113 192.0.2.2:8000', length: 78 });
  });
});

it('a port by a name that no list of services has is told at its place, and reading goes on', async () => {
  const row = (number: number, port: string) =>
    `    ${number}   0.00000${number}    192.0.2.1 → 192.0.2.2    TCP 74 40001 → ${port} [SYN] Seq=0 Win=64240 Len=0 MSS=1460\n`;
  const bytes = new TextEncoder().encode(row(1, 'my-service') + row(2, '8000'));
  const options = { locale: 'en', decompressors: {}, pause: async () => {} } as const;
  const session = CaptureSession.create(new MemorySource('pasted.txt', bytes), options);
  await session.load(new AbortController().signal, () => {});
  const { problems, packets, connections } = session.summary();
  expect([packets, connections]).toEqual([2, 2]);
  expect(problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
    expect.stringMatching(/^1 .*my-service/),
  ]);
});

describe('what only looks like a row', () => {
  it.each([
    '| 5  17:11:35.6 :8000 -> .110:52552   ACK     1    2   229  0  | FIN_WAIT_2  CLOSE_WAIT | 120 s |',
    '7 17:11:35.668 192.0.2.1:40112 -> 192.0.2.2:8000 ACK 54',
    '12 0.000123 [:8000] → 192.0.2.2 TCP 54',
  ])(
    'is not a packet of another protocol, and the text is not a recording without connections: %s',
    async (line) => {
      await expect(packetsOf(`How the page looks:\n${line}\nand so on\n`)).rejects.toThrow();
    },
  );

  it('rows of other protocols have addresses and names, of hardware too', async () => {
    const rows = [
      '1 0.000000 00:1b:21:aa:bb:cc → ff:ff:ff:ff:ff:ff ARP 42 Who has 192.0.2.2? Tell 192.0.2.1',
      '2 0.000100 fe80::1 → ff02::1 ICMPv6 86 Router Advertisement',
      '3 0.000200 ::1 → ::1 UDP 40 40000 → 53 Len=0',
      '4 0.000300 gateway.example → 192.0.2.1 DNS 80 Standard query',
    ];
    const session = CaptureSession.create(
      new MemorySource('pasted.txt', new TextEncoder().encode(`${rows.join('\n')}\n`)),
      { locale: 'en', pause: async () => {} },
    );
    await session.load(new AbortController().signal, () => {});
    expect(session.summary()).toMatchObject({ packets: 4, tcpPackets: 0 });
  });
});

describe('tshark -T fields without a heading, with fields that a packet does not have', () => {
  // Printed by tshark 4.0 of test/fixtures/kernel/client_closes_first: -e frame.number -e frame.time_relative -e ip.src
  // -e ipv6.src -e ip.dst -e ipv6.dst -e udp.srcport -e tcp.srcport -e tcp.dstport -e tcp.flags -e tcp.seq -e tcp.ack.
  const ROWS = fixture('fields-empty-columns.tsv');
  const HEADING =
    'frame.number\tframe.time_relative\tip.src\tipv6.src\tip.dst\tipv6.dst\tudp.srcport\ttcp.srcport\ttcp.dstport\ttcp.flags\ttcp.seq\ttcp.ack';
  it('the empty ones do not move the others', async () => {
    const packets = await packetsOf(ROWS);
    expect(packets).toEqual(await packetsOf(`${HEADING}\n${ROWS}`));
    expect(packets).toHaveLength(ROWS.trim().split('\n').length);
    expect(packets[0]).toMatchObject({ ends: '10.88.0.1:40001 10.88.0.2:8000', flags: 'S' });
  });
});

describe('columns of choice without numbers', () => {
  const problems = async (text: string) => {
    const session = CaptureSession.create(new MemorySource('fields.tsv', new TextEncoder().encode(text)), {
      locale: 'en',
      pause: async () => {},
    });
    await session.load(new AbortController().signal, () => {});
    return session
      .summary()
      .problems.map(({ message }) => message)
      .join();
  };
  const rows = (numbers: string) =>
    `10.88.0.1\t40001\t10.88.0.2\t8000\t0x0002${numbers}\n10.88.0.2\t8000\t10.88.0.1\t40001\t0x0012${numbers}\n`;
  it('are told: a half-closed connection would not be recognised', async () => {
    expect(await problems(rows(''))).toContain('The rows show no acknowledgment numbers');
    expect(await problems(rows('\t0\t1'))).toBe('');
    expect(await problems(fixture('tshark-text.txt'))).toBe('');
  });
});
