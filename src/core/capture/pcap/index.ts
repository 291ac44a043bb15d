export { pcapHeaderLength } from './pcap-header';
export { PcapReader } from './pcap-reader';
