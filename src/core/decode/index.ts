export { Frame } from './frame';
export type { Field, Layer, LayerSink } from './layer';
export { AddressFamily, PacketKind, Segment, TcpFlag } from './segment';
