export { CaptureDriver, type DriverOptions, type StopSignal } from './capture-driver';
export type {
  CaptureFormat,
  CaptureReader,
  CaptureSink,
  InterfaceInfo,
  TextDecoding,
} from './capture-reader';
export { createBinaryReader } from './create-reader';
export { type FrameLengths, frameLengths, LENGTHS_BEFORE_FRAME } from './frame-lengths';
export { PcapReader } from './pcap';
export { PcapngReader } from './pcapng';
export type { Problem } from './problem';
export { dissectText, looksLikeTcpdumpText, TcpdumpReader, type TextDissection } from './tcpdump';
