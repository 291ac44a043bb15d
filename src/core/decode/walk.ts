import type { LayerSink } from './layer';
import { PacketKind, Segment } from './segment';
import { Step } from './step';

/** Stable texts of `Field.problem`. */
export const CUT_BY_SNAP_LENGTH = 'cut by the snap length';
export const NOT_QUOTED = 'not quoted';
export const TOO_SHORT = 'too short';

const NOTHING = new Uint8Array(0);

/** What names the end of the walk: `named`, the last Ethertype or the last IP protocol. */
export const NamedBy = { text: 0, etherType: 1, ipProtocol: 2 } as const;
export type NamedBy = (typeof NamedBy)[keyof typeof NamedBy];

/**
 * Where the walk through one frame's headers stands. One object is refilled for every frame.
 *
 * Invariant: `bytes` is never read outside [frameStart, limit), and `limit` only ever shrinks.
 */
export class Walk {
  bytes: Uint8Array = NOTHING;
  /** The frame's first byte in `bytes`. */
  frameStart = 0;
  /** One past the frame's last captured byte. */
  frameEnd = 0;
  /** The next header's first byte. */
  at = 0;
  /** One past the last captured byte of what the enclosing header holds. */
  limit = 0;
  /** Where that ends on the wire: past `limit` when the snap length cut it. */
  wireEnd = 0;
  linkType = 0;
  fcsLength = 0;
  /** The 802.11 header is padded to a multiple of four bytes (a radiotap flag). */
  wifiPadding = false;

  segment: Segment = new Segment();
  /** Collects fields for the details pane; null on the hot path. */
  sink: LayerSink | null = null;

  /** The last Ethertype and IP protocol met, -1 before any. */
  etherType = -1;
  ipProtocol = -1;
  /** The innermost IP header's first byte, -1 before any. */
  networkAt = -1;
  /** The innermost IP packet is the first fragment of several. */
  firstFragment = false;
  /** Identification of the fragment, for the row's text. */
  fragmentId = 0;
  fragmentOffset = 0;
  /** Where the pseudo-header's destination stands when a routing header holds the final one, else -1 (RFC 8200 section 8.1). */
  finalDestinationAt = -1;
  /** The pseudo-header's addresses are not those of the IP header in a way that is not followed (a home address option). */
  addressesReplaced = false;
  /** The innermost header's first byte, for the row's text. */
  headerAt = 0;
  namedBy: NamedBy = NamedBy.text;
  /** In the protocol's words, what ended the walk where neither an Ethertype nor an IP protocol says it. */
  named = '';
  /** Why a header may not be all there: the snap length, or that an ICMP error quotes only its first bytes. */
  cutBy: string = CUT_BY_SNAP_LENGTH;

  begin(bytes: Uint8Array, start: number, end: number, wireLength: number, fcsLength: number): void {
    this.bytes = bytes;
    this.frameStart = start;
    this.frameEnd = end;
    this.at = start;
    // A capture that claims fewer bytes on the wire than it holds is wrong about the wire.
    const wireEnd = start + Math.max(wireLength, end - start) - fcsLength;
    this.wireEnd = Math.max(wireEnd, start);
    this.limit = Math.min(end, this.wireEnd);
    this.fcsLength = fcsLength;
    this.wifiPadding = false;
    this.etherType = -1;
    this.ipProtocol = -1;
    this.networkAt = -1;
    this.firstFragment = false;
    this.finalDestinationAt = -1;
    this.addressesReplaced = false;
    this.headerAt = start;
    this.namedBy = NamedBy.text;
    this.named = '';
  }

  /** The current header says where its data ends on the wire; it may say more than the capture's own length. */
  bound(wireEnd: number): void {
    this.wireEnd = wireEnd;
    if (wireEnd < this.limit) this.limit = wireEnd;
  }

  /** Like `bound`, for headers that cannot hold more than what encloses them. */
  shrink(wireEnd: number): void {
    if (wireEnd < this.wireEnd) this.bound(wireEnd);
  }

  /** Goes on with `step` at `at`. */
  go(step: Step, at: number): Step {
    this.at = at;
    return step;
  }

  /** Ends the walk: what is at `at` is not looked into. */
  finish(kind: PacketKind, at: number): Step {
    this.segment.kind = kind;
    this.at = at;
    return Step.done;
  }

  /** Ends the walk with a name for what is at `at`. */
  finishNamed(name: string, at: number): Step {
    this.named = name;
    return this.finish(PacketKind.other, at);
  }

  /**
   * Ends the walk because a header of `size` bytes at `at` is not all there: cut by the snap length, or, when the
   * enclosing header leaves no room for it, a contradiction.
   */
  short(name: string, at: number, size: number): Step {
    const cut = this.wireEnd - at >= size;
    const end = Math.max(at, this.limit);
    this.sink?.layer(name, at, end);
    this.sink?.field(name, `${end - at} of ${size} bytes`, at, end, cut ? this.cutBy : TOO_SHORT);
    this.named = name;
    return this.finish(cut ? PacketKind.truncated : PacketKind.malformed, end);
  }

  /** Ends the walk because fields of the header at `at` contradict each other or the data. */
  malformed(name: string, at: number): Step {
    this.named = name;
    return this.finish(PacketKind.malformed, at);
  }
}
