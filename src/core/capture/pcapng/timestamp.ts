import type { Frame } from '../../decode';

/** Divisors up to here keep every intermediate remainder * 2^16 + 16 bits below 2^53. */
const LARGEST_FAST_UNITS = 2 ** 37;
/** Nanoseconds are remainder * 10^9 / units: exact in a double up to here. */
const LARGEST_EXACT_REMAINDER = Math.floor(Number.MAX_SAFE_INTEGER / 1e9);
const NANOSECONDS = 1_000_000_000n;

/**
 * An interface's clock: 64-bit counts of 10^-n or 2^-n seconds, plus an offset in seconds (if_tsresol, if_tsoffset).
 * The usual resolutions are split with exact doubles, the unusual ones with BigInt.
 */
export class Clock {
  /** Decimal digits that the resolution is worth, at most 9. */
  readonly digits: number;
  private readonly units: bigint;
  /** The same as a number, 0 when the fast way would not be exact. */
  private readonly fastUnits: number;
  /** Nanoseconds a unit for decimal resolutions down to 10^-9, else 0. */
  private readonly nanosecondsPerUnit: number;

  /** `resolution` is if_tsresol: a power of 10, of 2 when its top bit is set. */
  constructor(
    resolution: number,
    private readonly offset: number,
  ) {
    const power = resolution & 0x7f;
    const binary = (resolution & 0x80) !== 0;
    this.digits = Math.min(9, binary ? Math.ceil(power * Math.log10(2)) : power);
    this.units = (binary ? 2n : 10n) ** BigInt(power);
    this.fastUnits = this.units <= BigInt(LARGEST_FAST_UNITS) ? Number(this.units) : 0;
    this.nanosecondsPerUnit = !binary && power <= 9 ? 10 ** (9 - power) : 0;
  }

  /** Sets the frame's time from the two halves of a timestamp. */
  apply(frame: Frame, high: number, low: number): void {
    const units = this.fastUnits;
    frame.timeDigits = this.digits;
    if (units === 0) {
      this.applyExactly(frame, high, low);
      return;
    }
    // Long division of (high, low >> 16, low & 0xffff) by `units`.
    const first = Math.floor(high / units);
    let rest = (high - first * units) * 0x1_0000 + (low >>> 16);
    const second = Math.floor(rest / units);
    rest = (rest - second * units) * 0x1_0000 + (low & 0xffff);
    const third = Math.floor(rest / units);
    rest -= third * units;
    if (this.nanosecondsPerUnit > 0) frame.nanoseconds = rest * this.nanosecondsPerUnit;
    else if (rest <= LARGEST_EXACT_REMAINDER) frame.nanoseconds = Math.floor((rest * 1e9) / units);
    else {
      this.applyExactly(frame, high, low);
      return;
    }
    frame.seconds = (first * 0x1_0000 + second) * 0x1_0000 + third + this.offset;
  }

  private applyExactly(frame: Frame, high: number, low: number): void {
    const count = (BigInt(high) << 32n) | BigInt(low);
    frame.seconds = Number(count / this.units) + this.offset;
    frame.nanoseconds = Number(((count % this.units) * NANOSECONDS) / this.units);
  }
}
