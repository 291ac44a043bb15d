"""Data: lost, overtaken, doubled, urgent, huge, and receivers that do not read."""

import socket
import time

from laboratory import TO_CLIENT, TO_SERVER, scenario
from laboratory.host import receive_exactly

from .closing import exchange, opened

SMALL_BUFFER = [(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)]


def opened_with_small_buffer(lab):
    listener = lab.server.listen(8000, options=SMALL_BUFFER)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    client.setblocking(False)
    return client, server


def fill(client):
    """Sends until the socket takes no more, and returns how much that was."""
    sent = 0
    for _ in range(64):
        try:
            sent += client.send(b'x' * 1000)
        except BlockingIOError:
            break
        time.sleep(0.002)
        if sent >= 12_000:
            break
    return sent


@scenario('A data segment is lost and sent again.')
def data_lost(lab):
    client, server = opened(lab)
    lost = lab.wire.drop(TO_SERVER, payload=True)
    with lab.step('the client sends; the data is lost'):
        client.send(b'request')
    lost.lift()
    with lab.step('the data is sent again'):
        receive_exactly(server, 7)


@scenario('The first of ten segments is lost: duplicate acknowledgments bring it again at once.')
def data_lost_fast_retransmit(lab):
    client, server = opened(lab)
    lab.wire.drop(TO_SERVER, payload=True, count=1)
    with lab.step('the client sends ten segments; the first is lost'):
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(10):
            client.send(b'x' * 500)
        receive_exactly(server, 5000)
    with lab.step('the client closes'):
        client.close()


@scenario('Segments overtake each other.', calm=True)
def data_reordered(lab):
    client, server = opened(lab)
    held = lab.wire.hold(TO_SERVER, payload=True)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with lab.step('the client sends four segments, held back'):
        for _ in range(4):
            client.send(b'x' * 100)
    with lab.step('they arrive in reverse'):
        held.release(lambda frames: frames[::-1])
        receive_exactly(server, 400)
    with lab.step('the server closes'):
        server.close()
    with lab.step('the client closes'):
        client.close()


@scenario('An acknowledgment is lost: the data is sent again and acknowledged again.')
def data_ack_lost(lab):
    client, server = opened(lab)
    lost = lab.wire.drop(TO_CLIENT)
    with lab.step('the client sends; the acknowledgment is lost'):
        client.send(b'request')
    lost.lift()
    with lab.step('the data is sent and acknowledged again'):
        server.recv(100)
        time.sleep(0.5)


@scenario(
    'The server does not read: its window closes, the client probes; then it reads, and data flows again.',
    finds='receiver-not-reading server',
    cause='established.not-reading',
)
def zero_window(lab):
    client, server = opened_with_small_buffer(lab)
    with lab.step('the client sends until the window is closed'):
        sent = fill(client)
    with lab.step('a second of probes'):
        time.sleep(1)
    with lab.step('the server reads'):
        receive_exactly(server, sent)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server closes'):
        server.close()


@scenario('The client closes behind a closed window: it is FIN_WAIT_1, and its FIN is not on the wire yet.')
def fin_behind_zero_window(lab):
    client, server = opened_with_small_buffer(lab)
    with lab.step('the client sends until the window is closed'):
        sent = fill(client)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server reads: the rest arrives, and the FIN'):
        receive_exactly(server, sent)
    with lab.step('the server closes'):
        server.close()


@scenario(
    'The server closes while its window is closed and data is unread: RST.',
    finds='aborted-with-unread-data server',
    cause='closed.unread',
)
def reset_behind_zero_window(lab):
    client, server = opened_with_small_buffer(lab)
    with lab.step('the client sends until the window is closed'):
        fill(client)
    with lab.step('the server closes'):
        server.close()


@scenario('64 KiB, more than an unscaled window could announce.', snap_length=96)
def window_scaling(lab):
    client, server = opened(lab)
    with lab.step('the client sends 64 KiB and more'):
        client.sendall(b'x' * 70000)
        receive_exactly(server, 70000)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server closes'):
        server.close()


@scenario('Urgent data.')
def urgent_data(lab):
    client, server = opened(lab)
    with lab.step('the client sends an urgent byte'):
        client.send(b'request')
        client.send(b'!', socket.MSG_OOB)
    with lab.step('the client closes'):
        server.recv(100)
        client.close()


@scenario('Segments larger than the network takes, as a host with segmentation offload captures them.', offload=True, snap_length=96)
def segmentation_offload(lab):
    client, server = opened(lab)
    with lab.step('the client sends 60 KiB'):
        client.sendall(b'x' * 61440)
        receive_exactly(server, 61440)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server closes'):
        server.close()


@scenario('Captured on every device of a bridge at once (`-i any`): the server sees each packet twice.', any=True)
def any_device(lab):
    client, server = opened(lab)
    with lab.step('a request and a reply'):
        exchange(client, server)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server closes'):
        server.close()


@scenario(
    'Captured on every device of a bridge: a FIN lost before the server, a reset, and ports used again.', any=True,
    cause={'client': 'closed.write-after-close'},
)
def any_device_reset(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    lost = lab.wire.drop(TO_SERVER, flags='F')
    with lab.step('the client closes; its FIN is lost'):
        client.close()
    lost.lift()
    with lab.step('the FIN is sent again'):
        lab.until('server', 'CLOSE_WAIT')
    with lab.step('the server sends data and is reset'):
        server.send(b'reply')
    with lab.step('the client connects again from the same port'):
        lab.connect(listener)
