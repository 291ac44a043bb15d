import { describe, expect, it } from 'vitest';
import type { Capture } from '../../../src/cli/capture';
import { annotate } from '../../../src/cli/commands/annotate';
import { connections } from '../../../src/cli/commands/connections';
import type { Context } from '../../../src/cli/commands/context';
import { explain } from '../../../src/cli/commands/explain';
import { Output } from '../../../src/cli/terminal/output';
import { explainEndpoints } from '../../../src/core/explain';
import { explanationMarkdown } from '../../../src/core/report/explanation-markdown';
import { explanationText } from '../../../src/core/report/explanation-text';
import { Style } from '../../../src/core/report/style';
import { displayWidth } from '../../../src/core/report/width';
import type { Locale } from '../../../src/core/words';
import { sampleFacts } from '../explain/sample-facts';
import { connection, fakeCapture, line, packet, Written } from './fake-capture';

interface Given {
  format?: string;
  locale?: Locale;
  colour?: boolean;
  columns?: number;
  connection?: number;
}

/** What a command prints for a capture. */
async function printed(
  command: (context: Context) => Promise<void>,
  capture: Capture,
  given: Given = {},
): Promise<Written> {
  const written = new Written();
  const output = new Output(written);
  await command({
    capture,
    request: {
      kind: 'command',
      command: 'annotate',
      files: ['capture'],
      file: 'x.pcap',
      format: given.format ?? 'text',
      locale: null,
      connection: given.connection ?? null,
      source: [],
    },
    locale: given.locale ?? 'en',
    output,
    toTerminal: false,
    style: new Style(given.colour ?? false),
    columns: given.columns ?? null,
    proseColumns: 100,
  });
  await output.flush();
  return written;
}

describe('annotate --format jsonl', () => {
  it("is the contract's object, field by field, in its order", async () => {
    const row = packet({ packet: 7, line: 12, analysis: ['retransmission'], note: 'a "note"' });
    const { text } = await printed(annotate, fakeCapture({ rows: [row] }), { format: 'jsonl' });
    // The contract's own example, with this test's note.
    expect(text).toBe(
      '{"packet":7,"line":12,"time":"1795361418.430407","connection":2,"from":"192.0.2.1:33482","to":"192.0.2.2:8000",' +
        '"sender":"client","flags":"F.","seq":950634545,"ack":1027388556,"relativeSeq":8,"relativeAck":1,"window":63,"length":0,' +
        '"client":{"state":"FIN_WAIT_1","certainty":"confirmed"},"server":{"state":"CLOSE_WAIT","certainty":"inferred"},' +
        '"analysis":["retransmission"],"note":"a \\"note\\""}\n',
    );
  });

  it('writes null for what is absent, and nothing for what is not TCP', async () => {
    const rows = [
      packet({ connection: null, note: 'UDP' }),
      packet({ packet: 2, time: null, seq: null, relativeSeq: null, ack: null, note: '' }),
    ];
    const { text } = await printed(annotate, fakeCapture({ rows }), { format: 'jsonl' });
    expect(text.split('\n')).toHaveLength(2);
    expect(JSON.parse(text)).toMatchObject({ packet: 2, line: null, time: null, seq: null, note: null });
  });

  it('reads a large capture page by page', async () => {
    const rows = Array.from({ length: 1203 }, (_, index) => packet({ index, row: index, packet: index + 1 }));
    const { text } = await printed(annotate, fakeCapture({ rows }), { format: 'jsonl' });
    const numbers = text
      .trimEnd()
      .split('\n')
      .map((json) => (JSON.parse(json) as { packet: number }).packet);
    expect(numbers).toEqual(rows.map((row) => row.packet));
  });
});

