"""TCP Fast Open (RFC 7413): data in the SYN, and a server that may speak in SYN_RECEIVED."""

import socket

from laboratory import TO_SERVER, scenario

# tcp(7); Python names the socket option, not the flag of sendto().
MSG_FASTOPEN = 0x20000000


def listen_and_get_cookie(lab):
    """A listener, after a first connection that fetched a cookie and is long over."""
    for host in (lab.client, lab.server):
        host.sysctl(fastopen=3)
    listener = lab.server.listen(8000, options=[(socket.IPPROTO_TCP, socket.TCP_FASTOPEN, 16)])
    with lab.step('a first connection asks for a cookie and sends data after the handshake'):
        client = fast_open(lab, 40001)
        server = lab.server.accept(listener)
    with lab.step('the server closes, then the client'):
        server.recv(100)
        server.close()
        client.recv(100)
        client.close()
    return listener


def fast_open(lab, source_port):
    connection = lab.declare(client_port=source_port)
    client = lab.client.socket(source_port)
    client.setblocking(False)
    try:
        client.sendto(b'hello', MSG_FASTOPEN, connection.server)
    except BlockingIOError:
        # No cookie yet: a plain SYN has gone out, and the data is to be sent when connected.
        client.settimeout(5)
        client.send(b'hello')
    client.settimeout(5)
    return client


@scenario('Fast Open: a cookie is fetched, then data comes with the SYN and is answered in SYN_RECEIVED.', calm=True)
def fast_open_data(lab):
    listener = listen_and_get_cookie(lab)
    acks = lab.wire.hold(TO_SERVER, flags='.', without='S')
    with lab.step('a second connection sends data with its SYN; its acknowledgments are held back'):
        client = fast_open(lab, 40002)
    with lab.step('the server accepts, reads and answers in SYN_RECEIVED'):
        server = lab.server.accept(listener)
        server.recv(100)
        server.send(b'world')
    with lab.step('the acknowledgments arrive'):
        acks.release()
    with lab.step('the client closes'):
        client.recv(100)
        client.close()
    with lab.step('the server closes'):
        server.close()


@scenario('Fast Open: the server answers and closes in SYN_RECEIVED: to FIN_WAIT_1 without being ESTABLISHED.', calm=True)
def fast_open_closed_early(lab):
    listener = listen_and_get_cookie(lab)
    acks = lab.wire.hold(TO_SERVER, flags='.', without='S')
    with lab.step('a second connection sends data with its SYN; its acknowledgments are held back'):
        client = fast_open(lab, 40002)
    with lab.step('the server accepts, reads, answers and closes'):
        server = lab.server.accept(listener)
        server.recv(100)
        server.send(b'world')
        server.close()
    with lab.step('the acknowledgments arrive'):
        acks.release()
    with lab.step('the client closes'):
        client.recv(100)
        client.close()


@scenario('Fast Open: the SYN with data is lost; it is sent again without data.')
def fast_open_syn_lost(lab):
    listener = listen_and_get_cookie(lab)
    lost = lab.wire.drop(TO_SERVER, flags='S')
    with lab.step('a second connection sends data with its SYN, which is lost'):
        client = fast_open(lab, 40002)
    lost.lift()
    with lab.step('the SYN is sent again'):
        lab.server.accept(listener)
    with lab.step('the client closes'):
        client.close()
