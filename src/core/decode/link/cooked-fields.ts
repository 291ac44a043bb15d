import type { LayerSink } from '../layer';
import type { Walk } from '../walk';

export function describeCooked(_walk: Walk, sink: LayerSink, at: number): void {
  sink.layer('Linux cooked v1', at, at + 16);
}

export function describeCooked2(_walk: Walk, sink: LayerSink, at: number): void {
  sink.layer('Linux cooked v2', at, at + 20);
}
