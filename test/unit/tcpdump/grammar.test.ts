import { describe, expect, test } from 'vitest';
import { PacketKind } from '../../../src/core/decode';
import { AddressFamily, TcpFlag } from '../../../src/core/tcp';
import { expandIpv6, type ReadPacket, readOne, readText } from './read-text';

const { FIN, SYN, RST, PSH, ACK, URG, ECE, CWR, AE } = TcpFlag;

/** `source > destination`, flags, numbers, window and length as read; null for what the line does not show. */
function summary({ segment: s, source, destination }: ReadPacket) {
  return {
    ends: `${source}:${s.sourcePort} > ${destination}:${s.destinationPort}`,
    flags: s.flagsKnown ? s.flags : null,
    seq: s.seqKnown ? s.seq >>> 0 : null,
    ack: s.ackKnown ? s.ack >>> 0 : null,
    window: s.windowKnown ? s.window : null,
    length: s.lengthKnown ? s.length : null,
  };
}

const ENDS = '10.0.0.1:1024 > 10.0.0.2:80';

describe('tcpdump 3 and OpenBSD', () => {
  const syn = { ends: ENDS, flags: SYN, seq: 3000000000, ack: null, window: 8192, length: 0 };
  test.each([
    [
      '3.4, no word IP',
      '12:00:00.000001 10.0.0.1.1024 > 10.0.0.2.80: S 3000000000:3000000000(0) win 8192 <mss 1460> (DF)',
      syn,
    ],
    [
      '3.9',
      '12:00:00.000001 IP 10.0.0.1.1024 > 10.0.0.2.80: S 3000000000:3000000000(0) win 8192 <mss 1460>',
      syn,
    ],
    ['3.9 -t', 'IP 10.0.0.1.1024 > 10.0.0.2.80: S 3000000000:3000000000(0) win 8192 <mss 1460>', syn],
    ['3.4 -t', '10.0.0.1.1024 > 10.0.0.2.80: S 3000000000:3000000000(0) win 8192 <mss 1460> (DF)', syn],
    [
      '3.7 -v',
      '12:00:00.000001 10.0.0.1.1024 > 10.0.0.2.80: S [tcp sum ok] 3000000000:3000000000(0) win 8192 <mss 1460> (DF) (ttl 64, id 1, len 44)',
      syn,
    ],
    [
      '3.8 -v',
      '12:00:00.000001 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], length: 44) 10.0.0.1.1024 > 10.0.0.2.80: S [tcp sum ok] 3000000000:3000000000(0) win 8192 <mss 1460>',
      syn,
    ],
    [
      '4.0 -v',
      '12:00:00.000001 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 44)\n    10.0.0.1.1024 > 10.0.0.2.80: S, cksum 0x1234 (incorrect (-> 0x5678), 3000000000:3000000000(0) win 8192 <mss 1460>',
      syn,
    ],
    [
      '-e, MAC addresses without leading zeros',
      '12:00:00.000001 0:c:29:1:2:3 0:50:56:1:2:3 0800 58: 10.0.0.1.1024 > 10.0.0.2.80: S 3000000000:3000000000(0) win 8192 <mss 1460>',
      syn,
    ],
    [
      '-e, the protocol by name',
      '12:00:00.000001 0:c:29:1:2:3 0:50:56:1:2:3 ip 58: 10.0.0.1.1024 > 10.0.0.2.80: S 3000000000:3000000000(0) win 8192 <mss 1460>',
      syn,
    ],
    [
      'data',
      '12:00:00.000001 IP 10.0.0.1.1024 > 10.0.0.2.80: P 3000000001:3000000010(9) ack 4000000000 win 229',
      { ...syn, flags: PSH | ACK, seq: 3000000001, ack: 4000000000, window: 229, length: 9 },
    ],
    [
      'an acknowledgment',
      '12:00:00.000001 IP 10.0.0.1.1024 > 10.0.0.2.80: . ack 4000000000 win 229',
      { ...syn, flags: ACK, seq: null, ack: 4000000000, window: 229 },
    ],
    [
      'many flags',
      '12:00:00.000001 IP 10.0.0.1.1024 > 10.0.0.2.80: SFRPWE 3000000000:3000000000(0) ack 4000000000 win 1 urg 2',
      { ...syn, flags: SYN | FIN | RST | PSH | CWR | ECE | ACK | URG, ack: 4000000000, window: 1 },
    ],
    [
      '-q',
      '12:00:00.000001 10.0.0.1.1024 > 10.0.0.2.80: tcp 5 (DF)',
      { ...syn, flags: null, seq: null, window: null, length: 5 },
    ],
    [
      'a cut header',
      '12:00:00.000001 10.0.0.1.1024 > 10.0.0.2.80: [|tcp]',
      { ...syn, flags: null, seq: null, window: null, length: null },
    ],
    [
      'cut options',
      '12:00:00.000001 10.0.0.1.1024 > 10.0.0.2.80: S 3000000000:3000000000(0) win 8192 <mss 1460,nop,[|tcp]> (DF)',
      syn,
    ],
  ])('%s', (_, text, expected) => {
    const reading = readText(`${text}\n`);
    expect(reading.problems).toEqual([]);
    expect(reading.packets.map(summary)).toEqual([expected]);
  });

  test('options', () => {
    const s = readOne(
      '12:00:00.000001 IP 10.0.0.1.1024 > 10.0.0.2.80: . ack 3000000000 win 1 <nop,nop,timestamp 7 8,nop,nop,sack sack 2 {3000001000:3000002000}{3000003000:3000004000} >',
    ).segment;
    expect([s.timestampKnown, s.timestampValue, s.timestampEcho]).toEqual([true, 7, 8]);
    expect([...s.sack.slice(0, 2 * s.sackCount)].map((edge) => edge >>> 0)).toEqual([
      3000001000, 3000002000, 3000003000, 3000004000,
    ]);
  });

  test('options on the next line', () => {
    const text =
      '12:00:00.000001 10.0.0.1.1024 > 10.0.0.2.80: S 3000000000:3000000000(0) win 8192\n    <mss 1460,nop,wscale 3> (DF)\n12:00:00.000002 10.0.0.1.1024 > 10.0.0.2.80: . ack 1 win 8192\n';
    const { packets } = readText(text);
    expect(packets.map((p) => [p.firstLine, p.headerLine, p.segment.windowScale])).toEqual([
      [0, 1, 3],
      [2, 2, -1],
    ]);
  });
});

