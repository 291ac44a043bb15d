import { Checksum, Direction, type Segment } from '../decode';
import { AddressFamily, otherSide, type Side, TcpFlag } from '../tcp';

/** Hop limits that packets begin with: 64 (Linux, macOS, BSD), 128 (Windows), 255 (Solaris, routers). */
const INITIAL: ReadonlySet<number> = new Set([64, 128, 255]);
/** A kernel answers a SYN, or a SYN/ACK, that has arrived within this many seconds; from another machine an answer hardly comes so soon. */
const AT_ONCE = 0.0002;
/** Addresses that are followed: a flood of SYNs has a million. */
const MAXIMUM_HOSTS = 4096;

/** The address of a connection's end, as the connection table lists it: four words, the port, the family. */
export type HostAddress = readonly [number, number, number, number, number, number];

/** `machine`: its packets were recorded where they are made; `network`: no router lies between. */
export interface VantagePoint {
  readonly side: Side;
  readonly by: 'machine' | 'network';
}

/** What a recording shows of how far an address is from the recorder. */
class Host {
  /** Its packets were marked as sent by the recorder's machine, or as received by it; packets to it were sent. */
  sent = 0;
  received = 0;
  sentTo = 0;
  /** Its packets that no router, or one at least, has passed on. */
  unrouted = 0;
  routed = 0;
  /** Its packets whose checksum was left to the card, and whose checksum was whole. */
  unset = 0;
  whole = 0;
  /** Answers at once to what the machine received for it, and later ones. */
  prompt = 0;
  late = 0;
  /** What it has to answer: from which port, and when it came. */
  askedBy = -1;
  askedAt = Number.NaN;

  get isForeign(): boolean {
    return this.received > 0 || this.sentTo > 0 || this.routed > 0;
  }

  /** The recorder's machine sent all of it, and made it: it was not passed on, or answers as no other machine does. */
  get isMarked(): boolean {
    return this.sent > 0 && (this.unrouted > 0 || (this.prompt > 0 && this.late === 0));
  }
}

/**
 * Where a recording was made: at which end of a connection, by the marks of `-i any`, initial hop limits, checksums
 * left to the card, and how soon an end answers. Signs that disagree tell nothing.
 */
export class Vantage {
  private readonly hosts = new Map<number | string, Host>();

  /** Notes a TCP segment that opens or closes, or is marked as sent or received. */
  note(segment: Segment): void {
    const { direction } = segment;
    const source = this.host(
      keyOf(segment.family, segment.source0, segment.source1, segment.source2, segment.source3),
    );
    if (source === null) return;
    noteHops(source, segment);
    if (segment.checksum === Checksum.unset) source.unset++;
    else if (segment.checksum === Checksum.whole) source.whole++;
    if (direction === Direction.unknown) return;
    const destination = this.host(
      keyOf(
        segment.family,
        segment.destination0,
        segment.destination1,
        segment.destination2,
        segment.destination3,
      ),
    );
    if (destination !== null) noteMark(source, destination, segment);
  }

  /** The end at which a connection between the two was recorded; null unknown. */
  at(client: HostAddress, server: HostAddress): VantagePoint | null {
    const ends = { client: this.known(client), server: this.known(server) };
    const sides: readonly Side[] = ['client', 'server'];
    const here = sides.filter((side) => isHere(ends[side], ends[otherSide(side)]));
    if (here.length === 1) return { side: here[0], by: 'machine' };
    const near = sides.filter((side) => isNear(ends[side], ends[otherSide(side)]));
    return here.length === 0 && near.length === 1 ? { side: near[0], by: 'network' } : null;
  }

  private known([word0, word1, word2, word3, , family]: HostAddress): Host | null {
    return this.hosts.get(keyOf(family, word0, word1, word2, word3)) ?? null;
  }

  private host(key: number | string): Host | null {
    const held = this.hosts.get(key);
    if (held !== undefined) return held;
    if (this.hosts.size >= MAXIMUM_HOSTS) return null;
    const host = new Host();
    this.hosts.set(key, host);
    return host;
  }
}

function isHere(x: Host | null, peer: Host | null): boolean {
  if (x === null || x.isForeign) return false;
  // Between machines of one hypervisor a packet arrives with its checksum unset as well.
  const isUnset = x.unset > 0 && peer !== null && peer.unset === 0 && peer.whole > 0;
  return x.isMarked || isUnset;
}

const isNear = (x: Host | null, peer: Host | null): boolean =>
  x !== null && x.unrouted > 0 && !x.isForeign && peer !== null && peer.routed > 0 && peer.unrouted === 0;

function noteHops(host: Host, { hopLimit }: Segment): void {
  if (hopLimit === 0) return;
  if (INITIAL.has(hopLimit)) host.unrouted++;
  else host.routed++;
}

function noteMark(source: Host, destination: Host, segment: Segment): void {
  const time = segment.timeKnown ? segment.seconds + segment.nanoseconds * 1e-9 : Number.NaN;
  if (segment.direction === Direction.received) {
    source.received++;
    if ((segment.flags & TcpFlag.SYN) === 0) return;
    destination.askedBy = segment.sourcePort;
    destination.askedAt = time;
    return;
  }
  source.sent++;
  destination.sentTo++;
  if (source.askedBy !== segment.destinationPort) return;
  const wait = time - source.askedAt;
  if (wait <= AT_ONCE) source.prompt++;
  else if (wait > AT_ONCE) source.late++;
  source.askedBy = -1;
}

const keyOf = (
  family: number,
  word0: number,
  word1: number,
  word2: number,
  word3: number,
): number | string =>
  family === AddressFamily.ipv4 ? word3 : `${family} ${word0} ${word1} ${word2} ${word3}`;
