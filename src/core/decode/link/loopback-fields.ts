import type { LayerSink } from '../layer';
import type { Walk } from '../walk';

export function describeFamily(sink: LayerSink, name: string, family: number, at: number): void {
  sink.layer(name, at, at + 4);
  sink.field('Family', String(family), at, at + 4);
}

export function describeEnc(_walk: Walk, sink: LayerSink, family: number, at: number): void {
  sink.layer('OpenBSD ENC', at, at + 12);
  sink.field('Family', String(family), at, at + 4);
}

export function describePflog(_walk: Walk, sink: LayerSink, at: number, size: number): void {
  sink.layer('OpenBSD PFLOG', at, at + size);
}
