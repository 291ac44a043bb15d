export { looksLikeTcpdumpText } from './detect';
export { dissectText, type TextDissection } from './dissect-text';
export { TcpdumpReader } from './tcpdump-reader';
export { isColumnHeading } from './wireshark';
