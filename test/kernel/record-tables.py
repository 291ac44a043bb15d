#!/usr/bin/env python3
"""Records what ss, netstat, busybox, lsof and /proc/net/tcp print of sockets in known states.

Two network namespaces joined by a veth pair: the server's end is listed. What each socket is, and who holds it, is written
to rows.json from /proc by this program's own reading, so that the tests have it from elsewhere than the listings.

    test/kernel/record-tables.py [--out test/fixtures/sockets/recorded]

Needs Linux, root, and the packages iproute2, net-tools, lsof, busybox and util-linux.
"""

import argparse
import ctypes
import json
import os
import re
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

SERVER, CLIENT, LOST = '192.0.2.2', '192.0.2.1', '192.0.2.3'
SERVER6, CLIENT6 = '2001:db8::2', '2001:db8::1'
CLONE_NEWNET = 0x40000000
STATES = {
    1: 'ESTABLISHED', 2: 'SYN_SENT', 3: 'SYN_RECEIVED', 4: 'FIN_WAIT_1', 5: 'FIN_WAIT_2', 6: 'TIME_WAIT',
    7: 'CLOSED', 8: 'CLOSE_WAIT', 9: 'LAST_ACK', 10: 'LISTEN', 11: 'CLOSING', 12: 'SYN_RECEIVED',
}
LISTINGS = {
    'ss-tan': 'ss -tan',
    'ss-tanH': 'ss -tanH',
    'ss-tanp': 'ss -tanp',
    'ss-tanpo': 'ss -tanpo',
    'ss-tanpoiem': 'ss -tanpoiem',
    'ss-tanpoiemO': 'ss -tanpoiemO',
    'ss-anp': 'ss -anp',
    'ss-tp': 'ss -tap',
    'ss-close-wait': 'ss -tanp state close-wait',
    'netstat-ant': 'netstat -ant',
    'netstat-antp': 'netstat -antp',
    'netstat-antpoe': 'netstat -antpoe',
    'netstat-neopaW': 'netstat -neopaW',
    'netstat-antp-user': 'setpriv --reuid=65534 --regid=65534 --clear-groups netstat -antp',
    'ss-tanp-user': 'setpriv --reuid=65534 --regid=65534 --clear-groups ss -tanp',
    'busybox-ant': 'busybox netstat -ant',
    'lsof-i': 'lsof -nP -iTCP',
    'lsof-p': 'lsof -nP -a -d 3-99 -p {pid}',
    'lsof-F': 'lsof -nP -iTCP -FpcftPnT',
    'lsof-T': 'lsof -nP -iTCP -Tqs',
    'proc-net-tcp': 'cat /proc/net/tcp',
    'proc-net-tcp6': 'cat /proc/net/tcp6',
}


def run(command):
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    return done.stdout + done.stderr


def enter(path):
    libc = ctypes.CDLL(None, use_errno=True)
    with open(path) as namespace:
        if libc.setns(namespace.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), 'setns')


class Client:
    """The other end: a process of its own in its namespace, told over a pipe what to do."""

    def __init__(self, path):
        self.there, here = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            self.there.close()
            enter(path)
            self.serve(here)
            os._exit(0)
        here.close()

    @staticmethod
    def serve(orders):
        sockets = {}
        while order := orders.recv(4096):
            name, act, *rest = json.loads(order)
            if act == 'connect':
                family = socket.AF_INET6 if ':' in rest[0] else socket.AF_INET
                sockets[name] = socket.socket(family, socket.SOCK_STREAM)
                sockets[name].bind((rest[2], 0))
                sockets[name].connect((rest[0], rest[1]))
            elif act == 'send':
                sockets[name].sendall(b'x' * rest[0])
            elif act == 'close':
                sockets[name].close()
            elif act == 'listen':
                sockets[name] = socket.create_server((rest[0], rest[1]))
            elif act == 'small':
                sockets[name].setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            orders.send(b'.')

    def __call__(self, *order):
        self.there.send(json.dumps(order).encode())
        self.there.recv(1)


