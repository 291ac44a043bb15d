"""Resets: sent by real programs, and forged ones, acceptable and not (RFC 9293 section 3.5.3, RFC 5961)."""

import socket

from laboratory import TO_CLIENT, TO_SERVER, scenario
from laboratory.host import abort, vanish

from .closing import exchange, opened


@scenario('The client aborts (linger time 0): RST instead of FIN.', cause='closed.linger')
def abort_by_client(lab):
    client, _ = opened(lab)
    with lab.step('the client sends a request'):
        client.send(b'request')
    with lab.step('the client aborts'):
        abort(client)


@scenario('The server aborts (linger time 0).', among='closed.linger')
def abort_by_server(lab):
    _, server = opened(lab)
    with lab.step('the server aborts'):
        abort(server)


@scenario(
    'The server aborts a connection that it was sent nothing on, and goes on accepting: the next client comes at once.',
    cause='closed.linger',
)
def abort_beside_others(lab):
    listener = lab.server.listen(8000)
    with lab.step('the first client connects'):
        _, first = lab.connect(listener, source_port=40001)
    with lab.step('the server aborts it, and a second client is accepted and served'):
        abort(first)
        client, server = lab.connect(listener, source_port=40002)
        exchange(client, server)


@scenario('The server aborts in CLOSE_WAIT: the client goes from FIN_WAIT_2 to CLOSED.', among='closed.linger')
def abort_in_close_wait(lab):
    client, server = opened(lab)
    with lab.step('the client shuts its sending side'):
        client.shutdown(socket.SHUT_WR)
    with lab.step('the server aborts'):
        abort(server)


@scenario(
    'The server closes with unread data: the kernel resets the connection.',
    finds='aborted-with-unread-data server',
    cause='closed.unread',
)
def close_with_unread_data(lab):
    client, server = opened(lab)
    with lab.step('the client sends a request, which is not read'):
        client.send(b'request')
    with lab.step('the server closes'):
        server.close()


@scenario(
    'The server closes with unread data in CLOSE_WAIT.',
    finds='aborted-with-unread-data server',
    cause='closed.unread',
)
def close_with_unread_data_in_close_wait(lab):
    client, server = opened(lab)
    with lab.step('the client sends a request, which is not read, and shuts its sending side'):
        client.send(b'request')
        client.shutdown(socket.SHUT_WR)
    with lab.step('the server closes'):
        server.close()


@scenario(
    'The client has closed for good; the server writes: RST, FIN_WAIT_2 and CLOSE_WAIT end.',
    cause='closed.write-after-close',
)
def write_after_close(lab):
    client, server = opened(lab)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server sends data'):
        server.send(b'reply')


@scenario(
    'The client closes while data comes in: RST out of FIN_WAIT_1.', calm=True,
    cause='closed.write-after-close',
)
def data_into_fin_wait_1(lab):
    client, server = opened(lab)
    data = lab.wire.hold(TO_CLIENT, payload=True)
    with lab.step('the server sends; the data is held back'):
        server.send(b'reply')
    fin = lab.wire.hold(TO_SERVER, flags='F')
    with lab.step('the client closes; its FIN is held back'):
        client.close()
    with lab.step('the data arrives'):
        data.release()
    with lab.step('the FIN arrives after the reset'):
        fin.release()


@scenario(
    'RST is lost: the client is CLOSED, the server does not know until it writes.',
    finds={'server': 'half-open-peer client'},
    cause={'client': 'closed.linger', 'server': 'closed.no-socket'},
)
def reset_lost(lab):
    client, server = opened(lab)
    lost = lab.wire.drop(TO_SERVER)
    with lab.step('the client aborts; its RST is lost'):
        abort(client)
    lost.lift()
    with lab.step('the server sends data'):
        server.send(b'reply')


@scenario('Both abort at once: the resets cross.', cause={'client': 'closed.linger'}, among={'server': 'closed.linger'})
def resets_cross(lab):
    client, server = opened(lab)
    held = [lab.wire.hold(direction) for direction in (TO_SERVER, TO_CLIENT)]
    with lab.step('both abort; the resets are on their way'):
        abort(client)
        abort(server)
    with lab.step('the resets arrive'):
        for rule in held:
            rule.release()


