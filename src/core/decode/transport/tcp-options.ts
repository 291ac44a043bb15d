import { i32be, u16be, u32be } from '../../bytes';
import type { Segment } from '../segment';

/** TCP option kinds, https://www.iana.org/assignments/tcp-parameters/ */
export const TcpOption = {
  end: 0,
  noOperation: 1,
  maximumSegmentSize: 2,
  windowScale: 3,
  sackPermitted: 4,
  sack: 5,
  timestamps: 8,
  md5: 19,
  userTimeout: 28,
  authentication: 29,
  multipath: 30,
  fastOpen: 34,
  experiment1: 253,
  experiment2: 254,
} as const;

/** RFC 6994 experiment identifier of TCP Fast Open, RFC 7413 appendix A. */
export const FAST_OPEN_EXPERIMENT = 0xf989;

/** NOP, NOP, timestamps: what nearly every segment after the handshake carries (RFC 7323 appendix A). */
const ALIGNED_TIMESTAMPS = 0x0101080a;
const MAX_SACK_BLOCKS = 4;

/**
 * Fills the segment's option fields from the option bytes [start, end). Stops at the first option whose length
 * does not fit; what came before it stands.
 */
export function readTcpOptions(bytes: Uint8Array, start: number, end: number, segment: Segment): void {
  let at = start;
  if (end - at >= 12 && i32be(bytes, at) === ALIGNED_TIMESTAMPS) {
    readTimestamps(bytes, at + 4, segment);
    at += 12;
  }
  while (at < end) {
    const kind = bytes[at];
    if (kind === TcpOption.end) return;
    if (kind === TcpOption.noOperation) {
      at++;
      continue;
    }
    if (at + 1 >= end) return;
    const length = bytes[at + 1];
    if (length < 2 || at + length > end) return;
    readOption(bytes, kind, at + 2, length - 2, segment);
    at += length;
  }
}

function readTimestamps(bytes: Uint8Array, at: number, segment: Segment): void {
  segment.timestampKnown = true;
  segment.timestampValue = u32be(bytes, at);
  segment.timestampEcho = u32be(bytes, at + 4);
}

/** One option's data, `size` bytes at `at`. A size that the option does not have leaves its field as absent. */
function readOption(bytes: Uint8Array, kind: number, at: number, size: number, segment: Segment): void {
  switch (kind) {
    case TcpOption.maximumSegmentSize:
      if (size === 2) segment.maximumSegmentSize = u16be(bytes, at);
      break;
    case TcpOption.windowScale:
      if (size === 1) segment.windowScale = bytes[at];
      break;
    case TcpOption.sackPermitted:
      if (size === 0) segment.sackPermitted = true;
      break;
    case TcpOption.sack:
      if (size % 8 === 0) readSackBlocks(bytes, at, size >>> 3, segment);
      break;
    case TcpOption.timestamps:
      if (size === 8) readTimestamps(bytes, at, segment);
      break;
    case TcpOption.fastOpen:
      segment.fastOpenCookieLength = size;
      break;
    case TcpOption.experiment1:
    case TcpOption.experiment2:
      if (size >= 2 && u16be(bytes, at) === FAST_OPEN_EXPERIMENT) segment.fastOpenCookieLength = size - 2;
      break;
  }
}

function readSackBlocks(bytes: Uint8Array, at: number, blocks: number, segment: Segment): void {
  const count = Math.min(blocks, MAX_SACK_BLOCKS);
  for (let i = 0; i < count * 2; i++) segment.sack[i] = i32be(bytes, at + i * 4);
  segment.sackCount = count;
}