describe('annotate of a text log', () => {
  const file = Buffer.concat([
    Buffer.from('\ufeff# tcpdump -n\r\n', 'utf8'),
    Buffer.from([0xb9, 0xfe, 0x80, 0x0d, 0x0a]), // no UTF-8
    Buffer.from('17:11 IP a > b: Flags [F.]\n\n17:12 IP broken\n17:13 last', 'utf8'),
  ]);
  const rows = [
    line(0, '# tcpdump -n'),
    line(1, '???'),
    packet({ row: 2, line: 3, text: '17:11 IP a > b: Flags [F.]' }),
    line(3, ''),
    line(4, '17:12 IP broken', { message: 'no flags', column: 10 }),
    packet({ row: 5, line: 6, text: '17:13 last', note: '', clientChanged: false }),
  ];

  it('keeps every line byte for byte and puts the annotation under its packet', async () => {
    const { bytes } = await printed(annotate, fakeCapture({ rows, file }));
    const states = '#2 client FIN_WAIT_1 · server CLOSE_WAIT?';
    const expected = Buffer.concat([
      file.subarray(0, file.indexOf('17:12')).subarray(0, -1),
      Buffer.from(`    └─ ${states} · FIN: client will send no more; server must close()\n\n`),
      Buffer.from('17:12 IP broken\n    └─ cannot be read: no flags (column 10)\n'),
      Buffer.from(`17:13 last\n    └─ ${states}\n`),
    ]);
    expect(bytes.toString('latin1')).toBe(expected.toString('latin1'));
  });

  it('gives back the file when the annotations are taken out', async () => {
    const { bytes } = await printed(annotate, fakeCapture({ rows, file }));
    const kept = bytes
      .toString('latin1')
      .split('\n')
      .filter((text) => !text.startsWith(Buffer.from('    └─').toString('latin1')));
    expect(kept.join('\n')).toBe(`${file.toString('latin1')}\n`);
  });

  it('of UTF-16 is printed in one encoding', async () => {
    const utf16 = Buffer.from('line one\n', 'utf16le');
    const capture = { ...fakeCapture({ rows: [line(0, 'line one')], file: utf16 }) };
    capture.lineExtent = async () => ({ start: 0, end: utf16.length });
    expect((await printed(annotate, capture)).text).toBe('line one\n');
  });
});

