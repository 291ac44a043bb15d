import { NO_PACKET, type PacketIndex } from '../tcp';

const NANOSECOND = 1e-9;
/** More nanoseconds than a second has. */
const NOTHING = 0x7fffffff;
/** Packets that reach the file this much too late were held up on their way there; more is another clock. Seconds. */
const DISORDER = 0.1;
/** A pause this long may be the beginning of an excursion, and is remembered in case the clock comes back from it. */
const PAUSE = 1;
/** Nothing shorter is taken for a hole between two recordings: keep-alives come two hours apart, and are recognised by their connection. */
const SHORTEST_HOLE = 7200;
/** In a recording that was never silent for long, a hole is one from here on: so many packets would have come, as fast as those before. */
const BUSY_HOLE = 1800;
const BUSY_RATIO = 10;
const BUSY_PACKETS = 1000;
/** A hole is this many times the longest pause before it. */
const HOLE_RATIO = 100;
/** A connection that goes on behind a pause shows that it was one, up to here. */
const LONGEST_PAUSE = 7 * 86400;
/** A pause from here on may be a hole in which nothing was recorded, which what comes behind it shows. Seconds. */
const SUSPECT_PAUSE = 60;
/** Clocks that a packet may return to: several interfaces whose clocks differ, or a stray packet. */
const REMEMBERED = 4;
/** Stretches that are kept apart; a file in which packets come in no order at all has no use for more. */
const MAXIMUM_STRETCHES = 10_000;

/** Why a stretch of packets does not go on where the one before it ended. */
export type BreakCause = 'start' | 'run' | 'back' | 'ahead' | 'resumed' | 'hole';

/** A run of the recording on one clock: durations hold between its packets, and between no others. */
export interface Window {
  readonly id: number;
  /** Seconds of the capture's clock at its first packet, and at its last or where the recording is known to have ended. */
  readonly start: number;
  readonly end: number;
  /** The longest pause between two packets of at least a second; 1 where there was none. */
  readonly longestPause: number;
  /** Seconds at its last packet. */
  readonly last: number;
  /**
   * What tells the end: the file itself, the clock that watched the recorder until it ended, the one that followed a
   * file in which nothing was added (its recorder may have been stopped unseen), or nothing but the last packet.
   */
  readonly endBy: 'statistics' | 'watched' | 'followed' | 'last-packet';
  /** tcpdump's closing lines or `^C` stand behind it: nothing more came before it was stopped, at a time not known. */
  readonly stopped: boolean;
}

/** Where a window's packets begin: at packet `first` (index from 0), and the seconds that the clock went by there. */
export interface Break {
  readonly first: PacketIndex;
  readonly window: Window;
  readonly cause: BreakCause;
  readonly step: number;
}

class Clock implements Window {
  end: number;
  endBy: Window['endBy'] = 'last-packet';
  stopped = false;
  last: number;
  longestPause = 1;
  /** A forward step of this much makes it worth asking whether another clock fits better. */
  patience: number;
  /** The newest long pause: the packet behind it and the time before; -1 none. */
  jumpAt = NO_PACKET;
  jumpFrom = Number.NaN;
  jumpTo = Number.NaN;
  /** The newest pause that may be a hole, in the same terms. */
  suspectAt = NO_PACKET;
  suspectFrom = Number.NaN;
  suspectTo = Number.NaN;

  constructor(
    readonly id: number,
    readonly start: number,
    step: number,
    /** Its first packet. */
    readonly first: PacketIndex,
  ) {
    this.last = start;
    this.end = start;
    this.patience = Math.min(PAUSE, Math.abs(step) / 2);
  }

  reach(time: number): void {
    if (time > this.last) this.last = time;
    if (time <= this.end) return;
    this.end = time;
    this.endBy = 'last-packet';
  }
}

/**
 * The clock of a recording, made to go forward by the order of packets: where it steps, a packet strays, a second run
 * begins or a hole is too long to be a pause, another window begins, and no duration holds across. A constant amount
 * is kept for each window, nothing for a packet.
 */
export class Timeline {
  private readonly stretches: { first: PacketIndex; window: Clock; cause: BreakCause; step: number }[] = [];
  private readonly recent: Clock[] = [];
  private current: Clock | null = null;
  private made = 0;
  private runBegins = false;
  /** The newest time while it goes on within one second, which the clock is told when it matters. */
  private second = 0;
  private nanosecond = NOTHING;

  /** The breaks in order, the first packet's among them; empty without times. */
  get breaks(): readonly Break[] {
    this.catchUp();
    return this.stretches;
  }

