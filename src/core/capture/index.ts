export { CaptureDriver, type DriverOptions, type StopSignal } from './capture-driver';
export type { CaptureFormat, CaptureReader, CaptureSink, InterfaceInfo } from './capture-reader';
export { createBinaryReader } from './create-reader';
export { PcapReader } from './pcap';
export { PcapngReader } from './pcapng';
export type { Problem } from './problem';
