"""What becomes of requests: stalled servers, timeouts of both sides, idle closes, and paths that lose packets."""

import socket
import time

from laboratory import TO_CLIENT, TO_SERVER, scenario
from laboratory.host import receive_exactly

from .findings import served

# A client's timeout, and what a program needs no longer than.
CLIENT_TIMEOUT = 1.5


@scenario(
    'The server closes an idle connection, and the next request of the client is on its way already.',
    finds='keep-alive-race server',
    cause='keep-alive-race.timeout',
)
def keep_alive_race(lab):
    with lab.step('a request is answered'):
        client, server = served(lab)
    time.sleep(CLIENT_TIMEOUT)
    held = lab.wire.hold(TO_CLIENT)
    with lab.step('the server closes; its FIN is still on its way'):
        server.close()
        held.copies()
    with lab.step('the client sends its next request; FIN and RST arrive'):
        client.send(b'again')
        time.sleep(0.1)
        held.release()


@scenario(
    'The server closes an idle connection, and the client, told of it, sends its next request all the same.',
    finds='write-after-close client',
    cause='closed.write-after-close',
)
def keep_alive_ignored(lab):
    with lab.step('a request is answered'):
        client, server = served(lab)
    time.sleep(CLIENT_TIMEOUT)
    with lab.step('the server closes'):
        server.close()
        lab.until('client', 'CLOSE_WAIT')
    time.sleep(0.3)
    with lab.step('the client sends its next request'):
        client.send(b'again')


