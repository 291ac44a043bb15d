"""Connections that open, or do not."""

import socket

from laboratory import TO_CLIENT, TO_SERVER, scenario


def first(frames):
    """Of a segment and its retransmissions, the first."""
    return frames[:1]


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


@scenario('Nobody listens: the SYN is answered by RST.', finds='refused server', cause='closed.not-listening')
def refused(lab):
    with lab.step('the client connects'):
        lab.start_connecting()


@scenario('Nobody listens, over IPv6.', finds='refused server', cause='closed.not-listening')
def refused_ipv6(lab):
    with lab.step('the client connects'):
        lab.start_connecting(family=6)


@scenario(
    'A firewall answers the SYN with ICMP "port unreachable": the client gives up, and no TCP segment says so.',
    finds='icmp-error client',
    cause='closed.icmp-filter',
)
def rejected_by_icmp(lab):
    lab.server.firewall('tcp dport 8000 reject with icmp type port-unreachable')
    lab.server.listen(8000)
    answer = lab.wire.hold(TO_CLIENT, icmp=True)
    with lab.step('the client connects; the answer is held back'):
        lab.start_connecting()
    with lab.step('the answer arrives'):
        answer.release()


@scenario(
    'A firewall answers the SYN with RST, though somebody listens.', finds='refused server', among='closed.rejected'
)
def rejected_by_reset(lab):
    lab.server.firewall('tcp dport 8000 reject with tcp reset')
    lab.server.listen(8000)
    with lab.step('the client connects'):
        lab.start_connecting()


@scenario(
    'No SYN arrives: the client repeats it, then gives up in silence.',
    finds={'client': 'no-answer server'},
    cause={'client': 'syn-sent.filtered'},
)
def black_hole(lab):
    lab.client.sysctl(syn_retries=2)
    lab.server.listen(8000)
    lab.wire.drop(TO_SERVER)
    with lab.step('the client connects; its SYN is lost'):
        lab.start_connecting()
    lab.watch('the client gives up', 'client', 'CLOSED', seconds=10)


@scenario('The first SYN is lost; the client sends it again after a second.')
def syn_lost(lab):
    listener = lab.server.listen(8000)
    lost = lab.wire.drop(TO_SERVER, flags='S')
    with lab.step('the client connects; its SYN is lost'):
        lab.start_connecting()
    lost.lift()
    with lab.step('the SYN is sent again'):
        lab.server.accept(listener)


@scenario('The first SYN/ACK is lost; SYN and SYN/ACK are sent again.')
def syn_ack_lost(lab):
    listener = lab.server.listen(8000)
    lost = lab.wire.drop(TO_CLIENT, flags='S.')
    with lab.step('the client connects; the SYN/ACK is lost'):
        lab.start_connecting()
    lost.lift()
    with lab.step('both are sent again'):
        lab.server.accept(listener)


@scenario(
    'No SYN/ACK arrives: both ends give up, neither says so.',
    finds={'client': 'no-answer server'},
    cause={'client': 'syn-sent.filtered', 'server': 'syn-received.lost'},
)
def syn_ack_black_hole(lab):
    lab.client.sysctl(syn_retries=1)
    lab.server.sysctl(synack_retries=1)
    lab.server.listen(8000)
    lab.wire.drop(TO_CLIENT)
    with lab.step('the client connects; the SYN/ACK is lost'):
        lab.start_connecting()
    lab.watch('the client gives up', 'client', 'CLOSED', seconds=10)
    lab.watch('the server gives up', 'server', 'CLOSED', seconds=10)


@scenario('The last packet of the handshake is lost; the server repeats its SYN/ACK and is acknowledged again.')
def handshake_ack_lost(lab):
    listener = lab.server.listen(8000)
    lost = lab.wire.drop(TO_SERVER, flags='.', without='S')
    with lab.step('the client connects; its acknowledgment is lost'):
        lab.start_connecting()
    lost.lift()
    with lab.step('the SYN/ACK is sent again and acknowledged'):
        lab.server.accept(listener)


