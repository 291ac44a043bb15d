import { Direction, PacketKind, type Segment } from '../decode';
import { Finding as Analysis, type Connection, Known, type Tracker } from '../flow';
import { type PacketIndex, packetIndex, TcpFlag } from '../tcp';
import { type Completeness, completenessOf } from './completeness';
import { type Confinement, confinementOf } from './confinement';
import { type BreakCause, Timeline, type Window } from './timeline';
import { Vantage, type VantagePoint } from './vantage';

/** Of the `kind` column. */
const KIND_BITS = 0x0f;
const OPENS_OR_CLOSES = TcpFlag.SYN | TcpFlag.FIN | TcpFlag.RST;
/** Something before it was not recorded, or not what it acknowledges. */
const BEHIND_MISSING = Analysis['lost-segment'] | Analysis['ack-lost-segment'];
/** So many packets behind a pause are looked at for what is missing before them; of more loss than this part it says nothing. */
const BEHIND_PAUSE = 1000;
const LOSSLESS = 0.01;

/** Seconds that a packet may take from the recorder to here, in its buffers, to count as watched. */
const LIVE_DELAY = 5;
/** Seconds for which a file that stays as it is counts as silence: its recorder may have been stopped, which it does not show. */
const LONGEST_SILENCE = 600;
/** A recording of so many packets has a rhythm: it does not fall silent for much longer than it ever paused before. */
const RHYTHM = 1000;
const LONGER_THAN_EVER = 3;
/** Seconds within which what was sent and not acknowledged is sent again, where it was sent a moment before. */
const REPEATED_WITHIN = 3;
/** Time zones are whole quarters of an hour apart: what a clock without a date may differ by. Seconds. */
const ZONE_STEP = 900;
/** A log whose times are below this counts from midnight: seconds since 1970 are not as few. */
const DATED = 10 * 365 * 86400;

/**
 * What a recording could have seen, apart from what happened: its windows, what it lost, what a filter or a snap length
 * kept out. Nothing is kept for a packet but what its columns hold.
 */
export class Observation {
  private readonly clock: Timeline;
  private readonly vantage = new Vantage();
  private plain = 0;
  /** TCP segments behind what was not recorded. */
  private behindMissing = 0;
  /** Packets that the clock knows of. */
  private noted = packetIndex(0);
  /** Packets that the recorder says it lost, and that it says it captured; null where it does not say. */
  dropped: number | null = null;
  captured: number | null = null;
  private arrivedAt = Number.NaN;

  constructor(readonly tracker: Tracker) {
    this.clock = new Timeline((index) => this.continues(index));
  }

  /** Notes a packet that has just been tracked, as far as its columns do not hold it: most cost one comparison. */
  note(segment: Segment): void {
    // Bare ACKs and data without a mark tell nothing of where it was recorded.
    if ((segment.flags & OPENS_OR_CLOSES) === 0 && segment.direction === Direction.unknown) return;
    if (segment.kind === PacketKind.tcp) this.vantage.note(segment);
  }

  /** The clock of the packets so far. */
  get timeline(): Timeline {
    this.catchUp();
    return this.clock;
  }

  /** TCP segments without SYN, FIN and RST: none where a filter left only those. */
  get plainSegments(): number {
    this.catchUp();
    return this.plain;
  }

  /** Reads what was tracked since the last time: a loop over columns costs a tenth of a call for each packet. */
  private catchUp(): void {
    const { packets } = this.tracker;
    while (this.noted < packets.length) {
      const { flags, known, nanoseconds, kind, analysis } = packets.pageOf(this.noted);
      const first = packets.rowOf(this.noted);
      const rows = Math.min(flags.length - first, packets.length - this.noted);
      for (let row = first; row < first + rows; row++) {
        if ((flags[row] & OPENS_OR_CLOSES) === 0 && (kind[row] & KIND_BITS) === PacketKind.tcp) this.plain++;
        if ((known[row] & Known.time) === 0) continue;
        const index = packetIndex(this.noted + row - first);
        this.clock.note(index, packets.seconds(index), nanoseconds[row]);
        if ((analysis[row] & BEHIND_MISSING) !== 0) this.noteMissing(index);
      }
      this.noted = packetIndex(this.noted + rows);
    }
  }

  /**
   * Something before the packet was not recorded. Where it is the first of its connection behind a long pause of the whole
   * recording, which has lost next to nothing before, nothing was recorded in the pause: it is a hole.
   */
  private noteMissing(index: PacketIndex): void {
    const { packets, connections } = this.tracker;
    const since = this.clock.suspect;
    const lossless = this.behindMissing++ <= since * LOSSLESS;
    if (since < 0 || index - since >= BEHIND_PAUSE || !lossless) return;
    const id = packets.connection(index);
    const connection = connections.at(id);
    if (connection === undefined || connection.firstPacket >= since) return;
    // Of a direction that was never recorded something is missing everywhere.
    if (connection.client.packets === 0 || connection.server.packets === 0) return;
    for (let at = since; at < index; at++) if (packets.connection(packetIndex(at)) === id) return;
    this.clock.tellHole();
  }

  /** The recorder was stopped behind the packets so far, and says how many it captured. */
  runEnds(captured: number | null): void {
    this.timeline.stop();
    if (captured !== null) this.captured = (this.captured ?? 0) + captured;
  }

  /** The newest packet came in when the clock that watches stood at `now`, in seconds since 1970. */
  arrives(now: number): void {
    this.arrivedAt = now;
  }