describe('link headers', () => {
  const tcp = 'Flags [P.], seq 3000000000:3000000005, ack 4000000000, win 229, length 5';
  const v4 = `10.0.0.1.1024 > 10.0.0.2.80: ${tcp}`;
  test.each([
    ['-i any', `12:00:00.000001 eth0  In  IP ${v4}`, 'eth0'],
    ['-i any, out', `12:00:00.000001 lo    Out IP ${v4}`, 'lo'],
    ['-i any, a long name', `12:00:00.000001 br-0123456789ab Out IP ${v4}`, 'br-0123456789ab'],
    ['-i any -t', `eth0  In  IP ${v4}`, 'eth0'],
    [
      '-i any -e',
      `12:00:00.000001 eth0  In  ifindex 2 00:11:22:33:44:55 ethertype IPv4 (0x0800), length 65: ${v4}`,
      'eth0',
    ],
    ['-i any before 4.99', `12:00:00.000001 In IP ${v4}`, ''],
    [
      '-i any -e before 4.99',
      `12:00:00.000001  In 00:11:22:33:44:55 ethertype IPv4 (0x0800), length 65: ${v4}`,
      '',
    ],
    [
      '-i any -e before 4.99, out',
      `12:00:00.000001 Out 00:11:22:33:44:55 ethertype IPv4 (0x0800), length 65: ${v4}`,
      '',
    ],
    [
      '-e with vendors',
      `12:00:00.000001 00:11:22:33:44:55 (oui Unknown) > 66:77:88:99:aa:bb (oui Cisco), ethertype IPv4 (0x0800), length 65: ${v4}`,
      '',
    ],
    [
      '-e with a host name',
      `12:00:00.000001 00:11:22:33:44:55 > Broadcast, ethertype IPv4 (0x0800), length 65: ${v4}`,
      '',
    ],
    [
      '-e with names of both',
      `12:00:00.000001 web-1 > gateway, ethertype IPv4 (0x0800), length 65: ${v4}`,
      '',
    ],
    [
      'VLAN',
      `12:00:00.000001 00:11:22:33:44:55 > 66:77:88:99:aa:bb, ethertype 802.1Q (0x8100), length 69: vlan 10, p 3, DEI, ethertype IPv4, ${v4}`,
      '',
    ],
    ['PPP', `12:00:00.000001 PPP IP ${v4}`, ''],
    ['loopback of BSD', `12:00:00.000001 AF IPv4 (2), length 65: IP ${v4}`, ''],
    ['802.11', `12:00:00.000001 IP ${v4}`, ''],
    ['macOS -k', `12:00:00.000001 (en0, proc curl:123, out) IP ${v4}`, ''],
  ])('%s', (_, text, name) => {
    const reading = readText(`${text}\n`);
    expect(reading.problems).toEqual([]);
    expect(reading.packets.map(summary)).toEqual([
      { ends: ENDS, flags: PSH | ACK, seq: 3000000000, ack: 4000000000, window: 229, length: 5 },
    ]);
    expect(reading.interfaces.map((info) => info.name ?? '')).toEqual(name === '' ? [] : [name]);
  });
});

