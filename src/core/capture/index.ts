export { CaptureDriver, type DriverOptions } from './capture-driver';
export type {
  CaptureFormat,
  CaptureReader,
  CaptureSink,
  InterfaceInfo,
  NamedProcess,
  ProcessNote,
  TextDecoding,
} from './capture-reader';
export type { Compression } from './compression';
export { createReader } from './create-reader';
export { type Detection, detectFormat } from './detection';
export { type FrameLengths, frameLengths, LENGTHS_BEFORE_FRAME, type ReadLengths } from './frame-lengths';
export { isLive, type LiveSource } from './live-source';
export { decompressed, type OpenedSource, openCaptureSource } from './open-capture-source';
export { PcapReader } from './pcap';
export { PcapngReader } from './pcapng';
export { type Piece, PiecedSource } from './pieced-source';
export type { Problem } from './problem';
export {
  dissectText,
  isColumnHeading,
  looksLikeTcpdumpText,
  TcpdumpReader,
  type TextDissection,
} from './tcpdump';