def make_states(client):
    """The sockets of the server's end; what is returned must stay open."""
    listener = socket.create_server((SERVER, 8000), backlog=16)
    listener6 = socket.create_server((SERVER6, 8443), family=socket.AF_INET6)

    def accepted(name, own=CLIENT):
        client(name, 'connect', SERVER, 8000, own)
        return listener.accept()[0]

    kept = {'listener': listener, 'listener6': listener6, 'unconnected': socket.socket()}
    kept['unread'] = accepted('unread')
    client('unread', 'send', 143)
    client('unread', 'close')
    kept['end-read'] = accepted('end-read')
    client('end-read', 'close')
    assert kept['end-read'].recv(1) == b''
    kept['end-unread'] = accepted('end-unread')
    client('end-unread', 'send', 10)
    client('end-unread', 'close')
    assert len(kept['end-unread'].recv(10)) == 10
    kept['half-closed'] = accepted('half-closed')
    kept['half-closed'].shutdown(socket.SHUT_WR)
    accepted('orphan').close()
    accepted('time-wait').close()
    client('time-wait', 'close')
    kept['keep-alive'] = accepted('keep-alive')
    kept['keep-alive'].setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    kept['idle'] = accepted('idle')
    kept['to-read'] = accepted('to-read')
    client('to-read', 'send', 77)
    kept['lost'] = accepted('lost', LOST)
    kept['stalled'] = accepted('stalled')
    kept['stalled'].setblocking(False)
    try:
        while True:
            kept['stalled'].send(b'x' * 65536)
    except BlockingIOError:
        pass
    client('v6', 'connect', SERVER6, 8443, CLIENT6)
    kept['v6'] = listener6.accept()[0]
    client('v6', 'send', 20)
    client('v6', 'close')
    # Full: one more than the limit waits.
    listener.listen(1)
    client('not-accepted', 'connect', SERVER, 8000, CLIENT)
    client('not-accepted', 'close')
    client('waiting', 'connect', SERVER, 8000, CLIENT)
    return kept


def lose(kept):
    """The peer's address goes away in its namespace, and what is sent to it stays unanswered."""
    run(f'ip netns exec closewait-client ip addr del {LOST}/24 dev cw1')
    kept['lost'].send(b'x' * 14)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if re.search(r'timer:\(on,[^,]*,[4-9]\)', run(f'ss -tno dst {LOST}')):
            return
        time.sleep(0.2)
    raise SystemExit('no four retransmissions in 20 s')


def own_rows(pid):
    """The server's sockets by /proc, read here and not by any tool: state, queue, inode, descriptor."""
    descriptors = {}
    for name in os.listdir(f'/proc/{pid}/fd'):
        try:
            found = re.match(r'socket:\[(\d+)\]', os.readlink(f'/proc/{pid}/fd/{name}'))
        except OSError:
            continue
        if found:
            descriptors[int(found[1])] = int(name)
    rows = []
    for file, size in (('tcp', 4), ('tcp6', 16)):
        for line in open(f'/proc/{pid}/net/{file}').readlines()[1:]:
            fields = line.split()
            state = STATES[int(fields[3], 16)]
            inode = int(fields[9])
            peer = end(fields[2])
            rows.append({
                'local': end(fields[1]),
                'peer': None if peer.endswith(':0') else peer,
                'state': state,
                'recvQ': int(fields[4].split(':')[1], 16),
                'inode': inode,
                'fd': descriptors.get(inode),
            })
    return rows


def end(text):
    address, port = text.split(':')
    words = [struct.pack('<I', int(address[at:at + 8], 16)) for at in range(0, len(address), 8)]
    family = socket.AF_INET if len(words) == 1 else socket.AF_INET6
    host = socket.inet_ntop(family, b''.join(words))
    return f'[{host}]:{int(port, 16)}' if ':' in host else f'{host}:{int(port, 16)}'


def lab(out):
    run('ip netns add closewait-server; ip netns add closewait-client')
    run('ip link add cw0 netns closewait-server type veth peer name cw1 netns closewait-client')
    for space, device, addresses in (
        ('server', 'cw0', (f'{SERVER}/24', f'{SERVER6}/64')),
        ('client', 'cw1', (f'{CLIENT}/24', f'{LOST}/24', f'{CLIENT6}/64')),
    ):
        prefix = f'ip netns exec closewait-{space} '
        run(f'{prefix} ip link set lo up; {prefix} ip link set {device} up')
        for address in addresses:
            run(f'{prefix} ip addr add {address} dev {device} nodad')
    client = Client('/run/netns/closewait-client')
    enter('/run/netns/closewait-server')
    kept = make_states(client)
    lose(kept)
    time.sleep(1.2)
    out.mkdir(parents=True, exist_ok=True)
    pid = os.getpid()
    for name, command in LISTINGS.items():
        text = run(command.format(pid=pid))
        (out / f'{name}.txt').write_text(text)
    rows = {'pid': pid, 'rows': own_rows('self')}
    (out / 'rows.json').write_text(json.dumps(rows, indent=1) + '\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--out', type=Path, default=Path('test/fixtures/sockets/recorded'))
    out = parser.parse_args().out.resolve()
    try:
        lab(out)
    finally:
        run('ip netns del closewait-server; ip netns del closewait-client')


if __name__ == '__main__':
    sys.exit(main())
