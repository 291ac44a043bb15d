import { isHexDigit } from '../../bytes';
import { continuationStart, skipBlanks } from '../../text';
import { beginsWithTime, indentationOf } from './pending-packet';

/**
 * Tells the lines that belong to the packet before them: hex dumps, protocol text of -v (indented), and the plain
 * text that -A prints, which looks like anything.
 */
export class Attachments {
  private indentation = 0;
  private path: readonly number[] = [];
  private open = false;
  /** The packet's first further line is still to come. */
  private first = false;
  private ascii = false;
  private hex = false;

  /** A packet's header has ended. */
  packet(indentation: number, path: readonly number[]): void {
    this.indentation = indentation;
    this.path = path;
    this.open = this.first = true;
  }

  /** What follows belongs to no packet: tcpdump's own words, or another run. */
  close(ended: boolean): void {
    this.open = false;
    if (ended) this.ascii = this.hex = false;
  }

  /** Whether the line is a hex dump of the packet before it: the first look at any line. */
  dumps(text: string): boolean {
    if (!this.open || hexDumpAt(text, continuationStart(text, this.path)) < 0) return false;
    this.hex = true;
    this.first = this.ascii = false;
    return true;
  }

  /** Whether the line shows a header that the packet before it quotes, as -v does for ICMP errors: deeper, without a time. */
  quotes(text: string): boolean {
    if (!this.open) return false;
    const start = continuationStart(text, this.path);
    const code = text.charCodeAt(start);
    if (code !== 0x20 && code !== 0x09) return false;
    if (indentationOf(text, start) <= this.indentation + 1 || beginsWithTime(text)) return false;
    const at = skipBlanks(text, start);
    return text.startsWith('IP', at) || text[at] === '(' || text.indexOf(' > ', at) > 0;
  }

  /** Whether the line, which holds no packet, is more of the packet before it. */
  takes(text: string): boolean {
    if (!this.open) return false;
    const start = continuationStart(text, this.path);
    if (this.first && !this.hex && !this.ascii) this.ascii = looksLikeAsciiDump(text, start);
    this.first = false;
    if (this.ascii || isIndented(text, start, this.indentation)) return true;
    this.open = false;
    return false;
  }
}

function isIndented(text: string, start: number, indentation: number): boolean {
  if (start === text.length) return false;
  const columns = indentationOf(text, start);
  if (text.trim() === '') return text.charCodeAt(start) === 0x09;
  return columns > indentation + 1;
}

/**
 * -A prints the IP header's bytes first: `E`, then at the flags and fragment offset `@` or a dot, then time to live and
 * protocol. With -AA a link header of 14 bytes comes before. Line ends in the header break it into several lines.
 */
function looksLikeAsciiDump(text: string, start: number): boolean {
  for (const at of [start, start + 14]) {
    if (text[at] === 'E' && text.length - at < 10 && at === start)
      return text.length - at > 1 && !text.includes(' ');
    if (text[at] === 'E' && '@. '.includes(text[at + 6]) && text[at + 7] === '.' && text[at + 9] === '.')
      return true;
    if (text[at] === '`' && '.`'.includes(text[at + 1]) && text[at + 6] === '.') return true;
  }
  return false;
}

/** Where a hex dump line's offset, `0x0010:`, ends; -1 where the line is none. */
export function hexDumpAt(text: string, start: number): number {
  let i = start;
  while (text.charCodeAt(i) === 0x20 || text.charCodeAt(i) === 0x09) i++;
  if (!text.startsWith('0x', i)) return -1;
  i += 2;
  const digits = i;
  while (isHexDigit(text.charCodeAt(i))) i++;
  if (i - digits < 4 || i - digits > 8) return -1;
  const next = text[i];
  return next === ':' ? i + 1 : next === ' ' || next === '\t' ? i : -1;
}
