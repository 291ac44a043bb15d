export { AddressBook } from './address-book';
export { anonymisedFrame } from './anonymise-frame';
export { anonymisedLine, type PrintedSegment } from './anonymise-line';
export { type PcapKind, pcapFileHeader, pcapRecord, type WrittenPacket } from './pcap-writer';
export { copyPcapng, type FrameChange, type PcapngCopy } from './pcapng-copy';
export { enhancedPacket, interfaceDescription, sectionHeader } from './pcapng-writer';
