/** What is said of socket tables: `socket.ID.title` of a finding, and one sentence for each case of it. */
export const sockets = {
  'socket.table-title': 'Socket table {file}',
  'socket.row-title': 'Row {row} of socket table {file}',
  'socket.rows': 'Rows of TCP sockets: {rows}.',
  'socket.counts-only': 'This text only counts sockets: {counts}.',
  'socket.nothing-found': 'Nothing in it shows a fault at the moment at which it was made.',
  'socket.nothing-found-read':
    'Nothing in the rows that could be read with their state shows a fault at the moment at which they were listed.',
  'socket.counts-show-little':
    'Counts do not show whether a connection is in trouble: `ss -tanp` lists each with its state and process.',
  'socket.no-states-found':
    'The states of its sockets are not in it, so whether one of them is in trouble does not follow from it.',
  'socket.unread': 'Lines that look like rows and could not be read: {count}.',
  'socket.not-established':
    'Connections that were tried and not established: {count}. The peer refused, an address was not reachable, no answer came, or the program gave up.',
  'socket.stateless': 'Rows whose state is not in the text: {count}.',
  'socket.found': 'Findings: {count}.',
  'socket.at-least':
    'The last segment of the peer came {duration} ago, so it has been so for at least that long.',
  'socket.a-process': 'a process',
  'socket.the-listener': 'the program that listens there',
  'socket.process': '{name} (process {pid})',
  'socket.process-number': 'process {pid}',
  'socket.unknown-address': 'an address that the listing does not show',
  'socket.endpoints': 'Endpoints',
  'socket.lines': '(line {lines})',
  'socket.more-alike': '{count} more of “{title}” {lines}',
  'socket.listening': 'listens',
  'socket.connects': 'connected to',
  'socket.no-connections': 'no connections',
  'socket.next': 'Run next, on Linux',
  'socket.none': 'No rows, only counts: {counts}.',
  'socket.stuck':
    '{count} stuck half-closed. Explain one: closewait explain --connection {connection} {file}',
  'socket.possible':
    '{count} last seen in CLOSE_WAIT. The table does not show for how long: a second listing tells which of them stay.',
  'socket.column.local': 'local',
  'socket.column.peer': 'peer',
  'socket.column.state': 'state',
  'socket.column.seen': 'seen for',
  'socket.column.process': 'process',
  'socket.column.findings': 'findings',
  'socket.annotate':
    '{file} is a socket table: it has no packets to annotate. Use closewait connections or closewait explain.',
  'socket.beside-title': 'Socket table in the same text',
  'socket.no-row': 'row {row} does not exist; the last one is {last}',
  'socket.expected':
    '{file} holds no packet and no row of a socket table. Closewait reads pcap, pcapng and the text of tcpdump, and the tables of ss, netstat, lsof -i, /proc/net/tcp, conntrack -L, tcpstates, tcplife, sockstat, Get-NetTCPConnection and reports of Node.',

  'table.unreadable-row': 'This looks like a row of a socket table and cannot be read: {text}',
  'table.not-looked-further':
    'Socket tables were looked for in the first {text} MiB of the text, up to this line, and not behind it: give the table as a file of its own.',
  'table.too-many-rows': 'More than {text} rows: the rest was not read.',

  'socket.live.elsewhere':
    'this system has no /proc/net/tcp to read its sockets from; give a table: `netstat -anv -p tcp | closewait explain -` on macOS, `netstat -ano | closewait explain -` on Windows',
  'socket.live.none': 'This machine has no TCP sockets.',
  'socket.live.hidden':
    'Processes that this user may not look into: {hidden}. Sockets held by a process that is not named: {unnamed}; root would name them.',
  'socket.live.changed': 'Changed within {duration}',
  'socket.live.stuck': '{count} stuck half-closed.',
  'socket.live.possible': '{count} in CLOSE_WAIT at this moment; --refresh 5 shows which of them stay.',

  'socket.over-time.stays.title': 'Stays in {state}',
  'socket.over-time.stays':
    'Connections of {address} that are in {state} in both listings: {after}. They have been so since before the first was made.',
  'socket.over-time.stays.timed':
    'Connections of {address} that are in {state} in both listings, {duration} apart: {after}. They have been so since before the first was made.',
  'socket.over-time.stays.close-wait': 'The peer has closed; this end has not, in all that time.',
  'socket.over-time.grew.title': 'More in {state}',
  'socket.over-time.grew':
    'Connections of {address} in {state}: {before} in the first listing, {after} in the last.',
  'socket.over-time.grew.timed':
    'Connections of {address} in {state}: {before} in the first listing, {after} in the last, {duration} later.',
  'socket.over-time.counted-grew.title': 'More in {state}',
  'socket.over-time.counted-grew': 'Sockets counted in {state}: {before} at first, {after} at last.',
  'socket.over-time.counted-grew.timed':
    'Sockets counted in {state}: {before} at first, {after} at last, {duration} later.',
  'socket.over-time.counter-grew.title': 'Counted more: {counter}',
  'socket.over-time.counter-grew':
    'The kernel had counted {before} at first and {after} at last: it goes on. Counted are {counter}.',
  'socket.over-time.counter-grew.timed':
    'The kernel had counted {before} at first and {after} at last, {duration} later: it goes on. Counted are {counter}.',
  'socket.counter.overflows': 'connections dropped at a full accept queue',
  'socket.counter.listen-drops': 'SYNs and handshakes dropped at listening sockets',
  'socket.counter.abort-on-data': 'connections reset because data came after the close',
  'socket.counter.abort-on-close': 'connections closed with data unread',
  'socket.counter.abort-on-timeout': 'connections given up because the peer did not answer',
  'socket.counter.abort-on-memory': 'connections ended for want of memory or because of too many orphans',
  'socket.over-time.queue-grew.title': 'More wait for accept()',
  'socket.over-time.queue-grew':
    'Connections that wait for accept() at {address}: {before} in the first listing, {after} in the last. {process} accepts more slowly than they come, or not at all.',
  'socket.over-time.queue-grew.timed':
    'Connections that wait for accept() at {address}: {before} in the first listing, {after} in the last, {duration} later. {process} accepts more slowly than they come, or not at all.',

  'socket.accept-queue-overflow.title': 'Accept queue full',
  'socket.accept-queue-overflow.full':
    '{waiting} connections wait for accept() at {address}, and the limit is {limit}: the queue is full. The kernel drops the last ACK of further handshakes, and new SYNs, until {process} calls accept().',

  'socket.accept-queue-overflow.counted':
    'The kernel has counted {count} connections that it dropped because an accept queue was full (ListenOverflows on Linux). The count goes back to the start of the system, or to the last time that nstat ran; it names no port.',

  'socket.never-accepted.title': 'Not accepted',
  'socket.never-accepted.closed-one':
    '{peer} connected to {address} and has closed; no descriptor refers to the connection. The kernel finished the handshake by itself, and {process} has not called accept() for it: close() elsewhere in the program cannot end it.',
  'socket.never-accepted.closed-many':
    '{count} connections to {address} were closed by their peers, and no descriptor refers to them. The kernel finished the handshakes by itself, and {process} has not called accept() for them: close() elsewhere in the program cannot end them.',
  'socket.never-accepted.waiting-one':
    'The connection of {peer} to {address} is established, and no descriptor refers to it: it waits until {process} calls accept().',
  'socket.never-accepted.waiting-many':
    '{count} connections to {address} are established, and no descriptor refers to them: they wait until {process} calls accept().',
  'socket.never-accepted.queue-one':
    'One connection waits for accept() at {address} at this moment. That is normal for an instant; if it stays, {process} does not get to accept().',
  'socket.never-accepted.queue-many':
    '{waiting} connections wait for accept() at {address} at this moment. If they stay, {process} does not get to accept().',
  'socket.never-accepted.doubt':
    'The listing does not show who listens there: if that is a process of another user or container, it may hold them unseen.',

  'socket.close-wait-pile-up.title': 'CLOSE_WAIT piles up',
  'socket.close-wait-pile-up.server':
    '{count} connections to {address} are in CLOSE_WAIT at the same moment: their peers have closed, this host has not.',
  'socket.close-wait-pile-up.client':
    '{count} connections of this host to {address} are in CLOSE_WAIT at the same moment: the server has closed, the program here keeps them.',
  'socket.close-wait-pile-up.counted':
    '{count} sockets are counted in CLOSE_WAIT: their peers have closed, this host has not. The count names neither ports nor processes.',

  'socket.accepted-not-read.title': 'Accepted, not read',
  'socket.accepted-not-read.with-fin':
    '{process} holds the connection of {peer} and has left {bytes} bytes unread, with the FIN behind them (Recv-Q {queue}): accepted, not read to its end, not closed.',
  'socket.accepted-not-read.queue':
    '{process} holds the connection of {peer}, which has closed, and has left its buffer unread (Recv-Q {queue}; on Linux the FIN is one of them): accepted, not read to its end, not closed.',

  'socket.close-wait.title': 'In CLOSE_WAIT',
  'socket.close-wait.read':
    '{peer} has closed. {process} has read every byte (Recv-Q 0) and has not closed its socket: it has read the end of file and gone on, or it does not read any more and has not noticed.',
  'socket.close-wait.unread-fin':
    '{peer} has closed. {process} has read every byte and not yet the end of file (Recv-Q 1): it does not call recv() on this socket any more, or has not come to it, and has not closed it.',
  'socket.close-wait.held': '{peer} has closed. {process} holds the socket and has not closed it.',
  'socket.close-wait.owner':
    '{peer} has closed. The socket belongs to {process}, which has not closed it, or has not accepted the connection yet: on this system the listing does not tell these apart.',
  'socket.close-wait.unseen':
    '{peer} has closed, this end has not. Which process holds the socket, or whether one does, the listing does not show.',
  'socket.close-wait.monitored':
    'Zeek saw {peer} close and this end not, until it wrote its line: it does so when it has seen nothing for minutes, or when it ends. What came later is not in it.',
  'socket.close-wait.recorded':
    'The connection of {peer} was in {beforeState} for {before}, then the peer closed and it went to CLOSE_WAIT. No later change is recorded: it was not closed before the recording ended.',

  'socket.descriptor-leak.title': 'Descriptor without a connection',
  'socket.descriptor-leak.one':
    '{process} keeps descriptor {highest}, a TCP socket that is in no table of the kernel: its connection is over and the program has not closed it, or it was never connected. (lsof shows sockets of another network namespace, a container, in the same way.)',
  'socket.descriptor-leak.many':
    '{process} keeps {count} descriptors of TCP sockets that are in no table of the kernel: their connections are over and the program has not closed them, or they were never connected. (lsof shows sockets of another network namespace, a container, in the same way.)',
  'socket.descriptor-leak.one-near-limit':
    '{process} keeps descriptor {highest}, a TCP socket that is in no table of the kernel: its connection is over and the program has not closed it, or it was never connected. The number is close to {limit}, the common limit of a process: if that is its limit, accept() and open() are about to fail. (lsof shows sockets of another network namespace, a container, in the same way.)',
  'socket.descriptor-leak.many-near-limit':
    '{process} keeps {count} descriptors of TCP sockets that are in no table of the kernel: their connections are over and the program has not closed them, or they were never connected. The highest number, {highest}, is close to {limit}, the common limit of a process: if that is its limit, accept() and open() are about to fail. (lsof shows sockets of another network namespace, a container, in the same way.)',

  'socket.descriptor-held.title': 'Descriptor still open',
  'socket.descriptor-held.paused':
    'Descriptor {fd} of {process} still has its peer {peer}, so the socket was neither closed nor reset. Its handle is not active: the program does not read from it, and cannot notice that the peer closes.',
  'socket.descriptor-held.reading':
    'Descriptor {fd} of {process} still has its peer {peer}, so the socket was neither closed nor reset. The program reads from it.',

  'socket.middlebox-forgets.title': 'A middlebox is about to forget the connection',
  'socket.middlebox-forgets.tracked':
    "The connection tracking of a router or firewall has {address} to {peer} in CLOSE_WAIT: it has seen one end's FIN and its acknowledgment, not the other's FIN. It forgets the connection in {forgotten} unless a packet comes; what the other end sends after that is INVALID to it, and mostly dropped.",
  'socket.middlebox-forgets.translated':
    "The connection tracking of a router or firewall has {address} to {peer} in CLOSE_WAIT: it has seen one end's FIN and its acknowledgment, not the other's FIN. It forgets the connection, and how its addresses are translated, in {forgotten} unless a packet comes; what the other end sends after that is INVALID to it, and does not reach its peer.",
  'socket.middlebox-forgets.unknown':
    "The connection tracking of a router or firewall has {address} to {peer} in CLOSE_WAIT: it has seen one end's FIN and its acknowledgment, not the other's FIN. When it forgets the connection, the listing does not show.",

  'socket.half-open-peer.title': 'Peer does not answer',
  'socket.half-open-peer.silent':
    '{peer} cannot be reached at present: nothing has come from it for {duration}, and {retries} retransmissions went unanswered. The next try is in {next}. Linux gives up after 15 by default (net.ipv4.tcp_retries2; closed sockets sooner); until then the program waits.',
  'socket.half-open-peer.retransmitting':
    '{retries} retransmissions to {peer} went unanswered, the next try is in {next}: it cannot be reached, or the path loses what is sent.',

  'socket.no-answer.title': 'No answer to SYN',
  'socket.no-answer.repeated':
    'The SYN to {peer} was repeated {retries} times without an answer, the next try is in {next}: it is dropped on the way, or the host is not there, or its accept queue is full.',
  'socket.no-answer.monitored':
    'Zeek saw a SYN to {peer} and no answer (S0): it was dropped, the host is not there, or the answer took another way.',

  'socket.receiver-not-reading.title': 'Data waits unread',
  'socket.receiver-not-reading.own':
    '{bytes} bytes from {peer} wait for {process} to read them at this moment.',
  'socket.receiver-not-reading.peer':
    '{peer} has closed its window: its program does not read. {bytes} bytes wait here; the window is probed again in {next}.',

  'socket.fin-wait-2-held.title': 'Half-closed and held',
  'socket.fin-wait-2-held.without-timer':
    '{process} has closed its sending side towards {peer} and still holds the socket, so no timer ends FIN_WAIT_2: it stays until the peer closes or the program calls close().',
  'socket.fin-wait-2-held.held':
    '{process} has closed its sending side towards {peer} and still holds the socket: it stays in FIN_WAIT_2 until the peer closes or the program calls close().',

  'socket.closing-unacknowledged.title': 'Closed, not yet acknowledged',
  'socket.closing-unacknowledged.orphan':
    'The program has closed its socket to {peer}; the kernel still sends {bytes} bytes, the FIN among them, and ends the connection by itself.',

  'socket.port-exhaustion.title': 'Local ports run out',
  'socket.port-exhaustion.range':
    '{count} connections of one local address to {address}, of {ports} local ports by default: connect() is slow or fails with EADDRNOTAVAIL.',

  'socket.time-wait-pile-up.title': 'Many in TIME_WAIT',
  'socket.time-wait-pile-up.client':
    '{count} connections to {address} are in TIME_WAIT: this host closes first and does not reuse connections. Each keeps a local port for a minute.',
  'socket.time-wait-pile-up.server':
    '{count} connections to {address} are in TIME_WAIT: this host closes first. They take memory, no descriptor, and end by themselves.',
  'socket.time-wait-pile-up.counted':
    '{count} sockets are counted in TIME_WAIT. They end by themselves; whether local ports run out depends on where they lead.',

  'socket.kernel-counters.title': 'Counted by the kernel',
  'socket.kernel-counters.listen-drops':
    '{count} SYNs or handshakes at listening sockets were dropped (ListenDrops), for whatever reason: a full accept queue (ListenOverflows) is one of them. The count goes back to the start of the system, or to the last time that nstat ran.',
  'socket.kernel-counters.abort-on-data':
    '{count} connections were reset from here because data came after the program had closed, or because it closes with SO_LINGER 0 (TCPAbortOnData). The count goes back to the start of the system, or to the last time that nstat ran.',
  'socket.kernel-counters.abort-on-close':
    '{count} connections were reset from here because the program closed them with data unread (TCPAbortOnClose). The count goes back to the start of the system, or to the last time that nstat ran.',
  'socket.kernel-counters.abort-on-timeout':
    '{count} connections were given up because the peer did not answer (TCPAbortOnTimeout). The count goes back to the start of the system, or to the last time that nstat ran.',
  'socket.kernel-counters.abort-on-memory':
    '{count} connections were ended because there were too many orphaned sockets, or too little memory for TCP (TCPAbortOnMemory). The count goes back to the start of the system, or to the last time that nstat ran.',

  'socket.listing-incomplete.title': 'What this listing cannot show',
  'socket.listing-incomplete.no-processes':
    'No row of this listing names a process (it was made without the option for that, or not as root): whether a connection was accepted, and who holds it, does not follow from it.',
  'socket.listing-incomplete.no-states':
    'No row of this listing has a state: it was made for states of choice, and which ones the text does not tell. `ss -tanp` lists all of them with their states.',
  'socket.listing-incomplete.partial':
    'The listing was not made as root: processes of other users are missing, so a row without a process says little.',
  'socket.listing-incomplete.descriptors':
    'lsof lists what processes hold: a connection that no program has accepted is not in it.',
  'socket.listing-incomplete.middlebox':
    'conntrack lists what a router or firewall remembers, with its own timeouts: the sockets of the two ends may be in other states, or gone.',
  'socket.listing-incomplete.one-process':
    'The report shows the sockets of one Node process, without their states.',
  'socket.listing-incomplete.lives':
    'tcplife shows connections that ended while it ran: one that is stuck is not among them.',
  'socket.listing-incomplete.monitor':
    'conn.log is what Zeek saw from beside: a line is written when a connection has ended or Zeek has forgotten it. Processes are not in it, nor what was sent where Zeek does not see it. The capture that Zeek read shows more.',
  'socket.listing-incomplete.changes':
    'tcpstates shows changes while it ran: what happened before or after is not in it, and the process it names is the one that ran at that moment.',
} as const;
