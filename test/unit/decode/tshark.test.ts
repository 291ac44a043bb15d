import { describe, expect, test } from 'vitest';
import { decodeFrame, dissectFrame, type Frame, PacketKind, Segment } from '../../../src/core/decode';
import { AddressFamily, formatAddress } from '../../../src/core/tcp';
import { captureNames, framesOf, tsharkRows } from './capture-fixture';

type Row = Record<string, string>;

/** Packets on which tshark says something else on purpose, and why. Numbered from 1. */
const DIFFERENT: Record<string, Record<number, string>> = {
  'ipv6-extensions': {
    4: 'tshark ends at a mobility header; RFC 6275 section 6.1.1 lets a header follow it',
  },
  'tcp-options': { 533: 'a SACK option of 9 bytes: tshark shows an edge of it, here it counts as absent' },
  malformed: {
    12: 'the total length exceeds the frame: tshark believes the frame, here and in tcpdump the header counts',
  },
};

/** tshark does not see through these at all; their decoding is asserted against the packets that were put in. */
const NOT_READ_BY_TSHARK = ['mpls-pseudowire'];

function decode(frame: Frame): Segment {
  const segment = new Segment();
  decodeFrame(frame, segment);
  return segment;
}

function addresses(s: Segment): string[] {
  return [
    formatAddress(s.family, s.source0, s.source1, s.source2, s.source3),
    formatAddress(s.family, s.destination0, s.destination1, s.destination2, s.destination3),
  ];
}

function innermostAddresses(row: Row): string[] {
  const protocols = row['frame.protocols'].split(':');
  const version = protocols.lastIndexOf('ipv6') > protocols.lastIndexOf('ip') ? 'ipv6' : 'ip';
  return [row[`${version}.src`], row[`${version}.dst`]];
}

const quotesTcp = (row: Row): boolean => /:icmp(v6)?(:|$)/.test(row['frame.protocols']);

/** Our reading under tshark's field names, '' for unknown. */
function asTshark(s: Segment, frame: Frame): Row {
  return {
    'tcp.srcport': String(s.sourcePort),
    'tcp.dstport': String(s.destinationPort),
    'tcp.seq_raw': s.seqKnown ? String(s.seq >>> 0) : '',
    'tcp.ack_raw': s.ackKnown ? String(s.ack >>> 0) : '',
    'tcp.flags': s.flagsKnown ? `0x${s.flags.toString(16).padStart(4, '0')}` : '',
    'tcp.window_size_value': s.windowKnown ? String(s.window) : '',
    'tcp.len': s.lengthKnown ? String(s.length) : '',
    'tcp.urgent_pointer': String(s.urgentPointer),
    'tcp.options.mss_val': s.maximumSegmentSize < 0 ? '' : String(s.maximumSegmentSize),
    'tcp.options.wscale.shift': s.windowScale < 0 ? '' : String(s.windowScale),
    'tcp.options.timestamp.tsval': s.timestampKnown ? String(s.timestampValue) : '',
    'tcp.options.timestamp.tsecr': s.timestampKnown ? String(s.timestampEcho) : '',
    'tcp.options.sack_le': s.sackCount === 0 ? '' : String(s.sack[s.sackCount * 2 - 2] >>> 0),
    'tcp.options.sack_re': s.sackCount === 0 ? '' : String(s.sack[s.sackCount * 2 - 1] >>> 0),
    'tcp.checksum.status': checksumStatus(frame, 'TCP', 'Checksum'),
    'ip.checksum.status': checksumStatus(frame, 'IPv4', 'Header checksum'),
  };
}

/** tshark's numbers: 0 bad, 1 good, 2 unverified; '' where the field is not there. */
function checksumStatus(frame: Frame, layerName: string, fieldName: string): string {
  const layer = dissectFrame(frame).findLast(({ name }) => name === layerName);
  const value = layer?.fields.find(({ name }) => name === fieldName)?.value;
  if (value === undefined) return '';
  return value.includes('[correct]') ? '1' : value.includes('[unverified]') ? '2' : '0';
}

function expected(row: Row, ours: Row): Row {
  const fields = Object.fromEntries(Object.keys(ours).map((name) => [name, row[name]]));
  // tshark prints the field also when the ACK bit is not set.
  if (ours['tcp.ack_raw'] === '') fields['tcp.ack_raw'] = '';
  // Of a first fragment tshark gives no length; here it is the fragment's, as in tcpdump.
  if (fields['tcp.len'] === '') fields['tcp.len'] = ours['tcp.len'];
  if (fields['tcp.urgent_pointer'] === '') fields['tcp.urgent_pointer'] = ours['tcp.urgent_pointer'];
  return fields;
}

const whole = captureNames().filter((name) => name !== 'cut' && !NOT_READ_BY_TSHARK.includes(name));

