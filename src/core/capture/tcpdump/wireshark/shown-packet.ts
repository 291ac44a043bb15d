import { PrintedTime } from '../printed-time';

/** What one row of Wireshark or tshark shows of a packet; -1 or '' where it shows nothing. Refilled for every row. */
export class ShownPacket {
  readonly time = new PrintedTime();
  number = -1;
  source = '';
  destination = '';
  sourcePort = -1;
  destinationPort = -1;
  /** A port's name that no table knows, '' for none. */
  unknownService = '';
  /** The ends whose port is such a name. */
  sourceService = '';
  destinationService = '';
  /** The Protocol column: the highest one that was dissected. */
  protocol = '';
  /** The Length column: the frame's bytes, link header included. */
  frameLength = -1;
  /** The row shows TCP's own fields, or at least its ports. */
  showsTcp = false;
  /** TcpFlag bits. */
  flags = -1;
  seq = -1;
  ack = -1;
  /** The numbers are those of the header (`tcp.seq_raw`). */
  raw = false;
  window = -1;
  /** `window` is multiplied by the window scale. */
  windowScaled = false;
  length = -1;
  /** The row ends before TCP's flags do: what was to come, '' where it is whole. */
  missing = '';
  /** The length ends the line, which may be cut inside it. */
  lengthMayBeCut = false;
  maximumSegmentSize = -1;
  /** The SYN's factor (`WS=128`). */
  windowFactor = -1;
  sackPermitted = false;
  timestampValue = -1;
  timestampEcho = -1;
  /** Edges of SACK blocks, in pairs. */
  sack: number[] = [];
  /** Wireshark's own mark: these bytes, or this SYN, were sent before. */
  repeated = false;
  /** Wireshark's own mark: a new connection on ports that were used before. */
  reused = false;

  reset(): void {
    this.time.clear();
    this.source = this.destination = this.unknownService = this.protocol = '';
    this.missing = '';
    this.sourceService = this.destinationService = '';
    this.number = this.sourcePort = this.destinationPort = this.frameLength = -1;
    this.flags = this.seq = this.ack = this.window = this.length = -1;
    this.maximumSegmentSize = this.windowFactor = this.timestampValue = this.timestampEcho = -1;
    this.showsTcp = this.raw = this.windowScaled = this.sackPermitted = false;
    this.repeated = this.reused = this.lengthMayBeCut = false;
    this.sack = [];
  }
}