  /** The newest window; null without times. */
  get newest(): Window | null {
    this.catchUp();
    return this.current;
  }

  /** Seconds at which the newest window ends; -1 without times. */
  get end(): number {
    this.catchUp();
    return this.current?.end ?? -1;
  }

  /** The next packet belongs to another run of the recorder. */
  beginRun(): void {
    this.catchUp();
    if (this.current !== null) this.runBegins = true;
  }

  /** The recorder was stopped behind the last packet. */
  stop(): void {
    this.catchUp();
    if (this.current !== null) this.current.stopped = true;
  }

  /** `continues` tells whether a packet belongs to a connection that was there before it. */
  constructor(private readonly continues: (index: PacketIndex) => boolean) {}

  /** Notes the time of packet `index`. Most come in order within one second, and cost two comparisons of integers. */
  note(index: PacketIndex, seconds: number, nanoseconds: number): void {
    if (seconds === this.second && nanoseconds >= this.nanosecond) this.nanosecond = nanoseconds;
    else this.noteSlowly(index, seconds, nanoseconds);
  }

  private noteSlowly(index: PacketIndex, seconds: number, nanoseconds: number): void {
    this.catchUp();
    const time = seconds + nanoseconds * NANOSECOND;
    const clock = this.current;
    const ahead = clock === null || this.runBegins ? Number.NaN : time - clock.last;
    if (clock !== null && ahead >= -DISORDER && ahead < clock.patience) clock.reach(time);
    else this.step(clock, index, time);
    const { current } = this;
    if (current === null || current.last !== time || current.patience < PAUSE) return;
    this.second = seconds;
    this.nanosecond = nanoseconds;
  }

  private catchUp(): void {
    if (this.nanosecond === NOTHING) return;
    this.current?.reach(this.second + this.nanosecond * NANOSECOND);
    this.nanosecond = NOTHING;
  }

  /** The recording is known to have lasted until `time`: belongs to the newest window that began before it. */
  lastsUntil(time: number, by: 'statistics' | 'watched' | 'followed'): void {
    this.catchUp();
    let best: Clock | null = null;
    for (const { window } of this.stretches) {
      if (window.start <= time && (best === null || window.start >= best.start)) best = window;
    }
    if (best === null || time < best.end) return;
    best.end = time;
    best.endBy = by;
  }

