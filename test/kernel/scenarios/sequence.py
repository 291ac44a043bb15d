"""Sequence numbers that wrap, and connections without a beginning."""

import socket

from laboratory import TO_SERVER, scenario
from laboratory.host import establish_silently, receive_exactly

from .closing import exchange, opened


def wrapping(first):
    def play(lab):
        client, server = opened(lab, initial_sequence=first)
        with lab.step('a request and a reply'):
            exchange(client, server)
        with lab.step('the client closes'):
            client.close()
        with lab.step('the server closes'):
            server.close()

    return play


scenario("The client's SYN has the last sequence number; its data begins at 0.", 'wrap_at_syn')(wrapping(0xFFFFFFFF))
scenario('Sequence numbers wrap inside the request.', 'wrap_in_data')(wrapping(0xFFFFFFFC))
scenario('The FIN has the last sequence number; its acknowledgment is 0.', 'wrap_at_fin')(wrapping(0xFFFFFFFF - 8))
scenario('Sequence numbers pass the middle, where a signed comparison turns.', 'wrap_signed')(wrapping(0x7FFFFFFC))


@scenario('Around the wrap segments overtake each other, and FIN is lost.')
def wrap_reordered(lab):
    client, server = opened(lab, initial_sequence=0xFFFFFF80)
    held = lab.wire.hold(TO_SERVER, payload=True, count=4)
    with lab.step('the client sends four segments across the wrap; they arrive in reverse'):
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(4):
            client.send(b'x' * 100)
        held.release(lambda frames: frames[::-1])
        receive_exactly(server, 400)
    lost = lab.wire.drop(TO_SERVER, flags='F')
    with lab.step('the client closes; its FIN is lost'):
        client.close()
    lost.lift()
    with lab.step('the FIN is sent again'):
        lab.until('server', 'CLOSE_WAIT')
    with lab.step('the server closes'):
        server.close()


@scenario('A connection that was never opened on the wire (restored after a migration); both sequence numbers wrap.')
def migrated_wrapping(lab):
    connection = lab.declare()
    client = lab.client.socket(connection.client[1])
    server = lab.server.socket(connection.server[1])
    with lab.step('both ends are restored, without a packet'):
        establish_silently(client, connection.server, 0xFFFFFFFD, 0xFFFFFFFE)
        establish_silently(server, connection.client, 0xFFFFFFFE, 0xFFFFFFFD)
    with lab.step('a request and a reply'):
        exchange(client, server)
    with lab.step('the server closes'):
        server.close()
    with lab.step('the client closes'):
        client.close()
