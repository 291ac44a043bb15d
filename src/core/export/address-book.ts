/** What stands for the addresses of a capture that is handed on: each always the same, in the order in which they are met. */
export class AddressBook {
  private readonly known = new Map<string, Uint8Array>();
  private readonly counts = { ipv4: 0, ipv6: 0, linkLocal: 0, hardware: 0, group: 0 };

  /** The same bytes where they name no machine (loopback, unspecified, broadcast, well-known groups). 4 bytes. */
  ipv4(address: Uint8Array): Uint8Array {
    if (isCommonIpv4(address)) return address;
    return this.standIn(address, () =>
      address[0] >= 224 ? numbered([239], 4, ++this.counts.group) : numbered([10], 4, ++this.counts.ipv4),
    );
  }

  /** 16 bytes. An IPv4 address in it stands for the same machine as elsewhere. */
  ipv6(address: Uint8Array): Uint8Array {
    if (isCommonIpv6(address)) return address;
    if (isMapped(address))
      return Uint8Array.of(...address.subarray(0, 12), ...this.ipv4(address.subarray(12)));
    return this.standIn(address, () => {
      if (address[0] === 0xff) return numbered([0xff, address[1]], 16, ++this.counts.group);
      const isLinkLocal = address[0] === 0xfe && (address[1] & 0xc0) === 0x80;
      // RFC 3849: 2001:db8::/32 is for documents.
      return isLinkLocal
        ? numbered([0xfe, 0x80], 16, ++this.counts.linkLocal)
        : numbered([0x20, 0x01, 0x0d, 0xb8], 16, ++this.counts.ipv6);
    });
  }

  /** A hardware address of any length; those of groups stay ones of groups. */
  hardware(address: Uint8Array): Uint8Array {
    if (address.every((byte) => byte === 0xff) || address.every((byte) => byte === 0)) return address;
    const first = 0x02 | (address[0] & 0x01);
    return this.standIn(address, () => numbered([first], address.length, ++this.counts.hardware));
  }

  /** What stands for the name of a machine: an IPv4 address. */
  named(name: string): Uint8Array {
    const key = `name ${name}`;
    const known = this.known.get(key) ?? numbered([10], 4, ++this.counts.ipv4);
    this.known.set(key, known);
    return known;
  }

  private standIn(address: Uint8Array, make: () => Uint8Array): Uint8Array {
    const key = address.join('.');
    const known = this.known.get(key) ?? make();
    this.known.set(key, known);
    return known;
  }
}

/** Begins with the bytes given, ends with the number, big-endian. */
function numbered(prefix: readonly number[], length: number, number: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (
    let at = length - 1, rest = number;
    at >= prefix.length && rest > 0;
    at--, rest = Math.floor(rest / 256)
  )
    bytes[at] = rest & 0xff;
  bytes.set(prefix.slice(0, length));
  return bytes;
}

/** 127/8, 0.0.0.0, 255.255.255.255 and 224.0.0/24 (RFC 5771: what never leaves a link). */
const isCommonIpv4 = ([a, b, c, d]: Uint8Array): boolean =>
  a === 127 || (a === 224 && b === 0 && c === 0) || (a === b && b === c && c === d && (a === 0 || a === 255));

/** `::`, `::1` and groups of which only the last byte is set (ff02::1). */
const isCommonIpv6 = (address: Uint8Array): boolean =>
  address.subarray(address[0] === 0xff ? 2 : 0, 15).every((byte) => byte === 0) &&
  (address[0] === 0xff || address[15] <= 1);

const isMapped = (address: Uint8Array): boolean =>
  address.subarray(0, 10).every((byte) => byte === 0) && address[10] === 0xff && address[11] === 0xff;
