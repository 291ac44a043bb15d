import type { Frame } from './frame';
import { HANDLERS } from './handlers';
import type { LayerSink } from './layer';
import { linkStep } from './names/link-steps';
import type { Segment } from './segment';
import { Step } from './step';
import { Walk } from './walk';

/** Headers in one frame; a packet in a packet in a packet... goes no deeper. */
const MAX_HEADERS = 32;
/** Segment keeps an interface in a byte. */
const MAX_INTERFACE = 255;

const hotWalk = new Walk();

/** Fills `segment` from the frame's headers. Allocates nothing, never throws, reads only the frame's own bytes. */
export function decodeFrame(frame: Frame, segment: Segment): void {
  walkFrame(hotWalk, frame, segment, null);
}

/**
 * Walks the frame's headers from the outermost in. Afterwards `walk.at` is where the payload begins, and the
 * segment holds what the innermost IP and TCP headers say.
 */
export function walkFrame(walk: Walk, frame: Frame, segment: Segment, sink: LayerSink | null): void {
  segment.reset();
  segment.timeKnown = frame.timeDigits >= 0;
  segment.seconds = frame.seconds;
  segment.nanoseconds = frame.nanoseconds;
  segment.timeDigits = frame.timeDigits;
  segment.interfaceId = Math.min(frame.interfaceId, MAX_INTERFACE);
  walk.segment = segment;
  walk.sink = sink;
  walk.linkType = frame.linkType;
  walk.begin(frame.bytes, frame.start, frame.end, frame.originalLength, frame.fcsLength);
  followHeaders(walk, linkStep(frame.linkType));
}

/** Reads header after header from `first` on until one of them ends the walk. */
export function followHeaders(walk: Walk, first: Step): void {
  let step = first;
  for (let headers = 0; step !== Step.done; headers++) {
    if (headers === MAX_HEADERS) {
      walk.finishNamed('Nested too deep', walk.at);
      return;
    }
    step = HANDLERS[step](walk);
  }
}