describe('link headers of the less common kinds, as tcpdump 4.99 prints them', () => {
  const v4 =
    '10.0.0.1.1024 > 10.0.0.2.80: Flags [P.], seq 3000000000:3000000005, ack 4000000000, win 229, length 5';
  const llc =
    'LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 45:';
  test.each([
    ['raw IP -e', `ip: ${v4}`],
    ['Cisco HDLC -e', `unicast, ethertype IPv4 (0x0800), length 49: ${v4}`],
    ['frame relay -e', `Q.922, hdr-len 2, DLCI 100, Flags [none], NLPID IPv4 (0xcc), length 49: ${v4}`],
    ['IP over InfiniBand -e', `IPOIB, ethertype IPv4 (0x0800), length 89: ${v4}`],
    ['PPP on a serial line', `IP: IP ${v4}`],
    ['PPP on a serial line -e', `ff 03 49 IP: ${v4}`],
    ['IPsec', `(unprotected): SPI 0x01000000: IP ${v4}`],
    ['pf', `rule 3/0(match): pass in on em0: ${v4}`],
    ['802.3 with SNAP -e', `00:50:56:aa:bb:cc > 00:0c:29:11:22:33, 802.3, length 53: ${llc} ${v4}`],
    ['802.11 -e', `DA:00:11:22:33:44:55 BSSID:00:11:22:33:44:56 SA:00:11:22:33:44:57 ${llc} ${v4}`],
    ['FDDI -e', `async0 00:50:56:aa:bb:cc > 00:0c:29:11:22:33, length 66: ${llc} ${v4}`],
    ['L2TP', `IP 1.1.1.1.1701 > 2.2.2.2.1701:  l2tp:[](1/2) {IP ${v4}: HTTP}`],
    ['6in4 the other way round', `IP6 fe80::9 > fe80::8: IP ${v4}`],
  ])('%s', (_, text) => {
    for (const line of [`12:00:00.000001 ${text}`, `    1  12:00:00.000001 ${text}`, text]) {
      const { packets, problems } = readText(`${line}\n`);
      expect(problems).toEqual([]);
      expect(packets.map(summary)).toEqual([
        { ends: ENDS, flags: PSH | ACK, seq: 3000000000, ack: 4000000000, window: 229, length: 5 },
      ]);
    }
  });
});

