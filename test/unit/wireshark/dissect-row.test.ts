import { expect, it } from 'vitest';
import { dissectText } from '../../../src/core/capture';

const ROW =
  '    8  65.000000 198.51.100.7 → 192.0.2.2    TCP 54 44236 → 8000 [RST, ACK] Seq=86 Ack=1 Win=0 Len=0';

/** Every field that has a place, by the characters that stand there. */
function shownBy(lines: readonly string[]): Record<string, string> {
  const { text, layers } = dissectText(lines);
  const fields = layers.flatMap((layer) => layer.fields.map((field) => ({ ...field, layer: layer.name })));
  return Object.fromEntries(
    fields
      .filter(({ start, end }) => end > start)
      .map(({ layer, name, start, end }) => [`${layer} ${name}`, text.slice(start, end)]),
  );
}

it("a row's fields stand where the row shows them", () => {
  expect(shownBy([ROW])).toEqual({
    'Frame Number': '8',
    'Frame Length': '54',
    'IP Source': '198.51.100.7',
    'IP Destination': '192.0.2.2',
    'IP Protocol': 'TCP',
    'TCP Source port': '44236',
    'TCP Destination port': '8000',
    'TCP Sequence number': '86',
    'TCP Acknowledgment number': '1',
    'TCP Window': '0',
    'TCP Length': '0',
  });
});

it('a packet of -T json is all of its lines', () => {
  const lines = [
    '    "_index": "packets-2026-11-28",',
    '        "ip.src": "192.0.2.1",',
    '        "ip.dst": "192.0.2.2",',
    '          "tcp.srcport": "40112",',
    '          "tcp.dstport": "8000",',
    '          "tcp.flags": "0x0002",',
    '  },',
  ];
  expect(dissectText(lines).text).toBe(lines.join('\n'));
  expect(shownBy(lines)).toMatchObject({ 'IP Source': '192.0.2.1', 'TCP Destination port': '8000' });
});