@scenario(
    'RST overtakes the data before it: out of order, so it is challenged.', calm=True,
    cause='closed.linger',
)
def reset_overtakes_data(lab):
    client, _ = opened(lab)
    data = lab.wire.hold(TO_SERVER, payload=True)
    with lab.step('the client sends; the data is held back'):
        client.send(b'request')
    with lab.step('the client aborts; its RST overtakes the data'):
        abort(client)
    with lab.step('the data arrives'):
        data.release()


@scenario(
    'The client crashes; the server, which does not know, sends data and is reset (RFC 9293, figure 10).',
    finds='half-open-peer client',
    cause='closed.no-socket',
)
def half_open_data(lab):
    client, server = opened(lab)
    with lab.step('the client vanishes'):
        vanish(client)
    with lab.step('the server sends data'):
        server.send(b'reply')


@scenario(
    'The client crashes and connects again from the same port: challenged, it resets the old connection (figure 9).',
    finds='half-open-peer client',
    cause='closed.no-socket',
)
def half_open_syn(lab):
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, _ = lab.connect(listener)
    with lab.step('the client vanishes'):
        vanish(client)
    with lab.step('the client connects again from the same port'):
        lab.start_connecting()
        lab.server.accept(listener)


@scenario('Forged segments that are not acceptable: none changes a state.', calm=True)
def blind_segments(lab):
    client, server = opened(lab)
    with lab.step('data both ways'):
        client.send(b'hello')
        server.send(b'world')
    forgeries = [
        ('a FIN far outside the window', 'F.', 0x20000000, 0, b''),
        ('data far outside the window', '.', 0x20000000, 0, b'x' * 10),
        ('data long acknowledged', '.', -5, 0, b'hello'),
        ('an acknowledgment of data never sent', '.', 0, 0x10000000, b''),
        ('a FIN that acknowledges data never sent', 'F.', 0, 0x10000000, b''),
        ('a FIN without acknowledgment', 'F', 0, 0, b''),
        ('a SYN inside the window', 'S', 10, 0, b''),
        ('a SYN/ACK', 'S.', 0, 0, b''),
        ('a segment without flags', '', 0, 0, b''),
    ]
    for name, flags, seq, ack, payload in forgeries:
        with lab.step(name):
            lab.forge(TO_SERVER, flags, seq=seq, ack=ack, payload=payload)
    with lab.step('the connection still works'):
        client.send(b'still here')


# -- a forged RST in every state: outside the window, inside it but not exact, exact


def in_syn_sent(lab):
    lab.wire.drop(TO_SERVER)
    with lab.step('the client is in SYN_SENT'):
        lab.start_connecting()


def in_syn_received(lab):
    lab.server.listen(8000)
    lab.wire.drop(TO_SERVER, flags='.')
    with lab.step('the server is in SYN_RECEIVED'):
        lab.start_connecting()


def in_established(lab):
    opened(lab)


def in_fin_wait_1(lab):
    client, _ = opened(lab)
    lab.wire.drop(TO_SERVER, flags='F')
    with lab.step('the client is in FIN_WAIT_1'):
        client.shutdown(socket.SHUT_WR)


def in_fin_wait_2(lab):
    client, _ = opened(lab)
    with lab.step('the client is in FIN_WAIT_2'):
        client.shutdown(socket.SHUT_WR)


def in_fin_wait_2_closed(lab):
    client, _ = opened(lab)
    with lab.step('the client is in FIN_WAIT_2, and no program holds it'):
        client.close()


def in_close_wait(lab):
    _, server = opened(lab)
    with lab.step('the client is in CLOSE_WAIT'):
        server.shutdown(socket.SHUT_WR)


def in_closing(lab):
    client, server = opened(lab)
    lab.wire.drop(TO_SERVER)
    with lab.step('the client is in CLOSING'):
        client.shutdown(socket.SHUT_WR)
        server.shutdown(socket.SHUT_WR)