describe('addresses and ports', () => {
  const ends = (text: string) => {
    const { source, destination, segment } = readOne(
      `12:00:00.000001 ${text}: Flags [.], ack 4000000000, win 1, length 0`,
    );
    return [source, segment.sourcePort, destination, segment.destinationPort];
  };
  test.each([
    [
      'service names',
      'IP 192.168.1.110.ssh > 192.168.1.177.irdmi',
      ['192.168.1.110', 22, '192.168.1.177', 8000],
    ],
    [
      'names with dashes',
      'IP 10.0.0.1.http-alt > 10.0.0.2.microsoft-ds',
      ['10.0.0.1', 8080, '10.0.0.2', 445],
    ],
    ['names old and new', 'IP 10.0.0.1.webcache > 10.0.0.2.https', ['10.0.0.1', 8080, '10.0.0.2', 443]],
    [
      'host names',
      'IP web-1.example.com.50000 > db.internal.postgresql',
      ['web-1.example.com', 50000, 'db.internal', 5432],
    ],
    [
      'a host name without dots',
      'IP localhost.localdomain.33333 > localhost.mysql',
      ['localhost.localdomain', 33333, 'localhost', 3306],
    ],
    ['a name and a number', 'IP gateway.domain > 10.0.0.2.40000', ['gateway', 53, '10.0.0.2', 40000]],
    [
      'names that look like addresses',
      'IP ip-10-0-0-1.ec2.internal.50000 > 1e100.net.https',
      ['ip-10-0-0-1.ec2.internal', 50000, '1e100.net', 443],
    ],
    [
      'IPv6',
      'IP6 fe80::1.50000 > 2001:db8::2.443',
      [expandIpv6('fe80::1'), 50000, expandIpv6('2001:db8::2'), 443],
    ],
    ['IPv6 with a service', 'IP6 ::1.50000 > ::1.http', [expandIpv6('::1'), 50000, expandIpv6('::1'), 80]],
    [
      'IPv6 in full',
      'IP6 2001:db8:1:2:3:4:5:6.50000 > ::.443',
      ['2001:db8:1:2:3:4:5:6', 50000, expandIpv6('::'), 443],
    ],
    [
      'IPv6 with an IPv4 tail',
      'IP6 ::ffff:10.0.0.1.50000 > ::ffff:10.0.0.2.443',
      [expandIpv6('::ffff:a00:1'), 50000, expandIpv6('::ffff:a00:2'), 443],
    ],
    [
      'IPv6 names',
      'IP6 ip6-localhost.50000 > ip6-localhost.http',
      ['ip6-localhost', 50000, 'ip6-localhost', 80],
    ],
  ])('%s', (_, text, expected) => expect(ends(text)).toEqual(expected));

  test('a service in no list: the name stays, the port is unknown, and it is said once', () => {
    const line =
      '12:00:00.000001 IP 10.0.0.1.50000 > 10.0.0.2.nosuchsvc: Flags [.], ack 4000000000, win 1, length 0\n';
    const { packets, problems } = readText(line + line);
    expect(
      packets.map((p) => [
        p.segment.kind,
        p.segment.family,
        p.source,
        p.destination,
        p.segment.destinationPort,
      ]),
    ).toEqual([
      [PacketKind.tcp, AddressFamily.name, '10.0.0.1', '10.0.0.2.nosuchsvc', 0],
      [PacketKind.tcp, AddressFamily.name, '10.0.0.1', '10.0.0.2.nosuchsvc', 0],
    ]);
    expect(problems).toEqual([
      {
        id: 'text.unknown-service',
        severity: 'info',
        offset: 0,
        line: 1,
        column: 46,
        values: { service: 'nosuchsvc' },
      },
    ]);
  });
});

