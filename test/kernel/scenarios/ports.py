"""The same two addresses and ports again."""

import time

from laboratory import TO_CLIENT, TO_SERVER, scenario
from laboratory.host import abort

from .closing import exchange


@scenario('The server is in TIME_WAIT; the client connects again from the same port and is let in.')
def reuse_time_wait_of_server(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    with lab.step('a request and a reply'):
        exchange(client, server)
    with lab.step('the server closes'):
        server.close()
    with lab.step('the client closes'):
        client.close()
    held = lab.wire.hold(TO_CLIENT)
    with lab.step('the client connects again; the SYN/ACK is held back'):
        client = lab.start_connecting()
    with lab.step('the SYN/ACK arrives'):
        held.release()
        server = lab.server.accept(listener)
    with lab.step('a request and a reply on the new connection'):
        exchange(client, server)


@scenario('The client is in TIME_WAIT and uses its port again (tcp_tw_reuse).')
def reuse_time_wait_of_client(lab):
    lab.client.sysctl(tw_reuse=1)
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    with lab.step('the client closes, then the server'):
        client.close()
        lab.until('server', 'CLOSE_WAIT')
        server.close()
    time.sleep(1.2)
    with lab.step('the client connects again from the same port'):
        client, server = lab.connect(listener)
    with lab.step('a request and a reply on the new connection'):
        exchange(client, server)


@scenario(
    'The server is still in CLOSE_WAIT of an old connection when the client uses the port again.',
    finds='close-wait server, never-accepted server',
    cause='close-wait.never-accepted',
)
def reuse_close_wait(lab):
    lab.client.sysctl(fin_timeout=1)
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, _ = lab.connect(listener)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the client gives up FIN_WAIT_2'):
        lab.until('client', 'CLOSED')
    with lab.step('the client connects again from the same port'):
        lab.start_connecting()
        lab.server.accept(listener)


@scenario(
    'The server is still in LAST_ACK of an old connection when the client uses the port again.',
    cause={'server': 'slow-to-close.busy'},
)
def reuse_last_ack(lab):
    lab.client.sysctl(fin_timeout=1)
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the client gives up FIN_WAIT_2'):
        lab.until('client', 'CLOSED')
    lost = lab.wire.drop(TO_CLIENT, flags='F')
    with lab.step('the server closes; its FIN is lost'):
        server.close()
    with lab.step('the client connects again from the same port'):
        lab.start_connecting()
        lab.server.accept(listener)
    lost.lift()


@scenario('After a reset the client connects again from the same port, twice.', cause='closed.linger')
def reuse_after_reset(lab):
    listener = lab.server.listen(8000)
    for time_of_day in ('first', 'second', 'third'):
        with lab.step(f'the client connects for the {time_of_day} time'):
            client, _ = lab.connect(listener)
        with lab.step('the client aborts'):
            abort(client)


@scenario(
    'Refused, then again from the same port when somebody listens.',
    finds='refused server',
    cause='closed.not-listening-then',
)
def refused_then_accepted(lab):
    with lab.step('the client connects; nobody listens'):
        lab.start_connecting()
    listener = lab.server.listen(8000)
    with lab.step('the client connects again from the same port'):
        lab.connect(listener)


@scenario(
    'A copy of the first SYN arrives in TIME_WAIT of the server: too old to start a connection.', calm=True,
    cause='closed.orderly',
)
def old_syn_in_time_wait(lab):
    listener = lab.server.listen(8000)
    syn = lab.wire.hold(TO_SERVER, flags='S', count=1)
    client = lab.start_connecting()
    frames = syn.copies()
    with lab.step('the client connects'):
        syn.release()
        server = lab.server.accept(listener)
    with lab.step('the server closes'):
        server.close()
    with lab.step('the client closes'):
        client.close()
    with lab.step('a copy of the first SYN arrives'):
        for frame in frames:
            lab.wire.deliver(TO_SERVER, frame)
