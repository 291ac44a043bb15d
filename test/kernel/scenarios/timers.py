"""States that end because time has passed: nothing on the wire says so."""

import socket
import time

from laboratory import TO_CLIENT, TO_SERVER, scenario

from .closing import exchange, opened


@scenario(
    'FIN_WAIT_2 ends by timer (tcp_fin_timeout, 2 s here): the client forgets, the server stays in CLOSE_WAIT.',
    finds='close-wait server, write-after-close server',
    cause='closed.write-after-close',
)
def fin_wait_2_timeout(lab):
    lab.client.sysctl(fin_timeout=2)
    opened_client, server = opened(lab)
    with lab.step('the client closes'):
        opened_client.close()
    with lab.step('the client gives up'):
        lab.until('client', 'CLOSED')
    with lab.step('the server sends data and is reset'):
        server.send(b'reply')


@scenario(
    "FIN_WAIT_2 has ended by timer when the server closes: its FIN is answered by RST.",
    cause='slow-to-close.busy',
)
def fin_wait_2_timeout_then_fin(lab):
    lab.client.sysctl(fin_timeout=1)
    client, server = opened(lab)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the client gives up'):
        lab.until('client', 'CLOSED')
    with lab.step('the server closes'):
        server.close()


@scenario('TIME_WAIT ends after 60 s.', seconds=90)
def time_wait_timeout(lab):
    client, server = opened(lab)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server closes'):
        server.close()
    with lab.step('60 seconds later'):
        lab.until('client', 'CLOSED', seconds=75)


@scenario(
    'FIN is never acknowledged: FIN_WAIT_1 of a closed socket ends after tcp_orphan_retries, in silence.',
    finds={'client': 'half-open-peer server'},
    cause={'client': 'established.gone'},
)
def fin_wait_1_timeout(lab):
    lab.client.sysctl(orphan_retries=2)
    client, _ = opened(lab)
    lab.wire.drop(TO_SERVER)
    with lab.step('the client closes; its FIN is lost'):
        client.close()
    lab.watch('the client gives up', 'client', 'CLOSED', seconds=10)


@scenario(
    'The last FIN is never acknowledged: LAST_ACK ends after tcp_orphan_retries, in silence.',
    finds={'server': 'half-open-peer client'},
    cause={'client': 'close-wait.never-accepted', 'server': 'established.gone'},
)
def last_ack_timeout(lab):
    lab.server.sysctl(orphan_retries=2)
    client, server = opened(lab)
    with lab.step('the client closes'):
        client.close()
    lab.wire.drop(TO_CLIENT)
    with lab.step('the server closes; its FIN is lost'):
        server.close()
    lab.watch('the server gives up', 'server', 'CLOSED', seconds=10)


@scenario(
    'Data is never acknowledged: the sender gives up after tcp_retries2, in silence.',
    finds={'client': 'half-open-peer server'},
    cause={'client': 'established.gone'},
)
def retransmission_timeout(lab):
    lab.client.sysctl(retries2=2)
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    lab.wire.drop(TO_SERVER)
    with lab.step('the client sends into a black hole'):
        client.send(b'request')
    lab.watch('the client gives up', 'client', 'CLOSED', seconds=15)


def keep_alive(end):
    end.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 1)
    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 1)
    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 2)


@scenario('Keep-alive probes, answered.')
def keep_alive_answered(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    keep_alive(client)
    with lab.step('two and a half seconds pass'):
        time.sleep(2.5)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server closes'):
        server.close()


@scenario(
    'Keep-alive probes find nobody: the prober resets and is CLOSED, its peer does not learn of it.',
    finds={'server': 'half-open-peer client'},
    cause={'server': 'established.gone'},
)
def keep_alive_dead(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    for direction in (TO_SERVER, TO_CLIENT):
        lab.wire.drop(direction)
    keep_alive(server)
    lab.watch('the server probes and gives up', 'server', 'CLOSED')


@scenario('Keep-alive in CLOSE_WAIT, answered from FIN_WAIT_2.', cause='slow-to-close.busy')
def keep_alive_close_wait(lab):
    client, server = opened(lab)
    with lab.step('the client shuts its sending side'):
        client.shutdown(socket.SHUT_WR)
    keep_alive(server)
    with lab.step('two and a half seconds pass'):
        time.sleep(2.5)
    with lab.step('the server closes'):
        server.close()


@scenario(
    'Keep-alive in CLOSE_WAIT after FIN_WAIT_2 has ended by timer: answered by RST.',
    finds='close-wait server, never-accepted server',
    cause='close-wait.never-accepted',
)
def keep_alive_half_open(lab):
    lab.client.sysctl(fin_timeout=1)
    client, server = opened(lab)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the client gives up'):
        lab.until('client', 'CLOSED')
    keep_alive(server)
    with lab.step('the server probes'):
        lab.until('server', 'CLOSED')
