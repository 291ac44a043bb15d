/** Slicing by four: four table look-ups for four bytes, about three times as fast as one by one. */
type Tables = readonly [Int32Array, Int32Array, Int32Array, Int32Array];
/** Made when they are first needed: few captures are compressed. */
let made: Tables | null = null;

function makeTables(): Tables {
  const tables: [Int32Array, Int32Array, Int32Array, Int32Array] = [
    new Int32Array(256),
    new Int32Array(256),
    new Int32Array(256),
    new Int32Array(256),
  ];
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    tables[0][byte] = value;
  }
  for (let slice = 1; slice < 4; slice++) {
    for (let byte = 0; byte < 256; byte++) {
      const before = tables[slice - 1][byte];
      tables[slice][byte] = (before >>> 8) ^ tables[0][before & 0xff];
    }
  }
  return tables;
}

/** CRC-32 as gzip has it (RFC 1952 section 8), going on from the CRC of what came before; 0 to begin. */
export function crc32(before: number, bytes: Uint8Array): number {
  made ??= makeTables();
  const [t0, t1, t2, t3] = made;
  let crc = ~before;
  let at = 0;
  for (const stop = bytes.length - 3; at < stop; at += 4) {
    crc ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    crc = t3[crc & 0xff] ^ t2[(crc >>> 8) & 0xff] ^ t1[(crc >>> 16) & 0xff] ^ t0[crc >>> 24];
  }
  for (; at < bytes.length; at++) crc = t0[(crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}
