"""tcpdump at one end, and how many packets it has written so far."""

import os
import select
import struct
import subprocess
import time

PCAP_HEADER = 24
RECORD_HEADER = 16
PRINTS = {'n': '-n', 'nS': '-nS', 'nv': '-nv'}


class Capture:
    """Runs tcpdump on a device of a namespace. `per_frame` packets are written for each frame that crosses the wire."""

    def __init__(self, namespace, device, path, snap_length, per_frame=1):
        self.path = path
        self.per_frame = per_frame
        self._offset = PCAP_HEADER
        self._packets = 0
        command = ['tcpdump', '-i', device, '-s', str(snap_length), '-U', '--immediate-mode', '-w', path, 'tcp or icmp']
        self._process = namespace.start(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self._await_start()

    def _await_start(self):
        said = b''
        deadline = time.monotonic() + 10
        while b'listening on' not in said:
            ready, _, _ = select.select([self._process.stderr], [], [], max(0, deadline - time.monotonic()))
            chunk = os.read(self._process.stderr.fileno(), 4096) if ready else b''
            if not chunk:
                raise RuntimeError(f'tcpdump did not start: {said.decode()}')
            said += chunk

    def packets(self):
        """Whole packets in the file by now."""
        with open(self.path, 'rb') as file:
            size = os.fstat(file.fileno()).st_size
            while self._offset + RECORD_HEADER <= size:
                file.seek(self._offset + 8)
                end = self._offset + RECORD_HEADER + struct.unpack('<I', file.read(4))[0]
                if end > size:
                    break
                self._offset = end
                self._packets += 1
        return self._packets

    def stop(self):
        self._process.terminate()
        self._process.wait()
        self._process.stderr.close()


def print_capture(path):
    """The capture as `tcpdump -n`, `-nS` and `-nv` print it, in UTC: {'n': text, ...}."""
    environment = {**os.environ, 'TZ': 'UTC'}
    prints = {}
    for name, option in PRINTS.items():
        command = ['tcpdump', option, '-r', path]
        result = subprocess.run(command, capture_output=True, check=True, env=environment)
        prints[name] = result.stdout.decode()
    return prints
