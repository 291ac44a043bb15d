const HEADER = 24;
const RECORD_HEADER = 16;
const LINK_TYPE = 20;
const ETHERNET = 1;
const IPV4 = 0x0800;
/** Bytes of the link header, and where its Ethertype is: Ethernet, and what `-i any` gives (Linux cooked v2). */
const LINK_HEADERS = { ethernet: { length: 14, kind: 12 }, cooked: { length: 20, kind: 0 } };

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
export function keepPackets({ header, records }: PcapParts, keep: (index: number) => boolean): Uint8Array {
  return new Uint8Array(Buffer.concat([header, ...records.filter((_, index) => keep(index))]));
}

/** The IP addresses of each packet's sender, as text that is equal for equal addresses. */
export function sendersOf({ header, records }: PcapParts): string[] {
  const { length, kind } = header[LINK_TYPE] === ETHERNET ? LINK_HEADERS.ethernet : LINK_HEADERS.cooked;
  return records.map((record) => {
    const frame = record.subarray(RECORD_HEADER);
    const isIpv4 = ((frame[kind] << 8) | frame[kind + 1]) === IPV4;
    const at = length + (isIpv4 ? 12 : 8);
    return Buffer.from(frame.subarray(at, at + (isIpv4 ? 4 : 16))).toString('hex');
  });
}
