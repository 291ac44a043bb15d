import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from '../cli/fake-capture';

const FORMS = join(__dirname, '../../fixtures/text-forms');
const TWO = readFileSync(join(FORMS, 'two-packets-one-line.html.txt'), 'utf8');

async function closewait(text: string, ...argv: string[]): Promise<string> {
  const given = environment({}, text);
  const status = await run(given, argv);
  expect([status, given.stderr.text]).toEqual([0, '']);
  return given.stdout.text;
}

const packetsOf = async (text: string) =>
  (await closewait(text, 'annotate', '--format', 'jsonl', '-'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const withoutAnnotations = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('    └─ '))
    .join('\n');

describe('a line of HTML that shows several packets', () => {
  it('holds as many packets, all on that line', async () => {
    const packets = await packetsOf(`<html>\n${TWO.trimEnd()}\n${TWO.trimEnd()}\n`);
    expect(packets.map(({ line, from, flags }) => [line, from, flags])).toEqual([
      [2, '198.51.100.7:42654', 'S'],
      [2, '192.0.2.2:6000', 'R.'],
      [3, '198.51.100.7:42654', 'S'],
      [3, '192.0.2.2:6000', 'R.'],
    ]);
  });

  it.each([
    ['as it is', TWO],
    ['with another line behind it', `${TWO.trimEnd()}\nthat is all\n`],
    ['without an end', TWO.trimEnd()],
    ['with what is not ASCII before it', `<p>日本</p>${TWO.trimEnd()}\n`],
    [
      'between breaks',
      `${TWO.trimEnd()
        .replaceAll('</p><p>', '<br>')
        .replaceAll(/<\/?p>/g, '')}\n`,
    ],
  ])('%s: is printed unchanged, with an annotation for each under it', async (_name, text) => {
    const printed = await closewait(text, 'annotate', '-');
    const end = text.endsWith('\n') ? '' : '\n';
    expect(withoutAnnotations(printed)).toBe(text + end);
    expect(printed.match(/└─/g)).toHaveLength(2);
  });

  it('one packet in several tags is one', async () => {
    const [first] = TWO.split('</p>');
    expect(await packetsOf(`<div>note</div>${first}</p><p>and a remark</p>\n`)).toHaveLength(1);
  });
});

it('a packet of 80,000 bytes (BIG TCP) is read whole', async () => {
  const text = readFileSync(join(FORMS, 'big-tcp.tcpdump'), 'utf8');
  const [packet] = await packetsOf(text);
  expect(packet).toMatchObject({
    from: '[2001:db8::2]:40433',
    to: '[2001:db8::1]:8000',
    flags: 'P.',
    length: 80_000,
  });
});

/** Two rows of tshark's default columns, whose line end is lost. */
const SYN = '1 0.0 10.0.0.5 → 10.0.0.9 TCP 74 51514 → 8000 [SYN] Seq=0 Win=64240 Len=0';
const RST = '2 0.1 10.0.0.9 → 10.0.0.5 TCP 54 8000 → 51514 [RST, ACK] Seq=1 Ack=1 Win=0 Len=0';

describe('rows of tshark on one line', () => {
  it.each([
    ['two', `${SYN} ${RST}`, ['S', 'R.']],
    ['with blanks before their numbers', `    ${SYN}     ${RST}`, ['S', 'R.']],
    ['three', `${SYN} ${SYN.replace('1 0.0', '2 0.05')} ${RST.replace('2', '3')}`, ['S', 'S', 'R.']],
    ['behind a command', `$ tshark -n -r a.pcap ${SYN} ${RST}`, ['S', 'R.']],
    ['with an older arrow', `${SYN} ${RST}`.replaceAll('→', '->'), ['S', 'R.']],
  ])('are all read: %s', async (_, line, flags) => {
    const packets = await packetsOf(`${line}\n`);
    expect(packets.map((packet) => [packet.line, packet.flags])).toEqual(flags.map((each) => [1, each]));
  });
});
