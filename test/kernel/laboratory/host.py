"""A host of the laboratory: a namespace with one device, and the socket calls of its programs."""

import socket
import struct

from .namespace import Namespace

# linux/tcp.h
TCP_REPAIR = 19
TCP_REPAIR_QUEUE = 20
TCP_QUEUE_SEQ = 21
TCP_REPAIR_WINDOW = 29
REPAIR_ON = 1
REPAIR_OFF_WITHOUT_PROBE = -1
RECEIVE_QUEUE = 1
SEND_QUEUE = 2
RESTORED_WINDOW = 30000

PATIENCE = 5.0


class Host:
    """One end. Sockets are plain Python sockets that belong to the host's namespace."""

    def __init__(self, name, number):
        self.name = name
        self.address = {4: f'10.88.0.{number}', 6: f'fd88::{number}'}
        self.mac = f'02:00:00:88:00:0{number}'
        self.namespace = Namespace()
        # A socket that nobody refers to is closed by Python: programs end when they say so, not before.
        self._sockets = []

    @property
    def mac_bytes(self):
        return bytes.fromhex(self.mac.replace(':', ''))

    def set_up(self, device, peer, bridge=None):
        """Brings the device up, with static neighbours so that nothing but the connection is on the wire."""
        top = bridge or device
        lines = [f'link set dev {device} addrgenmode none']
        if bridge:
            lines += [f'link add {bridge} type bridge', f'link set dev {device} master {bridge}']
            lines += [f'link set dev {bridge} addrgenmode none', f'link set dev {device} up']
        lines += [
            f'link set dev {top} address {self.mac}',
            'link set dev lo up',
            f'link set dev {top} up',
            f'address add {self.address[4]}/24 dev {top}',
            f'address add {self.address[6]}/64 dev {top} nodad',
        ]
        lines += [f'neighbour add {address} lladdr {peer.mac} dev {top}' for address in peer.address.values()]
        self.namespace.run(['ip', '-batch', '-'], '\n'.join(lines) + '\n')

    def sysctl(self, **settings):
        """Sets TCP parameters: `sysctl(fin_timeout=2)` is net.ipv4.tcp_fin_timeout."""
        for name, value in settings.items():
            self.namespace.sysctl(f'net.ipv4.tcp_{name}', value)

    def firewall(self, rule):
        """Adds an nftables rule to what this host receives."""
        script = f'table inet laboratory {{ chain input {{ type filter hook input priority 0; {rule}; }}; }}'
        self.namespace.run(['nft', '-f', '-'], script)

    def conntrack_rejects_unknown(self):
        """Connection tracking in front of this host, as a NAT has it: it begins with a SYN only, and what belongs to no
        connection that it remembers is answered by RST."""
        self.firewall('ct state invalid reject with tcp reset; ct state new,established,related accept')
        self.namespace.sysctl('net.netfilter.nf_conntrack_tcp_loose', 0)

    def socket(self, port, family=4, options=()):
        """A socket bound to this host's address and `port`."""
        with self.namespace.inside():
            made = socket.socket(socket.AF_INET6 if family == 6 else socket.AF_INET, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for level, option, value in options:
            made.setsockopt(level, option, value)
        made.bind((self.address[family], port))
        made.settimeout(PATIENCE)
        self._sockets.append(made)
        return made

    def accept(self, listener):
        accepted, _ = listener.accept()
        accepted.settimeout(PATIENCE)
        self._sockets.append(accepted)
        return accepted

    def listen(self, port, backlog=16, family=4, options=()):
        listener = self.socket(port, family, options)
        listener.listen(backlog)
        return listener


def set_initial_sequence(made, number):
    """Chooses the sequence number of a SYN not yet sent (tcp(7) does not tell; net/ipv4/tcp.c, do_tcp_setsockopt)."""
    made.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, REPAIR_ON)
    _set_queue(made, SEND_QUEUE, number)
    made.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, REPAIR_OFF_WITHOUT_PROBE)


def establish_silently(made, destination, send_seq, receive_seq):
    """An ESTABLISHED connection without a packet: what a container's live migration does."""
    made.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, REPAIR_ON)
    _set_queue(made, SEND_QUEUE, send_seq)
    _set_queue(made, RECEIVE_QUEUE, receive_seq)
    made.connect(destination)
    # struct tcp_repair_window: snd_wl1, snd_wnd, max_window, rcv_wnd, rcv_wup
    window = struct.pack('IIIII', receive_seq, RESTORED_WINDOW, RESTORED_WINDOW, RESTORED_WINDOW, receive_seq)
    made.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR_WINDOW, window)
    made.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, REPAIR_OFF_WITHOUT_PROBE)


def vanish(made):
    """The socket is gone and its peer is not told: a crash, a power cut."""
    made.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, REPAIR_ON)
    made.close()


def abort(made):
    """close() with a linger time of 0: RST instead of FIN."""
    made.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    made.close()


def receive_exactly(made, length):
    received = b''
    while len(received) < length:
        chunk = made.recv(length - len(received))
        if not chunk:
            raise RuntimeError('the peer closed before everything came')
        received += chunk
    return received


def _set_queue(made, queue, number):
    made.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR_QUEUE, queue)
    made.setsockopt(socket.IPPROTO_TCP, TCP_QUEUE_SEQ, struct.pack('I', number))
