"""What servers in trouble look like from outside, and what only looks like trouble."""

import select
import socket
import time

from laboratory import TO_CLIENT, TO_SERVER, scenario
from laboratory.host import abort, receive_exactly

from .findings import served
from .service import left_waiting, several_served

# Longer than an answer may take before it counts as slow.
SLOW = 2.3


def ask(client, server):
    """A request and its answer."""
    client.send(b'request')
    server.recv(100)
    server.send(b'answer')
    receive_exactly(client, 6)


def apart(number, began, interval=1.2):
    """Waits for the moment of a regular visit."""
    time.sleep(max(0, began + number * interval - time.monotonic()))


@scenario(
    'A child process keeps a copy of the descriptor for two seconds; the last acknowledgment comes twice.',
    cause='slow-to-close.busy',
)
def inherited_descriptor(lab):
    with lab.step('a request is answered'):
        client, server = served(lab)
        copy = server.dup()
    with lab.step('both programs close; the copy stays'):
        client.close()
        server.close()
        time.sleep(2)
    lab.wire.duplicate(TO_SERVER, count=1)
    with lab.step('the copy is closed; the acknowledgment of the FIN comes twice'):
        copy.close()


@scenario('Six checks, one every 1.2 s, each ended by RST.', cause='health-check.reset', seconds=40)
def health_checks_reset(lab):
    listener = lab.server.listen(8000)
    began = time.monotonic()
    for number in range(6):
        apart(number, began)
        client, server = lab.connect(listener, source_port=40001 + number)
        abort(client)
        server.close()
    with lab.step('six checks have come and gone'):
        time.sleep(0.2)


@scenario(
    'Six checks, one every 1.2 s, each SYN/ACK answered by RST.', cause='health-check.reset', seconds=40, calm=True
)
def health_checks_half_open(lab):
    lab.server.listen(8000)
    began = time.monotonic()
    for number in range(6):
        apart(number, began)
        held = lab.wire.hold(TO_CLIENT)
        client = lab.start_connecting(source_port=40001 + number)
        held.copies()
        client.close()
        held.release()
    with lab.step('six checks have come and gone'):
        time.sleep(0.2)


@scenario(
    'The queue of a server that does not accept is full, and SYN cookies answer two more clients, of whom its kernel keeps '
    'nothing: their requests are not acknowledged, while another client in the queue is.',
    finds='accept-queue-overflow server',
    cause='syn-received.queue-full',
)
def queue_full_cookies(lab):
    lab.server.sysctl(syncookies=2)
    lab.server.listen(8000, backlog=1)
    held = lab.wire.hold(TO_SERVER, flags='.', without='S')
    with lab.step('four clients send SYN; their ACKs are still on the way'):
        clients = [lab.start_connecting(source_port=40001 + number) for number in range(4)]
        time.sleep(0.2)
    with lab.step('the ACKs arrive: two find room in the queue'):
        held.release()
    with lab.step('those who found no room ask, in vain'):
        for client in clients[2:]:
            client.send(b'request')
        time.sleep(SLOW)
    with lab.step('the first asks, and its kernel answers'):
        clients[0].send(b'request')


@scenario(
    'A server that answers at once stands still for two seconds, in which four clients ask; then it answers all.',
    finds='server-stalled capture',
    cause='server.stood-still',
)
def stood_still(lab):
    listener = lab.server.listen(8000)
    pairs = several_served(lab, listener, (40001, 40002, 40003, 40004))
    with lab.step('each is served again'):
        for client, server in pairs:
            ask(client, server)
    with lab.step('all ask, one after the other'):
        for client, _ in pairs:
            client.send(b'request')
            time.sleep(0.1)
    time.sleep(SLOW)
    with lab.step('the server goes on'):
        for client, server in pairs:
            server.recv(100)
            server.send(b'answer')
            receive_exactly(client, 6)
        for client, server in pairs:
            ask(client, server)


