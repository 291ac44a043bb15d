import { describe, expect, test } from 'vitest';
import { dissectFrame, type Field, type Frame, type Layer } from '../../../src/core/decode';
import { captureNames, frameOf, framesOf, fromHex, tsharkRanges } from './capture-fixture';

function layer(layers: readonly Layer[], name: string): Layer | undefined {
  return layers.findLast((candidate) => candidate.name === name);
}

function fieldOf(frame: Frame, layerName: string, fieldName: string): Field | undefined {
  return layer(dissectFrame(frame), layerName)?.fields.find(({ name }) => name === fieldName);
}

/** tshark's field, and where it stands in the details: layer, field, child. */
const PLACES: readonly (readonly [string, string, string, string?])[] = [
  ['ip.ttl', 'IPv4', 'TTL'],
  ['ip.proto', 'IPv4', 'Protocol'],
  ['ip.checksum', 'IPv4', 'Header checksum'],
  ['ip.src', 'IPv4', 'Source'],
  ['ip.dst', 'IPv4', 'Destination'],
  ['ipv6.hlim', 'IPv6', 'Hop limit'],
  ['ipv6.src', 'IPv6', 'Source'],
  ['ipv6.dst', 'IPv6', 'Destination'],
  ['tcp.srcport', 'TCP', 'Source port'],
  ['tcp.dstport', 'TCP', 'Destination port'],
  ['tcp.seq_raw', 'TCP', 'Sequence number'],
  ['tcp.ack_raw', 'TCP', 'Acknowledgment number'],
  ['tcp.flags', 'TCP', 'Flags'],
  ['tcp.flags.syn', 'TCP', 'Flags', 'SYN (synchronize)'],
  ['tcp.window_size_value', 'TCP', 'Window'],
  ['tcp.checksum', 'TCP', 'Checksum'],
  ['tcp.urgent_pointer', 'TCP', 'Urgent pointer'],
  ['tcp.options', 'TCP', 'Options'],
  ['udp.srcport', 'UDP', 'Source port'],
  ['udp.length', 'UDP', 'Length'],
  ['vxlan.vni', 'VXLAN', 'VNI'],
  ['arp.opcode', 'ARP', 'Operation'],
];

/**
 * tshark takes the second packet of an A-MSDU too, stops at a mobility header and at a pseudowire, counts from
 * behind PPP's direction byte, and reads IPv6 under IPv4's Ethertype, which tcpdump calls invalid.
 */
const SKIPPED: Record<string, readonly number[]> = {
  'ipv6-extensions': [4],
  malformed: [9],
  'mpls-pseudowire': [1, 2, 3],
  'ppp-with-dir': [1, 2, 3],
  radiotap: [7],
  wifi: [7],
};

describe.each(captureNames().filter((name) => name !== 'cut'))('%s', (name) => {
  test('fields stand where tshark finds them', () => {
    const expected = tsharkRanges(name);
    for (const [index, frame] of framesOf(name).entries()) {
      if (SKIPPED[name]?.includes(index + 1)) continue;
      const layers = dissectFrame(frame);
      for (const [tsharkField, layerName, fieldName, childName] of PLACES) {
        const range = expected[index].get(tsharkField);
        if (range === undefined || range[0] === range[1]) continue;
        const parent = layer(layers, layerName)?.fields.find((field) => field.name === fieldName);
        const field =
          childName === undefined ? parent : parent?.children?.find((child) => child.name === childName);
        expect([field?.start, field?.end], `${tsharkField} of packet ${index + 1}`).toEqual(range);
      }
    }
  });
});

test('a SYN, field by field', () => {
  const [frame] = framesOf('ethernet');
  const layers = dissectFrame(frame);
  expect(layers.map(({ name, start, end }) => [name, start, end])).toEqual([
    ['Ethernet II', 0, 14],
    ['IPv4', 14, 34],
    ['TCP', 34, 74],
  ]);
  const tcp = layers[2].fields.map(({ name, value }) => `${name}: ${value}`);
  expect(tcp).toEqual([
    'Source port: 33482',
    'Destination port: 8000',
    'Sequence number: 4020000773',
    'Acknowledgment number: 0',
    'Header length: 40 bytes',
    'Reserved: 0',
    'Flags: 0x002 [S]',
    'Window: 8192',
    'Checksum: 0x8b2b [correct]',
    'Urgent pointer: 0',
    'Payload length: 0',
    'Options: 20 bytes',
  ]);
  const options = layers[2].fields
    .at(-1)
    ?.children?.map(({ name, value, start, end }) => [name, value, start, end]);
  expect(options).toEqual([
    ['Maximum segment size', '1460', 54, 58],
    ['SACK permitted', '', 58, 60],
    ['Timestamps', 'value 1000001, echo reply 2000002', 60, 70],
    ['No-Operation', '', 70, 71],
    ['Window scale', '7 (multiply by 128)', 71, 74],
  ]);
});