@scenario(
    'The server answers after the client has given up and closed.',
    finds='close-wait server, stalled-server server, write-after-close server',
    cause='stalled-server.stalled',
)
def answered_too_late(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects and asks'):
        client, server = lab.connect(listener)
        client.send(b'request')
        server.recv(100)
    time.sleep(CLIENT_TIMEOUT)
    with lab.step('the client gives up and closes'):
        client.close()
    time.sleep(1)
    with lab.step('the server answers'):
        server.send(b'answer')


@scenario(
    'The third request is not answered: the client gives up and closes, then the server closes.',
    cause='stalled-server.timeout',
)
def gave_up_waiting(lab):
    with lab.step('two requests are answered; the client asks again'):
        client, server = served(lab)
        client.send(b'second')
        server.recv(100)
        server.send(b'answer')
        client.recv(100)
        client.send(b'again')
        server.recv(100)
    time.sleep(CLIENT_TIMEOUT)
    with lab.step('the client gives up and closes'):
        client.close()
    with lab.step('the server sees the end and closes'):
        server.recv(100)
        server.close()


@scenario(
    'The server reads a request and closes without a byte: its worker ended.',
    cause='closed-without-answer.ended',
)
def closed_without_answer(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects and asks'):
        client, server = lab.connect(listener)
        client.send(b'request')
        server.recv(100)
    time.sleep(0.7)
    with lab.step('the server closes; then the client does'):
        server.close()
        time.sleep(0.2)
        client.close()


@scenario(
    'The server does not answer the only request; the client gives up after 10.5 s, and the server closes when it sees that.',
    cause='stalled-server.stalled',
)
def only_request_unanswered(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects and asks'):
        client, server = lab.connect(listener)
        client.send(b'request')
        server.recv(100)
    time.sleep(10.5)
    with lab.step('the client gives up and closes; the server closes in its turn'):
        client.close()
        server.recv(100)
        server.close()


@scenario(
    'The server answers without having read all of the request, and closes: RST right behind the answer.',
    finds={'server': 'reset-in-data server'},
    cause='closed.unread',
)
def answered_with_rest_unread(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects and sends a request and its body'):
        client, server = lab.connect(listener)
        client.send(b'request')
        client.send(b'b' * 3000)
        time.sleep(0.3)
        server.recv(7)
    held = lab.wire.hold(TO_SERVER)
    with lab.step('the server answers and closes before the answer is acknowledged'):
        server.send(b'answer')
        server.close()
        time.sleep(0.05)
        held.release()


@scenario(
    'The way to the client is cut: the server gives its data up without a packet, and answers the client, which is back, with RST.',
    finds={'client': 'half-open-peer server', 'server': 'half-open-peer server, much-retransmitted server'},
    cause={'client': 'closed.no-socket', 'server': 'closed.given-up'},
)
def given_up_before(lab):
    lab.server.sysctl(retries2=3)
    with lab.step('a request is answered'):
        client, server = served(lab)
    cut = lab.wire.drop(TO_CLIENT)
    with lab.step('the server sends, again and again'):
        server.send(b'news')
    lab.watch('the kernel of the server gives up', 'server', 'CLOSED')
    cut.lift()
    with lab.step('the client asks'):
        client.send(b'again')


@scenario('The client shuts down sending behind its request, waits, and takes the answer.')
def patient_half_close(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects, asks and shuts down sending'):
        client, server = lab.connect(listener)
        client.send(b'request')
        client.shutdown(socket.SHUT_WR)
        server.recv(100)
    time.sleep(CLIENT_TIMEOUT)
    with lab.step('the server answers and closes'):
        server.send(b'answer')
        server.close()
        receive_exactly(client, 6)
        client.close()


@scenario(
    'Large segments of the server are lost on the way, small ones arrive.', seconds=40,
    finds={'server': 'large-segments-lost server'},
    cause={'server': 'large-segments-lost.mtu'},
)
def large_segments_lost(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects; a small answer arrives'):
        client, server = lab.connect(listener)
        client.send(b'small')
        server.recv(100)
        server.send(b'x' * 100)
        receive_exactly(client, 100)
    lost = lab.wire.drop(TO_CLIENT, larger=1000)
    with lab.step('the client asks for more; the large answer is lost again and again'):
        client.send(b'large')
        server.recv(100)
        server.send(b'x' * 9000)
        time.sleep(4)
    with lab.step('the client asks again'):
        client.send(b'still there')
    lost.lift()


@scenario(
    'All segments of the server are lost, whatever their size.', seconds=40,
    finds={'client': 'half-open-peer server, much-retransmitted client', 'server': 'much-retransmitted client'},
    cause={'client': 'established.gone', 'server': 'much-retransmitted.loss'},
)
def all_segments_lost(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects; a small answer arrives'):
        client, server = lab.connect(listener)
        client.send(b'small')
        server.recv(100)
        server.send(b'x' * 100)
        receive_exactly(client, 100)
    lost = lab.wire.drop(TO_CLIENT)
    with lab.step('the client asks for more; nothing of the server arrives'):
        client.send(b'large')
        server.recv(100)
        server.send(b'x' * 9000)
        time.sleep(4)
    lost.lift()


@scenario(
    'Every fifth data segment of a transfer is lost.', seconds=60,
    finds={'server': 'much-retransmitted server'},
    cause={'server': 'much-retransmitted.loss'},
)
def lossy_transfer(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    lab.wire.drop(TO_CLIENT, payload=True, every=5)
    with lab.step('the server sends 60 segments'):
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(60):
            server.send(b'x' * 1000)
            time.sleep(0.005)
        receive_exactly(client, 60_000)
    with lab.step('both close'):
        client.close()
        server.close()


@scenario('A client that only sends, as a log shipper does, closes over a second after its last data.')
def one_way_data(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects and sends'):
        client, server = lab.connect(listener)
        client.send(b'one')
        server.recv(100)
    time.sleep(CLIENT_TIMEOUT)
    with lab.step('both close'):
        client.close()
        server.recv(100)
        server.close()


def several_served(lab, listener, ports):
    """Connections that were accepted and answered, all of them still open."""
    pairs = []
    for port in ports:
        client, server = lab.connect(listener, source_port=port)
        client.send(b'request')
        server.recv(100)
        server.send(b'answer')
        client.recv(100)
        pairs.append((client, server))
    return pairs


@scenario('A request is answered over two seconds later, and both close.', cause='slow-answer.busy')
def slow_answer(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects and asks'):
        client, server = lab.connect(listener)
        client.send(b'request')
        server.recv(100)
    time.sleep(2.1)
    with lab.step('the server answers'):
        server.send(b'answer')
        client.recv(100)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server closes'):
        server.close()


@scenario(
    'A process with four idle connections ends with nothing unread, and the port refuses the next client.',
    finds='refused server, server-went-down capture',
    cause='server.process-ended',
)
def process_ends_idle(lab):
    listener = lab.server.listen(8000)
    with lab.step('four clients are served'):
        pairs = several_served(lab, listener, (40001, 40002, 40003, 40004))
    with lab.step('the process ends: all its descriptors are closed'):
        for _, server in pairs:
            server.close()
        listener.close()
    with lab.step('the clients close'):
        for client, _ in pairs:
            client.close()
    with lab.step('a client tries again'):
        lab.start_connecting(source_port=40005)


@scenario(
    'A listening socket is closed with a connection in its queue that has sent a request; another goes on.',
    finds='aborted-with-unread-data server',
    cause='closed.unread',
    among='close-wait.listener-closed',
)
def listener_closes_queue_with_request(lab):
    listener = lab.server.listen(8000)
    with lab.step('one client is served, another waits in the queue with its request'):
        pairs = several_served(lab, listener, (40001,))
        second = lab.start_connecting(source_port=40002)
        time.sleep(0.2)
        second.send(b'request')
    with lab.step('the listening socket is closed'):
        listener.close()
    with lab.step('the first client is served again'):
        pairs[0][0].send(b'again')
        pairs[0][1].recv(100)
        pairs[0][1].send(b'answer')
        pairs[0][0].recv(100)


@scenario(
    'A process with three connections and one in its queue ends, and the port refuses the next client.',
    finds='aborted-with-unread-data server, refused server, server-went-down capture',
    cause='server.process-ended',
)
def process_ends(lab):
    listener = lab.server.listen(8000)
    with lab.step('three clients are served, one of them asks again, a fourth waits in the queue'):
        pairs = several_served(lab, listener, (40001, 40002, 40003))
        pairs[0][0].send(b'again')
        fourth = lab.start_connecting(source_port=40004)
    with lab.step('the process ends: all its descriptors are closed'):
        for _, server in pairs:
            server.close()
        listener.close()
    with lab.step('a client tries again'):
        lab.start_connecting(source_port=40005)
    fourth.fileno()


@scenario(
    'A server that takes three connections and no more: those after them are not served.',
    finds='stopped-serving capture',
    cause='server.limit',
)
def served_up_to_a_limit(lab):
    listener = lab.server.listen(8000)
    with lab.step('three clients are served'):
        pairs = several_served(lab, listener, (40001, 40002, 40003))
    with lab.step('two more ask in vain for over two seconds'):
        late = [lab.start_connecting(source_port=port) for port in (40004, 40005)]
        time.sleep(0.2)
        for client in late:
            client.send(b'request')
        time.sleep(2.2)
    with lab.step('a client of the three is served again'):
        pairs[0][0].send(b'again')
        pairs[0][1].recv(100)
        pairs[0][1].send(b'answer')


def left_waiting(lab, ports):
    """Clients that connect and ask, for over two seconds in vain."""
    late = [lab.start_connecting(source_port=port) for port in ports]
    time.sleep(0.2)
    for client in late:
        client.send(b'request')
    time.sleep(2.2)
    return late


@scenario(
    'A server handles one client at a time: two others ask in vain while the first is open.',
    finds='stopped-serving capture',
    cause='server.one-at-a-time',
)
def served_one_at_a_time(lab):
    listener = lab.server.listen(8000)
    with lab.step('one client is served'):
        pairs = several_served(lab, listener, (40001,))
    with lab.step('two more ask in vain for over two seconds'):
        left_waiting(lab, (40002, 40003))
    with lab.step('the first is served again'):
        pairs[0][0].send(b'again')
        pairs[0][1].recv(100)
        pairs[0][1].send(b'answer')


@scenario(
    'A server that has served two clients to their end hangs: two others ask in vain.',
    finds='close-wait server, never-accepted server, stopped-serving capture',
    cause='server.hangs',
)
def served_no_more(lab):
    listener = lab.server.listen(8000)
    with lab.step('two clients are served, and both ends close'):
        for client, server in several_served(lab, listener, (40001, 40002)):
            client.close()
            server.recv(100)
            server.close()
    with lab.step('two more ask in vain for over two seconds'):
        late = left_waiting(lab, (40003, 40004))
    with lab.step('one gives up'):
        late[0].close()
    time.sleep(1)
    with lab.step('the other asks again'):
        late[1].send(b'request')


@scenario(
    'A process with three connections, one of them unread, ends; another takes its port and serves.',
    finds='aborted-with-unread-data server, server-went-down capture',
    cause='server.process-ended',
)
def process_restarts(lab):
    listener = lab.server.listen(8000)
    with lab.step('three clients are served, one of them asks again'):
        pairs = several_served(lab, listener, (40001, 40002, 40003))
        pairs[0][0].send(b'again')
    with lab.step('the process ends: all its descriptors are closed'):
        for _, server in pairs:
            server.close()
        listener.close()
    with lab.step('another process listens, and serves a client'):
        listener = lab.server.listen(8000)
        several_served(lab, listener, (40004,))


@scenario('A server closes three idle connections at once, in order, and goes on serving a fourth.')
def closed_together(lab):
    listener = lab.server.listen(8000)
    with lab.step('four clients are served'):
        pairs = several_served(lab, listener, (40001, 40002, 40003, 40004))
    with lab.step('the server closes three of them'):
        for _, server in pairs[:3]:
            server.close()
    time.sleep(0.5)
    with lab.step('the fourth is served again'):
        pairs[3][0].send(b'again')
        pairs[3][1].recv(100)
        pairs[3][1].send(b'answer')


@scenario('Six connections without a byte, one every 1.2 s: the server accepts and closes each.', seconds=40)
def health_checks(lab):
    listener = lab.server.listen(8000)
    began = time.monotonic()
    for number in range(6):
        time.sleep(max(0, began + number * 1.2 - time.monotonic()))
        client, server = lab.connect(listener, source_port=40001 + number)
        client.close()
        server.recv(1)
        server.close()
    with lab.step('six checks have come and gone'):
        time.sleep(0.2)
