import { HeaderFields, hex, hex8, hex16, withName } from '../header-fields';
import type { LayerSink } from '../layer';
import { etherTypeName } from '../names/ethertypes';
import type { Walk } from '../walk';

export function describeLlc(walk: Walk, sink: LayerSink, at: number, name: string): void {
  new HeaderFields(walk, sink, 'LLC', at, 3)
    .number('DSAP', 0, 1, (value) => withName(hex8(value), name))
    .number('SSAP', 1, 1, hex8)
    .number('Control', 2, 1, hex8);
}

export function describeSnap(walk: Walk, sink: LayerSink, at: number, organization: number): void {
  new HeaderFields(walk, sink, 'SNAP', at, 5)
    .text('Organization', hex(organization, 6), 0, 3)
    .number('Protocol', 3, 2, (value) =>
      organization === 0 ? withName(hex16(value), etherTypeName(value)) : hex16(value),
    );
}