describe.each(whole)('%s', (name) => {
  const rows = tsharkRows(name);
  const frames = framesOf(name);

  test('reads every TCP segment as tshark does', () => {
    expect(frames.length).toBe(rows.length);
    for (const [index, frame] of frames.entries()) {
      const row = rows[index];
      const s = decode(frame);
      const isTcp = row['tcp.srcport'] !== '' && !quotesTcp(row);
      if (s.kind === PacketKind.malformed || DIFFERENT[name]?.[index + 1] !== undefined) continue;
      expect(s.kind === PacketKind.tcp, `packet ${index + 1} is TCP`).toBe(isTcp);
      if (!isTcp) continue;
      const ours = asTshark(s, frame);
      expect({ packet: index + 1, ...ours }).toEqual({ packet: index + 1, ...expected(row, ours) });
      expect(addresses(s)).toEqual(innermostAddresses(row));
    }
  });

  test('gives other packets the kind that tshark finds', () => {
    for (const [index, frame] of frames.entries()) {
      const row = rows[index];
      const s = decode(frame);
      const kind = otherKind(row);
      if (kind === undefined || s.kind === PacketKind.malformed) continue;
      expect(s.kind, `packet ${index + 1}: ${row['frame.protocols']}`).toBe(kind);
      if (kind !== PacketKind.udp) continue;
      expect([s.sourcePort, s.destinationPort, s.length + 8].map(String)).toEqual([
        row['udp.srcport'],
        row['udp.dstport'],
        row['udp.length'],
      ]);
    }
  });
});

function otherKind(row: Row): PacketKind | undefined {
  if (quotesTcp(row)) return PacketKind.icmp;
  if (row['tcp.srcport'] !== '') return undefined;
  if (row['udp.srcport'] !== '') return PacketKind.udp;
  return row['frame.protocols'].endsWith(':arp') ? PacketKind.arp : undefined;
}

test('what the snap length leaves of a header is what tshark shows of it', () => {
  const rows = tsharkRows('cut');
  for (const [index, frame] of framesOf('cut').entries()) {
    const row = rows[index];
    const s = decode(frame);
    if (row['tcp.srcport'] === '') {
      expect(s.kind, `packet ${index + 1}`).toBe(PacketKind.truncated);
      continue;
    }
    expect(s.kind).toBe(PacketKind.tcp);
    const ours = asTshark(s, frame);
    for (const [field, value] of Object.entries(ours)) {
      // tshark stops at the first field that is not all there, and shows half an option.
      if (row[field] === '' || field.startsWith('tcp.options.')) continue;
      expect(value, `${field} of packet ${index + 1}`).toBe(
        field === 'tcp.ack_raw' ? row[field] : row[field],
      );
    }
  }
});

test('a cut header is known up to the cut', () => {
  // The first frame of the capture: Ethernet, VLAN and IPv4 take 38 bytes, so TCP begins at byte 38.
  const known = (captured: number) => {
    const s = decode(framesOf('cut')[captured - 1]);
    return [s.kind, s.seqKnown, s.ackKnown, s.flagsKnown, s.windowKnown, s.lengthKnown];
  };
  expect(known(41)).toEqual([PacketKind.truncated, true, false, true, true, true]);
  expect(known(42)).toEqual([PacketKind.tcp, false, false, false, false, false]);
  expect(known(46)).toEqual([PacketKind.tcp, true, false, false, false, false]);
  expect(known(51)).toEqual([PacketKind.tcp, true, false, false, false, true]);
  expect(known(52)).toEqual([PacketKind.tcp, true, true, true, false, true]);
  expect(known(54)).toEqual([PacketKind.tcp, true, true, true, true, true]);
});

test('an Ethernet pseudowire over MPLS, with its control word, leads to the packet in it', () => {
  const inside = framesOf('ethernet').slice(0, 3).map(decode);
  const seen = framesOf('mpls-pseudowire').map(decode);
  for (const [index, s] of seen.entries()) {
    expect(s.kind).toBe(PacketKind.tcp);
    expect(addresses(s)).toEqual(addresses(inside[index]));
    expect([s.sourcePort, s.seq, s.length]).toEqual([
      inside[index].sourcePort,
      inside[index].seq,
      inside[index].length,
    ]);
  }
});

test('contradictions make a malformed row, with the ports where they could be read', () => {
  const rows = framesOf('malformed').map(decode);
  expect(rows.map((s) => s.kind)).toEqual([...Array(11).fill(PacketKind.malformed), PacketKind.tcp]);
  expect(rows.slice(0, 4).map((s) => [s.sourcePort, s.destinationPort])).toEqual(
    Array(4).fill([33482, 8000]),
  );
  expect(rows.slice(0, 3).map((s) => s.lengthKnown)).toEqual([false, false, false]);
  // A bad IP header: its addresses stand, no port is made up.
  expect(rows.slice(4, 7).map((s) => [s.family, s.sourcePort])).toEqual(
    Array(3).fill([AddressFamily.ipv4, 0]),
  );
  // The version contradicts the Ethertype: nothing of it is believed.
  expect(rows.slice(8, 10).map((s) => s.family)).toEqual([AddressFamily.none, AddressFamily.none]);
});
