"""Outages and oddities as services have them: limits, timeouts, backlogs, restarts, and peers that do not listen."""

import os
import signal
import socket
import time

from laboratory import TO_CLIENT, TO_SERVER, scenario
from laboratory.host import abort, vanish

from .closing import exchange, opened
from .findings import served
from .incidents import SLOW, ask
from .rejections import hold_in_child
from .service import CLIENT_TIMEOUT

TCP_USER_TIMEOUT = 18


@scenario(
    'The client aborts a connection that no program has accepted, after its request.',
    among='established.not-accepted',
)
def queued_client_aborts(lab):
    lab.server.listen(8000)
    with lab.step('the client connects and asks; no program accepts'):
        client = lab.start_connecting()
        client.send(b'request')
    time.sleep(SLOW)
    with lab.step('the client gives up by RST'):
        abort(client)


@scenario(
    'The path to the client is cut: TCP_USER_TIMEOUT of the server ends the connection after 2 s, and data of the client, which '
    'is back, is answered by RST.',
    finds='half-open-peer server',
    cause={'server': 'closed.given-up'},
    among={'client': 'closed.no-socket-soon'},
)
def user_timeout(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    server.setsockopt(socket.IPPROTO_TCP, TCP_USER_TIMEOUT, 2000)
    rules = [lab.wire.drop(direction) for direction in (TO_SERVER, TO_CLIENT)]
    with lab.step('the server sends; its kernel gives up after two seconds'):
        server.send(b'news')
        lab.until('server', 'CLOSED', seconds=10)
    for rule in rules:
        rule.lift()
    with lab.step('the path is back, and the client asks'):
        client.send(b'request')


@scenario(
    'A process that is stopped by SIGSTOP: its kernel acknowledges requests, and nothing answers; then it goes on.',
    cause='slow-answer.busy',
)
def stopped_process(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    time.sleep(0.2)
    with lab.step('the client asks; the server is stopped for three seconds'):
        client.send(b'again')
        time.sleep(3)
    with lab.step('it goes on and answers'):
        server.recv(100)
        server.send(b'answer')
        client.recv(100)


@scenario(
    'A slow reader: the window is closed for three seconds while a large answer waits, then all is read.',
    finds='much-retransmitted server, receiver-not-reading client',
    cause='established.not-reading',
)
def slow_reader(lab):
    client, server = opened(lab)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    server.setblocking(False)
    sent = 0
    with lab.step('the server sends until nothing fits any more'):
        try:
            while True:
                sent += server.send(b'x' * 4096)
        except BlockingIOError:
            pass
        time.sleep(3)
    server.setblocking(True)
    with lab.step('the client reads all, and both close'):
        server.shutdown(socket.SHUT_WR)
        while client.recv(65536):
            pass
        client.close()
        server.close()


@scenario('The client shuts down sending and the server uploads slowly, a little every half second.')
def half_close_slow_upload(lab):
    client, server = opened(lab)
    with lab.step('the client asks and shuts down sending'):
        client.send(b'request')
        client.shutdown(socket.SHUT_WR)
        server.recv(100)
    with lab.step('the server sends a little every half second, and closes'):
        for _ in range(6):
            server.send(b'part')
            time.sleep(0.5)
        server.close()
        while client.recv(100):
            pass
        client.close()


@scenario(
    'A server of HTTP answers 408 to a client that sent half a request, and closes; the client is told and closes late.',
    among='slow-to-close.busy',
)
def request_timeout_408(lab):
    client, server = opened(lab)
    with lab.step('the client sends half a request'):
        client.send(b'GET / HTTP/1.1\r\nHost: a')
        server.recv(100)
    time.sleep(SLOW)
    with lab.step('the server answers 408 and closes'):
        server.send(b'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
        server.close()
    time.sleep(1.2)
    with lab.step('the client closes'):
        client.recv(200)
        client.close()


@scenario(
    'A client sends an alert as a farewell and closes nothing: the server closes, and the client stays in CLOSE_WAIT.',
    among='close-wait.leaked',
)
def farewell_without_fin(lab):
    client, server = served(lab)
    with lab.step('the client sends a farewell'):
        client.send(b'\x15\x03\x03\x00\x02\x01\x00')
        server.recv(100)
    with lab.step('the server closes; the client does not'):
        server.close()
        time.sleep(1.5)


@scenario(
    'The server restarts: its listening socket is closed and bound again while an old connection is in TIME_WAIT.',
    finds='refused server',
    cause='closed.not-listening-then',
)
def restart_with_time_wait(lab):
    listener = lab.server.listen(8000)
    with lab.step('a client is served, and the server closes first'):
        client, server = lab.connect(listener, source_port=40001)
        exchange(client, server)
        server.close()
        time.sleep(0.3)
        client.close()
    with lab.step('the server restarts; for a moment nothing listens'):
        listener.close()
        lab.start_connecting(source_port=40002)
        time.sleep(0.2)
    with lab.step('it listens again and serves the next client'):
        listener = lab.server.listen(8000)
        ask(*lab.connect(listener, source_port=40003))


@scenario(
    'Probes of a closed window find a peer that has crashed: the server probes, in silence.', seconds=40,
    finds={'server': 'half-open-peer client'},
    cause={'server': 'established.gone'},
)
def zero_window_peer_lost(lab):
    client, server = opened(lab)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    server.setblocking(False)
    with lab.step('the server sends until nothing fits any more'):
        try:
            while True:
                server.send(b'x' * 4096)
        except BlockingIOError:
            pass
    for direction in (TO_SERVER, TO_CLIENT):
        lab.wire.drop(direction)
    with lab.step('the client is cut off; probes go unanswered'):
        time.sleep(4)


@scenario(
    'The server sends its answer and the client is killed with it unread, in the middle.',
    among='closed.killed',
)
def client_killed_in_answer(lab):
    client, server = opened(lab)
    with lab.step('a request, and an answer that is not read'):
        client.send(b'request')
        server.recv(100)
        server.send(b'x' * 3000)
    child = hold_in_child(client)
    with lab.step('the client is killed'):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


@scenario(
    'A host loses what it knew and comes back after six seconds: the next request is answered by RST.',
    finds='half-open-peer server',
    cause='closed.no-socket',
)
def host_restarts(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    with lab.step('the server loses its socket; six seconds pass'):
        vanish(server)
        time.sleep(6)
    with lab.step('the client asks'):
        client.send(b'again')


@scenario('A keep-alive of two seconds holds an idle connection; then a request is answered.')
def keep_alive_then_request(lab):
    client, server = served(lab)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 2)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 2)
    with lab.step('seven seconds pass'):
        time.sleep(7)
    with lab.step('the next request'):
        ask(client, server)


@scenario(
    'The path is cut while a request is on its way, and the client closes: its FIN waits behind the request. When the path is '
    'back the server answers at once, a client that has gone.',
    finds={'client': 'much-retransmitted client, no-socket client', 'server': 'no-socket client'},
    cause='closed.no-socket-soon',
    seconds=40,
)
def path_cut_in_request(lab):
    with lab.step('a request is answered'):
        client, server = served(lab)
    lost = lab.wire.drop(TO_SERVER)
    with lab.step('the client asks, waits, and closes'):
        client.send(b'again')
        time.sleep(CLIENT_TIMEOUT)
        client.close()
        time.sleep(4)
    lost.lift()
    with lab.step('the path is back; the server reads and answers'):
        server.settimeout(20)
        server.recv(100)
        server.send(b'answer')
