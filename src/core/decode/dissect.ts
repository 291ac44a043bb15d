import { walkFrame } from './decode';
import type { Frame } from './frame';
import { HeaderFields } from './header-fields';
import type { Layer } from './layer';
import { LayerCollector } from './layer-collector';
import { linkTypeName } from './names/link-types';
import { walkQuoted } from './quoted';
import { PacketKind, Segment } from './segment';
import { Walk } from './walk';

const PREVIEW_BYTES = 64;

/**
 * Every header of the frame, outermost first, with each field's value and bytes; then the payload, and what the
 * frame holds behind the packet. Ranges are relative to the frame's first byte and lie within the frame.
 */
export function dissectFrame(frame: Frame): Layer[] {
  const walk = new Walk();
  const segment = new Segment();
  const sink = new LayerCollector(frame.start, frame.end);
  walkFrame(walk, frame, segment, sink);
  const { at, limit } = walk;
  if (segment.kind === PacketKind.unsupportedLink) describeUnsupported(walk, sink);
  const quotedTo = segment.kind === PacketKind.icmp ? walkQuoted(walk, new Segment(), sink) : at;
  if (quotedTo < limit) describePayload(walk, sink, quotedTo, limit);
  if (limit < frame.end && limit >= frame.start) describeTrailer(walk, sink, limit, frame.end);
  return sink.layers;
}

function describeUnsupported(walk: Walk, sink: LayerCollector): void {
  sink.layer(`LINKTYPE_${linkTypeName(walk.linkType)}`, walk.frameStart, walk.frameStart);
  sink.field('Link type', String(walk.linkType), walk.frameStart, walk.frameStart, 'not decoded');
}

function describePayload(walk: Walk, sink: LayerCollector, at: number, end: number): void {
  const size = end - at;
  const missing = walk.wireEnd - end;
  const data = missing > 0 ? `${size} of ${size + missing} bytes` : `${size} bytes`;
  new HeaderFields(walk, sink, 'Payload', at, size)
    .text('Data', data, 0, size, missing > 0 ? walk.cutBy : undefined)
    .text('Text', preview(walk.bytes, at, end), 0, Math.min(size, PREVIEW_BYTES));
}

/** Padding of a short Ethernet frame, and its frame check sequence where it was captured. */
function describeTrailer(walk: Walk, sink: LayerCollector, start: number, end: number): void {
  const fcs = Math.min(walk.fcsLength, end - start);
  sink.layer('Trailer', start, end);
  if (end - start > fcs) sink.field('Padding', `${end - start - fcs} bytes`, start, end - fcs);
  if (fcs > 0) sink.field('Frame check sequence', `${fcs} bytes`, end - fcs, end);
}

/** The first bytes as ASCII; what is not printable is a dot. */
function preview(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end && at < start + PREVIEW_BYTES; at++) {
    text += bytes[at] >= 0x20 && bytes[at] < 0x7f ? String.fromCharCode(bytes[at]) : '.';
  }
  return end - start > PREVIEW_BYTES ? `${text}...` : text;
}
