export { PcapngReader } from './pcapng-reader';
