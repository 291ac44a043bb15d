const HEADER = 24;
const RECORD_HEADER = 16;
const ETHERNET = 14;
const IPV4 = 0x0800;

/** A little-endian classic pcap file in parts: its header, and each record with its own header. */
export interface PcapParts {
  readonly header: Uint8Array;
  readonly records: readonly Uint8Array[];
}

export function takeApart(bytes: Uint8Array): PcapParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Uint8Array[] = [];
  for (let at = HEADER; at < bytes.length; ) {
    const end = at + RECORD_HEADER + view.getUint32(at + 8, true);
    records.push(bytes.subarray(at, end));
    at = end;
  }
  return { header: bytes.subarray(0, HEADER), records };
}

/** The capture with only those packets (indices from 0) that `keep` accepts. */
export function keepPackets(parts: PcapParts, keep: (index: number) => boolean): Uint8Array {
  const kept = [parts.header, ...parts.records.filter((_, index) => keep(index))];
  return new Uint8Array(Buffer.concat(kept));
}

/** The sender's IP address, as text that is the same for the same address: raw bytes in hex. */
export function senderOf(record: Uint8Array): string {
  const frame = record.subarray(RECORD_HEADER);
  if (frame[0] !== 0x02) return Buffer.from(frame.subarray(32, 36)).toString('hex');
  const kind = (frame[12] << 8) | frame[13];
  const source =
    kind === IPV4
      ? frame.subarray(ETHERNET + 12, ETHERNET + 16)
      : frame.subarray(ETHERNET + 8, ETHERNET + 24);
  return Buffer.from(source).toString('hex');
}
