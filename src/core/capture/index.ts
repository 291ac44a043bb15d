export type { CaptureFormat, CaptureReader, CaptureSink, InterfaceInfo } from './capture-reader';
export type { Problem } from './problem';
