import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { exportedStream } from '../../../src/core/report';
import { CaptureSession } from '../../../src/core/session/capture';

interface Sent {
  readonly client: boolean;
  readonly seq: number;
  readonly ack?: number;
  readonly flags?: number;
  readonly data?: string;
  /** Bytes of it that are captured; all where it is not given. */
  readonly captured?: number;
}

const [FIN, SYN, ACK] = [1, 2, 16];

/** A pcap (LINKTYPE_RAW) of one connection: IPv4 (RFC 791) and TCP (RFC 9293) headers of 20 bytes, numbers absolute. */
function pcapOf(packets: readonly Sent[]): Uint8Array {
  const records = packets.map(({ client, seq, ack, flags = ACK, data = '', captured }, at) => {
    const payload = Buffer.from(data);
    const ip = Buffer.alloc(20);
    ip[0] = 0x45;
    ip.writeUInt16BE(40 + payload.length, 2);
    ip[8] = 64;
    ip[9] = 6;
    const [a, b] = [Buffer.from([192, 0, 2, 1]), Buffer.from([192, 0, 2, 2])];
    (client ? a : b).copy(ip, 12);
    (client ? b : a).copy(ip, 16);
    const tcp = Buffer.alloc(20);
    tcp.writeUInt16BE(client ? 40000 : 80, 0);
    tcp.writeUInt16BE(client ? 80 : 40000, 2);
    tcp.writeUInt32BE(seq >>> 0, 4);
    tcp.writeUInt32BE((ack ?? 0) >>> 0, 8);
    tcp[12] = 0x50;
    tcp[13] = flags;
    tcp.writeUInt16BE(1000, 14);
    const whole = Buffer.concat([ip, tcp, payload]);
    const bytes = captured === undefined ? whole : whole.subarray(0, 40 + captured);
    const header = Buffer.alloc(16);
    header.writeUInt32LE(1_700_000_000 + at, 0);
    header.writeUInt32LE(bytes.length, 8);
    header.writeUInt32LE(whole.length, 12);
    return Buffer.concat([header, bytes]);
  });
  const head = Buffer.from('d4c3b2a1020004000000000000000000ffff000065000000', 'hex');
  return new Uint8Array(Buffer.concat([head, ...records]));
}

async function clientOf(packets: readonly Sent[]) {
  const session = CaptureSession.create(new MemorySource('made.pcap', pcapOf(packets)), {
    locale: 'en',
    pause: async () => {},
  });
  await session.load({ aborted: false }, () => {});
  return session.client();
}

/** Who sent what: bytes as text, holes as `-N-`, bytes that were cut as `~N~`. */
async function followed(packets: readonly Sent[]): Promise<string> {
  const { pieces } = await (await clientOf(packets)).stream({ connection: 1, limit: 1 << 20 });
  return pieces
    .map(({ from, bytes, missing, cut }) => {
      const text = Buffer.from(bytes, 'base64').toString();
      return `${from[0]}:${text}${missing === 0 ? '' : cut ? `~${missing}~` : `-${missing}-`}`;
    })
    .join(' ');
}

const START = 0xffff_fff0;
const HANDSHAKE: readonly Sent[] = [
  { client: true, seq: START, flags: SYN },
  { client: false, seq: 500, ack: START + 1, flags: SYN | ACK },
  { client: true, seq: START + 1, ack: 501 },
];
const sends = (at: number, data: string, more: Partial<Sent> = {}): Sent => ({
  ...{ client: true, seq: START + 1 + at, ack: 501, data },
  ...more,
});
const answers = (at: number, data: string, ack = 0): Sent => ({
  ...{ client: false, seq: 501 + at, ack: START + 1 + ack, data },
});