describe('flags', () => {
  test.each([
    ['S', SYN],
    ['S.', SYN | ACK],
    ['F.', FIN | ACK],
    ['R', RST],
    ['R.', RST | ACK],
    ['P.', PSH | ACK],
    ['.', ACK],
    ['none', 0],
    ['S.E', SYN | ACK | ECE],
    ['SEW', SYN | ECE | CWR],
    ['FPU', FIN | PSH | URG],
    ['FSRP.UEW', 0xff],
    ['S.e', SYN | ACK | AE],
    ['.We', ACK | CWR | AE],
  ])('[%s]', (letters, expected) => {
    const { segment } = readOne(
      `12:00:00.000001 IP 10.0.0.1.1 > 10.0.0.2.2: Flags [${letters}], seq 3000000000, win 1, length 0`,
    );
    expect([segment.flagsKnown, segment.flags]).toEqual([true, expected]);
  });
});

describe('what is not TCP', () => {
  test.each([
    ['IP 10.0.0.1.53 > 10.0.0.2.1234: 1234 A? foo.example. (29)', PacketKind.udp],
    ['IP 10.0.0.1.53 > 10.0.0.2.1234: 1234* 1/0/0 A 10.0.0.3 (45)', PacketKind.udp],
    ['IP 10.0.0.1.123 > 10.0.0.2.123: NTPv4, Client, length 48', PacketKind.udp],
    [
      'IP 10.0.0.1.68 > 255.255.255.255.67: BOOTP/DHCP, Request from 00:11:22:33:44:55, length 300',
      PacketKind.udp,
    ],
    ['IP 10.0.0.1.9999 > 10.0.0.2.9998: UDP, length 3', PacketKind.udp],
    ['IP 10.0.0.1.9999 > 10.0.0.2.9998: udp 3', PacketKind.udp],
    ['IP6 fe80::1.546 > ff02::1:2.547: dhcp6 solicit', PacketKind.udp],
    ['IP 10.0.0.1.5060 > 10.0.0.2.5060: SIP: INVITE sip:a@b SIP/2.0', PacketKind.udp],
    ['IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 64', PacketKind.icmp],
    ['IP 10.0.0.1 > 10.0.0.2: ICMP 10.0.0.1 tcp port 80 unreachable, length 60', PacketKind.icmp],
    ['IP6 fe80::1 > ff02::1: ICMP6, router advertisement, length 64', PacketKind.icmp],
    ['10.0.0.1 > 10.0.0.2: icmp: echo request', PacketKind.icmp],
    ['ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28', PacketKind.arp],
    ['arp who-has 10.0.0.2 tell 10.0.0.1', PacketKind.arp],
    [
      '00:11:22:33:44:55 > ff:ff:ff:ff:ff:ff, ethertype ARP (0x0806), length 42: Request who-has 10.0.0.2 tell 10.0.0.1, length 28',
      PacketKind.arp,
    ],
    ['STP 802.1d, Config, Flags [none], bridge-id 8000.00:11:22:33:44:55.8001, length 35', PacketKind.other],
    ['LLDP, length 200', PacketKind.other],
    ['IP 10.0.0.1 > 224.0.0.22: igmp v3 report, 1 group record(s)', PacketKind.other],
    ['IP 10.0.0.1 > 10.0.0.2: ESP(spi=0x00000001,seq=0x1), length 100', PacketKind.other],
    ['IP 10.0.0.1.5000 > 10.0.0.2.5000: sctp (1) [INIT] [init tag: 1]', PacketKind.other],
    ['IP 10.0.0.1 > 10.0.0.2: ip-proto-6', PacketKind.fragment],
    ['IP 10.0.0.1 > 10.0.0.2: tcp', PacketKind.fragment],
    ['IP 10.0.0.1 > 10.0.0.2: (frag 1:8@1480)', PacketKind.fragment],
    ['IP6 fe80::1 > fe80::2: frag (1448|100)', PacketKind.fragment],
    ['IP 10.0.0.1 > 10.0.0.2: [|tcp]', PacketKind.truncated],
    ['IP [|ip]', PacketKind.truncated],
    ['IP 10.0.0.1.1 > 10.0.0.2.2:  tcp 8 [bad hdr length 12 - too short, < 20]', PacketKind.malformed],
    ['IP 10.0.0.1.1 > 10.0.0.2.2: Flags [.] [bad hdr length 48 - too long, > 20]', PacketKind.malformed],
    ['IP bad-hlen 4', PacketKind.malformed],
  ])('%s', (text, kind) => {
    const { packets, problems } = readText(`12:00:00.000001 ${text}\n`);
    expect(packets.map((p) => p.segment.kind)).toEqual([kind]);
    expect(problems).toEqual([]);
  });
});

