"""Connections whose two programs and whose wire do as a seeded dice says: what nobody thought of."""

import random
import socket

from laboratory import TO_CLIENT, TO_SERVER, scenario
from laboratory.host import abort

SEEDS = range(1, 13)
STEPS = 12
WIRE_SHARE = 0.3
DIRECTIONS = {TO_SERVER: 'to the server', TO_CLIENT: 'to the client'}


class Walk:
    """One connection after another on the same ports, each step one thing that a program or the wire does."""

    def __init__(self, lab, seed):
        self.lab = lab
        self.dice = random.Random(seed)
        self.listener = lab.server.listen(8000)
        self.ends = {}
        self.rules = {}

    def step(self):
        name, act = self.dice.choice(self.choices())
        with self.lab.step(name):
            try:
                act()
            except OSError:
                # The connection is gone already: that is part of the walk.
                pass
        self.accept()

    def choices(self):
        if self.dice.random() < WIRE_SHARE:
            return self.wire_choices()
        connects = [] if 'client' in self.ends else [('the client connects', self.connect)] * 2
        return self.program_choices() + connects

    def connect(self):
        self.ends['client'] = self.lab.start_connecting()

    def accept(self):
        self.listener.settimeout(0)
        try:
            self.ends['server'] = self.lab.server.accept(self.listener)
        except BlockingIOError:
            pass

    def program_choices(self):
        choices = []
        for name, end in self.ends.items():
            choices += [
                *[(f'the {name} sends', lambda end=end: self.send(end))] * 3,
                (f'the {name} reads', lambda end=end: end.recv(4096, socket.MSG_DONTWAIT)),
                (f'the {name} shuts its sending side', lambda end=end: end.shutdown(socket.SHUT_WR)),
                *[(f'the {name} closes', lambda name=name: self.end(name, socket.socket.close))] * 2,
            ]
            if self.dice.random() < 0.3:
                choices.append((f'the {name} aborts', lambda name=name: self.end(name, abort)))
        return choices

    def send(self, end):
        end.send(b'x' * self.dice.choice([1, 10, 20, 300]), socket.MSG_DONTWAIT)

    def end(self, name, how):
        how(self.ends.pop(name))

    def wire_choices(self):
        choices = []
        for direction, name in DIRECTIONS.items():
            rule = self.rules.get(direction)
            if rule is None:
                choices += [
                    (f'frames {name} are {fate} from here on', lambda d=direction, m=make: self.rule(d, m))
                    for fate, make in (
                        ('lost', self.lab.wire.drop),
                        ('held back', self.lab.wire.hold),
                        ('doubled', self.lab.wire.duplicate),
                    )
                ]
            else:
                choices += [(f'frames {name} pass again', lambda d=direction: self.lift(d))] * 4
        return choices

    def rule(self, direction, make):
        self.rules[direction] = make(direction)

    def lift(self, direction):
        order = self.dice.choice([None, lambda frames: frames[::-1], lambda frames: frames[:1]])
        self.rules.pop(direction).release(order)


def walk(seed):
    def play(lab):
        steps = Walk(lab, seed)
        with lab.step('the client connects'):
            steps.connect()
        steps.accept()
        for _ in range(STEPS):
            steps.step()

    return play


for _seed in SEEDS:
    scenario(f'A random walk with seed {_seed}.', f'random_walk_{_seed:02}', seconds=60, finds=None)(walk(_seed))
