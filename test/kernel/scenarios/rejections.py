"""Who sent the RST: a socket that aborts, a host without that socket, a firewall, or something between the two."""

import os
import signal
import socket
import time

from laboratory import TO_CLIENT, TO_SERVER, scenario

from .closing import exchange, opened
from .timers import keep_alive

# Every packet of a host comes with TTL 64 here; this one was passed on eighteen times.
FAR = 46


@scenario(
    'A RST forged between the two, with another TTL than the server: the client is gone, the server goes on.',
    finds={'client': 'reset-from-between server', 'server': 'half-open-peer client'},
    cause={'client': 'closed.forged', 'server': 'closed.no-socket'},
)
def forged_reset_by_hops(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    challenge = lab.wire.drop(TO_SERVER, flags='R')
    with lab.step('a RST in the name of the server'):
        lab.forge(TO_CLIENT, 'R.', hop_limit=FAR)
    challenge.lift()
    with lab.step('the server sends, and is told that there is no connection'):
        server.send(b'more')


@scenario(
    'A RST forged between the two with the TTL of the server, which goes on sending.',
    finds={'client': 'reset-from-between server'},
    cause={'client': 'closed.forged'},
)
def forged_reset_then_goes_on(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    with lab.step('a RST in the name of the server'):
        lab.forge(TO_CLIENT, 'R.')
    lab.wire.drop(TO_SERVER)
    with lab.step('the server sends'):
        server.send(b'more')


@scenario(
    'A firewall at the server begins to reject: data is answered by RST, and the server keeps its socket.',
    finds='half-open-peer server',
    cause='closed.reject-rule',
)
def rejected_later(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    lab.server.firewall('tcp dport 8000 reject with tcp reset')
    with lab.step('the client sends again'):
        client.send(b'request')


@scenario(
    'A firewall at the server begins to reject one client, 5.5 s after it was served; another goes on.',
    finds='half-open-peer server',
    cause='closed.reject-rule',
)
def rejected_one_client(lab):
    listener = lab.server.listen(8000)
    with lab.step('two clients are served'):
        pairs = [lab.connect(listener, source_port=port) for port in (40001, 40002)]
        for pair in pairs:
            exchange(*pair)
    lab.server.firewall('tcp sport 40001 reject with tcp reset')
    time.sleep(5.5)
    with lab.step('both send again; the first is rejected, the second is served'):
        pairs[0][0].send(b'request')
        time.sleep(0.1)
        exchange(*pairs[1])


@scenario(
    'A firewall at the server begins to reject by ICMP: data is repeated, each time answered by an ICMP error.',
    finds='icmp-error client, much-retransmitted client',
    cause='established.icmp-filter',
)
def rejected_later_by_icmp(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    lab.server.firewall('tcp dport 8000 reject with icmp type admin-prohibited')
    with lab.step('the client sends again, and again'):
        client.send(b'request')
        time.sleep(4)


@scenario(
    'A firewall at the server rejects what carries a request: RST at once, and the server keeps its socket.',
    finds='no-socket server',
    cause='closed.reject-rule',
)
def rejected_in_data(lab):
    lab.server.firewall('tcp dport 8000 tcp flags & psh == psh reject with tcp reset')
    listener = lab.server.listen(8000)
    with lab.step('the client connects and sends a request'):
        client, _ = lab.connect(listener)
        client.send(b'request')


@scenario(
    'The server has shut down sending and closes with a request unread: RST behind its FIN.',
    finds='aborted-with-unread-data server',
    cause='closed.unread',
)
def unread_data_after_own_fin(lab):
    client, server = opened(lab)
    with lab.step('the client sends a request, which is not read'):
        client.send(b'request')
    with lab.step('the server shuts its sending side'):
        server.shutdown(socket.SHUT_WR)
    with lab.step('the server closes, later'):
        time.sleep(1)
        server.close()


@scenario('The client closes with the answer unread.', cause='closed.unread')
def close_with_unread_answer(lab):
    client, server = opened(lab)
    with lab.step('a request and its answer, which the client does not read'):
        client.send(b'request')
        server.recv(100)
        server.send(b'answer')
    with lab.step('the client closes'):
        client.close()


@scenario(
    'The process of the server is killed with a request unread.', finds='aborted-with-unread-data server',
    among='closed.killed',
)
def killed_with_unread_data(lab):
    client, server = opened(lab)
    with lab.step('the client sends a request, which is not read'):
        client.send(b'request')
    child = hold_in_child(server)
    with lab.step('the process is killed'):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def hold_in_child(made):
    """Another process that holds the socket and nothing else; this one gives it up. Returns its id."""
    child = os.fork()
    if child == 0:
        kept = made.fileno()
        os.closerange(0, kept)
        os.closerange(kept + 1, 4096)
        while True:
            signal.pause()
    time.sleep(0.1)
    made.close()
    return child


@scenario(
    'A conntrack that forgets the half-closed connection rejects the answer; the client still waits for it.', seconds=90.0,
    finds='close-wait server, write-after-close server',
    cause='closed.forgotten-half-close',
)
def half_close_forgotten(lab):
    lab.client.conntrack_rejects_unknown()
    client, server = opened(lab)
    with lab.step('the client sends a request and shuts its sending side'):
        client.send(b'request')
        client.shutdown(socket.SHUT_WR)
        server.recv(100)
    time.sleep(66)
    with lab.step('the server answers, later than conntrack remembers'):
        server.send(b'answer')


@scenario(
    'The server resets; a copy of data that it had sent before arrives after that.', calm=True,
    finds='aborted-with-unread-data server',
    cause='closed.unread',
)
def old_data_after_reset(lab):
    client, server = opened(lab)
    doubled = lab.wire.hold(TO_CLIENT, payload=True)
    with lab.step('the server sends; the data is held back'):
        server.send(b'first')
    copy = doubled.copies()[0]
    with lab.step('the data arrives'):
        doubled.release()
    with lab.step('more data both ways'):
        client.send(b'request')
        server.recv(100)
        server.send(b'second')
        client.recv(100)
    with lab.step('the client sends what the server does not read, and the server closes'):
        client.send(b'unread')
        time.sleep(0.3)
        server.close()
    with lab.step('a copy of the first data arrives'):
        lab.wire.deliver(TO_CLIENT, copy)


@scenario(
    'Keep-alive of an idle client finds nobody: unanswered probes, then its RST.',
    finds={'client': 'half-open-peer server'},
    cause={'client': 'established.gone'},
)
def keep_alive_dead_client(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    keep_alive(client)
    with lab.step('answered once'):
        time.sleep(1.5)
    for direction in (TO_SERVER, TO_CLIENT):
        lab.wire.drop(direction)
    lab.watch('the client probes and gives up', 'client', 'CLOSED')
