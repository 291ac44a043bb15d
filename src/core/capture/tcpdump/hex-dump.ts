import { hexValue, isHexDigit } from '../../bytes';
import { hexDumpAt } from './attachments';

/** More than a 64 KiB datagram with its link header prints no dump. */
const MAX_BYTES = 1 << 18;

/** Collects the bytes of `\t0x0010:  4500 003c ...  E..<` lines. */
export class HexDump {
  private readonly collected: number[] = [];

  /** Adds a line's bytes; any other line adds nothing. */
  line(text: string): void {
    const dump = text.indexOf('0x');
    if (dump < 0 || dump > 200) return;
    const at = hexDumpAt(text, dump);
    if (at < 0) return;
    const offset = Number.parseInt(text.slice(dump + 2, at), 16);
    // Lines out of order, or another dump: -v prints dumps of unknown options as well.
    if (offset !== this.collected.length || offset > MAX_BYTES) return;
    this.groups(text, at);
  }

  bytes(): Uint8Array | null {
    return this.collected.length === 0 ? null : Uint8Array.from(this.collected);
  }

  /** Groups of two or four digits, eight groups a line at most; two blanks end them. */
  private groups(text: string, from: number): void {
    let i = from;
    for (let bytes = 0; bytes < 16; ) {
      let blanks = 0;
      while (text[i] === ' ' || text[i] === '\t') {
        i++;
        blanks++;
      }
      if (blanks === 0 || (bytes > 0 && blanks > 1)) return;
      const start = i;
      while (i - start < 4 && isHexDigit(text.charCodeAt(i))) i++;
      const next = text[i];
      if ((i - start) % 2 === 1 || i === start || !(next === undefined || next === ' ' || next === '\t'))
        return;
      for (let j = start; j < i; j += 2, bytes++)
        this.collected.push(hexValue(text.charCodeAt(j)) * 16 + hexValue(text.charCodeAt(j + 1)));
    }
  }
}
