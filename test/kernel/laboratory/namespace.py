"""Network namespaces and TAP devices without names on the machine.

A namespace lives as long as something holds it. This process holds its two by file descriptor, so that
they vanish with it however it ends: nothing is left in /run/netns, nothing has to be cleaned up.
"""

import contextlib
import ctypes
import fcntl
import os
import signal
import stat
import struct
import subprocess

_libc = ctypes.CDLL(None, use_errno=True)

CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1

# linux/if_tun.h
TUNSETIFF = 0x400454CA
TUNSETOFFLOAD = 0x400454D0
IFF_TAP = 0x0002
IFF_NO_PI = 0x1000
IFF_VNET_HDR = 0x4000
TUN_F_CSUM = 0x01
TUN_F_TSO4 = 0x02
TUN_F_TSO6 = 0x04

TUN_DEVICE = '/dev/net/tun'


def _check(result):
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def _current():
    """The namespace of the calling thread, as a file descriptor."""
    return os.open('/proc/thread-self/ns/net', os.O_RDONLY | os.O_CLOEXEC)


class Namespace:
    """A fresh network namespace. Sockets and devices made `inside()` belong to it for good."""

    def __init__(self):
        home = _current()
        try:
            _check(_libc.unshare(CLONE_NEWNET))
            self.fd = _current()
        finally:
            _check(_libc.setns(home, CLONE_NEWNET))
            os.close(home)

    @contextlib.contextmanager
    def inside(self):
        """The calling thread is in the namespace for the length of the `with` block."""
        home = _current()
        _check(_libc.setns(self.fd, CLONE_NEWNET))
        try:
            yield
        finally:
            _check(_libc.setns(home, CLONE_NEWNET))
            os.close(home)

    def start(self, command, **options):
        """Starts a program in the namespace; it dies with this process."""
        where = f'--net=/proc/{os.getpid()}/fd/{self.fd}'
        return subprocess.Popen(['nsenter', where, *command], preexec_fn=_die_with_parent, **options)

    def run(self, command, text=None):
        """Runs a program in the namespace to its end and returns what it printed."""
        pipes = {'stdin': subprocess.PIPE, 'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE}
        process = self.start(command, text=True, **pipes)
        output, errors = process.communicate(text)
        if process.returncode != 0:
            raise RuntimeError(f'{" ".join(command)}: {errors.strip() or output.strip()}')
        return output

    def sysctl(self, name, value):
        """Sets a kernel parameter of this namespace, `net.ipv4.tcp_fin_timeout` and the like."""
        with self.inside(), open('/proc/sys/' + name.replace('.', '/'), 'w') as file:
            file.write(str(value))

    def open_tap(self, name, offload):
        """Makes a TAP device; with `offload` its frames carry a virtio header and may be huge and unsummed."""
        _make_tun_device()
        flags = IFF_TAP | IFF_NO_PI | (IFF_VNET_HDR if offload else 0)
        with self.inside():
            fd = os.open(TUN_DEVICE, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
            fcntl.ioctl(fd, TUNSETIFF, struct.pack('16sH22x', name.encode(), flags))
            if offload:
                fcntl.ioctl(fd, TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6)
        return fd


def _die_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _make_tun_device():
    if os.path.exists(TUN_DEVICE):
        return
    os.makedirs(os.path.dirname(TUN_DEVICE), exist_ok=True)
    os.mknod(TUN_DEVICE, stat.S_IFCHR | 0o600, os.makedev(10, 200))
