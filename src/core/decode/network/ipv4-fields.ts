import type { LayerSink } from '../layer';
import type { Walk } from '../walk';

export function describeIpv4(walk: Walk, sink: LayerSink, at: number): void {
  sink.layer('IPv4', at, Math.min(at + 20, walk.limit));
}
