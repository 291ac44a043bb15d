import type { LayerSink } from '../layer';
import type { Walk } from '../walk';

export function describeLlc(_walk: Walk, sink: LayerSink, at: number, _name: string): void {
  sink.layer('LLC', at, at + 3);
}

export function describeSnap(
  _walk: Walk,
  sink: LayerSink,
  at: number,
  _oui: number,
  _protocol: number,
): void {
  sink.layer('SNAP', at, at + 5);
}
