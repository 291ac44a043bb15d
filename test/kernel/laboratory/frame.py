"""Ethernet frames that carry TCP over IPv4 or IPv6: what the wire's rules look at, and how to forge one."""

import socket
import struct

ETHERNET = 14
IPV4 = 0x0800
IPV6 = 0x86DD
ICMP = 1
TCP = 6

FIN, SYN, RST, PSH, ACK, URG, ECE, CWR = (1 << bit for bit in range(8))
LETTERS = {'F': FIN, 'S': SYN, 'R': RST, 'P': PSH, '.': ACK, 'U': URG, 'E': ECE, 'W': CWR}

SEQUENCE_SPACE = 1 << 32


def flag_bits(letters):
    """tcpdump's flag letters as bits of the header."""
    bits = 0
    for letter in letters:
        bits |= LETTERS[letter]
    return bits


def after(a, b):
    """Sequence number a is later than b (RFC 9293 section 3.4)."""
    return 0 < (a - b) % SEQUENCE_SPACE < 1 << 31


class Frame:
    """A frame off a TAP device. `protocol` is None for what is not IP; the TCP fields exist for TCP only."""

    def __init__(self, data, prefix=b''):
        self.prefix = prefix
        self.data = data
        self.protocol = None
        kind = struct.unpack_from('!H', data, 12)[0]
        if kind == IPV4:
            header = (data[ETHERNET] & 15) * 4
            total = struct.unpack_from('!H', data, ETHERNET + 2)[0]
            self.protocol = data[ETHERNET + 9]
            end = ETHERNET + total if total else len(data)
            self._read_transport(ETHERNET + header, end)
        elif kind == IPV6:
            length = struct.unpack_from('!H', data, ETHERNET + 4)[0]
            self.protocol = data[ETHERNET + 6]
            self._read_transport(ETHERNET + 40, ETHERNET + 40 + length)

    def _read_transport(self, start, end):
        if self.protocol != TCP:
            return
        fields = struct.unpack_from('!HHIIBBH', self.data, start)
        self.source, self.destination, self.seq, self.ack, offset, self.flags, self.window = fields
        self.length = end - start - (offset >> 4) * 4

    @property
    def is_tcp(self):
        return self.protocol == TCP

    @property
    def next_seq(self):
        """The sequence number after this segment: SYN and FIN count as one each."""
        space = self.length + bool(self.flags & SYN) + bool(self.flags & FIN)
        return (self.seq + space) % SEQUENCE_SPACE


def checksum(data):
    """The Internet checksum (RFC 1071)."""
    if len(data) % 2:
        data += b'\0'
    total = sum(struct.unpack(f'!{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def forge(ethernet, source, destination, flags, seq, ack, window, payload=b'', hop_limit=64):
    """Builds a frame with correct checksums. `ethernet` is (source MAC, destination MAC) as bytes,
    `source` and `destination` are (address, port)."""
    bits = flag_bits(flags)
    header = struct.pack(
        '!HHIIBBHHH', source[1], destination[1], seq % SEQUENCE_SPACE, ack % SEQUENCE_SPACE, 5 << 4, bits, window, 0, 0
    )
    six = ':' in source[0]
    family = socket.AF_INET6 if six else socket.AF_INET
    addresses = socket.inet_pton(family, source[0]) + socket.inet_pton(family, destination[0])
    segment = header + payload
    # RFC 8200 section 8.1 and RFC 9293 section 3.1 order the pseudo header differently; the sum is the same.
    pseudo = addresses + struct.pack('!IHH', len(segment), 0, TCP)
    segment = segment[:16] + struct.pack('!H', checksum(pseudo + segment)) + segment[18:]
    packet = _ipv6(addresses, segment, hop_limit) if six else _ipv4(addresses, segment, hop_limit)
    kind = IPV6 if six else IPV4
    return Frame(ethernet[1] + ethernet[0] + struct.pack('!H', kind) + packet)


def _ipv4(addresses, segment, hop_limit):
    header = struct.pack('!BBHHHBBH', 0x45, 0, 20 + len(segment), 0, 0x4000, hop_limit, TCP, 0) + addresses
    return header[:10] + struct.pack('!H', checksum(header)) + header[12:] + segment


def _ipv6(addresses, segment, hop_limit):
    return struct.pack('!IHBB', 6 << 28, len(segment), TCP, hop_limit) + addresses + segment
