import type { LayerSink } from '../layer';
import type { Walk } from '../walk';

export function describeIpv6(walk: Walk, sink: LayerSink, at: number): void {
  sink.layer('IPv6', at, Math.min(at + 40, walk.limit));
}
