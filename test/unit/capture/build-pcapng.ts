import { filled, join, words } from './build-pcap';

/** Writes pcapng blocks, well-formed or not. Timestamps are in microseconds unless an interface says otherwise. */
export class Pcapng {
  constructor(readonly bigEndian = false) {}

  words(...parts: readonly (number | Uint8Array)[]): Uint8Array {
    return words(this.bigEndian, ...parts);
  }

  halves(first: number, second: number): Uint8Array {
    return this.words(this.bigEndian ? first * 65536 + second : second * 65536 + first);
  }

  block(type: number, body: Uint8Array, trailing?: number): Uint8Array {
    const length = body.length + 12;
    return this.words(type, length, body, trailing ?? length);
  }

  option(code: number, value: Uint8Array): Uint8Array {
    return join(this.halves(code, value.length), value, new Uint8Array(-value.length & 3));
  }

  section(options: Uint8Array = new Uint8Array(0)): Uint8Array {
    return this.block(0x0a0d0d0a, this.words(0x1a2b3c4d, this.halves(1, 0), 0xffffffff, 0xffffffff, options));
  }

  interface(link = 1, snapLength = 0, options: Uint8Array = new Uint8Array(0)): Uint8Array {
    return this.block(1, this.words(this.halves(link, 0), snapLength, options));
  }

  enhanced(
    index: number,
    time: bigint,
    data = filled(60),
    options: Uint8Array = new Uint8Array(0),
  ): Uint8Array {
    const [high, low] = halvesOf(time);
    const padding = new Uint8Array(-data.length & 3);
    return this.block(6, this.words(index, high, low, data.length, data.length, data, padding, options));
  }

  /** A section, an Ethernet interface, and packets a second apart. */
  file(packets: number, start = 1_700_000_000n): Uint8Array {
    const blocks = Array.from({ length: packets }, (_, i) =>
      this.enhanced(0, (start + BigInt(i)) * 1_000_000n),
    );
    return join(this.section(), this.interface(), ...blocks);
  }
}

export const halvesOf = (value: bigint): [number, number] => [
  Number(value >> 32n),
  Number(value & 0xffffffffn),
];
