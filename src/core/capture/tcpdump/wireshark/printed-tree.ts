import type { PacketFields } from './packet-fields';

/** `Frame 7: 74 bytes on wire (592 bits), ...`; `Frame 7 (74 bytes on wire, 74 bytes captured)` before 2010. */
const FRAME = /(?<![\w.="])Frame (\d{1,10})(?:: | \()(\d{1,8}) bytes on wire\b/;
const HOST = '(\\S{1,255})(?: \\(([\\da-fA-F.:]{2,45})\\))?';
const NETWORK = new RegExp(`^Internet Protocol(?: Version [46])?, Src: ${HOST}, Dst: ${HOST}`);
const PORT = '(?:[\\w.-]{1,40} )?\\(?(\\d{1,5})\\)?';
const TRANSPORT = new RegExp(
  `^Transmission Control Protocol, Src Port: ${PORT}, Dst Port: ${PORT}(?:, Seq: (\\d{1,10}))?(?:, Ack: (\\d{1,10}))?(?:, Len: (\\d{1,7}))?`,
);

/** Protocols that are not TCP, by how their tree begins, and what the Protocol column calls them. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['User Datagram Protocol', 'UDP'],
  ['Address Resolution Protocol', 'ARP'],
];

/** What the frame's part of the tree tells, and TCP's; the field of each. */
const IN_FRAME: readonly (readonly [RegExp, string])[] = [
  [/^\s+Epoch(?: Arrival)? Time: (\d{1,10}\.\d{1,9})/, 'frame.time_epoch'],
  [/^\s+(?:UTC )?Arrival Time: (.{20,60}?)\s*$/, 'frame.time'],
  [/^\s+\[?Time since reference or first frame: (-?\d{1,10}\.\d{1,9})/, 'frame.time_relative'],
  [/^\s+\[Protocols in frame: ([\w.:-]{2,200})\]/, 'frame.protocols'],
];
const IN_TCP: readonly (readonly [RegExp, string])[] = [
  [/^\s+Sequence [Nn]umber \(raw\): (\d{1,10})/, 'tcp.seq_raw'],
  [/^\s+Acknowledgment [Nn]umber \(raw\): (\d{1,10})/, 'tcp.ack_raw'],
  [/^\s+Sequence [Nn]umber: (\d{1,10})/, 'tcp.seq'],
  [/^\s+Acknowledg(?:e)?ment [Nn]umber: (\d{1,10})/, 'tcp.ack'],
  [/^\s+\[TCP Segment Len: (\d{1,7})\]/, 'tcp.len'],
  [/^\s+Flags: (0x[\da-fA-F]{2,4}) \(/, 'tcp.flags'],
  [/^\s+Window(?: size value)?: (\d{1,5})\b/, 'tcp.window_size_value'],
  [/^\s+\[?Calculated window size: (\d{1,10})/, 'tcp.window_size'],
  [/^\s+(?:TCP Option - )?Maximum segment size: (\d{1,5}) bytes/, 'tcp.options.mss_val'],
  [/^\s+(?:TCP Option - )?Window scale: \d{1,2} \(multiply by (\d{1,5})\)/, 'tcp.options.wscale.multiplier'],
  [/^\s+(?:TCP Option - )?Timestamps: TSval (\d{1,10}), TSecr \d{1,10}/, 'tcp.options.timestamp.tsval'],
  [/^\s+(?:TCP Option - )?Timestamps: TSval \d{1,10}, TSecr (\d{1,10})/, 'tcp.options.timestamp.tsecr'],
  [/(This frame is a \(suspected\) (?:\w+ )?retransmission)/, 'tcp.analysis.retransmission'],
  [/(TCP Port numbers reused|A new tcp session is started with the same ports)/, 'tcp.analysis.reused_ports'],
];

/** A packet as `tshark -V` and Wireshark's exports print it: a tree of many lines, a protocol at its left edge each. */
export class PrintedTree {
  private fields: PacketFields | null = null;
  /** Where the tree's left edge is, behind whatever stands in front of the lines. */
  private edge = 0;
  private part: 'frame' | 'tcp' | 'other' = 'frame';
  /** An ICMP error quotes headers that are not the packet's own. */
  private quotes = false;
  private isKnown = false;

  get isOpen(): boolean {
    return this.fields !== null;
  }

  /** Everything that changes a state has been read. */
  get isWhole(): boolean {
    return this.fields?.has('tcp.flags') === true && this.part === 'other';
  }

  static begins(text: string): boolean {
    return text.includes('bytes on wire') && FRAME.test(text);
  }

  /** Opens a tree. That of the packet numbered `known`, whose row stands above it, tells nothing more. */
  begin(text: string, known: number): void {
    const [, number = '', length = ''] = FRAME.exec(text) ?? [];
    this.isKnown = Number(number) === known;
    this.fields = new Map([
      ['frame.number', number],
      ['frame.len', length],
    ]);
    this.edge = FRAME.exec(text)?.index ?? 0;
    this.part = 'frame';
    this.quotes = false;
  }

  line(text: string): void {
    const { fields } = this;
    if (fields === null || this.isKnown) return;
    const own = text.slice(this.edge);
    if (/^\S/.test(own)) this.beginPart(own, fields);
    else if (this.part !== 'other') take(own, this.part === 'tcp' ? IN_TCP : IN_FRAME, fields);
  }

  finish(): PacketFields | null {
    const { fields } = this;
    this.fields = null;
    return this.isKnown ? null : fields;
  }

  private beginPart(text: string, fields: PacketFields): void {
    this.part = 'other';
    if (this.quotes) return;
    if (/^Internet Control Message Protocol/.test(text)) {
      fields.set('icmp.type', '3');
      this.quotes = true;
    }
    const [, source, sourceAddress, destination, destinationAddress] = NETWORK.exec(text) ?? [];
    if (source !== undefined) {
      fields.set('ip.src', sourceAddress ?? source);
      fields.set('ip.dst', destinationAddress ?? destination);
    }
    const other = OTHERS.find(([begin]) => text.startsWith(begin));
    if (other !== undefined) fields.set('_ws.col.protocol', other[1]);
    this.beginTcp(text, fields);
  }

  private beginTcp(text: string, fields: PacketFields): void {
    const [, from, to, seq, ack, length] = TRANSPORT.exec(text) ?? [];
    if (from === undefined) return;
    this.part = 'tcp';
    fields.set('tcp.srcport', from);
    fields.set('tcp.dstport', to);
    if (seq !== undefined) fields.set('tcp.seq', seq);
    if (ack !== undefined) fields.set('tcp.ack', ack);
    if (length !== undefined) fields.set('tcp.len', length);
  }
}

function take(text: string, known: readonly (readonly [RegExp, string])[], fields: PacketFields): void {
  for (const [pattern, field] of known) {
    const value = pattern.exec(text)?.[1];
    if (value !== undefined) fields.set(field, value);
  }
}
