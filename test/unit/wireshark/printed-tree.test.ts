import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { annotate } from '../kernel/annotate';

/** What tshark -V and its default columns print of the same recording. */
const tree = readFileSync('test/fixtures/wireshark/close_wait_after_data.tree.txt', 'utf8');
const columns = readFileSync('test/fixtures/wireshark/close_wait_after_data.columns.txt', 'utf8');
const said = async (text: string) =>
  (await annotate('tree.txt', new TextEncoder().encode(text))).map((packet) => JSON.stringify(packet));
const eachLine = (change: (line: string) => string) => (text: string) =>
  text.split('\n').map(change).join('\n');

const DAMAGE: Readonly<Record<string, (text: string) => string>> = {
  'a hex dump behind each packet': (text) =>
    text.replaceAll(
      '\n\n',
      '\n\n0000  02 00 00 88 00 02 02 00 00 88 00 01 08 00 45 00   ..............E.\n\n',
    ),
  'no blank lines between packets': (text) => text.replaceAll('\n\n', '\n'),
  'every second line blank': (text) => text.replaceAll('\n', '\n\n'),
  quoted: eachLine((line) => `> ${line}`),
  'behind a prefix': eachLine((line) => `web-0 app ${line}`),
  'Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
  'as Wireshark before 3 prints it': (text) =>
    text
      .replaceAll(
        'Internet Protocol Version 4, Src: 10.88.0.1,',
        'Internet Protocol Version 4, Src: host-a (10.88.0.1),',
      )
      .replaceAll('Dst: 10.88.0.2\n', 'Dst: host-b (10.88.0.2)\n')
      .replaceAll('Dst Port: 8000', 'Dst Port: irdmi (8000)')
      .replaceAll('Sequence Number', 'Sequence number')
      .replaceAll('    Window: ', '    Window size value: '),
  'behind the row of its columns': (text) =>
    text.replace(
      /^Frame (\d+):/gm,
      (frame, number) => `${columns.split('\n')[Number(number) - 1]}\n${frame}`,
    ),
};

describe('a packet as a tree', () => {
  it.each(Object.keys(DAMAGE))('%s', async (damage) => {
    expect(await said(DAMAGE[damage](tree))).toEqual(await said(tree));
  });

  it('ends where another packet or a remark begins', async () => {
    const packets = (await said(tree)).length;
    const line =
      '12:00:01.000000 IP 192.0.2.1.33482 > 192.0.2.2.8000: Flags [S], seq 1, win 64240, length 0\n';
    expect(await said(`${tree}${line}`)).toHaveLength(packets + 1);
    expect(await said(`${tree}\nThat is all that I have.\n`)).toHaveLength(packets);
    expect(await said(`${tree}${columns.split('\n')[0].replace(' 1 ', '99 ')}\n`)).toHaveLength(packets + 1);
  });

  it('UDP and ARP are counted and are not TCP', async () => {
    const udp = `Frame 1: 60 bytes on wire (480 bits), 60 bytes captured (480 bits)
Internet Protocol Version 4, Src: 192.0.2.1, Dst: 192.0.2.2
User Datagram Protocol, Src Port: 5353, Dst Port: 53
    Source Port: 5353

Frame 2: 60 bytes on wire (480 bits), 60 bytes captured (480 bits)
Address Resolution Protocol (request)
`;
    expect(await said(`${udp}\n${tree.replace(/^Frame 1:/, 'Frame 3:').split('\n\n')[0]}`)).toEqual([
      'null',
      'null',
      (await said(tree))[0],
    ]);
  });
});
