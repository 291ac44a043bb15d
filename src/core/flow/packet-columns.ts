import { type ConnectionId, connectionId, type PackedState, type PacketIndex, packetIndex } from '../tcp';

const PAGE_BITS = 14;
const PAGE_ROWS = 1 << PAGE_BITS;
const PAGE_MASK = PAGE_ROWS - 1;

/** What is known of a packet's numbers; bits of the `known` column. */
export const Known = {
  time: 0x01,
  seq: 0x02,
  ack: 0x04,
  window: 0x08,
  length: 0x10,
  flags: 0x20,
  /** seq and ack are absolute. */
  absolute: 0x40,
  /** The sender is the connection's client. */
  fromClient: 0x80,
} as const;

/** What else is known of a packet; bits of the `header` column. */
export const Header = {
  /** The IPv4 identification is known. */
  ipId: 0x01,
  /** It carries TCP timestamps. */
  timestamps: 0x02,
} as const;

/** No connection: not TCP, or its ports could not be read. */
export const NO_CONNECTION = connectionId(0xffffffff);

class Page {
  readonly offset = new Float64Array(PAGE_ROWS);
  readonly seconds = new Uint32Array(PAGE_ROWS);
  /** The seconds of a page that holds a time before 1970 or after 2106; else null, which saves 4 bytes a packet. */
  farSeconds: Float64Array | null = null;
  readonly nanoseconds = new Uint32Array(PAGE_ROWS);
  readonly connection = new Uint32Array(PAGE_ROWS);
  readonly seq = new Int32Array(PAGE_ROWS);
  readonly ack = new Int32Array(PAGE_ROWS);
  readonly length = new Uint32Array(PAGE_ROWS);
  readonly window = new Uint16Array(PAGE_ROWS);
  readonly flags = new Uint16Array(PAGE_ROWS);
  readonly analysis = new Uint16Array(PAGE_ROWS);
  readonly client = new Uint8Array(PAGE_ROWS);
  readonly server = new Uint8Array(PAGE_ROWS);
  readonly clientReason = new Uint8Array(PAGE_ROWS);
  readonly serverReason = new Uint8Array(PAGE_ROWS);
  readonly known = new Uint8Array(PAGE_ROWS);
  /** Packet kind in the low 4 bits, time digits in the high 4. */
  readonly kind = new Uint8Array(PAGE_ROWS);
  /** Interface index over the file, 255 for 255 and more. */
  readonly interfaceId = new Uint8Array(PAGE_ROWS);
  /** Time to live or hop limit; 0 unknown. */
  readonly hopLimit = new Uint8Array(PAGE_ROWS);
  /** Bits of `Header`. */
  readonly header = new Uint8Array(PAGE_ROWS);
  readonly ipId = new Uint16Array(PAGE_ROWS);
}

/**
 * What is kept of every packet: 50 bytes in columns of typed arrays, in pages so that growing copies nothing.
 * The tracker writes, everybody else reads. `offset` is the frame's first byte in the file; in a text log, the
 * index of the packet's first line.
 */
export class PacketColumns {
  private readonly pages: Page[] = [];
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Adds a packet of which nothing is known yet, and returns its index. */
  append(): PacketIndex {
    if ((this.count & PAGE_MASK) === 0) this.pages.push(new Page());
    return packetIndex(this.count++);
  }

  /** The page that holds a packet; its row is `rowOf(index)`. For loops that touch several columns. */
  pageOf(index: PacketIndex): Page {
    return this.pages[index >>> PAGE_BITS];
  }

  rowOf(index: PacketIndex): number {
    return index & PAGE_MASK;
  }

  offset(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].offset[index & PAGE_MASK];
  }
  /** Sets a packet's whole seconds: any integer. */
  setSeconds(index: PacketIndex, seconds: number): void {
    const page = this.pages[index >>> PAGE_BITS];
    const row = index & PAGE_MASK;
    page.seconds[row] = seconds;
    if (page.farSeconds === null && seconds === page.seconds[row]) return;
    page.farSeconds ??= Float64Array.from(page.seconds);
    page.farSeconds[row] = seconds;
  }
  seconds(index: PacketIndex): number {
    const page = this.pages[index >>> PAGE_BITS];
    return (page.farSeconds ?? page.seconds)[index & PAGE_MASK];
  }
  nanoseconds(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].nanoseconds[index & PAGE_MASK];
  }
  /** Seconds of the capture's clock; 0 where the packet has none, or there is no packet. */
  time(index: PacketIndex): number {
    return index < 0 ? 0 : this.seconds(index) + this.nanoseconds(index) * 1e-9;
  }
  connection(index: PacketIndex): ConnectionId {
    return connectionId(this.pages[index >>> PAGE_BITS].connection[index & PAGE_MASK]);
  }
  seq(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].seq[index & PAGE_MASK];
  }
  ack(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].ack[index & PAGE_MASK];
  }
  payloadLength(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].length[index & PAGE_MASK];
  }
  window(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].window[index & PAGE_MASK];
  }
  flags(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].flags[index & PAGE_MASK];
  }
  analysis(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].analysis[index & PAGE_MASK];
  }
  clientState(index: PacketIndex): PackedState {
    return this.pages[index >>> PAGE_BITS].client[index & PAGE_MASK] as PackedState;
  }
  serverState(index: PacketIndex): PackedState {
    return this.pages[index >>> PAGE_BITS].server[index & PAGE_MASK] as PackedState;
  }
  clientReason(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].clientReason[index & PAGE_MASK];
  }
  serverReason(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].serverReason[index & PAGE_MASK];
  }
  known(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].known[index & PAGE_MASK];
  }
  /** The sender is the connection's client. */
  fromClient(index: PacketIndex): boolean {
    return (this.known(index) & Known.fromClient) !== 0;
  }
  interfaceId(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].interfaceId[index & PAGE_MASK];
  }
  /** Time to live or hop limit; 0 unknown. */
  hopLimit(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].hopLimit[index & PAGE_MASK];
  }
  /** IPv4's identification; -1 unknown. */
  ipId(index: PacketIndex): number {
    const page = this.pages[index >>> PAGE_BITS];
    const row = index & PAGE_MASK;
    return (page.header[row] & Header.ipId) === 0 ? -1 : page.ipId[row];
  }
  hasTimestamps(index: PacketIndex): boolean {
    return (this.pages[index >>> PAGE_BITS].header[index & PAGE_MASK] & Header.timestamps) !== 0;
  }
  kind(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].kind[index & PAGE_MASK] & 0x0f;
  }
  timeDigits(index: PacketIndex): number {
    return this.pages[index >>> PAGE_BITS].kind[index & PAGE_MASK] >>> 4;
  }
}
