"""Scenarios, and how one is recorded."""

import datetime
import importlib
import json
import os
import pkgutil
import platform
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field

from .capture import print_capture
from .laboratory import Connection, Laboratory

ENDS = ('client', 'server')
_scenarios = {}


@dataclass(frozen=True)
class Scenario:
    """A name, one sentence about it, what the laboratory needs, and the steps."""

    name: str
    about: str
    play: object
    options: dict = field(default_factory=dict)
    # Bounds a recording that hangs.
    seconds: float = 30.0
    # What has to be found of it at each capture point; None: nobody has told, as of a random walk.
    expected: object = None


def scenario(about, name=None, seconds=30.0, finds='', cause=None, among=None, **options):
    """Registers the function as a scenario of its name. `options` go to the laboratory.

    `finds`: every warning and error that its captures have to show, and no other, as 'id end, id end'; '' is none, and
    None leaves it open. `cause`: what is the likeliest cause of what is explained first, where packets can tell it. `among`:
    what really was the cause, where packets cannot tell it from others: it has to be told, and not alone. Each may be one for
    both capture points, or a dictionary of those where there is something."""

    def register(play):
        expected = None if finds is None else {end: _expected(finds, cause, among, end) for end in ENDS}
        found = Scenario(name or play.__name__, about, play, options, seconds, expected)
        if found.name in _scenarios:
            raise ValueError(f'two scenarios are named {found.name}')
        _scenarios[found.name] = found
        return play

    return register


def _expected(finds, cause, among, end):
    at = lambda told: told.get(end) if isinstance(told, dict) else told
    return {
        'findings': sorted(one for one in (at(finds) or '').split(', ') if one),
        'cause': at(cause),
        **({} if at(among) is None else {'among': at(among)}),
    }


def all_scenarios(package):
    """Every scenario of every module in the package's folder, by name."""
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f'{package.__name__}.{module.name}')
    return dict(sorted(_scenarios.items()))


def record(scenario, out, tables=False):
    """Plays a scenario and writes its recording to the folder `out`/name, which it replaces. `tables`: the server's capture,
    the kernels' word, and what each tool lists of the server's sockets after the last step."""
    with tempfile.TemporaryDirectory(prefix='closewait-lab-') as scratch:
        # tcpdump may give up root before it opens its file
        os.chmod(scratch, 0o777)
        paths = {end: os.path.join(scratch, f'{end}.pcap') for end in ENDS}
        laboratory = Laboratory(paths, **scenario.options)
        listed = {}
        try:
            scenario.play(laboratory)
            if tables:
                listed = laboratory.ask_every_tool()
        finally:
            laboratory.stop()
        _write(scratch, 'truth.json', _truth_as_json(scenario, laboratory))
        for name, text in listed.items():
            _write(scratch, f'{name}.table.txt', text)
        if tables:
            os.remove(paths['client'])
        for end in () if tables else ENDS:
            for name, text in print_capture(paths[end]).items():
                _write(scratch, f'{end}.{name}.txt', text)
        folder = os.path.join(out, scenario.name)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for name in sorted(os.listdir(scratch)):
            shutil.copyfile(os.path.join(scratch, name), os.path.join(folder, name))


def write_expected(scenario, out):
    """Puts what is expected of a scenario now into its recording, which stays as it is."""
    path = os.path.join(out, scenario.name, 'truth.json')
    with open(path, encoding='utf-8') as file:
        truth = json.load(file)
    first = ('scenario', 'about', 'kernel', 'tcpdump', 'recorded')
    ordered = {key: truth[key] for key in first}
    ordered |= {'expected': scenario.expected, 'connections': truth['connections'], 'samples': truth['samples']}
    _write(os.path.dirname(path), 'truth.json', _compact(json.dumps(ordered, indent=1)) + '\n')


def _truth_as_json(scenario, laboratory):
    truth = {
        'scenario': scenario.name,
        'about': scenario.about,
        'kernel': re.match(r'[\d.]+', platform.release()).group(),
        'tcpdump': _tcpdump_version(),
        'recorded': datetime.datetime.now(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'),
        'expected': scenario.expected,
        'connections': [
            {'client': Connection.text(connection.client), 'server': Connection.text(connection.server)}
            for connection in laboratory.connections
        ],
        'samples': laboratory.samples,
    }
    return _compact(json.dumps(truth, indent=1)) + '\n'


def _compact(text):
    """One line for each object that holds no other."""
    return re.sub(r'\{[^{}]*\}|\[[^][{}]*\]', lambda found: re.sub(r'\s+', ' ', found.group()), text)


def _tcpdump_version():
    result = subprocess.run(['tcpdump', '--version'], capture_output=True, text=True, check=True)
    return re.search(r'tcpdump version (\S+)', result.stdout + result.stderr).group(1)


def _write(folder, name, text):
    with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='\n') as file:
        file.write(text)
