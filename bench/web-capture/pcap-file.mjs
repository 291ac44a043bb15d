// Writes a classic pcap in pieces, so that a capture of any size needs no memory.
import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFER = 4 << 20;
const MAGIC_MICROSECONDS = 0xa1b2c3d4;
const LINKTYPE_ETHERNET = 1;
const LARGEST_FRAME = 262144;
export const FILE_HEADER = 24;
export const PACKET_HEADER = 16;

export class PcapFile {
  /** `snapLength` 0: whole frames. */
  constructor(path, snapLength) {
    this.snapLength = snapLength || LARGEST_FRAME;
    this.file = openSync(path, 'w');
    this.buffer = Buffer.allocUnsafe(BUFFER);
    this.used = 0;
    this.length = 0;
    this.writeFileHeader();
  }

  /** Adds one frame, `frame[0, length)`, at `time` in microseconds since 1970. */
  packet(time, frame, length) {
    const captured = Math.min(length, this.snapLength);
    if (this.used + PACKET_HEADER + captured > BUFFER) this.flush();
    const { buffer } = this;
    const seconds = Math.floor(time / 1e6);
    buffer.writeUInt32LE(seconds, this.used);
    buffer.writeUInt32LE(Math.floor(time - seconds * 1e6), this.used + 4);
    buffer.writeUInt32LE(captured, this.used + 8);
    buffer.writeUInt32LE(length, this.used + 12);
    frame.copy(buffer, this.used + PACKET_HEADER, 0, captured);
    this.used += PACKET_HEADER + captured;
    this.length += PACKET_HEADER + captured;
  }

  close() {
    this.flush();
    closeSync(this.file);
  }

  writeFileHeader() {
    this.buffer.writeUInt32LE(MAGIC_MICROSECONDS, 0);
    this.buffer.writeUInt16LE(2, 4);
    this.buffer.writeUInt16LE(4, 6);
    this.buffer.writeUInt32LE(0, 8);
    this.buffer.writeUInt32LE(0, 12);
    this.buffer.writeUInt32LE(this.snapLength, 16);
    this.buffer.writeUInt32LE(LINKTYPE_ETHERNET, 20);
    this.used = this.length = FILE_HEADER;
  }

  flush() {
    let written = 0;
    while (written < this.used) written += writeSync(this.file, this.buffer, written, this.used - written);
    this.used = 0;
  }
}
