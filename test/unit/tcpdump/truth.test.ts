import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PacketKind } from '../../../src/core/decode';
import { TcpFlag } from '../../../src/core/tcp';
import { expandIpv6, type ReadPacket, readBytes } from './read-text';

/**
 * What the real tcpdump printed, in every style, against tshark's reading of the same packets. record.py in the
 * folder of the fixtures makes both.
 */
const folder = join(__dirname, '../../fixtures/text');
type Truth = Readonly<Record<string, string>>;

const captures = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/**
 * Packets (from 1) whose numbers are measured from a base that is not in the log: the conversation begins with a bare
 * acknowledgment, whose own sequence number tcpdump shows with -vv only.
 */
const withoutBase: Readonly<Record<string, readonly number[]>> = { conversations: [47, 48, 49, 50] };

for (const capture of captures) {
  const truth: Truth[] = JSON.parse(readFileSync(join(folder, capture.name, 'truth.json'), 'utf8'));
  const texts = readdirSync(join(folder, capture.name)).filter((name) => name.endsWith('.txt'));
  describe(`tcpdump's text of ${capture.name}`, () => {
    test.each(texts)('%s says what tshark reads', (name) => {
      const text = readFileSync(join(folder, capture.name, name));
      const reading = readBytes(text);
      expect(reading.problems).toEqual([]);
      expect(reading.packets.length).toBe(truth.length);
      const style = new TextStyle(basename(name, '.txt'));
      truth.forEach((row, i) => {
        const packet = reading.packets[i];
        const shown = reading.lines.slice(packet.firstLine, packet.headerLine + 1).map((line) => line.text);
        expect(readTime(packet), `time of packet ${i + 1}`).toBe(style.time(row, truth[0]));
        if (packet.segment.timeKnown)
          expect(packet.segment.timeDigits).toBe(capture.name === 'nanoseconds' ? 9 : 6);
        expect(
          differences(packet, row, style, shown.join('\n'), withoutBase[capture.name] ?? [], i + 1),
        ).toEqual([]);
      });
    });
  });
}

/** What the options of a text promise of its lines. */
class TextStyle {
  constructor(private readonly name: string) {}
  get quiet(): boolean {
    return this.name.startsWith('q');
  }
  get numbered(): boolean {
    return this.name.endsWith('#') || this.name === 'number';
  }
  get verbose(): boolean {
    return this.name.includes('vv');
  }
  get absolute(): boolean {
    return this.name.startsWith('S');
  }
  /** Nanoseconds that the text is to say: since 1970, since the first packet, or on from midnight; null: none. */
  time(row: Truth, first: Truth): bigint | null {
    const now = nanosecondsOf(row);
    switch (/^t*/.exec(this.name)?.[0]) {
      case 't':
        return null;
      case 'tt':
      case 'tttt':
        return now;
      case 'ttt':
      case 'ttttt':
        return now - nanosecondsOf(first);
      default:
        return now - (nanosecondsOf(first) / DAY) * DAY;
    }
  }
}

const DAY = 86_400_000_000_000n;

function nanosecondsOf(row: Truth): bigint {
  const [seconds, fraction] = row['frame.time_epoch'].split('.');
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
}

function readTime({ segment: s }: ReadPacket): bigint | null {
  return s.timeKnown ? BigInt(s.seconds) * 1_000_000_000n + BigInt(s.nanoseconds) : null;
}