describe('annotate of a binary capture', () => {
  it("prints tcpdump's line and the annotation", async () => {
    const { text } = await printed(annotate, fakeCapture({ rows: [packet()] }), { locale: 'zh-cn' });
    expect(text).toMatch(
      /^\d\d:\d\d:18\.430407 IP 192\.0\.2\.1\.33482 > 192\.0\.2\.2\.8000: Flags \[F\.\], seq 8, /,
    );
    expect(text).toContain('\n    └─ #2 客户端 FIN_WAIT_1 · 服务端 CLOSE_WAIT? · FIN');
  });

  it('is coloured when asked for, and says the same', async () => {
    const capture = fakeCapture({ rows: [packet()] });
    const plain = (await printed(annotate, capture)).text;
    const coloured = (await printed(annotate, capture, { colour: true })).text;
    expect(coloured).not.toBe(plain);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is removed
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});

describe('connections', () => {
  it("--format json is an array of the contract's objects", async () => {
    const capture = fakeCapture({ connections: [connection(), connection({ connection: 3 })] });
    const { text } = await printed(connections, capture, { format: 'json' });
    const [first, second] = JSON.parse(text) as unknown[];
    expect(JSON.stringify(first)).toBe(
      '{"connection":2,"client":"192.0.2.1:33482","server":"192.0.2.2:8000","firstPacket":6,"lastPacket":12,"packets":7,' +
        '"clientState":{"state":"FIN_WAIT_2","certainty":"confirmed"},"serverState":{"state":"CLOSE_WAIT","certainty":"confirmed"},' +
        '"history":"ShADaFa","findings":[],' +
        '"completeness":31,"completenessName":"Complete, WITH_DATA","handshakeRoundTrip":0.0002,"clientBytes":7,"serverBytes":0,' +
        '"clientRetransmittedBytes":0,"serverRetransmittedBytes":0,"clientWindowScale":7,"serverWindowScale":7,"closedFirst":"client",' +
        '"start":"1795361416.3","end":"1795361418.4",' +
        '"stuck":{"endpoint":"server","since":"1795361418.472530","seconds":2.1,"sureness":"proven"},"process":null,"source":"packets"}',
    );
    expect(second).toMatchObject({ connection: 3 });
    expect(await printed(connections, fakeCapture({}), { format: 'json' })).toMatchObject({ text: '[]\n' });
  });

  const two = [
    connection({ connection: 1, stuck: null, client: '[2001:db8::1]:5', packets: 123456 }),
    connection(),
  ];

  it.each(['en', 'zh-cn'] as const)('is a table whose columns line up (%s)', async (locale) => {
    const { text } = await printed(connections, fakeCapture({ connections: two }), { locale });
    const [heading, first, second] = text.split('\n');
    const column = (row: string, word: string) => displayWidth(row.slice(0, row.indexOf(word)));
    expect(column(first, '[2001:db8::1]:5')).toBe(column(second, '192.0.2.1:33482'));
    expect(column(first, 'CLOSE_WAIT')).toBe(column(second, 'CLOSE_WAIT'));
    expect(column(heading, locale === 'en' ? 'history' : '历史')).toBe(column(first, 'ShADaFa'));
    expect(second).toContain(locale === 'en' ? '● server' : '● 服务端');
    expect(text).toContain('closewait explain --connection 2 x.pcap');
  });

  it('fits the terminal', async () => {
    const long = connection({
      client: '[2001:db8:1111:2222:3333:4444:5555:6666]:52552',
      history: 'ShADadFfa'.repeat(5),
    });
    const { text } = await printed(connections, fakeCapture({ connections: [long] }), { columns: 100 });
    for (const row of text.split('\n').slice(0, 2)) expect(displayWidth(row)).toBeLessThanOrEqual(100);
  });

  it('says so when there are none', async () => {
    expect((await printed(connections, fakeCapture({}))).text).toBe('No TCP connections.\n');
  });
});

describe('explain', () => {
  const asked = async (rows: readonly ReturnType<typeof connection>[], number?: number) => {
    let seen = 0;
    const capture = fakeCapture({ connections: rows });
    capture.explain = async (wanted) => {
      seen = wanted;
      return {
        title: '',
        summary: '',
        connection: null,
        quality: null,
        captureFindings: [],
        endpoints: [],
        statements: [],
      };
    };
    await printed(explain, capture, number === undefined ? {} : { connection: number });
    return seen;
  };
  it('explains the connection asked for, else the one that findings put first', async () => {
    const rows = [1, 2, 3].map((number) => connection({ connection: number }));
    expect(await asked(rows)).toBe(1);
    expect(await asked(rows, 2)).toBe(2);
  });

  it('says which connections there are when the one asked for is not', async () => {
    await expect(asked([connection()], 9)).rejects.toThrow(
      'x.pcap: there is no connection 9; the last one is 1',
    );
    await expect(asked([])).rejects.toThrow('x.pcap: no TCP connection in this capture');
  });

  const explanation = (locale: Locale) => ({
    ...explainEndpoints(locale, sampleFacts()),
    quality: null,
    captureFindings: [],
  });

  it.each(['en', 'zh-cn'] as const)('text fits its columns, commands apart (%s)', (locale) => {
    const layout = { locale, style: new Style(false), proseColumns: 72 };
    const text = explanationText(layout, explanation(locale));
    const [, body] = text.split(/\n\n/);
    for (const row of body.split('\n')) expect(displayWidth(row)).toBeLessThanOrEqual(72);
    expect(text).toContain("  $ ss -tanpo state close-wait '( sport = :8000 )'");
  });

  it('markdown keeps commands whole and cannot be broken out of', () => {
    const hostile = { ...explanation('en'), title: '<img src=x> *a* [b](c) | d\u001b[0m' };
    const markdown = explanationMarkdown('en', hostile);
    expect(markdown.split('\n')[0]).toBe('# \\<img src=x\\> \\*a\\* \\[b\\](c) \\| d\\\\x1b\\[0m');
    expect(markdown).toContain("\nss -tanpo state close-wait '( sport = :8000 )'\n");
    expect(markdown).not.toContain('\\_');
    expect(markdown).toContain('## Server 192.168.1.177:8000: `CLOSE_WAIT`');
    expect(markdown).toContain('1. **The connection was never accepted**  \n   listen() is enough');
  });
});
