"""The laboratory: two hosts, the wire, two captures, and the record of what the kernels said."""

import contextlib
import errno
import time
from dataclasses import dataclass

from .capture import Capture
from .host import Host, set_initial_sequence
from .truth import is_listening, listings, sockets
from .wire import TO_CLIENT, TO_SERVER, Wire

# Longer than a delayed acknowledgment (40 to 200 ms on Linux): when the wire was silent so long, nothing is due.
QUIET = 0.25
# When retransmissions never let it be silent so long, a sample is taken in a gap.
GAP = 0.06
LONGEST_UNREST = 1.0


@dataclass(frozen=True)
class Connection:
    """The two ends as (address, port)."""

    client: tuple
    server: tuple

    @staticmethod
    def text(end):
        return f'[{end[0]}]:{end[1]}' if ':' in end[0] else f'{end[0]}:{end[1]}'


class Laboratory:
    """Everything that a scenario uses. `offload` lets frames cross with segmentation and checksums undone;
    `any` puts the server's device under a bridge and captures there on every device at once; `calm` keeps
    retransmission timers from firing while frames are held back."""

    def __init__(self, paths, snap_length=256, offload=False, any=False, calm=False):
        self.client = Host('client', 1)
        self.server = Host('server', 2)
        self.connections = []
        self.samples = []
        self._seen = set()
        taps = [host.namespace.open_tap('tap0', offload) for host in (self.client, self.server)]
        self.client.set_up('tap0', self.server)
        self.server.set_up('tap0', self.client, bridge='br0' if any else None)
        for host in (self.client, self.server):
            if calm:
                host.sysctl(rto_min_us=3_000_000, early_retrans=0)
        self.captures = {
            'client': Capture(self.client.namespace, 'tap0', paths['client'], snap_length),
            'server': Capture(
                self.server.namespace, 'any' if any else 'tap0', paths['server'], snap_length, per_frame=2 if any else 1
            ),
        }
        self.wire = Wire(*taps, offload)

    # -- connections

    def declare(self, client_port=40001, server_port=8000, family=4):
        """Names a connection whose ends are to be sampled."""
        client, server = self.client.address[family], self.server.address[family]
        connection = Connection((client, client_port), (server, server_port))
        if connection not in self.connections:
            self.connections.append(connection)
        return connection

    def start_connecting(self, port=8000, source_port=40001, family=4, initial_sequence=None, options=()):
        """A client's socket whose SYN has been sent; connect() has not been waited for."""
        connection = self.declare(source_port, port, family)
        made = self.client.socket(source_port, family, options)
        if initial_sequence is not None:
            self.choose_sequence(made, initial_sequence)
        self.begin_connecting(made, connection.server)
        return made

    choose_sequence = staticmethod(set_initial_sequence)

    @staticmethod
    def begin_connecting(made, destination):
        """Sends the SYN and does not wait for the answer."""
        patience = made.gettimeout()
        made.setblocking(False)
        error = made.connect_ex(destination)
        made.settimeout(patience)
        if error not in (0, errno.EINPROGRESS):
            raise OSError(error, f'connect to {destination}')

    def connect(self, listener, source_port=40001, **more):
        """A connection, accepted: (client's socket, server's socket)."""
        family = 6 if ':' in listener.getsockname()[0] else 4
        made = self.start_connecting(listener.getsockname()[1], source_port, family, **more)
        return made, self.server.accept(listener)

    def forge(self, direction, flags, seq=0, ack=0, connection=None, payload=b'', window=512, hop_limit=64):
        """Delivers a forged segment. `seq` counts from the byte that the receiver expects next, `ack` from
        the end of what it has sent."""
        connection = connection or self.connections[0]
        forth = (TO_SERVER, connection.client[1], connection.server[1])
        back = (TO_CLIENT, connection.server[1], connection.client[1])
        mine, other = (forth, back) if direction == TO_SERVER else (back, forth)
        macs = (self.client.mac_bytes, self.server.mac_bytes)
        self.wire.inject(
            direction,
            connection,
            macs if direction == TO_SERVER else macs[::-1],
            flags,
            self.wire.next_seq.get(mine, 0) + seq,
            self.wire.newest_sent.get(other, 0) + ack if '.' in flags else 0,
            window,
            payload,
            hop_limit,
        )

    # -- steps and samples

    @contextlib.contextmanager
    def step(self, name, quiet=QUIET):
        """What happens inside the `with` block is one step; when it has settled, both kernels are asked."""
        yield
        self._settle(quiet)
        self._sample(name)

    def watch(self, name, end, state, seconds=10.0):
        """A step that waits until a kernel says `state`, with a sample after each packet on the way there, so that
        it can be told what a packet did from what a timer did after it."""
        deadline = time.monotonic() + seconds
        sampled = self.samples[-1]['packets'] if self.samples else None
        while True:
            self._settle(GAP)
            said = self._states(self.connections[:1])[0][0][end]['state']
            if said == state:
                break
            if time.monotonic() > deadline:
                raise RuntimeError(f'the {end} is {said}, not {state}')
            if self._counts() != sampled:
                self._sample(f'{name}: not yet')
                sampled = self.samples[-1]['packets']
        self._settle(QUIET)
        self._sample(name)

    def until(self, end, state, seconds=5.0, connection=None):
        """Waits until a kernel says so, and no longer than `seconds`."""
        connection = connection or self.connections[0]
        deadline = time.monotonic() + seconds
        while True:
            said = self._states([connection])[0][0][end]['state']
            if said == state:
                return
            if time.monotonic() > deadline:
                raise RuntimeError(f'the {end} is {said}, not {state}')
            time.sleep(0.05)

    def _settle(self, quiet):
        # What a call sends is on the wire when the call returns; what it makes a thread do is not.
        started = time.monotonic()
        while True:
            silent = time.monotonic() - max(self.wire.last_activity, started)
            unrest = time.monotonic() - started > LONGEST_UNREST + quiet
            if silent >= (GAP if unrest else quiet):
                return
            time.sleep(0.01)

    def ask_every_tool(self):
        """A last step in which nothing happens but this: what each tool lists of the server's sockets, by listing. The
        hosts keep every socket that a scenario has not closed."""
        self._settle(QUIET)
        return self._sample('every tool is asked', lambda: listings(self.server.namespace))

    def _sample(self, name, ask=lambda: None):
        for _ in range(40):
            before = self._counts()
            states, listening = self._states(self.connections)
            answer = ask()
            # A timer that ran out meanwhile may have sent nothing.
            if before == self._counts() and (answer is None or states == self._states(self.connections)[0]):
                break
            time.sleep(GAP)
        else:
            raise RuntimeError(f'the wire never rested at "{name}"')
        self.samples.append({'step': name, 'packets': before, 'listening': listening, 'states': states})
        return answer

    def _counts(self):
        """Packets in each capture, once the files hold all that crossed."""
        deadline = time.monotonic() + 5
        while True:
            written = {end: capture.packets() for end, capture in self.captures.items()}
            crossed = {end: self.wire.crossed[end] * self.captures[end].per_frame for end in written}
            if written == crossed:
                return written
            if time.monotonic() > deadline:
                raise RuntimeError(f'tcpdump wrote {written}, the wire carried {crossed}')
            time.sleep(0.01)

    def _states(self, connections):
        client, server = sockets(self.client.namespace, self.server.namespace)
        states = []
        for connection in connections:
            ends = {'client': (client, connection.client, connection.server)}
            ends['server'] = (server, connection.server, connection.client)
            states.append({end: self._state_of(end, *place) for end, place in ends.items()})
        listening = sorted({c.server[1] for c in connections if is_listening(server, c.server[1])})
        return states, listening

    def _state_of(self, end, table, local, peer):
        key = (Connection.text(local), Connection.text(peer))
        row = table.get(key)
        if row:
            self._seen.add((end, key))
            return row
        # No socket has these two addresses. If one never had, and somebody listens, the port is in LISTEN.
        waiting = (end, key) not in self._seen and is_listening(table, local[1])
        return {'state': 'LISTEN' if waiting else 'CLOSED'}

    def stop(self):
        for capture in self.captures.values():
            capture.stop()
        self.wire.stop()
