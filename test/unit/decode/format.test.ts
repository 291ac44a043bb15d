import { describe, expect, test } from 'vitest';
import { formatOptions, isLinkTypeSupported, linkTypeName } from '../../../src/core/decode';
import {
  AddressFamily,
  formatAddress,
  formatEndpoint,
  formatFlags,
  parseFlags,
  TcpFlag,
} from '../../../src/core/tcp';
import { fromHex } from './capture-fixture';

function ipv6(hex: string): string {
  const view = new DataView(fromHex(hex).buffer);
  return formatAddress(
    AddressFamily.ipv6,
    view.getInt32(0),
    view.getInt32(4),
    view.getInt32(8),
    view.getInt32(12),
  );
}

describe('addresses', () => {
  // The examples of RFC 5952 sections 2.2, 4.2 and 5, written out in full.
  test.each([
    ['2001 0db8 0000 0000 0001 0000 0000 0001', '2001:db8::1:0:0:1'],
    ['2001 0db8 0000 0000 0000 0000 0002 0001', '2001:db8::2:1'],
    ['2001 0db8 0000 0001 0001 0001 0001 0001', '2001:db8:0:1:1:1:1:1'],
    ['2001 0000 0000 0001 0000 0000 0000 0001', '2001:0:0:1::1'],
    ['2001 0db8 aaaa bbbb cccc dddd eeee aaaa', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa'],
    ['0000 0000 0000 0000 0000 ffff c000 0201', '::ffff:192.0.2.1'],
    ['0000 0000 0000 0000 0000 0000 0000 0001', '::1'],
    ['0000 0000 0000 0000 0000 0000 0000 0000', '::'],
    ['fe80 0000 0000 0000 0000 0000 0000 0000', 'fe80::'],
  ])('%s is %s', (hex, text) => {
    expect(ipv6(hex)).toBe(text);
  });

  test('endpoints', () => {
    expect(formatEndpoint(AddressFamily.ipv4, 0, 0, 0, 0xc0000201 | 0, 80)).toBe('192.0.2.1:80');
    expect(formatEndpoint(AddressFamily.ipv6, 0x20010db8, 0, 0, 1, 443)).toBe('[2001:db8::1]:443');
    expect(formatAddress(AddressFamily.none, 0, 0, 0, 0)).toBe('');
  });
});

describe('flags', () => {
  test.each([
    [TcpFlag.SYN, 'S'],
    [TcpFlag.SYN | TcpFlag.ACK, 'S.'],
    [TcpFlag.FIN | TcpFlag.PSH | TcpFlag.ACK, 'FP.'],
    [TcpFlag.RST, 'R'],
    [TcpFlag.ACK, '.'],
    [TcpFlag.SYN | TcpFlag.ECE | TcpFlag.CWR, 'SEW'],
    [TcpFlag.SYN | TcpFlag.ECE | TcpFlag.CWR | TcpFlag.AE, 'SEWe'],
    [TcpFlag.PSH | TcpFlag.ACK | TcpFlag.URG, 'P.U'],
    [0, 'none'],
  ])('%i is %s', (bits, text) => {
    expect(formatFlags(bits)).toBe(text);
    expect(parseFlags(text)).toBe(bits);
  });

  test('parsing is the inverse for all 512, and refuses what is no flag', () => {
    for (let bits = 0; bits < 512; bits++) expect(parseFlags(formatFlags(bits))).toBe(bits);
    expect(parseFlags('.S')).toBe(TcpFlag.SYN | TcpFlag.ACK);
    expect(parseFlags('SX')).toBe(-1);
    expect(parseFlags('')).toBe(-1);
  });
});

test("options stand between tcpdump's brackets", () => {
  const options = fromHex('020405b4 01 030308 01 01 0402');
  expect(formatOptions(options, 0, options.length)).toBe('mss 1460,nop,wscale 8,nop,nop,sackOK');
  expect(formatOptions(options, 0, 0)).toBe('');
  const cut = fromHex('0101 0822 0000');
  expect(formatOptions(cut, 0, cut.length)).toBe('nop,nop[bad opt]');
});

test('link types by their names at tcpdump.org', () => {
  expect([0, 1, 101, 105, 113, 127, 147, 162, 239, 258, 276].map(linkTypeName)).toEqual([
    'NULL',
    'ETHERNET',
    'RAW',
    'IEEE802_11',
    'LINUX_SLL',
    'IEEE802_11_RADIOTAP',
    'USER0',
    'USER15',
    'NFLOG',
    'PKTAP',
    'LINUX_SLL2',
  ]);
  expect([20, 47, 208, 5000].map(linkTypeName)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  expect([1, 113, 276, 9].every(isLinkTypeSupported)).toBe(true);
  expect([147, 20, 100000, -1].some(isLinkTypeSupported)).toBe(false);
});