test('checksums: wrong, left to the network card, and not there to be verified', () => {
  const frames = framesOf('ipv4-cases');
  expect(fieldOf(frames[9], 'IPv4', 'Header checksum')?.problem).toBe('checksum left to the network card');
  expect(fieldOf(frames[10], 'IPv4', 'Header checksum')).toMatchObject({
    value: '0xbeef [incorrect, should be 0x3c51]',
    problem: 'bad checksum',
  });
  expect(fieldOf(frames[11], 'TCP', 'Checksum')?.problem).toBe('checksum left to the network card');
  expect(fieldOf(frames[12], 'TCP', 'Checksum')?.problem).toBe('bad checksum');
  expect(fieldOf(frames[3], 'TCP', 'Checksum')?.value).toContain('[unverified]');
  expect(fieldOf(frames[13], 'UDP', 'Checksum')?.value).toContain('[correct]');
  expect(fieldOf(frames[14], 'UDP', 'Checksum')?.problem).toBe('bad checksum');
  expect(fieldOf(frames[15], 'ICMP', 'Checksum')?.value).toContain('[correct]');
  expect(fieldOf(framesOf('vxlan')[0], 'UDP', 'Checksum')?.value).toBe('0x0000 [none]');
});

test('an ICMP error shows the headers that it quotes', () => {
  const [refused, expired] = framesOf('ipv4-cases').slice(16, 18);
  const layers = dissectFrame(refused);
  expect(layers.map(({ name }) => name)).toEqual(['Ethernet II', 'IPv4', 'ICMP', 'IPv4', 'TCP']);
  expect(layers[2].fields.slice(0, 2).map(({ value }) => value)).toEqual([
    '3 (Destination unreachable)',
    '3 (port unreachable)',
  ]);
  expect(layers[4].fields.find(({ problem }) => problem === 'not quoted')?.value).toBe('8 of 20 bytes');
  expect(dissectFrame(expired).map(({ name }) => name)).toEqual([
    'Ethernet II',
    'IPv4',
    'ICMP',
    'IPv4',
    'TCP',
  ]);
});

test('payload comes last with its text, padding and FCS behind it as a trailer', () => {
  const layers = dissectFrame(framesOf('ethernet')[1]);
  expect(layers.at(-1)).toMatchObject({ name: 'Payload', start: 66, end: 83 });
  expect(layers.at(-1)?.fields.map(({ name, value }) => [name, value])).toEqual([
    ['Data', '17 bytes'],
    ['Text', 'HTTP/1.1 200 OK..'],
  ]);
  const padded = dissectFrame(framesOf('ethernet-fcs')[3]);
  expect(padded.at(-1)).toMatchObject({ name: 'Trailer', start: 54, end: 64 });
  expect(padded.at(-1)?.fields.map(({ name, value, start, end }) => [name, value, start, end])).toEqual([
    ['Padding', '6 bytes', 54, 60],
    ['Frame check sequence', '4 bytes', 60, 64],
  ]);
});

describe('TCP options in words', () => {
  const optionsOf = (hex: string): string[] => {
    const options = fromHex(hex);
    const header = fromHex('82ca1f40 ef9c5805 00000000 0002 2000 0000 0000');
    header[12] = ((20 + options.length) / 4) << 4;
    const bytes = Uint8Array.from([
      ...fromHex(
        `4500 ${(40 + options.length).toString(16).padStart(4, '0')} 1234 4000 4006 0000 c0000201 c6336402`,
      ),
      ...header,
      ...options,
    ]);
    const field = fieldOf(frameOf(bytes, 101), 'TCP', 'Options');
    const text = (f: Field): string =>
      `${f.name}: ${f.value}${f.problem === undefined ? '' : ` !${f.problem}`}${
        f.children === undefined ? '' : ` {${f.children.map(text).join(', ')}}`
      }`;
    return field?.children?.map(text) ?? [];
  };

  test.each([
    ['1c048005 01010101', ['User timeout: 5 minutes', ...Array(4).fill('No-Operation: ')]],
    ['2202 0101', ['Fast Open: cookie request', 'No-Operation: ', 'No-Operation: ']],
    ['fe04f989', ['Experiment 2: Fast Open cookie request']],
    ['4d040102', ['Option 77: 0102']],
    ['1d080506aabbccdd', ['Authentication (TCP-AO): key 5, next key 6, MAC aabbccdd']],
    ['03030f00', ['Window scale: 15 (multiply by 16384) !more than 14', 'End of option list: ']],
    ['020505b4 00000000', ['Maximum segment size: 05b400 !bad length', 'End of option list: ']],
    ['01010800', ['No-Operation: ', 'No-Operation: ', 'Timestamps: length 0 !bad length']],
    ['0820 0101', ['Timestamps: length 32 !bad length']],
    [
      '1e0c1005deadbeef0000004d',
      [
        'Multipath TCP: 1005deadbeef0000004d {Subtype: 1 (MP_JOIN), Backup: 0, Address ID: 5, Receiver token: deadbeef, Random number: 77}',
      ],
    ],
    [
      '1e142005000000090000000a0000000b000cabcd',
      [
        'Multipath TCP: 2005000000090000000a0000000b000cabcd {Subtype: 2 (DSS), Flags: 0x05, DATA_FIN: Not set, Data ACK: 9, Data sequence number: 10, Subflow sequence number: 11, Data-level length: 12, Checksum: abcd}',
      ],
    ],
  ])('%s', (hex, expected) => {
    expect(optionsOf(hex)).toEqual(expected);
  });
});

test('a link type that is not decoded is one layer and its bytes', () => {
  const layers = dissectFrame(framesOf('unsupported')[0]);
  expect(layers.map(({ name, start, end }) => [name, start, end])).toEqual([
    ['LINKTYPE_USER0', 0, 0],
    ['Payload', 0, 60],
  ]);
});