  /** The window of a packet by its index; null where no packet had a time yet. */
  windowAt(index: PacketIndex): Window | null {
    this.catchUp();
    const { stretches } = this;
    let low = 0;
    let high = stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (stretches[middle].first <= index) low = middle;
      else high = middle - 1;
    }
    return stretches[low]?.window ?? null;
  }

  /** Two packets are on one clock, with the recording going on between them. */
  isWhole(from: PacketIndex, to: PacketIndex): boolean {
    return this.stretches.length <= 1 || this.windowAt(from) === this.windowAt(to);
  }

  private step(clock: Clock | null, index: PacketIndex, time: number): void {
    if (clock === null) this.open(index, time, 'start', 0);
    else if (this.runBegins) this.open(index, time, 'run', time - clock.last);
    else if (this.stretches.length >= MAXIMUM_STRETCHES) clock.reach(time);
    else this.weigh(clock, index, time);
  }

  private weigh(clock: Clock, index: PacketIndex, time: number): void {
    const ahead = time - clock.last;
    const better = this.betterThan(clock, time);
    if (better !== null) this.resume(better, index, time, ahead);
    else if (ahead < -DISORDER) this.goBack(clock, index, time);
    else if (isHole(clock, ahead, index, () => this.continues(index))) this.open(index, time, 'hole', ahead);
    else pause(clock, index, time, ahead);
  }

  /** Another clock that the time fits: it is no earlier than that one's last, and much nearer to it. */
  private betterThan(clock: Clock, time: number): Clock | null {
    const distance = Math.abs(time - clock.last);
    let best: Clock | null = null;
    for (const other of this.recent) {
      const ahead = time - other.last;
      if (other === clock || ahead < -DISORDER || ahead >= distance / 2) continue;
      if (best === null || ahead < time - best.last) best = other;
    }
    return best;
  }

  private goBack(clock: Clock, index: PacketIndex, time: number): void {
    const { jumpAt, jumpFrom } = clock;
    const returns =
      jumpAt >= 0 && time >= jumpFrom - DISORDER && time - jumpFrom < (clock.last - jumpFrom) / 2;
    const step = time - clock.last;
    if (!returns) {
      this.open(index, time, 'back', step);
      return;
    }
    this.setApart(clock);
    this.resume(clock, index, time, step);
  }

  /** What came since the clock's last jump is on a clock of its own. */
  private setApart(clock: Clock): void {
    const { jumpAt, jumpFrom, jumpTo } = clock;
    this.divide(clock, jumpAt, jumpFrom, jumpTo, 'ahead');
    clock.jumpAt = NO_PACKET;
  }

  /** The packets of a clock from one on, before which it stood at `from`, are on another, which began at `to`. */
  private divide(clock: Clock, at: PacketIndex, from: number, to: number, cause: BreakCause): Clock {
    const later = new Clock(this.made++, to, cause === 'ahead' ? to - from : PAUSE * 2, at);
    later.reach(clock.last);
    const began = this.stretches.findLastIndex(({ first }) => first <= at);
    for (const stretch of this.stretches.slice(began + 1))
      if (stretch.window === clock) stretch.window = later;
    const stretch = { first: at, window: later, cause, step: to - from };
    if (this.stretches[began]?.first === at) this.stretches[began] = stretch;
    else this.stretches.splice(began + 1, 0, stretch);
    this.remember(later);
    clock.last = from;
    clock.end = from;
    return later;
  }

  /** The packet behind the newest pause that may be a hole of the recording; -1 none, or none any more. */
  get suspect(): PacketIndex {
    return this.current?.suspectAt ?? NO_PACKET;
  }

  /** What came behind the pause before `suspect` shows that the recording has a hole there: another window begins with it. */
  tellHole(): void {
    this.catchUp();
    const clock = this.current;
    if (clock === null || clock.suspectAt < 0 || this.stretches.length >= MAXIMUM_STRETCHES) return;
    const { suspectAt, suspectFrom, suspectTo, jumpAt, jumpFrom, jumpTo } = clock;
    clock.suspectAt = NO_PACKET;
    clock.jumpAt = NO_PACKET;
    const later = this.divide(clock, suspectAt, suspectFrom, suspectTo, 'hole');
    if (jumpAt > suspectAt) Object.assign(later, { jumpAt, jumpFrom, jumpTo });
  }

  private resume(clock: Clock, index: PacketIndex, time: number, step: number): void {
    // What looked like a hole was a packet, or a few, of another clock.
    const left = this.stretches.at(-1);
    if (left?.cause === 'hole') left.cause = 'ahead';
    this.stretches.push({ first: index, window: clock, cause: 'resumed', step });
    this.remember(clock);
    clock.reach(time);
  }

  private open(index: PacketIndex, time: number, cause: BreakCause, step: number): void {
    this.runBegins = false;
    if (cause === 'run') this.recent.length = 0;
    const clock = new Clock(this.made++, time, cause === 'back' ? step : PAUSE * 2, index);
    this.stretches.push({ first: index, window: clock, cause, step });
    this.remember(clock);
  }

  private remember(clock: Clock): void {
    const held = this.recent.indexOf(clock);
    if (held >= 0) this.recent.splice(held, 1);
    else if (this.recent.length >= REMEMBERED) this.recent.shift();
    this.recent.push(clock);
    this.current = clock;
  }
}

function pause(clock: Clock, index: PacketIndex, time: number, ahead: number): void {
  clock.jumpAt = index;
  clock.jumpFrom = clock.last;
  clock.jumpTo = time;
  if (ahead >= SUSPECT_PAUSE) {
    clock.suspectAt = index;
    clock.suspectFrom = clock.last;
    clock.suspectTo = time;
  }
  if (ahead > clock.longestPause) clock.longestPause = ahead;
  clock.reach(time);
}

/** Far longer than any pause before, and no connection goes on behind it. */
function isHole(clock: Clock, ahead: number, index: PacketIndex, continues: () => boolean): boolean {
  const long = ahead >= SHORTEST_HOLE && ahead >= clock.longestPause * HOLE_RATIO;
  if (!long && !isBusyHole(clock, ahead, index)) return false;
  return ahead > LONGEST_PAUSE || !continues();
}

/** A busy recording falls silent altogether. */
function isBusyHole(clock: Clock, ahead: number, index: PacketIndex): boolean {
  if (ahead < BUSY_HOLE || ahead < clock.longestPause * BUSY_RATIO) return false;
  const before = index - clock.first;
  return before >= BUSY_PACKETS && (before / (clock.last - clock.start)) * ahead >= BUSY_PACKETS;
}