describe('protocol text', () => {
  test.each([
    ': HTTP',
    ': HTTP: GET / HTTP/1.1',
    ': HTTP, length: 10',
    ': BGP',
    ': SMTP: HELO a',
    ': FTP: USER a',
    ' [|domain]',
    ': 1+ A? foo. (21)',
    'SMB PACKET: SMBnegprot (REQUEST)',
    ' [RST connection refused]',
  ])('%s', (text) => {
    const packet = readOne(
      `12:00:00.000001 IP 10.0.0.1.1024 > 10.0.0.2.80: Flags [P.], seq 3000000000:3000000010, ack 4000000000, win 1, length 10${text}\n`,
    );
    expect(summary(packet)).toEqual({
      ends: ENDS,
      flags: PSH | ACK,
      seq: 3000000000,
      ack: 4000000000,
      window: 1,
      length: 10,
    });
  });
});

describe('a line that cannot be read is said so, with its column', () => {
  const head = '12:00:00.000001 IP 10.0.0.1.1024 > 10.0.0.2.80: ';
  test.each([
    [
      'a flag that is none',
      'Flags [SX], seq 1, win 1, length 0',
      'text.unreadable-packet',
      head.length + 9,
      'X], seq 1, win 1, length',
    ],
    [
      'a sequence number that is none',
      'Flags [S], seq x, win 1, length 0',
      'text.unreadable-packet',
      head.length + 16,
      'x, win 1, length 0',
    ],
    [
      'a sequence number that is too great',
      'Flags [S], seq 4294967296, win 1, length 0',
      'text.unreadable-packet',
      head.length + 26,
      ', win 1, length 0',
    ],
    [
      'a window that is too great',
      'Flags [S], seq 1, win 65536, length 0',
      'text.unreadable-packet',
      head.length + 28,
      ', length 0',
    ],
    [
      'a foreign word',
      'Flags [S], seq 1, foo 1, length 0',
      'text.unreadable-packet',
      head.length + 19,
      'foo 1, length 0',
    ],
    ['a line that is cut', 'Flags [S], seq 1, win', 'text.cut-packet', head.length + 22, ''],
  ])('%s', (_, tail, id, column, found) => {
    const { packets, problems, lines } = readText(`a\n${head}${tail}\nb\n`);
    expect(lines.map((line) => line.text)).toEqual(['a', head + tail, 'b']);
    expect(problems.map((p) => [p.id, p.severity, p.offset, p.line, p.column, p.values.found])).toEqual([
      [id, 'warning', 2, 2, column, found],
    ]);
    expect(packets.map((p) => [p.segment.kind, p.segment.sourcePort])).toEqual([[PacketKind.tcp, 1024]]);
  });

  test('in the second line of a header', () => {
    const { problems } = readText(
      '12:00:00.000001 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 40)\n    10.0.0.1.1024 > 10.0.0.2.80: Flags [S], seq 1, wim 5, length 0\n',
    );
    expect(problems.map((p) => [p.line, p.column])).toEqual([[2, 52]]);
  });

  test('an address without a port', () => {
    const { packets, problems } = readText(
      '12:00:00.000001 IP 10.0.0.1 > 10.0.0.2: Flags [S], seq 1, win 1, length 0\n',
    );
    expect(packets.map((p) => p.segment.kind)).toEqual([PacketKind.malformed]);
    expect(problems.map((p) => p.column)).toEqual([20]);
  });
});
