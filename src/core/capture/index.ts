export { CaptureDriver, type DriverOptions, type StopSignal } from './capture-driver';
export type { CaptureFormat, CaptureReader, CaptureSink, InterfaceInfo } from './capture-reader';
export { PcapReader } from './pcap';
export type { Problem } from './problem';
