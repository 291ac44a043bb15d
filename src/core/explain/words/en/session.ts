/** What the session says of filters and of the capture as a whole. */
export const session = {
  'filter.unknown-field': 'There is no field "{field}". Fields: {known}.',
  'filter.unknown-state': 'There is no state "{state}". States: {known}.',
  'filter.bad-address': '"{text}" is not an address. Write 192.0.2.1, 192.0.2.0/24 or 2001:db8::1.',
  'filter.bad-port': '"{text}" is not a port. Write a number from 0 to 65535.',
  'filter.bad-flag': '"{text}" is not a TCP flag. Flags: {known}.',
  'filter.unknown-analysis': 'Sequence analysis finds no "{text}". It finds: {known}.',
  'filter.expected-value': '"{field}" needs a value after it.',
  'filter.unclosed-quote': 'A quote is opened and not closed.',
  'filter.unclosed-paren': 'A parenthesis is opened and not closed.',
  'filter.unexpected': '"{text}" does not belong here.',
  'filter.unexpected-end': 'Something is missing at the end.',
  'filter.bad-connection': '"{text}" is not a connection number.',
  'explain.not-tcp.title': 'Packet {packet} is not TCP',
  'explain.not-tcp.summary':
    'Packet {packet} belongs to no TCP connection, so there is no state to explain. Select a TCP packet.',

  'description.pcap': 'pcap',
  'description.pcapng': 'pcapng',
  'description.text': 'tcpdump text',
  'description.gzip': 'gzip',
  'description.zstd': 'zstd',
  'description.nanoseconds': 'nanoseconds',
  'description.big-endian': 'big-endian',
  'description.interfaces': '{count} interfaces',
  'description.snap-length': 'cut at {bytes} bytes',
  'description.unknown-link': 'link type {number}',
} as const;
