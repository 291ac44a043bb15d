"""Many connections at once."""

import socket

from laboratory import TO_CLIENT, TO_SERVER, scenario
from laboratory.host import abort

from .closing import exchange

COUNT = 12


@scenario('Twelve connections at once, over IPv4 and IPv6, each with one of six endings.', snap_length=128)
def many_connections(lab):
    listeners = [lab.server.listen(8000, family=4, backlog=COUNT), lab.server.listen(8000, family=6, backlog=COUNT)]
    pairs = []
    with lab.step('all connect'):
        for number in range(COUNT):
            pairs.append(lab.connect(listeners[number % 2], source_port=41000 + number))
    with lab.step('a request and a reply on each'):
        for client, server in pairs:
            exchange(client, server)
    with lab.step('each begins its ending'):
        for number, (client, server) in enumerate(pairs):
            begin_ending(number // 2 % 6, client, server)
    with lab.step('each ends its ending'):
        for number, (client, server) in enumerate(pairs):
            finish_ending(number // 2 % 6, client, server)


def begin_ending(kind, client, server):
    if kind in (0, 1):
        client.close()
    elif kind == 2:
        server.close()
    elif kind == 3:
        abort(client)
    elif kind == 4:
        client.shutdown(socket.SHUT_WR)


def finish_ending(kind, client, server):
    if kind == 0:
        server.close()
    elif kind == 2:
        client.close()
    elif kind == 4:
        abort(server)


@scenario('Both ends are at the same ports of each other; two connections differ in direction only.')
def mirrored_ports(lab):
    listener = lab.server.listen(8000)
    mirror = lab.client.listen(8000)
    with lab.step('the client connects from 8001 to 8000'):
        client, server = lab.connect(listener, source_port=8001)
    with lab.step('the client connects from port 8000 to port 8000'):
        mirror.close()
        second = lab.start_connecting(source_port=8000)
        lab.server.accept(listener)
    with lab.step('the second connection closes'):
        second.close()
    with lab.step('a request and a reply on the first'):
        exchange(client, server)


@scenario('Everything is delayed by 60 ms each way: states differ at the two ends for as long.')
def long_distance(lab):
    for direction in (TO_SERVER, TO_CLIENT):
        lab.wire.delay(direction, 0.06)
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    with lab.step('a request and a reply'):
        exchange(client, server)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server closes'):
        server.close()
