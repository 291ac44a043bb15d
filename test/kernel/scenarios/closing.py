"""Connections that end in order, also where packets are lost or overtake each other."""

import socket
import threading

from laboratory import TO_CLIENT, TO_SERVER, scenario


def first(frames):
    """Of a segment and its retransmissions, the first."""
    return frames[:1]


def opened(lab, **more):
    """A connection as the first step: (client's socket, server's socket)."""
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        return lab.connect(listener, **more)


def exchange(client, server):
    client.send(b'request')
    server.recv(100)
    server.send(b'reply')
    client.recv(100)


@scenario('The client closes first, the server after it: four packets, each state seen on both ends.', calm=True)
def client_closes_first(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
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
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
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


@scenario('Every packet of a close over IPv6 is seen on its way.', calm=True)
def client_closes_first_ipv6(lab):
    listener = lab.server.listen(8000, family=6)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    with lab.step('a request and a reply'):
        exchange(client, server)
    fin = lab.wire.hold(TO_SERVER)
    with lab.step('the client closes; its FIN is held back'):
        client.close()
    with lab.step('the FIN arrives'):
        fin.release()
    last_ack = lab.wire.hold(TO_SERVER)
    with lab.step('the server closes; the last acknowledgment is held back'):
        server.close()
    with lab.step('the last acknowledgment arrives'):
        last_ack.release()


@scenario('Three packets: the server closes at once, its FIN acknowledges the other.', calm=True)
def three_packet_close(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)

    def close_at_end():
        server.recv(100)
        server.close()

    last_ack = lab.wire.hold(TO_SERVER, without='F')
    waiting = threading.Thread(target=close_at_end)
    waiting.start()
    with lab.step('the client closes, and the server at once; the last acknowledgment is held back'):
        client.close()
        waiting.join()
    with lab.step('the last acknowledgment arrives'):
        last_ack.release()


@scenario('Both close at the same time: their FINs cross, both ends pass through CLOSING to TIME_WAIT.', calm=True)
def simultaneous_close(lab):
    client, server = opened(lab)
    fins = [lab.wire.hold(direction, flags='F') for direction in (TO_SERVER, TO_CLIENT)]
    acks = [lab.wire.hold(direction, without='F') for direction in (TO_SERVER, TO_CLIENT)]
    with lab.step('both close; both FINs are on their way'):
        client.close()
        server.close()
    with lab.step('the FINs arrive; the acknowledgments are held back'):
        for fin in fins:
            fin.release()
    with lab.step('the acknowledgments arrive'):
        for ack in acks:
            ack.release()


@scenario('FINs cross and one acknowledgment is lost: one end in TIME_WAIT, the other in CLOSING until it repeats its FIN.')
def simultaneous_close_uneven(lab):
    client, server = opened(lab)
    fins = [lab.wire.hold(direction, flags='F') for direction in (TO_SERVER, TO_CLIENT)]
    lost = lab.wire.drop(TO_CLIENT, without='F')
    with lab.step('both close; both FINs are on their way'):
        client.close()
        server.close()
    with lab.step("the FINs arrive; the server's acknowledgment is lost"):
        for fin in fins:
            fin.release(first)
    lost.lift()
    with lab.step('the client repeats its FIN'):
        lab.until('client', 'TIME_WAIT')


@scenario('FINs with data cross.', calm=True)
def simultaneous_close_with_data(lab):
    client, server = opened(lab)
    for end in (client, server):
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
        end.send(b'farewell')
    fins = [lab.wire.hold(direction) for direction in (TO_SERVER, TO_CLIENT)]
    with lab.step('both close; data and FIN of both are on their way'):
        client.shutdown(socket.SHUT_WR)
        server.shutdown(socket.SHUT_WR)
    with lab.step('both arrive'):
        for fin in fins:
            fin.release()
    with lab.step('both programs read and end'):
        for end in (client, server):
            end.recv(100)
            end.close()


@scenario('The client shuts its sending side; data goes on from the server, acknowledged, until it closes too.')
def half_close(lab):
    client, server = opened(lab)
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


@scenario('The server shuts its sending side; the client goes on sending in CLOSE_WAIT.')
def half_close_by_server(lab):
    client, server = opened(lab)
    with lab.step('data both ways'):
        client.send(b'a' * 100)
        server.send(b'b' * 100)
        server.recv(100)
        client.recv(100)
    with lab.step('the server shuts its sending side'):
        server.shutdown(socket.SHUT_WR)
    with lab.step('the client sends more'):
        client.send(b'c' * 300)
        server.recv(1000)
    with lab.step('the client sends the last part and closes'):
        client.send(b'd' * 300)
        client.close()


@scenario('The last data and FIN in one segment, both ways.', calm=True)
def fin_with_data(lab):
    client, server = opened(lab)
    for end in (client, server):
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
    held = lab.wire.hold(TO_SERVER)
    with lab.step('the client sends and closes: one segment, held back'):
        client.send(b'request')
        client.shutdown(socket.SHUT_WR)
    with lab.step('the segment arrives'):
        held.release()
    with lab.step('the server answers and closes: one segment'):
        server.recv(100)
        server.send(b'reply')
        server.close()


@scenario('FIN is lost; it is sent again.')
def fin_lost(lab):
    client, server = opened(lab)
    lost = lab.wire.drop(TO_SERVER, flags='F')
    with lab.step('the client closes; its FIN is lost'):
        client.close()
    lost.lift()
    with lab.step('the FIN is sent again'):
        lab.until('server', 'CLOSE_WAIT')
    with lab.step('the server closes'):
        server.close()


@scenario(
    'The acknowledgment of FIN is lost: the server is CLOSE_WAIT, the client still FIN_WAIT_1.',
    # What the acknowledgment was is seen at the server alone.
    cause={'server': 'slow-to-close.busy'},
)
def fin_ack_lost(lab):
    client, server = opened(lab)
    lost = lab.wire.drop(TO_CLIENT)
    with lab.step('the client closes; the acknowledgment is lost'):
        client.close()
    lost.lift()
    with lab.step('the FIN is sent again and acknowledged'):
        lab.until('client', 'FIN_WAIT_2')
    with lab.step('the server closes'):
        server.close()


@scenario('The acknowledgment of FIN is lost; the FIN of the server brings it: FIN_WAIT_1 to TIME_WAIT.', calm=True)
def fin_ack_lost_then_fin(lab):
    client, server = opened(lab)
    lost = lab.wire.drop(TO_CLIENT)
    with lab.step('the client closes; the acknowledgment is lost'):
        client.close()
    lost.lift()
    with lab.step('the server closes'):
        server.close()


@scenario('The last acknowledgment is lost: LAST_ACK against TIME_WAIT, until FIN is repeated.')
def last_ack_lost(lab):
    client, server = opened(lab)
    with lab.step('the client closes'):
        client.close()
    lost = lab.wire.drop(TO_SERVER)
    with lab.step('the server closes; the last acknowledgment is lost'):
        server.close()
    lost.lift()
    with lab.step('the server repeats its FIN'):
        lab.until('server', 'CLOSED')


@scenario(
    "The server's FIN is lost: CLOSE_WAIT is over though the client is still FIN_WAIT_2.",
    cause={'client': 'slow-to-close.busy'},
)
def second_fin_lost(lab):
    client, server = opened(lab)
    with lab.step('the client closes'):
        client.close()
    lost = lab.wire.drop(TO_CLIENT)
    with lab.step('the server closes; its FIN is lost'):
        server.close()
    lost.lift()
    with lab.step('the server repeats its FIN'):
        lab.until('client', 'TIME_WAIT')


@scenario('FIN overtakes data: it counts only when the gap is filled.', calm=True)
def fin_overtakes_data(lab):
    client, server = opened(lab)
    data = lab.wire.hold(TO_SERVER, payload=True, count=1)
    with lab.step('the client sends; the data is held back'):
        client.send(b'request')
    with lab.step('the client closes; its FIN overtakes the data'):
        client.close()
    with lab.step('the data arrives'):
        data.release()
    with lab.step('the server closes'):
        server.recv(100)
        server.close()


@scenario(
    "The server's FIN overtakes its acknowledgment of the client's FIN.", calm=True,
    cause='closed.orderly',
)
def fin_overtakes_ack(lab):
    client, server = opened(lab)
    ack = lab.wire.hold(TO_CLIENT, without='F')
    with lab.step('the client closes; the acknowledgment is held back'):
        client.close()
    with lab.step('the server closes; its FIN overtakes the acknowledgment'):
        server.close()
    with lab.step('the acknowledgment arrives'):
        ack.release()


@scenario('Data before FIN is lost, FIN arrives; the data is sent again together with FIN or before it.')
def data_before_fin_lost(lab):
    client, server = opened(lab)
    lost = lab.wire.drop(TO_SERVER, payload=True)
    with lab.step('the client sends and closes; the data is lost'):
        client.send(b'request')
        client.close()
    lost.lift()
    with lab.step('what was lost is sent again'):
        lab.until('server', 'CLOSE_WAIT')
    with lab.step('the server closes'):
        server.recv(100)
        server.close()


@scenario('Every frame arrives twice.')
def every_frame_twice(lab):
    for direction in (TO_SERVER, TO_CLIENT):
        lab.wire.duplicate(direction)
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server closes'):
        server.close()


@scenario(
    'A late copy of the last FIN reaches TIME_WAIT and is acknowledged; the server has no socket left and resets.',
    cause='closed.orderly',
)
def fin_again_in_time_wait(lab):
    client, server = opened(lab)
    with lab.step('the client closes'):
        client.close()
    kept = lab.wire.hold(TO_CLIENT, flags='F', count=1)
    server.close()
    lab.until('server', 'LAST_ACK')
    frames = kept.copies()
    with lab.step('the server closes'):
        kept.release()
    with lab.step('a copy of its FIN arrives again'):
        for frame in frames:
            lab.wire.deliver(TO_CLIENT, frame)


@scenario('A copy of data arrives after the server has closed its socket.', calm=True)
def data_again_after_close(lab):
    client, server = opened(lab)
    kept = lab.wire.hold(TO_SERVER, payload=True, count=1)
    client.send(b'request')
    frames = kept.copies()
    with lab.step('the client sends a request'):
        kept.release()
        server.recv(100)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server closes'):
        server.close()
    with lab.step('a copy of the request arrives again'):
        for frame in frames:
            lab.wire.deliver(TO_SERVER, frame)
