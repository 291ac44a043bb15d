// Counts a capture's packets with the npm package pcap-parser, which does nothing else with them.
import pcapParser from 'pcap-parser';

// It was written for a Node whose Buffer constructor did not warn.
process.removeAllListeners('warning');
process.noDeprecation = true;

let packets = 0;
const parser = pcapParser.parse(process.argv[2]);
parser.on('packet', () => packets++);
parser.on('end', () => console.log(packets));
