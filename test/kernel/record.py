#!/usr/bin/env python3
"""Records what Linux does, scenario by scenario: two captures and the kernel's own word for each endpoint.

Needs root on Linux, /dev/net/tun, iproute2, nftables, util-linux and tcpdump. Touches nothing of the machine's own
network. See README.md.
"""

import argparse
import multiprocessing
import os
import sys
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

import scenarios  # noqa: E402
from laboratory.index import write_index  # noqa: E402
from laboratory.scenario import all_scenarios, record, write_expected  # noqa: E402

DEFAULT_OUT = os.path.normpath(os.path.join(HERE, '..', 'fixtures', 'kernel'))


def main():
    options = parse_arguments()
    known = all_scenarios(scenarios)
    if options.list:
        for scenario in known.values():
            print(f'{scenario.name:42} {scenario.about}')
        return 0
    unknown = [name for name in options.only if name not in known]
    if unknown:
        print(f'no such scenario: {", ".join(unknown)} (--list names them)', file=sys.stderr)
        return 2
    chosen = [known[name] for name in options.only] if options.only else list(known.values())
    if options.expected:
        for one in chosen:
            write_expected(one, options.out)
        return 0
    failures = record_all(chosen, options.out, options.jobs, options.tables)
    if not options.tables:
        write_index(options.out)
    print(f'{len(chosen) - len(failures)} recorded, {len(failures)} failed')
    return 1 if failures else 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('only', nargs='*', metavar='NAME', help='record these scenarios (all)')
    parser.add_argument('--out', default=DEFAULT_OUT, help='folder for the recordings (test/fixtures/kernel)')
    parser.add_argument('--jobs', type=int, default=4, help='scenarios at a time; they mostly wait (4)')
    parser.add_argument('--expected', action='store_true', help='write what is expected of recordings, which stay')
    parser.add_argument(
        '--tables', action='store_true', help='what ss, netstat, lsof and others list at the server, beside its capture'
    )
    parser.add_argument('--list', action='store_true', help='name the scenarios and end')
    return parser.parse_args()


def record_all(chosen, out, jobs, tables):
    """Records each scenario in a process of its own, the longest first; returns the names that failed."""
    waiting = sorted(chosen, key=lambda scenario: -scenario.seconds)
    running, failures = [], []
    while waiting or running:
        while waiting and len(running) < jobs:
            running.append(Recording(waiting.pop(0), out, tables))
        time.sleep(0.02)
        for recording in [one for one in running if one.is_over()]:
            running.remove(recording)
            if not recording.report():
                failures.append(recording.scenario.name)
    return failures


class Recording:
    """A scenario being recorded in a process, which is ended when it takes too long."""

    def __init__(self, scenario, out, tables):
        self.scenario = scenario
        self.started = time.monotonic()
        self.process = multiprocessing.get_context('fork').Process(target=record_one, args=(scenario, out, tables))
        self.process.start()

    def is_over(self):
        if time.monotonic() - self.started > self.scenario.seconds:
            self.process.kill()
            self.process.join()
        return not self.process.is_alive()

    def report(self):
        self.process.join()
        good = self.process.exitcode == 0
        taken = time.monotonic() - self.started
        print(f'{"ok    " if good else "FAILED"} {self.scenario.name:42} {taken:5.1f} s', flush=True)
        return good


def record_one(scenario, out, tables):
    try:
        record(scenario, out, tables)
    except Exception:
        print(f'{scenario.name}:', file=sys.stderr)
        traceback.print_exc()
        sys.exit(1)


if __name__ == '__main__':
    sys.exit(main())
