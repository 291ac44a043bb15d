import { type PacketIndex, type PacketNumber, packetNumber } from '../../tcp';

/**
 * The numbers that tcpdump printed before its packets (`-#`). Of a log that was cut at its beginning all differ from the
 * count, by the same: what is kept is where that difference changes.
 */
export class PrintedNumbers {
  private readonly from: number[] = [];
  private readonly difference: number[] = [];

  /** Packet `index` was printed with `number`; -1: without one. In order. */
  note(index: PacketIndex, number: number): void {
    const difference = number < 0 ? 1 : number - index;
    if (difference === (this.difference.at(-1) ?? 1)) return;
    this.from.push(index);
    this.difference.push(difference);
  }

  /** The number of a packet: the printed one, else its count from 1. */
  of(index: PacketIndex): PacketNumber {
    let low = 0;
    let high = this.from.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.from[middle] <= index) low = middle + 1;
      else high = middle;
    }
    return packetNumber(index + (low === 0 ? 1 : this.difference[low - 1]));
  }
}