@scenario('The last packet of the handshake is lost; the data after it completes the handshake.', calm=True)
def handshake_ack_lost_then_data(lab):
    listener = lab.server.listen(8000)
    lost = lab.wire.drop(TO_SERVER, flags='.', without='S')
    with lab.step('the client connects; its acknowledgment is lost'):
        client = lab.start_connecting()
    lost.lift()
    with lab.step('the client sends data'):
        client.send(b'hello')
        lab.server.accept(listener)


@scenario('The last packet of the handshake is lost; a FIN completes it: from SYN_RECEIVED to CLOSE_WAIT at once.', calm=True)
def handshake_ack_lost_then_fin(lab):
    listener = lab.server.listen(8000)
    lost = lab.wire.drop(TO_SERVER, flags='.', without='S')
    with lab.step('the client connects; its acknowledgment is lost'):
        client = lab.start_connecting()
    lost.lift()
    with lab.step('the client closes'):
        client.close()
    with lab.step('the server accepts and closes'):
        lab.server.accept(listener).close()


@scenario('Data overtakes the last packet of the handshake.', calm=True)
def handshake_ack_overtaken(lab):
    listener = lab.server.listen(8000)
    late = lab.wire.hold(TO_SERVER, flags='.', without='S', payload=False)
    with lab.step('the client connects; its acknowledgment is held back'):
        client = lab.start_connecting()
    with lab.step('the client sends data'):
        client.send(b'hello')
        lab.server.accept(listener)
    with lab.step('the acknowledgment arrives late'):
        late.release()


@scenario(
    'The client closes in SYN_SENT; the SYN/ACK finds nobody and is answered by RST.',
    cause='closed.not-asked',
)
def connect_abandoned(lab):
    lab.server.listen(8000)
    syn_ack = lab.wire.hold(TO_CLIENT)
    with lab.step('the client connects; the SYN/ACK is held back'):
        client = lab.start_connecting()
    with lab.step('the client closes'):
        client.close()
    with lab.step('the SYN/ACK arrives'):
        syn_ack.release(first)


@scenario(
    'An old duplicate SYN comes before the real one (RFC 9293, figure 8): RST, then a normal handshake.',
    cause={'server': 'closed.not-asked'},
)
def old_duplicate_syn(lab):
    listener = lab.server.listen(8000)
    syn = lab.wire.hold(TO_SERVER, flags='S')
    with lab.step('the client connects; its SYN is held back'):
        lab.start_connecting()
    with lab.step('an old SYN arrives'):
        lab.forge(TO_SERVER, 'S', seq=0x1000)
    with lab.step('the real SYN arrives'):
        syn.release(first)
        lab.server.accept(listener)


@scenario('A copy of the SYN arrives late, into the established connection.', calm=True)
def late_duplicate_syn(lab):
    listener = lab.server.listen(8000)
    syn = lab.wire.hold(TO_SERVER, flags='S', count=1)
    lab.start_connecting()
    frames = syn.copies()
    with lab.step('the client connects'):
        syn.release()
        lab.server.accept(listener)
    with lab.step('the copy of the SYN arrives'):
        for frame in frames:
            lab.wire.deliver(TO_SERVER, frame)


def cross(lab, **sequences):
    """Both ends connect to each other: (client's socket, server's socket, held SYNs, held SYN/ACKs)."""
    connection = lab.declare()
    directions = (TO_SERVER, TO_CLIENT)
    syns = [lab.wire.hold(direction, flags='S', without='.') for direction in directions]
    answers = [lab.wire.hold(direction, flags='S.') for direction in directions]
    with lab.step('both connect; both SYNs are on their way'):
        client = lab.start_connecting(initial_sequence=sequences.get('client'))
        server = lab.server.socket(8000)
        if 'server' in sequences:
            lab.choose_sequence(server, sequences['server'])
        lab.begin_connecting(server, connection.client)
    return client, server, syns, answers


