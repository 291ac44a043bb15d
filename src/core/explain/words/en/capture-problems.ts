const supported =
  'Closewait reads pcap, pcapng and the text that tcpdump and tshark print, plain or compressed with gzip or Zstandard; on the command line also what ss, netstat, lsof and others print as a socket table.';

/** What is wrong with a capture file: where, what was expected and found, what to do. */
export const captureProblems = {
  'format.empty': `{file} is empty.\nA capture that is still being written may not have reached the disk yet: tcpdump -U writes every packet at once.\n${supported}`,
  'format.unknown': `{file} is no capture that Closewait knows.\nIt begins with {hex}  {ascii}\n${supported}`,
  'format.text-without-packets': `{file} is text, but holds no line that tcpdump or tshark would print for a packet.\nIt begins with: {firstLine}\nA packet's line looks like: 12:34:56.789012 IP 192.0.2.1.33482 > 192.0.2.2.8000: Flags [S], seq 1, win 64240, length 0\n${supported}`,
  'format.table-without-rows': `{file} holds the heading of a socket table and no TCP socket below it: none was listed, or the rows are not in the text.\nAll TCP sockets: {command}\nIt begins with: {firstLine}\n${supported}`,
  'format.other-tool': `{file} is what {tool} prints, which Closewait does not read.\nSomething that it reads: {command}\nIt begins with: {firstLine}\n${supported}`,
  'format.zeek-without-tcp': `{file} is a conn.log of Zeek and has no row of TCP that could be read: one with “tcp” as its proto and with its conn_state, below #fields that begin with ts, uid and id.orig_h, or in JSON.\nIf TCP was recorded: {command}\nIt begins with: {firstLine}\n${supported}`,
  'format.zeek-other-log': `{file} is a log of Zeek, but not conn.log, which is the one that Closewait reads.\nSomething that it reads: {command}\nIt begins with: {firstLine}\n${supported}`,
  'format.other-capture': `{file} is a {format} capture, which Closewait does not read.\nConvert it with Wireshark's editcap: editcap {file} converted.pcapng\nIt begins with {hex}  {ascii}\n${supported}`,
  'format.event-trace': `{file} looks like a Windows event trace.\nConvert it with pktmon etl2pcap (for pktmon) or Microsoft's etl2pcapng (for netsh trace).\nIt begins with {hex}  {ascii}\n${supported}`,
  'format.archive': `{file} is a {format} archive, which Closewait does not unpack.\nUnpack it first ({tool}) and open the capture inside.\nIt begins with {hex}  {ascii}\n${supported}`,
  'format.other-file': `{file} is no capture but {format}.\nIt begins with {hex}  {ascii}\n${supported}`,
  'format.cut-pcapng': `{file} begins like pcapng, but its section header is damaged or cut off.\nIt begins with {hex}  {ascii}\nAfter the type and the length, the bytes 1a 2b 3c 4d or 4d 3c 2b 1a are expected. Get the file again, not as text.\n${supported}`,
  'format.compressed-too-often': `{file} is compressed more than {limit} times ({layers}, and again).\nDecompress it first.`,

  'pcap.cut-file-header':
    'The file ends inside the pcap file header: {found} of {expected} bytes are there. It holds no packets.',
  'pcap.bad-magic': 'No pcap file begins with {found}.',
  'pcap.version':
    'The file says that it is pcap version {found}; only 2.x is known. It is read as 2.4, which may be wrong.',
  'pcap.cut-packet-header':
    'The file ends at offset {offset} inside a packet header: {found} of {expected} bytes are there. Either it is still being written or it was cut off. All packets before are shown.',
  'pcap.cut-packet':
    'The file ends inside the last packet, whose header is at offset {offset}: {found} of {expected} bytes are there. Either it is still being written or it was cut off. All packets before are shown.',
  'pcap.bad-length':
    'The packet header at offset {offset} says that {found} bytes were captured; no packet has more than {limit}. The file is damaged here.',
  'pcap.length-beyond-end':
    'The packet header at offset {offset} says that {found} bytes were captured, but the file has only {rest} left, and other packets are among them. This length is damaged.',
  'pcap.hole':
    'From offset {offset} on there are zeros where a packet header is expected: part of the file was never written, as after a crash or on a full disk.',
  'pcap.joined':
    'At offset {offset} the header of another capture stands among the packets: files were put one behind another (cat a.pcap b.pcap). The packets of all are read, in the order of the file.',
  'pcap.joined-other':
    'At offset {offset} a capture begins that is written in another way (its link type is {link}, before {known}; the byte order or the resolution of its times may differ, too): files were put one behind another. What comes from there on was not read. mergecap joins captures.',
  'pcap.resumed':
    'Packets follow one another again from offset {offset}. The {bytes} bytes from {from} on were passed over; how many packets they held is unknown.',
  'pcap.lost-to-end':
    'From offset {offset} to the end of the file ({bytes} bytes) no packet could be made out. Packets before are shown.',
  'pcap.stopped':
    'Reading stopped at offset {offset}: no packet could be made out in the {searched} bytes that follow. Packets before are shown.',
  'pcap.fraction':
    'The packet header at offset {offset} has {found} as the fraction of its second; at most {limit} fits. The excess was added to the seconds, here and in other packets like it.',
  'pcap.captured-exceeds-original':
    'A packet header says that {captured} bytes were captured of a packet of {original} (offset {offset}). The captured length is taken for both, here and in other packets like it.',
  'pcap.captured-exceeds-snap-length':
    'Packets are longer ({captured} bytes at offset {offset}) than the snap length of {snapLength} that the file declares. All of their bytes are shown.',

  'pcapng.bad-magic': 'A pcapng file begins with a section header block, not with a block of type {found}.',
  'pcapng.byte-order':
    'The section header at offset {offset} has {found} where its byte order is told; 1a 2b 3c 4d or 4d 3c 2b 1a is expected. The file is damaged here.',
  'pcapng.version':
    'The section at offset {offset} says that it is pcapng version {found}; only 1.x is known. It is read as 1.0, which may be wrong.',
  'pcapng.block-length':
    'The block at offset {offset} (type {type}) says that it is {found} bytes long; {least} to {limit} are possible. The file is damaged here.',
  'pcapng.trailing-length':
    'The block at offset {offset} says {leading} for its length at its beginning and {trailing} at its end. The file is damaged here.',
  'pcapng.trailing-length-ignored':
    'A block says {leading} for its length at its beginning and {trailing} at its end (offset {offset}). As another block follows after {leading} bytes, the first was believed.',
  'pcapng.length-beyond-end':
    'The block at offset {offset} says that it is {found} bytes long, but the file has only {rest} left, and other blocks are among them. This length is damaged.',
  'pcapng.cut-block':
    'The file ends inside the block at offset {offset}: {found} of {expected} bytes are there. Either it is still being written or it was cut off. Everything before is shown.',
  'pcapng.cut-skipped-block':
    'The file ends inside the block at offset {offset}, which says that it is {expected} bytes long. Either the file was cut off or this length is damaged. Everything before is shown.',
  'pcapng.short-block':
    'The block at offset {offset} (type {type}) is {found} bytes long; at least {expected} are needed for its fields. It was passed over.',
  'pcapng.packet-length':
    'The packet block at offset {offset} says that {found} bytes were captured; at most {limit} fit. It was passed over.',
  'pcapng.captured-exceeds-original':
    'A packet block says that {captured} bytes were captured of a packet of {original} (offset {offset}). The captured length is taken for both, here and in other packets like it.',
  'pcapng.unknown-interface':
    'The block at offset {offset} is of interface {found}, but its section has described {interfaces} so far, numbered from 0. It was passed over, as its link type is unknown.',
  'pcapng.too-many-interfaces':
    'The file describes more than {limit} interfaces. Those from offset {offset} on, and their packets, were passed over.',
  'pcapng.time-out-of-range':
    'The time of the packet at offset {offset} is more than 285 million years from 1970, by the resolution and offset of its interface. The times of such packets are left out.',
  'pcapng.cut-option':
    'In the block at offset {offset}, option {code} says that it is {length} bytes long, which is more than the block holds. The options from there on were passed over.',
  'pcapng.resumed':
    'Blocks follow one another again from offset {offset}. The {bytes} bytes from {from} on were passed over; how many packets they held is unknown.',
  'pcapng.lost-to-end':
    'From offset {offset} to the end of the file ({bytes} bytes) no block could be made out. Everything before is shown.',
  'pcapng.stopped':
    'Reading stopped at offset {offset}: no block could be made out in the {searched} bytes that follow. Everything before is shown.',

  'capture.link-not-decoded':
    '{count} of {total} packets are of link type {link} ({name}), which is not decoded: nothing is said of them. Record on another interface, or have them written as another link type (tcpdump -y, tcpdump -L lists them).',
  'capture.headers-not-read':
    '{count} of {total} packets could not be read as far as their ports: they were cut before (record with tcpdump -s 128 or more), or their bytes do not fit the link type that the file names. Nothing is said of them.',
  'capture.rows-without-ports':
    '{count} of {total} rows may be of TCP but show no ports and flags of it, so they could not be read as connections. Open the capture file itself, or print them: tshark -n -r FILE.pcap -T fields -E header=y -e frame.time_epoch -e ip.src -e ip.dst -e tcp.srcport -e tcp.dstport -e tcp.flags -e tcp.seq -e tcp.ack -e tcp.len',

  'capture.too-many-packets':
    'The capture holds more than {limit} packets, which is as many as are kept. What comes from offset {offset} on (once decompressed) was not read. Everything before is shown. A part of the file can be cut out with editcap or tcpdump -r.',
  'capture.too-many-lines':
    'The log has more than {limit} lines, which is as many as are kept. What comes from offset {offset} on (once decompressed) was not read. Everything before is shown. A part of the file can be cut out with head, tail or grep.',

  'gzip.bad-header':
    'At offset {compressedOffset} of the compressed file there is no valid gzip header. It may be damaged, or not gzip at all.',
  'gzip.cut':
    'The gzip stream ends early, after {compressedOffset} bytes. Either the file is still being written or it was cut off. What could be decompressed ({offset} bytes) is shown.',
  'gzip.corrupt':
    'The gzip stream is damaged near offset {compressedOffset} of the compressed file. What comes before ({offset} bytes once decompressed) is shown.',
  'gzip.checksum':
    'The gzip checksum at offset {compressedOffset} of the compressed file does not fit the data before it: something in there is damaged, but shown.',
  'gzip.trailing-bytes':
    'After the gzip data, from offset {compressedOffset} of the compressed file on, there is something that is not gzip. It was ignored.',
  'zstd.bad-header':
    'At offset {compressedOffset} of the compressed file there is no valid Zstandard frame header. It may be damaged, or not Zstandard at all.',
  'zstd.cut':
    'The Zstandard stream ends early, after {compressedOffset} bytes. Either the file is still being written or it was cut off. What could be decompressed ({offset} bytes) is shown.',
  'zstd.corrupt':
    'The Zstandard stream is damaged near offset {compressedOffset} of the compressed file. What comes before ({offset} bytes once decompressed) is shown.',
  'zstd.checksum':
    'The Zstandard checksum at offset {compressedOffset} of the compressed file does not fit the data before it: something in there is damaged, but shown.',
  'zstd.dictionary':
    'The file was compressed with Zstandard dictionary {dictionary}, without which it cannot be read. Decompress it first: zstd -d -D DICTIONARY {file}',
  'zstd.window':
    'To decompress the Zstandard stream takes a window of {window} bytes; at most {limit} are used here. Decompress it first: zstd -d --long=31 {file}',
  'zstd.trailing-bytes':
    'After the Zstandard data, from offset {compressedOffset} of the compressed file on, there is something that is not Zstandard. It was ignored.',
} as const;
