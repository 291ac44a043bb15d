/** Writes pcap files, well-formed or not. */
export interface PcapShape {
  readonly bigEndian?: boolean;
  readonly magic?: number;
  readonly version?: readonly [number, number];
  readonly snapLength?: number;
  readonly link?: number;
}

export interface PacketShape {
  readonly seconds?: number;
  readonly fraction?: number;
  readonly data?: Uint8Array;
  readonly captured?: number;
  readonly original?: number;
}

export const START = 1_700_000_000;

/** Integers and byte arrays one after the other; numbers as 32 bits. */
export function words(bigEndian: boolean, ...parts: readonly (number | Uint8Array)[]): Uint8Array {
  const pieces = parts.map((part) => {
    if (typeof part !== 'number') return part;
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, part, !bigEndian);
    return bytes;
  });
  return join(...pieces);
}

export const join = (...pieces: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces));
export const filled = (length: number, byte = 0x55): Uint8Array => new Uint8Array(length).fill(byte);

export function pcapHeader(shape: PcapShape = {}): Uint8Array {
  const { bigEndian = false, magic = 0xa1b2c3d4, version = [2, 4], snapLength = 65535, link = 1 } = shape;
  const versions = bigEndian ? version[0] * 65536 + version[1] : version[1] * 65536 + version[0];
  return words(bigEndian, magic, versions, 0, 0, snapLength, link);
}

export function packet(shape: PacketShape = {}, bigEndian = false): Uint8Array {
  const { seconds = START, fraction = 0, data = filled(60) } = shape;
  const { captured = data.length, original = captured } = shape;
  return words(bigEndian, seconds, fraction, captured, original, data);
}

/** A file of packets a second apart, each of `length` bytes. */
export const pcapOf = (count: number, length = 60): Uint8Array =>
  join(
    pcapHeader(),
    ...Array.from({ length: count }, (_, i) => packet({ seconds: START + i, data: filled(length) })),
  );
