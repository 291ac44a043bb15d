"""Connections that open, or do not."""

from laboratory import TO_CLIENT, TO_SERVER, scenario


@scenario('The three-way handshake, packet by packet.')
def handshake(lab):
    with lab.step('the server listens'):
        listener = lab.server.listen(8000)
        lab.declare()
    syn = lab.wire.hold(TO_SERVER)
    with lab.step('the client connects; its SYN is held back'):
        client = lab.start_connecting()
    syn_ack = lab.wire.hold(TO_CLIENT)
    with lab.step('the SYN arrives; the SYN/ACK is held back'):
        syn.release()
    ack = lab.wire.hold(TO_SERVER)
    with lab.step('the SYN/ACK arrives; the acknowledgment is held back'):
        syn_ack.release()
    with lab.step('the acknowledgment arrives'):
        ack.release()
    with lab.step('the server accepts'):
        server = lab.server.accept(listener)
    with lab.step('data both ways'):
        client.send(b'hello')
        server.send(b'world')


@scenario('Nobody listens: the SYN is answered by RST.')
def refused(lab):
    with lab.step('the client connects'):
        lab.start_connecting()


@scenario('Both ends connect to each other at once: SYN_SENT, SYN_RECEIVED on both, ESTABLISHED.')
def simultaneous_open(lab):
    connection = lab.declare()
    syns = [lab.wire.hold(direction, flags='S', without='.') for direction in (TO_SERVER, TO_CLIENT)]
    answers = [lab.wire.hold(direction, flags='S.') for direction in (TO_SERVER, TO_CLIENT)]
    with lab.step('both connect; both SYNs are on their way'):
        client = lab.start_connecting()
        server = lab.server.socket(8000)
        lab.begin_connecting(server, connection.client)
    with lab.step('the SYNs arrive; the SYN/ACKs are held back'):
        for syn in syns:
            syn.release(lambda frames: frames[:1])
    with lab.step('the SYN/ACKs arrive'):
        for answer in answers:
            answer.release(lambda frames: frames[:1])
    with lab.step('data both ways'):
        client.send(b'hello')
        server.send(b'world')
    with lab.step('the client closes'):
        client.recv(100)
        client.close()
    with lab.step('the server closes'):
        server.recv(100)
        server.close()


@scenario('The first SYN is lost; the client sends it again after a second.')
def syn_lost(lab):
    listener = lab.server.listen(8000)
    lost = lab.wire.drop(TO_SERVER, flags='S')
    with lab.step('the client connects; its SYN is lost'):
        lab.start_connecting()
    lost.lift()
    with lab.step('the SYN is sent again'):
        lab.server.accept(listener)
