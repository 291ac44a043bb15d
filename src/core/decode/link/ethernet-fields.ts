import type { LayerSink } from '../layer';
import type { Walk } from '../walk';

export function describeEthernet(_walk: Walk, sink: LayerSink, at: number): void {
  sink.layer('Ethernet II', at, at + 14);
}

export function describeVlan(_walk: Walk, sink: LayerSink, at: number): void {
  sink.layer('802.1Q', at, at + 4);
}
