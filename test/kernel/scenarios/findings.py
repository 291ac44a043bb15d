"""What the findings tell apart, and takes longer than a state does."""

import socket
import time

from laboratory import TO_CLIENT, TO_SERVER, scenario
from laboratory.host import abort

# Longer than the shortest idle timeout in common use (60 s).
IDLE = 61
# Longer than a program needs to close.
PATIENCE = 1.3


def later(lab):
    """Another client connects over a second later: the capture goes on, and shows that nothing else did."""
    with lab.step('another client connects, over a second later'):
        time.sleep(PATIENCE)
        lab.start_connecting(source_port=40099)


def served(lab, port=8000, **more):
    """A connection whose request was answered."""
    listener = lab.server.listen(port)
    client, server = lab.connect(listener, **more)
    client.send(b'request')
    server.recv(100)
    server.send(b'answer')
    client.recv(100)
    return client, server


@scenario(
    'Client B is never accepted while the server talks with client A; B closes, and gives up over a second later.',
    finds='close-wait server, never-accepted server',
    cause='close-wait.never-accepted',
)
def never_accepted_for_long(lab):
    listener = lab.server.listen(8000)
    with lab.step('client A connects and is accepted'):
        first, server = lab.connect(listener, source_port=33482)
        first.send(b'hello\r\n')
        server.recv(100)
        server.send(b'hello\r\n')
        first.recv(100)
    with lab.step('client B connects; nobody accepts'):
        second = lab.start_connecting(source_port=52552)
    with lab.step('client B closes'):
        second.shutdown(socket.SHUT_WR)
    with lab.step('client A is served again, over a second later'):
        time.sleep(PATIENCE)
        first.send(b'again\r\n')
        server.recv(100)
        server.send(b'again\r\n')
        first.recv(100)
    with lab.step('client B gives up and resets'):
        abort(second)


@scenario(
    'A request is answered, the client closes, and the server does not for over a second: CLOSE_WAIT remains.',
    finds='close-wait server',
    cause='close-wait.blocked',
)
def close_wait_after_data(lab):
    with lab.step('the client is served'):
        client, _ = served(lab)
    with lab.step('the client closes; the server does not'):
        client.close()
    later(lab)


@scenario(
    'A request that waits in the queue: acknowledged, never answered; the client closes.',
    finds='close-wait server, never-accepted server',
    cause='close-wait.unanswered',
)
def close_wait_unanswered(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects and sends; nobody accepts'):
        client = lab.start_connecting()
        lab.until('server', 'ESTABLISHED')
        client.send(b'request')
    with lab.step('the client closes'):
        client.close()
    later(lab)
    listener.fileno()


@scenario(
    'The server closes first; the client keeps the connection in its pool for over a second.',
    cause='close-wait.pool',
)
def close_wait_of_client(lab):
    with lab.step('the client is served'):
        _, server = served(lab)
    with lab.step('the server closes; the client does not'):
        server.close()
    later(lab)


@scenario(
    'Six clients are served and close; the server closes none of its sockets: six CLOSE_WAITs at once.',
    finds='close-wait server, close-wait-pile-up capture',
    cause='close-wait.blocked',
)
def close_wait_pile_up(lab):
    listener = lab.server.listen(8000)
    pairs = []
    with lab.step('six clients connect and are served'):
        for number in range(6):
            client, server = lab.connect(listener, source_port=40001 + number)
            client.send(b'request')
            server.recv(100)
            server.send(b'answer')
            client.recv(100)
            pairs.append((client, server))
    with lab.step('they close; the server does not'):
        for client, _ in pairs:
            client.close()
    later(lab)


@scenario('The client closes; the server closes too, over a second later.', cause='slow-to-close.busy')
def slow_to_close(lab):
    with lab.step('the client is served'):
        client, server = served(lab)
    with lab.step('the client closes', quiet=PATIENCE):
        client.close()
    with lab.step('the server closes'):
        server.close()


@scenario(
    'The server aborts while what it has sent is not acknowledged.',
    finds={'server': 'reset-in-data server'},
    cause='closed.linger',
)
def reset_in_data(lab):
    with lab.step('the client is served'):
        client, server = served(lab)
    held = lab.wire.hold(TO_SERVER)
    with lab.step('the server sends; the acknowledgment is held back'):
        server.send(b'x' * 1000)
    with lab.step('the server aborts'):
        abort(server)
    with lab.step('the acknowledgment arrives'):
        held.release()
    client.fileno()


@scenario(
    'An idle connection is forgotten by something between: every packet after that is dropped.', seconds=100.0,
    finds={'client': 'idle-cut server'},
    cause={'client': 'established.cut'},
)
def idle_cut(lab):
    with lab.step('the client is served'):
        client, _ = served(lab)
    time.sleep(IDLE)
    lab.wire.drop(TO_SERVER)
    lab.wire.drop(TO_CLIENT)
    with lab.step('the client sends again'):
        client.send(b'request')
        time.sleep(3)


@scenario(
    'An idle connection is forgotten by a firewall, which answers the next request by RST.', seconds=100.0,
    finds={'client': 'idle-cut server'},
    cause={'client': 'established.cut'},
)
def idle_cut_reset(lab):
    with lab.step('the client is served'):
        client, _ = served(lab)
    time.sleep(IDLE)
    lab.wire.drop(TO_SERVER)
    with lab.step('the client sends again'):
        client.send(b'request')
    with lab.step('the firewall resets'):
        lab.forge(TO_CLIENT, 'R')


@scenario('A connection is idle for a minute, and still works.', seconds=100.0)
def idle_kept(lab):
    with lab.step('the client is served'):
        client, server = served(lab)
    time.sleep(IDLE)
    with lab.step('the client is served again'):
        client.send(b'request')
        server.recv(100)
        server.send(b'answer')
        client.recv(100)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server closes'):
        server.close()