@scenario('Three clients poll; each poll is answered after two seconds, twice.', cause='slow-answer.busy')
def long_poll(lab):
    listener = lab.server.listen(8000)
    pairs = [lab.connect(listener, source_port=40001 + number) for number in range(3)]
    for _ in range(2):
        with lab.step('all poll, and are answered'):
            for client, _ in pairs:
                client.send(b'poll')
            time.sleep(SLOW)
            for client, server in pairs:
                server.recv(100)
                server.send(b'nothing')
                receive_exactly(client, 7)
    with lab.step('the clients close'):
        for client, _ in pairs:
            client.close()
    with lab.step('the server closes'):
        for _, server in pairs:
            server.close()


@scenario(
    'A server that takes three connections: a fourth is served as soon as one of them ends, and a fifth waits on.',
    finds='stopped-serving capture',
    cause='server.limit',
)
def limit_until_one_ends(lab):
    listener = lab.server.listen(8000)
    with lab.step('three clients are served'):
        pairs = several_served(lab, listener, (40001, 40002, 40003))
    with lab.step('two more ask in vain'):
        late = left_waiting(lab, (40004, 40005))
    with lab.step('one of the three ends, and the fourth is served'):
        pairs[0][0].close()
        pairs[0][1].recv(100)
        pairs[0][1].close()
        server = lab.server.accept(listener)
        server.recv(100)
        server.send(b'answer')
        receive_exactly(late[0], 6)


@scenario(
    'A server that handles one client at a time: the second is served as soon as the first ends.',
    finds='stopped-serving capture',
    cause='server.one-at-a-time',
)
def one_after_the_other(lab):
    listener = lab.server.listen(8000)
    with lab.step('one client is served'):
        pairs = several_served(lab, listener, (40001,))
    with lab.step('another asks in vain'):
        late = left_waiting(lab, (40002,))
    with lab.step('the first is served again, and ends; the other is served'):
        ask(*pairs[0])
        pairs[0][0].close()
        pairs[0][1].recv(100)
        pairs[0][1].close()
        server = lab.server.accept(listener)
        server.recv(100)
        server.send(b'answer')
        receive_exactly(late[0], 6)
    with lab.step('a third is served at once'):
        late[0].close()
        server.recv(100)
        server.close()
        several_served(lab, listener, (40003,))


@scenario('The only request is not answered; after 2.3 s the client resets the connection.', cause='stalled-server.stalled')
def timeout_by_reset(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects and asks'):
        client, server = lab.connect(listener)
        client.send(b'request')
        server.recv(100)
    time.sleep(SLOW)
    with lab.step('the client gives up with RST'):
        abort(client)


@scenario(
    'The first answer is large, and no large segment arrives: the client sees nothing but an acknowledgment, and gives up.',
    finds={'server': 'large-segments-lost server'},
    cause={'client': 'stalled-server.stalled', 'server': 'large-segments-lost.mtu'},
)
def first_answer_lost(lab):
    listener = lab.server.listen(8000)
    lab.wire.drop(TO_CLIENT, larger=1000)
    with lab.step('the client connects and asks; the answer is lost again and again'):
        client, server = lab.connect(listener)
        client.send(b'request')
        server.recv(100)
        server.send(b'x' * 4344)
        time.sleep(3)
    with lab.step('the client gives up and closes'):
        client.close()


@scenario(
    'The client loses its power: neither the large segments of an answer nor the small one behind them are acknowledged.',
    finds={'server': 'half-open-peer client, much-retransmitted server'},
    cause={'server': 'established.gone'},
)
def client_lost_power(lab):
    with lab.step('a request is answered'):
        _, server = served(lab)
    for direction in (TO_SERVER, TO_CLIENT):
        lab.wire.drop(direction)
    with lab.step('the server sends more, for six seconds in vain'):
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server.send(b'x' * 3000)
        time.sleep(6)


@scenario(
    'A check that aborts before it has acknowledged the SYN/ACK, as HAProxy does: RST with ACK in place of the last ACK.',
    cause='closed.linger',
)
def check_before_open(lab):
    lab.server.listen(8000)
    with lab.step('the client connects; its ACK is delayed, and it aborts'):
        client = lab.start_connecting(options=((socket.IPPROTO_TCP, socket.TCP_QUICKACK, 0),))
        select.select([], [client], [], 2)
        abort(client)
