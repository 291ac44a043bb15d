import type { CaptureFormat, CaptureReader, CaptureSink } from './capture-reader';
import { PcapReader } from './pcap';
import { PcapngReader } from './pcapng';

type BinaryFormat = Exclude<CaptureFormat, 'text'>;

const READERS: Readonly<Record<BinaryFormat, new (sink: CaptureSink) => CaptureReader>> = {
  pcap: PcapReader,
  pcapng: PcapngReader,
};

/** A fresh reader of a binary capture's format; it reads one file, once. */
export const createBinaryReader = (format: BinaryFormat, sink: CaptureSink): CaptureReader =>
  new READERS[format](sink);
