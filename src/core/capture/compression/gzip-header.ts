import { u16le } from '../../bytes';
import type { BitInput } from './bit-input';

const FIXED_LENGTH = 10;
const DEFLATE = 8;
/** FLG bits (RFC 1952 section 2.3.1). */
const FLAG = { headerCrc: 0x02, extra: 0x04, name: 0x08, comment: 0x10, reserved: 0xe0 };

type Part = 'fixed' | 'extraLength' | 'extra' | 'name' | 'comment' | 'headerCrc';
export type HeaderProgress = 'done' | 'needsInput' | 'invalid';

/** Passes over a member's header (RFC 1952 section 2.3), whose names and comments may be as long as they like. */
export class GzipHeader {
  private parts: Part[] = ['fixed'];
  private extraLeft = 0;

  read(input: BitInput): HeaderProgress {
    for (;;) {
      const part = this.parts[0];
      if (part === undefined) return 'done';
      const progress = this.readPart(part, input);
      if (progress !== 'done') return progress;
      this.parts.shift();
    }
  }

  private readPart(part: Part, input: BitInput): HeaderProgress {
    if (part === 'fixed') return this.readFixed(input);
    if (part === 'name' || part === 'comment') return skipString(input);
    if (part === 'extra') return this.skipExtra(input);
    if (input.available < 2) return 'needsInput';
    if (part === 'extraLength') this.extraLeft = u16le(input.bytes, input.at);
    input.at += 2;
    return 'done';
  }

  private readFixed(input: BitInput): HeaderProgress {
    if (input.available < FIXED_LENGTH) return 'needsInput';
    const { bytes, at } = input;
    const flags = bytes[at + 3];
    if (bytes[at] !== 0x1f || bytes[at + 1] !== 0x8b || bytes[at + 2] !== DEFLATE || flags & FLAG.reserved)
      return 'invalid';
    if (flags & FLAG.extra) this.parts.push('extraLength', 'extra');
    if (flags & FLAG.name) this.parts.push('name');
    if (flags & FLAG.comment) this.parts.push('comment');
    if (flags & FLAG.headerCrc) this.parts.push('headerCrc');
    input.at += FIXED_LENGTH;
    return 'done';
  }

  private skipExtra(input: BitInput): HeaderProgress {
    const count = Math.min(this.extraLeft, input.available);
    input.at += count;
    this.extraLeft -= count;
    return this.extraLeft === 0 ? 'done' : 'needsInput';
  }
}

function skipString(input: BitInput): HeaderProgress {
  const zero = input.bytes.subarray(input.at, input.end).indexOf(0);
  input.at = zero < 0 ? input.end : input.at + zero + 1;
  return zero < 0 ? 'needsInput' : 'done';
}
