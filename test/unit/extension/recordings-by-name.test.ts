import { describe, expect, it } from 'vitest';
import { recordingsByName } from '../../../src/extension/workbench/recordings-by-name';

/** Names as tcpdump -C and -G, dumpcap -b and people give them (tcpdump(8), dumpcap(1)). */
describe('the recordings in a folder', () => {
  it.each<[string, string[], string[][]]>([
    [
      'tcpdump -C',
      ['trace.pcap10', 'trace.pcap2', 'trace.pcap', 'trace.pcap1'],
      [['trace.pcap', 'trace.pcap1', 'trace.pcap2', 'trace.pcap10']],
    ],
    [
      'dumpcap -b',
      ['dump_00002_20261122182400.pcapng', 'dump_00001_20261122182319.pcapng'],
      [['dump_00001_20261122182319.pcapng', 'dump_00002_20261122182400.pcapng']],
    ],
    ['compressed', ['a.pcap1.gz', 'a.pcap0.gz', 'a.pcap2'], [['a.pcap0.gz', 'a.pcap1.gz', 'a.pcap2']]],
    ['logrotate', ['c.pcap.2', 'c.pcap.1', 'c.pcap'], [['c.pcap', 'c.pcap.1', 'c.pcap.2']]],
    [
      'several, beside other files',
      ['web.pcap', 'db.pcap', 'notes.md', 'server.c'],
      [['db.pcap'], ['web.pcap']],
    ],
    ['none', ['notes.md', 'pcap.txt'], []],
  ])('%s', (_, names, expected) => {
    expect(recordingsByName(names)).toEqual(expected);
  });
});
