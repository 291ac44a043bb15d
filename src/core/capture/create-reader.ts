import type { CaptureFormat, CaptureReader, CaptureSink } from './capture-reader';
import { PcapReader } from './pcap';
import { PcapngReader } from './pcapng';
import { TcpdumpReader } from './tcpdump';

const READERS: Readonly<Record<CaptureFormat, new (sink: CaptureSink) => CaptureReader>> = {
  pcap: PcapReader,
  pcapng: PcapngReader,
  text: TcpdumpReader,
};

/** A fresh reader of a capture's format; it reads one file, once. */
export const createReader = (format: CaptureFormat, sink: CaptureSink): CaptureReader =>
  new READERS[format](sink);
