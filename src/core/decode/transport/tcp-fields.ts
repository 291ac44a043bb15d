import type { LayerSink } from '../layer';
import type { Walk } from '../walk';

/** The TCP header for the details pane. */
export function describeTcp(walk: Walk, sink: LayerSink, at: number): void {
  sink.layer('TCP', at, Math.min(at + 20, walk.limit));
}
