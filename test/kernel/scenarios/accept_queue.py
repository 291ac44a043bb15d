"""What the kernel does for a program that does not accept."""

import socket

from laboratory import TO_SERVER, scenario
from laboratory.host import abort


@scenario(
    'The case this project began with: the server is busy with client A; client B connects, is never accepted, '
    'closes, and in the end resets. The server stays in CLOSE_WAIT all that time.',
    cause='close-wait.never-accepted',
)
def never_accepted(lab):
    listener = lab.server.listen(8000)
    with lab.step('client A connects and is accepted'):
        first, server = lab.connect(listener, source_port=33482)
    with lab.step('client A sends a line'):
        first.send(b'hello\r\n')
        server.recv(100)
    with lab.step('client B connects; nobody accepts'):
        second = lab.start_connecting(source_port=52552)
    with lab.step('client B closes'):
        second.shutdown(socket.SHUT_WR)
    with lab.step('client A sends another line'):
        first.send(b'again\r\n')
        server.recv(100)
    with lab.step('client B gives up and resets'):
        abort(second)
    with lab.step('client A closes'):
        first.close()
    with lab.step('the server closes'):
        server.close()


@scenario('A connection with data waits in the queue; the client has closed when it is accepted, read and closed.')
def accepted_late(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects; nobody accepts yet'):
        client = lab.start_connecting()
    with lab.step('the client sends a request'):
        client.send(b'request')
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server accepts and reads'):
        server = lab.server.accept(listener)
        server.recv(100)
    with lab.step('the server closes'):
        server.close()


@scenario(
    'The listener is closed while a connection waits in its queue: the kernel resets it.',
    among='close-wait.listener-closed',
)
def listener_closes_queue(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects; nobody accepts'):
        lab.start_connecting()
    with lab.step('the server closes the listening socket'):
        listener.close()


@scenario(
    'The listener is closed while a connection waits in its queue in CLOSE_WAIT.',
    among='close-wait.listener-closed',
)
def listener_closes_queue_close_wait(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects; nobody accepts'):
        client = lab.start_connecting()
    with lab.step('the client closes'):
        client.shutdown(socket.SHUT_WR)
    with lab.step('the server closes the listening socket'):
        listener.close()


@scenario('The accept queue is full: further SYNs are dropped, until the server accepts.')
def accept_queue_full_syn(lab):
    listener = lab.server.listen(8000, backlog=0)
    with lab.step('the first client connects and fills the queue'):
        lab.start_connecting(source_port=40001)
    with lab.step('the second client connects'):
        lab.start_connecting(source_port=40002)
    with lab.step('the server accepts; the second SYN is sent again'):
        lab.server.accept(listener)
        lab.server.accept(listener)


def overflow(lab):
    """A queue with room for one more when two handshakes complete: (listener, last client)."""
    listener = lab.server.listen(8000, backlog=1)
    with lab.step('the first client connects; there is room for one more'):
        lab.start_connecting(source_port=40001)
    acks = lab.wire.hold(TO_SERVER, flags='.', without='S')
    with lab.step('two clients connect; their acknowledgments are held back'):
        lab.start_connecting(source_port=40002)
        last = lab.start_connecting(source_port=40003)
    with lab.step('both acknowledgments arrive'):
        acks.release()
    return listener, last


@scenario(
    'The accept queue is full when the handshake completes: one end ESTABLISHED, the other SYN_RECEIVED.', calm=True,
    finds='accept-queue-overflow server',
    cause='syn-received.queue-full',
)
def accept_queue_full_ack(lab):
    listener, last = overflow(lab)
    with lab.step('the last client sends data, which is ignored'):
        last.send(b'hello')
    with lab.step('the server accepts; the last handshake completes'):
        for _ in range(3):
            lab.server.accept(listener)


@scenario(
    'The accept queue is full, the last client closes: FIN after FIN is ignored.',
    finds='accept-queue-overflow server',
    cause='syn-received.queue-full',
)
def accept_queue_full_fin(lab):
    listener, last = overflow(lab)
    with lab.step('the last client closes'):
        last.close()
    with lab.step('the server accepts; FIN completes the last handshake'):
        for _ in range(3):
            lab.server.accept(listener)


@scenario(
    'The accept queue is full and tcp_abort_on_overflow is set: the last client is reset.',
    finds='accept-queue-overflow server',
    cause='closed.queue-full',
)
def accept_queue_full_reset(lab):
    lab.server.sysctl(abort_on_overflow=1)
    overflow(lab)


@scenario('The queue of half-open connections is full: the second SYN/ACK is a SYN cookie, for which no socket exists.')
def syn_queue_full_cookie(lab):
    listener = lab.server.listen(8000, backlog=0)
    acks = lab.wire.hold(TO_SERVER, flags='.', without='S')
    with lab.step('two clients connect; their acknowledgments are held back'):
        lab.start_connecting(source_port=40001)
        second = lab.start_connecting(source_port=40002)
    with lab.step('both acknowledgments arrive; there is room for one'):
        acks.release()
    with lab.step('the server accepts; the second client sends data, which completes its handshake'):
        lab.server.accept(listener)
        second.send(b'hello')
        lab.server.accept(listener)