def in_last_ack(lab):
    client, server = opened(lab)
    with lab.step('the client is in CLOSE_WAIT'):
        server.shutdown(socket.SHUT_WR)
    lab.wire.drop(TO_SERVER)
    with lab.step('the client is in LAST_ACK'):
        client.shutdown(socket.SHUT_WR)


def in_time_wait(lab):
    client, server = opened(lab)
    with lab.step('the client closes'):
        client.close()
    with lab.step('the client is in TIME_WAIT'):
        server.close()


def protected_in_time_wait(lab):
    lab.client.sysctl(rfc1337=1)
    in_time_wait(lab)


OUTSIDE = ('a RST far outside the window', 'R', 0x40000000, 0)
INEXACT = ('a RST inside the window, not exact', 'R', 10, 0)
EXACT = ('a RST that is exact', 'R', 0, 0)
WRONG_ACK = ('a RST that acknowledges something else', 'R.', 0, 7)
RIGHT_ACK = ('a RST that acknowledges the SYN', 'R.', 0, 0)

RESETS = {
    'syn_sent': (in_syn_sent, TO_CLIENT, [EXACT, WRONG_ACK, RIGHT_ACK]),
    'syn_received': (in_syn_received, TO_SERVER, [OUTSIDE, INEXACT, EXACT]),
    'established': (in_established, TO_CLIENT, [OUTSIDE, INEXACT, EXACT]),
    'fin_wait_1': (in_fin_wait_1, TO_CLIENT, [OUTSIDE, INEXACT, EXACT]),
    'fin_wait_2': (in_fin_wait_2, TO_CLIENT, [OUTSIDE, INEXACT, EXACT]),
    # The small socket that Linux keeps of a closed one takes any reset inside the window (tcp_timewait_state_process).
    'fin_wait_2_closed': (in_fin_wait_2_closed, TO_CLIENT, [OUTSIDE, INEXACT]),
    'close_wait': (in_close_wait, TO_CLIENT, [OUTSIDE, INEXACT, EXACT]),
    'closing': (in_closing, TO_CLIENT, [OUTSIDE, INEXACT, EXACT]),
    'last_ack': (in_last_ack, TO_CLIENT, [OUTSIDE, INEXACT, EXACT]),
    'time_wait': (in_time_wait, TO_CLIENT, [OUTSIDE, INEXACT, EXACT]),
    'time_wait_protected': (protected_in_time_wait, TO_CLIENT, [EXACT]),
}


# At the client only: what it is told of a RST that nothing but its number speaks for.
FOUND = {
    'syn_sent': 'refused server',
    'established': 'half-open-peer server',
    'fin_wait_1': 'half-open-peer server',
    'fin_wait_2_closed': 'half-open-peer server',
}

# What was forged looks like what a host, or a firewall at it, answers; once both have closed nothing is lost by it.
AMONG = {
    'syn_sent': {'client': 'closed.rejected'},
    'syn_received': {'server': 'closed.between'},
    'established': {'client': 'closed.between'},
    'fin_wait_1': {'client': 'closed.between'},
    'fin_wait_2': {'client': 'closed.between'},
}
CAUSE = {'close_wait': {'client': 'closed.between'}}


def forged_resets(reach, direction, forgeries):
    def play(lab):
        reach(lab)
        # Challenge acknowledgments must not draw an answer that would decide the matter.
        lab.wire.drop(TO_SERVER if direction == TO_CLIENT else TO_CLIENT)
        for name, flags, seq, ack in forgeries:
            with lab.step(name):
                lab.forge(direction, flags, seq=seq, ack=ack)

    return play


for _state, (_reach, _direction, _forgeries) in RESETS.items():
    _about = f'Forged in {_state.upper()}: {"; ".join(name for name, *_ in _forgeries)}.'
    scenario(
        _about, f'forged_reset_{_state}', finds={'client': FOUND.get(_state, '')}, cause=CAUSE.get(_state), among=AMONG.get(_state),
        calm=True,
    )(forged_resets(_reach, _direction, _forgeries))