  /**
   * The recorder was watched until it ended, at `now`: nothing came since the newest packet. Believed where that packet
   * came in as it was recorded, so that both clocks are one.
   */
  watchedUntil(now: number): void {
    const { lastTime } = this.tracker;
    if (Math.abs(this.arrivedAt - lastTime) <= LIVE_DELAY) this.timeline.lastsUntil(now, 'watched');
  }

  /**
   * A file that is followed was still as it was at `now`: nothing came since the newest packet. Believed for a while,
   * where that packet came in as it was recorded and tcpdump's closing lines are not behind it. True where the window
   * lasts longer by it.
   */
  unchangedAt(now: number): boolean {
    const { newest } = this.timeline;
    if (newest === null || newest.stopped || !this.isLive(newest.last)) return false;
    const { end } = newest;
    const silence = Math.min(now - this.arrivedAt, this.credibleSilence(newest));
    this.timeline.lastsUntil(newest.last + silence, 'followed');
    return newest.end > end;
  }

  /** Seconds at the end of the newest window in which the followed file stayed as it was; 0 where it is not that. */
  get silence(): number {
    const { newest } = this.timeline;
    return newest?.endBy === 'followed' ? newest.end - newest.last : 0;
  }

  /** Seconds of silence that are the network's; what is silent for longer, or has something to repeat, was stopped. */
  private credibleSilence({ last, longestPause }: Window): number {
    const { packets, connections } = this.tracker;
    for (const connection of connections)
      if (connection.timeKnown && last - packets.time(connection.lastTimed) < REPEATED_WITHIN)
        if (isToBeRepeated(connection)) return 0;
    if (packets.length < RHYTHM) return LONGEST_SILENCE;
    return longestPause > 1 ? Math.min(LONGEST_SILENCE, LONGER_THAN_EVER * longestPause) : 0;
  }

  /** The newest packet, at `time`, came in as it was recorded. A clock without a date is another zone's at most. */
  private isLive(time: number): boolean {
    const lag = this.arrivedAt - time;
    if (time >= DATED) return Math.abs(lag) <= LIVE_DELAY;
    return Math.abs(lag - Math.round(lag / ZONE_STEP) * ZONE_STEP) <= LIVE_DELAY;
  }

  /** Seconds from one packet to another, both by index; never negative, NaN where no clock spans both. */
  between(from: PacketIndex, to: PacketIndex): number {
    if (from < 0 || to < 0 || !this.isTimed(from) || !this.isTimed(to)) return Number.NaN;
    if (!this.timeline.isWhole(from, to)) return Number.NaN;
    const { packets } = this.tracker;
    const seconds = packets.seconds(to) - packets.seconds(from);
    return Math.max(0, seconds + (packets.nanoseconds(to) - packets.nanoseconds(from)) * 1e-9);
  }

  /** Seconds from a packet to the end of its window; NaN without times. */
  toTheEnd(from: PacketIndex): number {
    const window = from < 0 || !this.isTimed(from) ? null : this.timeline.windowAt(from);
    return window === null ? Number.NaN : Math.max(0, window.end - this.tracker.packets.time(from));
  }

  /** The same to the microsecond; null where it is unknown. `to` -1 stands for the end of the window. */
  seconds(from: PacketIndex, to: PacketIndex): number | null {
    const span = to < 0 ? this.toTheEnd(from) : this.between(from, to);
    return Number.isNaN(span) ? null : Math.round(span * 1e6) / 1e6;
  }

  /** The window of a packet is one part of the recording: it ends, and the recording goes on on another clock, or after a gap. */
  isFollowed(index: PacketIndex): boolean {
    const { timeline } = this;
    const window = index < 0 || !this.isTimed(index) ? null : timeline.windowAt(index);
    return window !== null && window !== timeline.newest;
  }

  /** How much of what was sent is missing, and what was never let in. Looks at every connection once. */
  completeness(): Completeness {
    return completenessOf(this);
  }

  /** The end of a connection at which it was recorded; null where the signs do not say, or disagree. */
  recordedAt(connection: Connection): VantagePoint | null {
    const { table } = this.tracker;
    return this.vantage.at(table.addressOf(connection, true), table.addressOf(connection, false));
  }

  /** Nothing but TCP was recorded: an ICMP error would not be in it. */
  get isTcpAlone(): boolean {
    return this.tracker.tcpPackets === this.tracker.packets.length;
  }

  /** What all connections have in common as behind a filter; null where nothing is. Looks at connections until two differ. */
  confinement(): Confinement | null {
    return confinementOf(this.tracker);
  }

  /** Recordings that the file holds, and times that its clock stepped or a packet of another clock strayed in. */
  seams(): { readonly recordings: number; readonly clockSteps: number } {
    const { breaks } = this.timeline;
    const count = (...causes: readonly BreakCause[]) =>
      breaks.filter(({ cause }) => causes.includes(cause)).length;
    return { recordings: 1 + count('run', 'hole'), clockSteps: count('back', 'ahead') };
  }

  private isTimed(index: PacketIndex): boolean {
    return (this.tracker.packets.known(index) & Known.time) !== 0;
  }

  private continues(index: PacketIndex): boolean {
    const { packets, connections } = this.tracker;
    const connection = connections.at(packets.connection(index));
    return connection !== undefined && connection.firstPacket < index;
  }
}

/** An end has sent what its peer has not acknowledged, and is there to send it again. */
function isToBeRepeated({ client, server }: Connection): boolean {
  if (client.resetSent || server.resetSent) return false;
  if (client.synSent && server.packets === 0) return true;
  return client.inFlight(server) > 0 || server.inFlight(client) > 0;
}
