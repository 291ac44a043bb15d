/** What each command shows, and what to look for. */
export const commands = {
  'command.sockets':
    'As root: the sockets in this state with their processes. A row without one: no program has accepted it.',
  'command.sockets.accepted':
    'As root: the sockets in this state with their processes; Recv-Q is what the program has not read (and a FIN counts one).',
  'command.sockets.others':
    'As root: what is open on the port now, with the processes. This connection is over; others may be in the same way.',
  'command.connection.others': 'Other connections to that server, with the processes. This one is over.',
  'command.socket.there':
    'As root: whether this machine still lists the connection. If it does, its kernel did not send the RST: a firewall or a device did.',
  'command.rules':
    'As root: the rules of this machine, with the counters of those that have any: look for `reject with tcp reset`.',
  'command.sockets.orphan':
    'A row without a process: the program has closed it and the timer counts down. With one: it has only shut down sending.',
  'command.sockets.netstat':
    'As root: all sockets on the port. What netstat lists and lsof does not, no program has accepted.',
  'command.sockets.netstat.client': 'As root: all sockets to the port, with their processes.',
  'command.sockets.windows': 'All sockets on the port; the last column is the process.',
  'command.sockets.powershell': 'Those in this state, with the process and the time the connection was made.',
  'command.process': 'The program and the services in that process.',
  'command.sockets.connecting': 'Connection attempts without an answer, with the process that waits.',
  'command.sockets.embryonic': 'Handshakes that are not complete.',
  'command.sockets.retransmits':
    'The connection with its timers: `timer:(on,...,n)` means n retransmissions without an answer.',
  'command.connection': 'This connection on its own machine, with the process.',
  'command.listener':
    'The listening socket: Recv-Q is the number of connections that wait for accept(), Send-Q the limit.',
  'command.listener.netstat':
    'Listen queues: the first of the three numbers is the connections that wait for accept().',
  'command.overflows':
    'Counts of connections dropped because an accept queue was full; they should not grow.',
  'command.descriptors':
    'As root: every process that holds such a connection, with the descriptor number. Not listed here although in that state: not accepted.',
  'command.descriptors.client':
    'As root: every process that holds such a connection, with the descriptor number.',
  'command.stack.kernel.client':
    'Where the process sleeps in the kernel: what is it waiting for, when it should read from this socket?',
  'command.trace.client': 'What the process does with its sockets from now on: does it close this one?',
  'command.stack.kernel':
    'Where the process sleeps in the kernel: `inet_csk_accept` waits for a client, `tcp_recvmsg` reads from one.',
  'command.stack.program':
    'All threads with their lines of code: which one should have read from this socket?',
  'command.trace':
    'What the process does with its sockets from now on; no accept and no close is the answer.',
  'command.process-sockets': 'The TCP sockets that the process holds, with their descriptors and states.',
  'command.whole-table':
    'As root: all TCP sockets with processes, timers, inodes and times; twice, a minute apart, shows what stays.',
  'command.count': 'How many there are.',
  'command.ports': 'The range of local ports; one is taken for each TIME_WAIT to the same server.',
  'command.reach': 'Whether the port answers: connected, refused, or silence.',
  'command.watch.syn': 'Whether SYN arrives and SYN/ACK leaves at this machine.',
  'command.watch': 'Whether the missing packet arrives at this machine.',
} as const;
