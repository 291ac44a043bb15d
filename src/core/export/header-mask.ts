import { CUT_BY_SNAP_LENGTH, type LayerSink, NOT_QUOTED, TOO_SHORT } from '../decode';
import type { AddressBook } from './address-book';

/** Headers of which every field that is copied is known to tell of no machine. The others are not handed on. */
const KNOWN_LAYERS: ReadonlySet<string> = new Set([
  'Ethernet II',
  'IEEE 802.3',
  '802.1Q',
  'LLC',
  'SNAP',
  'Linux cooked v1',
  'Linux cooked v2',
  'Null/loopback',
  'Loopback',
  'PPP',
  'PPP direction',
  'PPPoE',
  'MPLS',
  'GRE',
  'ERSPAN II',
  'ERSPAN III',
  'Cisco HDLC',
  'EtherIP',
  'VXLAN',
  'VXLAN-GPE',
  'GENEVE',
  'IPv4',
  'IPv6',
  'IPv6 hop-by-hop options',
  'IPv6 destination options',
  'IPv6 fragment',
  'IPv6 routing',
  'UDP',
  'TCP',
  'ICMP',
  'ICMPv6',
]);

const HARDWARE_LAYERS: ReadonlySet<string> = new Set([
  'Ethernet II',
  'IEEE 802.3',
  'Linux cooked v1',
  'Linux cooked v2',
]);
const ADDRESSES: ReadonlySet<string> = new Set(['Source', 'Destination', 'Address']);

/** Options of TCP without names, keys, cookies or addresses in them. */
const KNOWN_OPTIONS: ReadonlySet<string> = new Set([
  'End of option list',
  'No-Operation',
  'Maximum segment size',
  'Window scale',
  'SACK permitted',
  'SACK',
  'Timestamps',
  'User timeout',
]);
const NO_OPERATION = 1;
/** Fields that stand for the bytes of a header that is not all there: addresses may be among them. */
const PARTIAL: ReadonlySet<string> = new Set([CUT_BY_SNAP_LENGTH, NOT_QUOTED, TOO_SHORT]);

export interface MaskedLayer {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Copies the fields of a frame's known headers, with other addresses, into bytes that are zero: what is not copied is not there.
 * Positions are those of the buffer that holds the frame.
 */
export class HeaderMask implements LayerSink {
  readonly layers: MaskedLayer[] = [];
  /** A header was met of which it is not known what it tells. */
  unknown = false;
  private name = '';
  private depth = 0;
  private inOptions = false;

  constructor(
    private readonly from: Uint8Array,
    private readonly to: Uint8Array,
    private readonly limit: number,
    private readonly book: AddressBook,
  ) {}

  layer(name: string, start: number, end: number): void {
    this.name = name;
    this.depth = 0;
    this.inOptions = false;
    this.unknown ||= !KNOWN_LAYERS.has(name);
    this.layers.push({ name, start, end });
  }

  field(name: string, _value: string, start: number, end: number, problem?: string): void {
    if (this.unknown || end <= start || end > this.limit) return;
    if (this.depth === 0) this.inOptions = name === 'Options';
    // It would have to be made right, from the packet inside.
    if (this.depth === 0 && this.name === 'GRE' && name === 'Checksum') this.unknown = true;
    if (this.inOptions) this.option(name, start, end, problem);
    else if (problem !== undefined && PARTIAL.has(problem)) return;
    else if (ADDRESSES.has(name)) this.address(start, end);
    else if (name !== 'Header') this.copy(start, end);
  }

  open(): void {
    this.depth++;
  }

  close(): void {
    this.depth--;
  }

  private option(name: string, start: number, end: number, problem: string | undefined): void {
    if (this.name !== 'TCP') return;
    if (this.depth === 0) this.to.fill(NO_OPERATION, start, end);
    else if (this.depth === 1 && problem === undefined && KNOWN_OPTIONS.has(name)) this.copy(start, end);
  }

  private address(start: number, end: number): void {
    const bytes = this.from.subarray(start, end);
    if (HARDWARE_LAYERS.has(this.name)) this.to.set(this.book.hardware(bytes), start);
    else if (this.name === 'IPv4' && bytes.length === 4) this.to.set(this.book.ipv4(bytes), start);
    else if (this.name.startsWith('IPv6') && bytes.length === 16) this.to.set(this.book.ipv6(bytes), start);
    else if (bytes.length === 1) this.copy(start, end);
  }

  private copy(start: number, end: number): void {
    this.to.set(this.from.subarray(start, end), start);
  }
}
