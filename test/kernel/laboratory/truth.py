"""What the kernel says of its sockets, by `ss`."""

import re
import subprocess

# ss's names, and RFC 9293's
STATES = {
    'ESTAB': 'ESTABLISHED',
    'SYN-SENT': 'SYN_SENT',
    'SYN-RECV': 'SYN_RECEIVED',
    'FIN-WAIT-1': 'FIN_WAIT_1',
    'FIN-WAIT-2': 'FIN_WAIT_2',
    'TIME-WAIT': 'TIME_WAIT',
    'CLOSE-WAIT': 'CLOSE_WAIT',
    'LAST-ACK': 'LAST_ACK',
    'CLOSING': 'CLOSING',
    'LISTEN': 'LISTEN',
    'UNCONN': 'CLOSED',
}

_INODE = re.compile(r'ino:[1-9]')
_TIMER = re.compile(r'timer:\((\w+)')


def sockets(*namespaces):
    """Every TCP socket of each namespace: a list of {(local, peer): {state, recvQ, sendQ, timer, owned}}.

    `owned` says whether the socket has an inode, that is, whether some program holds it: a connection in the
    accept queue has none, nor has one that its program has closed."""
    command = ['ss', '-tanoeH']
    runs = [namespace.start(command, stdout=subprocess.PIPE, text=True) for namespace in namespaces]
    outputs = [run.communicate()[0] for run in runs]
    if any(run.returncode for run in runs):
        raise RuntimeError('ss failed')
    return [_read(output) for output in outputs]


# What people list sockets with.
LISTINGS = {
    'ss-tan': ['ss', '-tan'],
    'ss-tanpoie': ['ss', '-tanpoie'],
    'netstat-antp': ['netstat', '-antp'],
    'netstat-antpoe': ['netstat', '-antpoe'],
    'busybox-ant': ['busybox', 'netstat', '-ant'],
    'lsof-i': ['lsof', '-nP', '-iTCP'],
    'proc-net-tcp': ['cat', '/proc/net/tcp'],
}


def listings(namespace):
    """What each tool prints of a namespace's sockets, by the name of the listing."""
    runs = {
        name: namespace.start(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for name, command in LISTINGS.items()
    }
    return {name: run.communicate()[0] for name, run in runs.items()}


def _read(output):
    table = {}
    for line in output.splitlines():
        state, receive, send, local, peer, *rest = line.split()
        details = ' '.join(rest)
        timer = _TIMER.search(details)
        table[(local, peer)] = {
            'state': STATES[state],
            'recvQ': int(receive),
            'sendQ': int(send),
            'timer': timer.group(1) if timer else None,
            'owned': _INODE.search(details) is not None,
        }
    return table


def is_listening(table, port):
    return any(row['state'] == 'LISTEN' and local.endswith(f':{port}') for (local, _), row in table.items())
