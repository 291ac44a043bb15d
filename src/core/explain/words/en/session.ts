/** What the session says of filters and of the capture as a whole. */
export const session = {
  'filter.unknown-field': 'There is no field "{field}". Fields: {known}.',
  'filter.unknown-state': 'There is no state "{state}". States: {known}.',
  'filter.bad-address': '"{text}" is not an address. Write 192.0.2.1, 192.0.2.0/24 or 2001:db8::1.',
  'filter.bad-port': '"{text}" is not a port. Write a number from 0 to 65535.',
  'filter.bad-flag': '"{text}" is not a TCP flag. Flags: {known}.',
  'filter.unknown-analysis': 'Sequence analysis finds no "{text}". It finds: {known}.',
  'filter.unknown-finding': 'There is no finding "{text}". Findings: {known}.',
  'filter.unknown-wireshark': 'Wireshark\'s "{field}" is not known here. Known are: {known}.',
  'filter.bad-operator': '"{field}" cannot be compared with "{operator}".',
  'filter.bad-number': '"{text}" is not a number.',
  'filter.bad-time': '"{text}" is not a time. Write seconds, such as 1.5, or 200ms, 2m, 1h.',
  'filter.looked-for-text': '"{text}" was looked for in the text of the rows.',
  'filter.perhaps': 'Perhaps {meant} is meant.',
  'filter.unread':
    'Of {count} packets the recording does not hold the data, or not all of it: what was looked for may be in there.',
  'filter.expected-value': '"{field}" needs a value after it.',
  'filter.unclosed-quote': 'A quote is opened and not closed.',
  'filter.unclosed-paren': 'A parenthesis is opened and not closed.',
  'filter.too-deep': 'Parentheses and negations may be nested {limit} deep.',
  'filter.unexpected': '"{text}" does not belong here.',
  'filter.unexpected-end': 'Something is missing at the end.',
  'filter.bad-connection': '"{text}" is not a connection number.',
  'explain.not-tcp.title': 'Packet {packet} is not TCP',
  'explain.not-tcp.summary':
    'Packet {packet} belongs to no TCP connection, so there is no state to explain. Select a TCP packet.',

  'description.pcap': 'pcap',
  'description.pcapng': 'pcapng',
  'description.text': 'tcpdump text',
  'description.table': 'socket table',
  'description.gzip': 'gzip',
  'description.zstd': 'zstd',
  'description.nanoseconds': 'nanoseconds',
  'description.big-endian': 'big-endian',
  'description.interfaces': '{count} interfaces',
  'description.snap-length': 'cut at {bytes} bytes',
  'description.unknown-link': 'link type {number}',
  'pieces.several':
    'These files are {count} recordings, not the pieces of one, and have no connection in common: {names}.\nOpen them one by one; on the command line, `closewait explain` reads them together as one incident.',
  'export.no-bytes': "A text log holds no packets' bytes; export it as a log.",
  'export.no-lines': 'Only a text log is exported as a log; export a binary capture as pcap or pcapng.',
  'export.nothing': 'There is no packet to be exported: the filter or the connection leaves none.',
  'export.several-links':
    'A pcap file has one link type, and these packets have several ({links}); export them as pcapng.',
  'export.far-times': 'Times before 1970 or after 2106 do not fit into pcap; export these packets as pcapng.',
  'export.left-out':
    'Left out: {count} packets that are neither TCP nor ICMP, or have headers that may name a machine.',
  'export.left-out-lines':
    'Left out: {count} packets of the log that are not TCP, or whose flags it does not print.',
  'export.nothing-left':
    'Nothing is left to be exported: {count} packets (link type {links}) are neither TCP nor ICMP, or have headers that may name a machine.',
  'export.no-flags':
    'Nothing is left to be exported: {count} packets of the log are not TCP, or it does not print their flags (tcpdump -q).',
  'export.whole-connections':
    'With {count} more packets of the connections that the filter found: their states follow from all of them.',
  'export.delta-times':
    'The log prints times since the packet before, which would be wrong in a part of it; export all of it, or the part anonymised, with times that go on.',
  'export.gone': 'Missing: {count} packets that the file no longer holds.',
  'export.no-tables': 'The rows of its socket table are not exported.',
  'stream.missing': '[{count} bytes are not in the recording]',
  'stream.cut': '[{count} bytes were not captured of this packet]',
  'stream.empty': 'Neither end sent data.',
} as const;