describe('what both ends sent', () => {
  test('in order, also across the end of the sequence numbers', async () => {
    expect(
      await followed([
        ...HANDSHAKE,
        sends(0, 'request 1234567890'),
        sends(18, 'more'),
        answers(0, 'yes', 22),
      ]),
    ).toBe('c:request 1234567890 c:more s:yes');
  });

  test('a segment that comes early waits for the one before it', async () => {
    expect(await followed([...HANDSHAKE, sends(3, 'def'), sends(6, 'ghi'), sends(0, 'abc')])).toBe(
      'c:abc c:def c:ghi',
    );
  });

  test('what is sent again is there once; of one that goes beyond, what is new', async () => {
    expect(
      await followed([...HANDSHAKE, sends(0, 'abc'), sends(0, 'abc'), sends(0, 'abcdef'), sends(2, 'cde')]),
    ).toBe('c:abc c:def');
  });

  test('a keep-alive probe carries no new byte', async () => {
    expect(
      await followed([...HANDSHAKE, sends(0, 'abc'), answers(0, 'x', 3), sends(2, '\0'), sends(3, 'd')]),
    ).toBe('c:abc s:x c:d');
  });

  test('a hole is told once the peer has acknowledged beyond it, or at the end', async () => {
    expect(
      await followed([...HANDSHAKE, sends(0, 'abc'), sends(10, 'klm'), answers(0, 'ok', 13), sends(13, 'n')]),
    ).toBe('c:abc c:-7- c:klm s:ok c:n');
    expect(await followed([...HANDSHAKE, sends(0, 'abc'), sends(10, 'klm')])).toBe('c:abc c:-7- c:klm');
  });

  test('acknowledged and never recorded, at the end', async () => {
    const fin = { ...sends(3, ''), flags: FIN | ACK };
    expect(await followed([...HANDSHAKE, sends(0, 'abc'), fin, answers(0, '', 4)])).toBe('c:abc');
    expect(await followed([...HANDSHAKE, answers(0, '', 21), answers(0, 'late', 21)])).toBe('s:late c:-20-');
  });

  test('cut by the snap length', async () => {
    expect(await followed([...HANDSHAKE, sends(0, 'abcdefghij', { captured: 4 }), sends(10, 'klm')])).toBe(
      'c:abcd~6~ c:klm',
    );
  });

  test('a recording that begins in the middle begins with what it saw first', async () => {
    expect(await followed([sends(100, 'abc'), answers(7, 'xyz', 103), sends(103, 'def')])).toBe(
      'c:abc s:xyz c:def',
    );
  });
});

test('an answer holds as much as was asked for and says that there is more', async () => {
  const client = await clientOf([...HANDSHAKE, sends(0, 'abcdef'), sends(6, 'ghi'), sends(9, 'jkl')]);
  const { pieces, more } = await client.stream({ connection: 1, limit: 5 });
  expect([pieces.length, more]).toEqual([1, true]);
  expect((await client.stream({ connection: 1, limit: 100 })).more).toBe(false);
});

describe('as a file', () => {
  const packets = [
    ...HANDSHAKE,
    sends(0, 'caf\u00e9\r\n\u001b]52;c;eA==\u0007'),
    answers(0, 'ok', 22),
    sends(30, 'x'),
  ];
  const saved = async (form: 'text' | 'hex' | 'raw', side: 'both' | 'client' | 'server' = 'both') => {
    const pieces: Uint8Array[] = [];
    for await (const piece of exportedStream('en', await clientOf(packets), { connection: 1, side, form }))
      pieces.push(piece);
    return Buffer.concat(pieces);
  };

  test('the bytes alone', async () => {
    expect((await saved('raw')).toString()).toBe('caf\u00e9\r\n\u001b]52;c;eA==\u0007okx');
    expect((await saved('raw', 'server')).toString()).toBe('ok');
  });

  test('text with what acts spelled out, and holes told', async () => {
    const text = (await saved('text')).toString();
    expect(text).toContain('=== Client ===\ncaf\u00e9\n\\x1b]52;c;eA==\\x07');
    expect(text).toContain('=== Server ===\nok');
    expect(text).toContain('[11 bytes are not in the recording]\nx');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  });

  test('hexadecimal digits with offsets', async () => {
    expect((await saved('hex', 'client')).toString()).toMatch(
      /^=== Client ===\n00000000 {2}63 61 66 c3 a9 0d 0a 1b 5d 35 32 3b 63 3b 65 41 {2}caf\.{5}\]52;c;eA\n/,
    );
  });
});
