"""The wire between the two TAP devices: a thread that carries frames and obeys rules."""

import heapq
import os
import select
import threading
import time

from .frame import ICMP, SYN, TCP, Frame, after, flag_bits, forge

TO_SERVER = 'to server'
TO_CLIENT = 'to client'

# struct virtio_net_hdr, in front of each frame of a device opened with IFF_VNET_HDR
OFFLOAD_HEADER = 10
LARGEST_FRAME = 1 << 17


class Rule:
    """What to do with frames of one direction that match. The first rule that matches decides."""

    def __init__(
        self,
        wire,
        direction,
        action,
        flags='',
        without='',
        payload=None,
        count=None,
        icmp=False,
        delay=0.0,
        larger=-1,
        every=1,
    ):
        # TCP with all of `flags` and none of `without`, with or without payload, with more than `larger` bytes of it;
        # or ICMP; the first `count` of them; each of them, or one in `every`.
        self._wire = wire
        self.direction = direction
        self.action = action
        self.delay = delay
        self.remaining = count
        self.matched = 0
        self.held = []
        self._wanted = flag_bits(flags)
        self._unwanted = flag_bits(without)
        self._payload = payload
        self._larger = larger
        self._every = every
        self._seen = 0
        self._protocol = ICMP if icmp else TCP

    def matches(self, direction, frame):
        if direction != self.direction or frame.protocol != self._protocol or self.remaining == 0:
            return False
        if self._protocol == ICMP:
            return True
        if frame.flags & self._wanted != self._wanted or frame.flags & self._unwanted:
            return False
        if frame.length <= self._larger or (self._payload is not None and (frame.length > 0) != self._payload):
            return False
        self._seen += 1
        return self._seen % self._every == 0

    def lift(self):
        """From now on the rule matches nothing. Frames that it holds stay held."""
        self.remaining = 0

    def release(self, order=None):
        """Lifts the rule and sends on what it holds, in `order` (a function of the list) if given."""
        self.lift()
        frames, self.held = self.held, []
        for frame in order(frames) if order else frames:
            self._wire.deliver(self.direction, frame)

    def copies(self, seconds=2.0):
        """What it holds, once it holds something; the frames stay held."""
        deadline = time.monotonic() + seconds
        while not self.held:
            if time.monotonic() > deadline:
                raise RuntimeError('no frame came that was to be held')
            time.sleep(0.005)
        return list(self.held)

    def discard(self):
        """Lifts the rule and loses what it holds."""
        self.lift()
        self.held = []


class Wire:
    """Carries frames between two TAP devices and counts what each end's tcpdump must have seen."""

    def __init__(self, client_tap, server_tap, offload):
        self._taps = {TO_SERVER: client_tap, TO_CLIENT: server_tap}
        self._offload = OFFLOAD_HEADER if offload else 0
        self._rules = []
        self._later = []
        self._lock = threading.RLock()
        self._wakeup, self._waker = os.pipe()
        self._stopped = False
        # Frames that crossed each TAP device, in either direction: what tcpdump there captures.
        self.crossed = {'client': 0, 'server': 0}
        self.last_activity = time.monotonic()
        # (direction, source port, destination port) -> the sequence number after the newest byte sent, and delivered
        self.newest_sent = {}
        self.next_seq = {}
        self._thread = threading.Thread(target=self._carry, daemon=True)
        self._thread.start()

    # -- rules

    def drop(self, direction, **match):
        return self._add(Rule(self, direction, 'drop', **match))

    def hold(self, direction, **match):
        return self._add(Rule(self, direction, 'hold', **match))

    def delay(self, direction, seconds, **match):
        return self._add(Rule(self, direction, 'delay', delay=seconds, **match))

    def duplicate(self, direction, **match):
        return self._add(Rule(self, direction, 'duplicate', **match))

    def _add(self, rule):
        with self._lock:
            self._rules.append(rule)
        return rule

    def inject(self, direction, connection, ethernet, flags, seq, ack, window=512, payload=b'', hop_limit=64):
        """Delivers a forged segment as if the other end, or somebody in its name, had sent it."""
        ends = (connection.client, connection.server)
        source, destination = ends if direction == TO_SERVER else ends[::-1]
        frame = forge(ethernet, source, destination, flags, seq, ack, window, payload, hop_limit)
        self.deliver(direction, frame, forged=True)

    # -- carrying

    def deliver(self, direction, frame, forged=False):
        """Hands a frame to the kernel at the far end."""
        with self._lock:
            far = TO_CLIENT if direction == TO_SERVER else TO_SERVER
            prefix = frame.prefix or bytes(self._offload)
            self._count('server' if direction == TO_SERVER else 'client')
            if frame.is_tcp and not forged:
                _note_newest(self.next_seq, direction, frame)
            os.write(self._taps[far], prefix + frame.data)

    def _count(self, end):
        self.crossed[end] += 1
        self.last_activity = time.monotonic()

    def _carry(self):
        poller = select.poll()
        by_fd = {fd: direction for direction, fd in self._taps.items()}
        for fd in (*by_fd, self._wakeup):
            poller.register(fd, select.POLLIN)
        while not self._stopped:
            for fd, _ in poller.poll(self._milliseconds_to_next()):
                if fd in by_fd:
                    self._read_all(fd, by_fd[fd])
                else:
                    os.read(fd, 64)
            self._deliver_due()

    def _milliseconds_to_next(self):
        with self._lock:
            return max(0, (self._later[0][0] - time.monotonic()) * 1000) if self._later else None

    def _deliver_due(self):
        with self._lock:
            while self._later and self._later[0][0] <= time.monotonic():
                _, _, direction, frame = heapq.heappop(self._later)
                self.deliver(direction, frame)

    def _read_all(self, fd, direction):
        while True:
            try:
                data = os.read(fd, LARGEST_FRAME)
            except BlockingIOError:
                return
            frame = Frame(data[self._offload :], data[: self._offload])
            # Neighbours are static; what else a kernel says on its own (multicast listener reports) ends here.
            if frame.is_tcp or frame.protocol == ICMP:
                self._take(direction, frame)

    def _take(self, direction, frame):
        with self._lock:
            self._count('client' if direction == TO_SERVER else 'server')
            if frame.is_tcp:
                _note_newest(self.newest_sent, direction, frame)
            rule = next((rule for rule in self._rules if rule.matches(direction, frame)), None)
            if rule is None:
                self.deliver(direction, frame)
                return
            rule.matched += 1
            if rule.remaining is not None:
                rule.remaining -= 1
            self._obey(rule, direction, frame)

    def _obey(self, rule, direction, frame):
        if rule.action == 'hold':
            rule.held.append(frame)
        elif rule.action == 'delay':
            heapq.heappush(self._later, (time.monotonic() + rule.delay, rule.matched, direction, frame))
        elif rule.action == 'duplicate':
            self.deliver(direction, frame)
            self.deliver(direction, frame)

    def stop(self):
        self._stopped = True
        os.write(self._waker, b'x')
        self._thread.join()


def _note_newest(table, direction, frame):
    key = (direction, frame.source, frame.destination)
    if key not in table or frame.flags & SYN or after(frame.next_seq, table[key]):
        table[key] = frame.next_seq
