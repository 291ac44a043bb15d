"""Connections that end in order."""

import socket

from laboratory import TO_CLIENT, TO_SERVER, scenario


@scenario('The client closes first, the server after it: four packets, each state seen on both ends.', calm=True)
def client_closes_first(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    with lab.step('a request'):
        client.send(b'request')
        server.recv(100)
    with lab.step('a reply'):
        server.send(b'reply')
        client.recv(100)
    acks = lab.wire.hold(TO_CLIENT, flags='.', without='F')
    with lab.step('the client closes; the acknowledgment of its FIN is held back'):
        client.close()
    with lab.step('the acknowledgment arrives'):
        acks.release()
    last_ack = lab.wire.hold(TO_SERVER)
    with lab.step('the server closes; the last acknowledgment is held back'):
        server.close()
    with lab.step('the last acknowledgment arrives'):
        last_ack.release()


@scenario('The server closes first; the client becomes CLOSE_WAIT, then LAST_ACK.', calm=True)
def server_closes_first(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    with lab.step('a request and a reply'):
        client.send(b'request')
        server.recv(100)
        server.send(b'reply')
        client.recv(100)
    acks = lab.wire.hold(TO_SERVER, flags='.', without='F')
    with lab.step('the server closes; the acknowledgment of its FIN is held back'):
        server.close()
    with lab.step('the acknowledgment arrives'):
        acks.release()
    last_ack = lab.wire.hold(TO_CLIENT)
    with lab.step('the client closes; the last acknowledgment is held back'):
        client.close()
    with lab.step('the last acknowledgment arrives'):
        last_ack.release()


@scenario('Both close at the same time: their FINs cross, both ends pass through CLOSING to TIME_WAIT.', calm=True)
def simultaneous_close(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    fins = [lab.wire.hold(direction, flags='F') for direction in (TO_SERVER, TO_CLIENT)]
    acks = [lab.wire.hold(direction, without='F') for direction in (TO_SERVER, TO_CLIENT)]
    with lab.step('both close; both FINs are on their way'):
        client.close()
        server.close()
    with lab.step('the FINs arrive; the acknowledgments are held back'):
        for fin in fins:
            fin.release(lambda frames: frames[:1])
    with lab.step('the acknowledgments arrive'):
        for ack in acks:
            ack.release(lambda frames: frames[:1])


@scenario('The client shuts its sending side; data goes on from the server, acknowledged, until it closes too.')
def half_close(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    with lab.step('data both ways'):
        client.send(b'a' * 100)
        server.send(b'b' * 100)
    with lab.step('the client shuts its sending side'):
        client.shutdown(socket.SHUT_WR)
    for part in ('first', 'second', 'third'):
        with lab.step(f'the server sends the {part} part'):
            server.send(b'c' * 200)
    with lab.step('the server closes'):
        server.recv(1000)
        server.close()
    with lab.step('the client closes'):
        client.close()
