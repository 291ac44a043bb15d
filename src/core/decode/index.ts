export { decodeFrame } from './decode';
export { formatAddress, formatEndpoint } from './format/address';
export { formatFlags, parseFlags } from './format/flags';
export { Frame } from './frame';
export type { Field, Layer, LayerSink } from './layer';
export { isLinkTypeSupported } from './names/link-steps';
export { AddressFamily, PacketKind, Segment, TcpFlag } from './segment';
