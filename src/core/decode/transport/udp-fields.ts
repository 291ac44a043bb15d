import { u16be } from '../../bytes';
import { transportChecksum } from '../checksum';
import { HeaderFields } from '../header-fields';
import type { LayerSink } from '../layer';
import type { Walk } from '../walk';

const UDP = 17;

/** UDP header fields; all eight bytes are there. */
export function describeUdp(walk: Walk, sink: LayerSink, at: number): void {
  const length = u16be(walk.bytes, at + 4);
  const tooLong =
    at + length > walk.wireEnd && !walk.firstFragment ? 'more than the packet holds' : undefined;
  const fields = new HeaderFields(walk, sink, 'UDP', at, 8)
    .number('Source port', 0, 2)
    .number('Destination port', 2, 2)
    .text('Length', String(length), 4, 2, length !== 0 && length < 8 ? 'less than 8' : tooLong);
  if (u16be(walk.bytes, at + 6) === 0) {
    fields.text('Checksum', '0x0000 [none]', 6, 2);
    return;
  }
  const verdict = transportChecksum(walk, UDP, at, at + 6);
  fields.text('Checksum', verdict.text, 6, 2, verdict.problem);
}
