import { u16be, u32be } from '../bytes';
import { AddressFamily, formatAddress, formatIpv4 } from '../tcp';
import type { LayerSink } from './layer';
import type { Walk } from './walk';

export const hex = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;
export const hex8 = (value: number): string => hex(value, 2);
export const hex16 = (value: number): string => hex(value, 4);
export const hex32 = (value: number): string => hex(value, 8);

/** Up to `end - start` bytes as hexadecimal digits without separators. */
export function hexBytes(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += bytes[at].toString(16).padStart(2, '0');
  return text;
}

export function macAddress(bytes: Uint8Array, at: number, length = 6): string {
  return hexBytes(bytes, at, at + length).replace(/..(?!$)/g, '$&:');
}

/** The number with its name: `6 (TCP)`. */
export const withName = (value: number | string, name: string): string => `${value} (${name})`;

/**
 * Opens a layer and adds its fields, read at offsets from the header's first byte. A field of which not all
 * bytes are there is left out.
 */
export class HeaderFields {
  private readonly bytes: Uint8Array;
  private readonly limit: number;

  constructor(
    walk: Walk,
    readonly sink: LayerSink,
    name: string,
    readonly at: number,
    size: number,
  ) {
    this.bytes = walk.bytes;
    this.limit = walk.limit;
    sink.layer(name, at, Math.min(at + size, walk.limit));
  }

  /** Whether the bytes [offset, offset + size) of the header were captured. */
  has(offset: number, size: number): boolean {
    return this.at + offset + size <= this.limit;
  }

  /** A big-endian unsigned number of 1, 2 or 4 bytes. */
  number(
    name: string,
    offset: number,
    size: 1 | 2 | 4,
    format: (value: number) => string = String,
    problem?: string,
  ): this {
    if (!this.has(offset, size)) return this;
    const at = this.at + offset;
    const value = size === 1 ? this.bytes[at] : size === 2 ? u16be(this.bytes, at) : u32be(this.bytes, at);
    return this.text(name, format(value), offset, size, problem);
  }

  text(name: string, value: string, offset: number, size: number, problem?: string): this {
    if (this.has(offset, size)) {
      this.sink.field(name, value, this.at + offset, this.at + offset + size, problem);
    }
    return this;
  }

  mac(name: string, offset: number): this {
    return this.has(offset, 6) ? this.text(name, macAddress(this.bytes, this.at + offset), offset, 6) : this;
  }

  ipv4(name: string, offset: number): this {
    if (!this.has(offset, 4)) return this;
    return this.text(name, formatIpv4(u32be(this.bytes, this.at + offset)), offset, 4);
  }

  ipv6(name: string, offset: number): this {
    return this.has(offset, 16) ? this.text(name, ipv6At(this.bytes, this.at + offset), offset, 16) : this;
  }

  hex(name: string, offset: number, size: number): this {
    if (size <= 0 || !this.has(offset, size)) return this;
    return this.text(name, hexBytes(this.bytes, this.at + offset, this.at + offset + size), offset, size);
  }

  /** Fields added by `add` become children of the field added last. */
  children(add: (fields: this) => void): this {
    this.sink.open();
    add(this);
    this.sink.close();
    return this;
  }

  /** One child `NAME: Set` or `Not set` for each bit of a flags field of one or two bytes, at the byte that holds it. */
  bits(value: number, offset: number, size: 1 | 2, names: readonly (readonly [number, string])[]): this {
    if (!this.has(offset, size)) return this;
    return this.children(() => {
      for (const [bit, name] of names) {
        const at = size === 2 && bit < 0x100 ? offset + 1 : offset;
        this.text(name, (value & bit) !== 0 ? 'Set' : 'Not set', at, 1);
      }
    });
  }
}

export function ipv6At(bytes: Uint8Array, at: number): string {
  return formatAddress(
    AddressFamily.ipv6,
    u32be(bytes, at) | 0,
    u32be(bytes, at + 4) | 0,
    u32be(bytes, at + 8) | 0,
    u32be(bytes, at + 12) | 0,
  );
}
