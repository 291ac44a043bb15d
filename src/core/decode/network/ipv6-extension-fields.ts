import type { LayerSink } from '../layer';
import type { Walk } from '../walk';

export function describeExtension(
  _walk: Walk,
  sink: LayerSink,
  name: string,
  at: number,
  size: number,
): void {
  sink.layer(name, at, at + size);
}

export function describeJumbo(sink: LayerSink, length: number, at: number): void {
  sink.field('Jumbo payload length', String(length), at, at + 6);
}

export function describeFragment(_walk: Walk, sink: LayerSink, at: number): void {
  sink.layer('IPv6 fragment', at, at + 8);
}
