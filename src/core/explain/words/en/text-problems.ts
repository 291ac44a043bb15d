/** What the tcpdump text reader could not read. */
export const textProblems = {
  'text.nothing-read':
    'none of its {lines} lines is a packet as tcpdump or tshark prints one; it begins with: {firstLine}',
  'text.cut-packet':
    'The packet’s text ends in the middle: “{expected}” was to come. The line was cut, or the rest of it is missing from the log. What stands there was read; the rest is unknown.',
  'text.unreadable-packet':
    'This looks like a packet, but it cannot be read from here on: “{expected}” was expected, “{found}” was found. What stands before was read.',
  'text.long-line':
    'This line has {bytes} bytes, more than a line of tcpdump can have. Its beginning is shown and read; nothing was lost in the file.',
  'text.binary':
    '{bytes} bytes from offset {offset} on are not text. They were passed over; what stood there is not known, and no duration spans them.',
  'text.unknown-service':
    'The port named “{service}” is in no list of registered services, so its number is unknown. Run tcpdump with -nn to print numbers.',
  'text.too-many-names':
    'The log names more hosts than are kept. Packets between further names are shown, but belong to no connection. Run tcpdump with -n.',
  'text.no-numbers':
    'The rows show no acknowledgment numbers, so which end has received what, a FIN above all, does not follow from them, and a half-closed connection is not recognised. Print them, too: tshark ... -e tcp.seq -e tcp.ack -e tcp.len.',
} as const;
