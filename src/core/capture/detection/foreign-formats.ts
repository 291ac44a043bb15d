/** What a file is that is no capture which can be read here, and so what to do with it: the id of the words. */
export type ForeignKind = 'format.other-capture' | 'format.archive' | 'format.other-file';

export interface ForeignFormat {
  readonly kind: ForeignKind;
  /** The format's own name, not translated. */
  readonly name: string;
  readonly at: number;
  readonly magic: readonly number[];
  /** For archives: what unpacks it. */
  readonly tool?: string;
}

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

const capture = (name: string, magic: readonly number[]): ForeignFormat => ({
  kind: 'format.other-capture',
  name,
  at: 0,
  magic,
});

const archive = (name: string, magic: readonly number[], tool: string, at = 0): ForeignFormat => ({
  kind: 'format.archive',
  name,
  at,
  magic,
  tool,
});

const file = (name: string, magic: readonly number[]): ForeignFormat => ({
  kind: 'format.other-file',
  name,
  at: 0,
  magic,
});

/** Magic numbers, from Wireshark's wiretap and file(1)'s database. */
export const FOREIGN_FORMATS: readonly ForeignFormat[] = [
  capture('Solaris snoop', ascii('snoop\0\0\0')),
  capture('Bluetooth btsnoop', ascii('btsnoop\0')),
  capture('Microsoft Network Monitor 1', ascii('RTSS')),
  capture('Microsoft Network Monitor 2', ascii('GMBU')),
  capture('Network General Sniffer', ascii('TRSNIFF data')),
  capture('NetXRay / Sniffer Pro', ascii('XCP\0')),
  capture('Savvius OmniPeek', ascii('\x7fver')),
  capture('Visual Networks', ascii('\x05VNF')),
  capture('5Views', [0xaa, 0xaa, 0xaa, 0xaa]),
  capture('AIX iptrace', ascii('iptrace ')),
  capture('HP-UX nettl', [0x54, 0x52, 0x00, 0x64, 0x00]),
  capture('pcap (patched, 0xa1b234cd)', [0xa1, 0xb2, 0x34, 0xcd]),
  capture('pcap (patched, 0xa1b234cd)', [0xcd, 0x34, 0xb2, 0xa1]),
  capture('pcap (Navtel, 0xa12b3c4d)', [0xa1, 0x2b, 0x3c, 0x4d]),
  capture('pcap (Navtel, 0xa12b3c4d)', [0x4d, 0x3c, 0x2b, 0xa1]),
  archive('zip', ascii('PK\x03\x04'), 'unzip'),
  archive('xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 'xz -dk'),
  archive('bzip2', ascii('BZh'), 'bzip2 -dk'),
  archive('7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], '7z x'),
  archive('lz4', [0x04, 0x22, 0x4d, 0x18], 'lz4 -dk'),
  archive('lzip', ascii('LZIP'), 'lzip -dk'),
  archive('compress', [0x1f, 0x9d], 'uncompress -k'),
  archive('RAR', ascii('Rar!\x1a\x07'), 'unrar x'),
  archive('tar', ascii('ustar'), 'tar -xf', 257),
  file('ELF', ascii('\x7fELF')),
  file('Windows PE', ascii('MZ')),
  file('PDF', ascii('%PDF-')),
  file('PNG', ascii('\x89PNG')),
  file('JPEG', [0xff, 0xd8, 0xff]),
  file('GIF', ascii('GIF8')),
  file('SQLite', ascii('SQLite format 3\0')),
];

export function findForeignFormat(bytes: Uint8Array): ForeignFormat | undefined {
  return (
    FOREIGN_FORMATS.find(({ at, magic }) => magic.every((byte, i) => bytes[at + i] === byte)) ?? erf(bytes)
  );
}

const ERF_HEADER = 16;
/** 2000-01-01 and 2106, between which an ERF record's seconds lie. */
const ERF_EARLIEST = 946_684_800;
const ERF_LARGEST_TYPE = 48;

/** Endace's ERF has no magic number: two records that follow one another, no more than a day apart. */
function erf(bytes: Uint8Array): ForeignFormat | undefined {
  const first = erfRecord(bytes, 0);
  const second = first && erfRecord(bytes, first.length);
  if (!second || Math.abs(second.seconds - first.seconds) > 86_400) return undefined;
  return capture('Endace ERF', []);
}

function erfRecord(bytes: Uint8Array, at: number): { length: number; seconds: number } | undefined {
  if (at + ERF_HEADER > bytes.length) return undefined;
  const seconds = bytes[at + 4] + bytes[at + 5] * 2 ** 8 + bytes[at + 6] * 2 ** 16 + bytes[at + 7] * 2 ** 24;
  const type = bytes[at + 8] & 0x7f;
  const length = bytes[at + 10] * 256 + bytes[at + 11];
  const plausible = seconds >= ERF_EARLIEST && type >= 1 && type <= ERF_LARGEST_TYPE && length > ERF_HEADER;
  return plausible ? { length, seconds } : undefined;
}