@scenario('Both ends connect to each other at once: SYN_SENT, SYN_RECEIVED on both, ESTABLISHED.')
def simultaneous_open(lab):
    client, server, syns, answers = cross(lab)
    with lab.step('the SYNs arrive; the SYN/ACKs are held back'):
        for syn in syns:
            syn.release(first)
    with lab.step('the SYN/ACKs arrive'):
        for answer in answers:
            answer.release(first)
    with lab.step('data both ways'):
        client.send(b'hello')
        server.send(b'world')
    with lab.step('the client closes'):
        client.recv(100)
        client.close()
    with lab.step('the server closes'):
        server.recv(100)
        server.close()


@scenario('Both connect at once; one SYN/ACK is lost, so one end is ESTABLISHED while the other is SYN_RECEIVED.')
def simultaneous_open_uneven(lab):
    _, _, syns, answers = cross(lab)
    with lab.step('the SYNs arrive; the SYN/ACKs are held back'):
        for syn in syns:
            syn.release(first)
    lost = lab.wire.drop(TO_CLIENT)
    with lab.step("the client's SYN/ACK arrives; the other way everything is lost"):
        answers[0].release(first)
    answers[1].discard()
    lost.lift()
    with lab.step('what was lost is sent again'):
        lab.until('client', 'ESTABLISHED', seconds=5)


@scenario('Both connect at once, with sequence numbers about to wrap at both ends, and close at once.', calm=True)
def simultaneous_open_wrapping(lab):
    client, server, syns, answers = cross(lab, client=0xFFFFFFFF, server=0xFFFFFFFB)
    with lab.step('the SYNs arrive; the SYN/ACKs are held back'):
        for syn in syns:
            syn.release(first)
    with lab.step('the SYN/ACKs arrive'):
        for answer in answers:
            answer.release(first)
    with lab.step('data both ways'):
        client.send(b'hello')
        server.send(b'world')
    client.recv(100)
    server.recv(100)
    fins = [lab.wire.hold(direction, flags='F') for direction in (TO_SERVER, TO_CLIENT)]
    with lab.step('both close; both FINs are on their way'):
        client.close()
        server.close()
    with lab.step('the FINs arrive'):
        for fin in fins:
            fin.release()


@scenario('Both connect at once; the server closes in SYN_RECEIVED: to FIN_WAIT_1 without ever being ESTABLISHED.', calm=True)
def close_in_syn_received(lab):
    _, server, syns, answers = cross(lab)
    held = lab.wire.hold(TO_CLIENT)
    with lab.step("the client's SYN arrives; what the server sends is held back"):
        syns[0].release(first)
    with lab.step('the server closes'):
        server.close()
    with lab.step('what the server sent arrives'):
        answers[1].release()
        held.release()
        answers[0].release()
        syns[1].discard()


@scenario('Data deferred (TCP_DEFER_ACCEPT): the server stays in SYN_RECEIVED until the client speaks.')
def defer_accept(lab):
    listener = lab.server.listen(8000, options=[(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 3)])
    with lab.step('the client connects'):
        client = lab.start_connecting()
    with lab.step('the client sends data'):
        client.send(b'hello')
        lab.server.accept(listener)


@scenario('SYN cookies: the server keeps nothing until the handshake is complete.')
def syn_cookies(lab):
    lab.server.sysctl(syncookies=2)
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    with lab.step('data both ways'):
        client.send(b'hello')
        server.send(b'world')
    with lab.step('the server closes'):
        server.recv(100)
        server.close()


@scenario('Explicit congestion notification: SYN with ECE and CWR.')
def explicit_congestion_notification(lab):
    for host in (lab.client, lab.server):
        host.sysctl(ecn=1)
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, _ = lab.connect(listener)
    with lab.step('the client sends data'):
        client.send(b'hello')
    with lab.step('the client closes'):
        client.close()


@scenario('No timestamps, no selective acknowledgment, no window scale.')
def no_options(lab):
    lab.client.sysctl(timestamps=0, sack=0, window_scaling=0)
    listener = lab.server.listen(8000)
    with lab.step('the client connects'):
        client, server = lab.connect(listener)
    with lab.step('data both ways'):
        client.send(b'hello')
        server.send(b'world')
    with lab.step('the client closes'):
        client.recv(100)
        client.close()
    with lab.step('the server closes'):
        server.recv(100)
        server.close()