function differences(
  packet: ReadPacket,
  row: Truth,
  style: TextStyle,
  shown: string,
  baseless: readonly number[],
  number: number,
): string[] {
  const wrong: string[] = [];
  const say = (field: string, read: unknown, expected: unknown) => {
    if (read !== expected) wrong.push(`packet ${number} ${field}: ${read} instead of ${expected}: ${shown}`);
  };
  say('number', packet.number, style.numbered ? number : -1);
  if (!isTcp(row, shown)) {
    say('tcp', packet.segment.kind === PacketKind.tcp, false);
    return wrong;
  }
  const s = packet.segment;
  say('kind', s.kind, PacketKind.tcp);
  if (s.family !== 1) {
    say('source', packet.source, innermost(row, 'src'));
    say('destination', packet.destination, innermost(row, 'dst'));
  }
  if (row['tcp.srcport'] === undefined) return wrong;
  say('source port', s.sourcePort, Number(row['tcp.srcport']));
  say('destination port', s.destinationPort, Number(row['tcp.dstport']));
  say('length', s.lengthKnown ? s.length : null, Number(row['tcp.len']));
  say('flags known', s.flagsKnown, !style.quiet);
  if (style.quiet) return wrong;
  // tshark's field has the reserved bits as well.
  const flags = Number(row['tcp.flags']) & 0x1ff;
  say('flags', s.flags, /Flags \[none\][^[]*$/.test(shown) ? 0 : flags & 0xff);
  say('seq shown', s.seqKnown, /, seq \d/.test(shown));
  say('ack shown', s.ackKnown, (flags & TcpFlag.ACK) !== 0);
  const absolute = style.absolute || style.verbose || !baseless.includes(number);
  say('absolute', s.absolute, absolute);
  if (absolute && s.seqKnown) say('seq', s.seq >>> 0, Number(row['tcp.seq_raw']));
  if (absolute && s.ackKnown) say('ack', s.ack >>> 0, Number(row['tcp.ack_raw']));
  say('window', s.windowKnown ? s.window : null, Number(row['tcp.window_size_value']));
  if ((flags & TcpFlag.URG) !== 0) say('urgent', s.urgentPointer, Number(row['tcp.urgent_pointer']));
  optionDifferences(s, row, say, shown);
  return wrong;
}

function innermost(row: Truth, end: 'src' | 'dst'): string {
  const protocols = row.protocols.split(':');
  const version6 = protocols.lastIndexOf('ipv6') > protocols.lastIndexOf('ip');
  return version6 ? expandIpv6(row[`ipv6.${end}`]) : row[`ip.${end}`];
}

type Say = (field: string, read: unknown, expected: unknown) => void;

function optionDifferences(s: ReadPacket['segment'], row: Truth, say: Say, shown: string): void {
  if (shown.includes('[bad opt]') || shown.includes('invalid sack')) return;
  const number = (field: string) => (row[field] === undefined ? -1 : Number(row[field]));
  // tshark does not read an MSS option of a wrong length; tcpdump prints its two bytes.
  if (!shown.includes('[len ')) say('mss', s.maximumSegmentSize, number('tcp.options.mss_val'));
  say('window scale', s.windowScale, number('tcp.options.wscale.shift'));
  say('SACK permitted', s.sackPermitted, row['tcp.options.sack_perm'] !== undefined);
  say('timestamp', s.timestampKnown, row['tcp.options.timestamp.tsval'] !== undefined);
  if (s.timestampKnown) {
    say('timestamp value', s.timestampValue, number('tcp.options.timestamp.tsval'));
    say('timestamp echo', s.timestampEcho, number('tcp.options.timestamp.tsecr'));
  }
  const list = (field: string) =>
    (row[field] ?? '')
      .split(',')
      .filter((value) => value !== '')
      .map(Number);
  const [left, right] = [list('tcp.options.sack_le'), list('tcp.options.sack_re')];
  say('SACK blocks', s.sackCount, left.length);
  for (let i = 0; i < Math.min(s.sackCount, left.length); i++) {
    say(`SACK left ${i}`, s.sack[2 * i] >>> 0, left[i]);
    say(`SACK right ${i}`, s.sack[2 * i + 1] >>> 0, right[i]);
  }
}

/** ICMP errors quote a TCP header that is no packet of its own; fragments and broken headers have none. */
function isTcp(row: Truth, shown: string): boolean {
  // tshark leaves a first fragment to its reassembly; tcpdump reads what is there.
  if (/frag \((0x\w+:)?0\|/.test(shown)) return true;
  if (row['tcp.srcport'] === undefined || row.protocols.includes('icmp')) return false;
  // -q names the UDP that carries a tunnel, and not what is in it.
  return !/\[bad hdr length|ip-proto-6|UDP, length/.test(shown);
}
