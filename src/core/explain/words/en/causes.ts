/** Likely causes: a title, and a text that names the evidence and the way to prove it. */
export const causes = {
  'cause.close-wait.never-accepted.title': 'The connection was never accepted',
  'cause.close-wait.never-accepted.text':
    'listen() is enough for the kernel to complete handshakes; until accept() takes the connection off the queue it belongs to no process, and no close() in the code can reach it. The usual reason is an accept loop that is busy with another client, or hung. Proof: Recv-Q above 0 on the listening socket, and a CLOSE_WAIT row without a process.',
  'cause.close-wait.unanswered.title': 'Never accepted, or accepted and not served',
  'cause.close-wait.unanswered.text':
    'The kernel acknowledges data before accept(), so its ACK proves nothing about the program. A CLOSE_WAIT row without a process: never accepted. With a process and Recv-Q above 1 (the FIN counts as one): accepted, and not read.',
  'cause.close-wait.still-sending.title': 'A half-close in use',
  'cause.close-wait.still-sending.text':
    "The {side} sent data after the {other}'s FIN. That is a half-close put to use: the {other} has asked, shut down sending, and reads the answer. Only if the data stops and no FIN follows is something wrong.",
  'cause.close-wait.listener-closed.title': 'The listening socket went away',
  'cause.close-wait.listener-closed.text':
    'When a listening socket is closed, or its process ends, the kernel resets every connection that still waits in its accept queue. Others that waited are reset in the same moment then, and the next SYN is refused. Proof: the log of the service manager.',
  'cause.close-wait.blocked.title': 'Accepted, but the program is busy elsewhere',
  'cause.close-wait.blocked.text':
    "The thread that owns the socket waits for something else (a lock, a database, another socket) and never gets to the read() that would return 0. Proof: that thread's stack.",
  'cause.close-wait.busy.title': 'The program is busy elsewhere',
  'cause.close-wait.busy.text':
    "The thread that owns the socket waits for something else (a lock, a database, another socket) and never gets to the read() that would return 0. Proof: that thread's stack.",
  'cause.close-wait.leaked.title': 'close() is missing on some path',
  'cause.close-wait.leaked.text':
    'read() returned 0 or failed, and the program left through an early return, an exception or a forgotten branch. Such sockets only pile up. Proof: the process holds the descriptor and no thread uses it.',
  'cause.slow-to-close.busy.title': 'The program was busy when the {other} closed',
  'cause.slow-to-close.busy.text':
    "It closes, but late: the thread that would read the end of file waited for something else first (a lock, a database, a timer). Proof: the thread's stack while it lasts, or the program's own log at that time.",
  'cause.close-wait.inherited.title': 'Another process holds a copy of the descriptor',
  'cause.close-wait.inherited.text':
    'FIN goes out when the last copy is closed. A child after fork() that did not close its copy keeps the connection. Proof: lsof lists the connection under more than one PID.',
  'cause.close-wait.pool.title': 'An idle connection in a pool',
  'cause.close-wait.pool.text':
    'The server closed first, and the client keeps the connection until it next uses or checks it. A few of these are harmless; set the idle timeout of the pool below that of the server.',

  'cause.stalled-server.stalled.title': 'The server was stalled',
  'cause.stalled-server.stalled.text':
    'Its kernel took the request, and its program did not answer: blocked in a lock, a database or another service, out of threads, or stopped by garbage collection. Look at what it did from the request on.',
  'cause.stalled-server.lost.title': 'The answer is lost on the way',
  'cause.stalled-server.lost.text':
    'Where the path takes only small packets (path MTU), a large answer is dropped again and again, and the client sees nothing but acknowledgments. Proof: a capture at the server, in which the same large segment is sent several times.',
  'cause.stalled-server.timeout.title': "The {other}'s timeout is shorter than the answer takes",
  'cause.stalled-server.timeout.text':
    'The {other} gave up after its own limit. Raising that limit only hides the cause; but the two limits have to fit, and the server should stop work whose client has gone.',
  'cause.slow-answer.busy.title': 'The program was slow, or busy with others',
  'cause.slow-answer.busy.text':
    "The kernel acknowledges a request at once; the program reads it when it gets to it. A slow backend, a lock, too few workers, or one client at a time make others wait. Proof: Recv-Q of the connection and of the listening socket while it lasts, and the program's own log at that time.",
  'cause.slow-answer.for-more.title': 'The request was not complete, or had to wait on purpose',
  'cause.slow-answer.for-more.text':
    "A server that waits for the rest of a request answers late, often with its timeout (408); long polling does so by design. Proof: the request's bytes, and what was answered.",
  'cause.keep-alive-race.timeout.title': "The server's idle timeout is below the client's",
  'cause.keep-alive-race.timeout.text':
    'Both ends keep the connection for reuse, and the server closes it first. Set the idle timeout of the client or proxy below that of the server, or retry requests that may be repeated.',
  'cause.large-segments-lost.mtu.title': 'The path has a smaller MTU than the ends believe',
  'cause.large-segments-lost.mtu.text':
    'A tunnel, VPN or overlay network takes smaller packets, and the ICMP message that says so (fragmentation needed) is filtered. Lower the MTU of the interface or clamp the MSS; net.ipv4.tcp_mtu_probing=1 works around it. Proof: `ping -M do -s 1472` to the other end fails where a smaller one is answered.',
  'cause.large-segments-lost.loss.title': 'Large packets are dropped for another reason',
  'cause.large-segments-lost.loss.text':
    'A broken offload setting or a damaged link drops large frames. Proof: a capture at the {other} that shows what arrives.',
  'cause.much-retransmitted.loss.title': 'The path loses packets, or delays them',
  'cause.much-retransmitted.loss.text':
    'Data that is not acknowledged in time is sent again: a full queue, a bad link, a policer, or a peer that is gone. Proof: counters of the interfaces and switches on the way, and the same transfer captured at both ends.',

  'cause.server.process-ended.title': "The server's process ended",
  'cause.server.process-ended.text':
    "A kernel closes all descriptors of a process that ends: with FIN, or with RST where data was not read or a connection was still in the accept queue. Proof: the service manager's log, `dmesg` for the out-of-memory killer, the exit status of the pod.",
  'cause.server.health-check.title': 'The client is a health check',
  'cause.server.health-check.text':
    'A load balancer opens a connection and closes it without a word, again and again. It does its part; each one that the program does not accept and close stays in CLOSE_WAIT. Proof: the address is that of a load balancer or monitor, and its interval is the one configured there.',
  'cause.health-check.reset.title': 'The client is a health check',
  'cause.health-check.reset.text':
    'A load balancer or monitor asks whether the port answers, and ends with RST, after which neither end keeps TIME_WAIT. Nothing is wrong. Proof: the address is that of a load balancer or monitor, and its interval is the one configured there.',
  'cause.server.limit.title': 'The server is at a limit',
  'cause.server.limit.text':
    "It serves as many connections as it has descriptors or workers, and accept() fails (EMFILE) or is not called until one becomes free. Proof: `ls /proc/PID/fd | wc -l` against `grep 'open files' /proc/PID/limits`, and Recv-Q above 0 on the listening socket.",
  'cause.server.one-at-a-time.title': 'The program serves one client at a time',
  'cause.server.one-at-a-time.text':
    'While it handles one, it does not call accept() or read() for the others. Proof: Recv-Q above 0 on the listening socket, and the stack of its only thread.',
  'cause.server.hangs.title': 'The program hangs',
  'cause.server.hangs.text':
    'It served before and serves nothing now, though nothing open keeps it busy here. Proof: the stacks of its threads, and what they wait for.',

  'cause.server.stood-still.title': 'The whole process was stopped or blocked',
  'cause.server.stood-still.text':
    'Garbage collection, a blocked event loop, a lock that every request needs, throttling by a cgroup, a paused container or virtual machine, a disk or swap that does not answer. Proof: the log of the garbage collector, `cpu.stat` of the cgroup, and the stacks of the threads while it lasts.',
  'cause.server.backend.title': 'All requests waited for the same thing behind the server',
  'cause.server.backend.text':
    'A database, a cache or another service did not answer for that long, or a pool of connections to it was used up. Proof: a capture of the connections that the server opens, at the same time.',

  'cause.fin-wait-2.peer.title': "The {other}'s program has not closed",
  'cause.fin-wait-2.peer.text':
    'The {other} is in CLOSE_WAIT: its kernel acknowledged the FIN, its program has yet to close. The cause is there, not here.',
  'cause.fin-wait-2.shutdown.title': 'Only sending was shut down',
  'cause.fin-wait-2.shutdown.text':
    'After shutdown(SHUT_WR) the program still owns the socket and may wait for the rest of the answer as long as it likes.',
  'cause.fin-wait-2.before.title': 'The {other} closed before the recording began',
  'cause.fin-wait-2.before.text':
    'The recording began in the middle of the connection and holds no data of the {other}: its FIN may have come before. Then both ends have closed.',
  'cause.fin-wait-2.lost.title': "The {other}'s FIN does not arrive",
  'cause.fin-wait-2.lost.text':
    "A firewall or NAT between the two may have dropped its entry. Proof: a capture at the {other}'s machine that shows its FIN leaving.",

  'cause.fin-wait-1.unreachable.title': 'The {other} is gone or cannot be reached',
  'cause.fin-wait-1.unreachable.text':
    'The FIN was sent and nothing acknowledged it: the host went away, or the path drops packets in one direction.',
  'cause.fin-wait-1.capture.title': 'The capture ends too early',
  'cause.fin-wait-1.capture.text':
    'The ACK normally follows within one round trip, and may just not be in the file.',

  'cause.closing.lost.title': 'An ACK was lost',
  'cause.closing.lost.text':
    'Both FINs crossed, and the ACK of this one has not come. It is repeated; CLOSING that lasts means that the path drops packets.',

  'cause.last-ack.lost.title': 'The last ACK was lost',
  'cause.last-ack.lost.text':
    'The FIN is repeated, and a peer in TIME_WAIT acknowledges it again. Nothing for the program to do.',
  'cause.last-ack.gone.title': 'The {other} is gone or cannot be reached',
  'cause.last-ack.gone.text':
    'A living {other} that no longer knows the connection would answer the FIN with RST. Silence means that packets are dropped on the way.',

  'cause.time-wait.normal.title': 'It closed first',
  'cause.time-wait.normal.text':
    'The end that closes first always waits here, and nothing is wrong with that.',
  'cause.time-wait.ports.title': 'A problem only in large numbers, at the client',
  'cause.time-wait.ports.text':
    'Each one keeps a local port. If connect() fails with EADDRNOTAVAIL, keep connections open and reuse them, or let the server close first.',

  'cause.syn-sent.filtered.title': 'A firewall drops the SYN',
  'cause.syn-sent.filtered.text':
    'A closed port would have answered with RST at once. Silence is what a filter that drops packets looks like. Proof: does the SYN reach a capture at the server?',
  'cause.syn-sent.filtered-there.title': 'A firewall at the {other} drops the SYN',
  'cause.syn-sent.filtered-there.text':
    "The SYN was recorded at the {other} or on its network: the way is open that far. A closed port would have answered with RST at once. Proof: the packet counters of the machine's own firewall (`nft list ruleset`, `iptables -vnL`), and the reverse-path filter, before and after a SYN.",
  'cause.syn-sent.down.title': 'The host is down, or the address is wrong',
  'cause.syn-sent.down.text': 'The host does not answer. Proof: no answer on other ports or to ping either.',
  'cause.syn-sent.backlog.title': "The server's accept queue is full",
  'cause.syn-sent.backlog.text':
    'Linux drops a SYN when the program accepts too slowly. Proof: at the server, Recv-Q at Send-Q of the listening socket, and ListenOverflows counting up.',
  'cause.syn-sent.answered.title': 'The answer does not get through',
  'cause.syn-sent.answered.text':
    'The capture shows a SYN/ACK, and the client goes on as if none came: it is lost after the point of capture.',

  'cause.syn-received.queue-full.title': 'The accept queue is full',
  'cause.syn-received.queue-full.text':
    'The capture shows the last ACK of the handshake. If SYN/ACK is sent again after it, Linux has ignored that ACK because the program accepts too slowly. Proof: Recv-Q at Send-Q of the listening socket.',
  'cause.syn-received.lost.title': 'The last ACK of the handshake does not arrive',
  'cause.syn-received.lost.text':
    'The SYN/ACK or its answer is lost: an asymmetric route, a firewall, a client that went away.',
  'cause.syn-received.flood.title': 'The SYN came from a forged address',
  'cause.syn-received.flood.text':
    'Many such entries from many addresses at once are a SYN flood; SYN cookies deal with it.',

  'cause.established.not-accepted.title': 'Perhaps not accepted yet',
  'cause.established.not-accepted.text':
    "The {side}'s program has not sent a byte in this capture, so all of this may be the kernel's work. Proof: a row without a process, and Recv-Q above 0 on the listening socket.",
  'cause.established.not-reading.title': 'A program does not read',
  'cause.established.not-reading.text':
    "The receive buffer is full and the window closed: the program that owns it is busy, blocked or stopped. Proof: Recv-Q of the connection on that machine, and the thread's stack.",
  'cause.established.cut.title': 'An idle timeout between the two',
  'cause.established.cut.text':
    'A NAT, firewall or load balancer has dropped the silent connection; neither end was told. Keep-alive below its timeout holds it. Proof: both ends list it as ESTABLISHED, and a capture at the other end shows none of these packets.',
  'cause.established.dropped.title': 'Something drops the packets of this connection',
  'cause.established.dropped.text':
    'A firewall, NAT or load balancer that no longer knows the connection, or that hands it to another machine, drops what belongs to it, and tells neither end. Proof: a capture on the other side of each such device, and `conntrack -L` there.',
  'cause.established.gone.title': 'One end is gone, or cannot be reached',
  'cause.established.gone.text':
    'Nothing answers any more: power, network, a restart, or a firewall that no longer knows the connection and drops what belongs to it. The end that still sends gives up after its retransmissions (Linux: about 15 min, net.ipv4.tcp_retries2).',
  'cause.established.icmp-filter.title': 'A firewall rejects with an ICMP error',
  'cause.established.icmp-filter.text':
    'A rule that came into force after the handshake, or that looks at the data, answers with `reject with icmp admin-prohibited` or the like, at the host itself or on the way: the source of the ICMP error names where. Proof: the counters of the rules there, and `ss` at the {other}, which still lists the connection.',
  'cause.established.icmp-route.title': 'The way to the {other} is gone',
  'cause.established.icmp-route.text':
    'A router has lost its route, or the host does not answer on the last network any more: it was switched off, moved or unplugged. The source of the ICMP error names where the way ends. Proof: `ip route get` there, and whether ARP or neighbour discovery is answered.',
  'cause.established.idle.title': 'Open and idle',
  'cause.established.idle.text': 'Normal for kept connections and pools.',
  'cause.established.half-open.title': 'The {other} may be gone',
  'cause.established.half-open.text':
    'A power cut, a lost route or an expired NAT entry sends no FIN. Only traffic finds out: keep-alive, or a write that is never acknowledged.',

  'cause.unknown.capture.title': 'The capture is incomplete for this connection',
  'cause.unknown.capture.text':
    'Capture at this end, in both directions, before the connection is opened; or ask its machine with the commands below.',

  'cause.closed.queue-full.title': "The server's accept queue is full",
  'cause.closed.queue-full.text':
    'With net.ipv4.tcp_abort_on_overflow Linux resets what does not fit into the queue. Proof: ListenOverflows counting up, and Recv-Q at Send-Q of the listening socket.',
  'cause.closed.forgotten.title': 'A timer had ended FIN_WAIT_2',
  'cause.closed.forgotten.text':
    "The {resetter} had closed its socket, and its kernel forgot the connection when the other FIN did not come in time: 60 s on Linux (net.ipv4.tcp_fin_timeout). The RST is the consequence; the {resetVictim}'s program was too slow to close.",
  'cause.closed.idle.title': 'An idle timeout between the two',
  'cause.closed.idle.text':
    'A NAT, firewall or load balancer drops connections that have been silent for too long, or resets them. Keep-alive below its timeout holds them: set SO_KEEPALIVE with TCP_KEEPIDLE, or ping in the protocol. Proof: the other end still lists the connection as ESTABLISHED.',
  'cause.closed.unreachable.title': 'The {resetVictim} is gone or cannot be reached',
  'cause.closed.unreachable.text':
    'The {resetter} asked again and again without an answer, and reset the connection: power, network or route of the other end, or a firewall that drops what it once let through.',
  'cause.closed.given-up.title': 'The {resetter} had given the connection up',
  'cause.closed.given-up.text':
    "Its data was not acknowledged, and its kernel stopped sending it again and dropped the socket without a packet (Linux: net.ipv4.tcp_retries2, about 15 min, or TCP_USER_TIMEOUT). The path to the {resetVictim} was cut for that long, or the {resetVictim} was away. Proof: ETIMEDOUT in the log of the {resetter}'s program.",
  'cause.closed.not-asked.title': 'The client did not wait for this SYN/ACK',
  'cause.closed.not-asked.text':
    'A kernel answers a SYN/ACK that fits no socket of its own with RST. Where a NAT (kube-proxy, Docker, a load balancer) translated the SYN and its answer comes back another way, the client sees an address that it did not ask; a half-open scan and a program that has given up look the same. Proof: a capture at the client, where the SYN leaves for one address and the SYN/ACK comes from another.',
  'cause.closed-without-answer.ended.title': 'The worker ended, or gave up on the request',
  'cause.closed-without-answer.ended.text':
    "A process or thread that crashes, is killed or runs into its own timeout has its sockets closed by the kernel: with FIN where all was read. Proof: the program's log at that time, restarts of workers, `dmesg` for the out-of-memory killer.",
  'cause.closed-without-answer.unwanted.title': 'The program did not want what it read',
  'cause.closed-without-answer.unwanted.text':
    'Another protocol than the port speaks (plain HTTP to TLS, a PROXY header that is missing), a connection limit, or an address that is not allowed. Proof: the bytes of the request, and the log of the program.',
  'cause.closed.orderly.title': 'Both ends closed in order',
  'cause.closed.orderly.text': 'FIN and ACK went both ways.',
  'cause.closed.gave-up.title': 'The {resetter} gave up waiting for a FIN',
  'cause.closed.gave-up.text':
    "It had closed before and was in FIN_WAIT_2. The RST is the consequence; the cause is that the {resetVictim}'s program did not close.",
  'cause.closed.write-after-close.title':
    'The {resetVictim} wrote to a connection that the {resetter} had closed',
  'cause.closed.write-after-close.text':
    "The {resetVictim} sent data after the {resetter}'s FIN, and the {resetter} answered with RST: it had closed the socket altogether, not only shut down sending. Read before writing: read() returning 0 means that the peer is done.",
  'cause.closed.not-listening-then.title': 'Nothing listened on that port at that moment',
  'cause.closed.not-listening-then.text':
    'The address and the port are right: others were accepted there. The service was starting, restarting or had just ended, or a load balancer led this one to a machine where it does not run. Proof: the log of the service manager at that time.',
  'cause.closed.not-listening.title': 'Nothing listens on that port',
  'cause.closed.not-listening.text':
    'The service is down, listens on another address (127.0.0.1 only, IPv6 only) or on another port. Proof: the listening sockets of the server.',
  'cause.closed.icmp-filter.title': 'A firewall rejects with an ICMP error',
  'cause.closed.icmp-filter.text':
    'A rule such as `reject with icmp admin-prohibited` answers the SYN, at the host itself or on the way: the source of the ICMP error names where. The port may be open behind it.',
  'cause.closed.icmp-route.title': 'The network has no route to the {other}',
  'cause.closed.icmp-route.text':
    'A router has no route, or no host answers at the address on the last network. The source of the ICMP error names where the way ends. Proof: `ip route get` there, and whether ARP or neighbour discovery is answered.',
  'cause.closed.rejected.title': 'A firewall rejects with RST',
  'cause.closed.rejected.text': "A rule such as nftables' `reject with tcp reset` looks the same from here.",
  'cause.closed.unread.title': 'The {resetter} closed with unread data',
  'cause.closed.unread.text':
    'close() with bytes left in the receive buffer sends RST instead of FIN: a server that answers an error without reading the whole request, for example.',
  'cause.closed.linger.title': 'The {resetter} aborted on purpose',
  'cause.closed.linger.text':
    'SO_LINGER with time 0, or a timeout in a proxy or load balancer that resets rather than closes. Proof: SO_LINGER in its code or in `strace -f -e trace=setsockopt,close`, or the log of the proxy.',
  'cause.closed.no-socket.title': 'The {resetter} no longer knew the connection',
  'cause.closed.no-socket.text':
    'Its host restarted, its process ended or it closed the socket and the recording does not show that, or a NAT that forgot the connection gave it other ports. A segment for a socket that does not exist is answered with RST.',
  'cause.closed.no-socket-soon.title': 'The {resetter} no longer knew the connection',
  'cause.closed.no-socket-soon.text':
    'It closed the socket and the recording does not show that, lost it without a packet (its kernel gave up on data that was not acknowledged, as TCP_USER_TIMEOUT does, or the network of its container was removed), or a NAT or load balancer that forgot the connection gave it other ports or led it to another machine. A segment for a socket that does not exist is answered with RST. Proof: `ss` at the {resetter} no longer lists the connection.',
  'cause.closed.forgotten-half-close.title': 'conntrack or IPVS forgot the half-closed connection',
  'cause.closed.forgotten-half-close.text':
    "Once one end has closed, Linux' conntrack keeps the connection for 60 s only (nf_conntrack_tcp_timeout_close_wait; IPVS: 120 s), and what comes later is INVALID: dropped, or answered with RST. An answer that takes longer never arrives. Answer sooner, do not half-close before the answer, or raise the timeout. Proof: `conntrack -L` on the NAT or firewall, and a capture on its other side.",
  'cause.closed.forged.title': 'A firewall or another device between the two sent it',
  'cause.closed.forged.text':
    'Firewalls, intrusion prevention, proxies and load balancers cut connections by a RST in the name of an end. Proof: a capture at that end, which shows that it sent none, and that it received one in turn.',
  'cause.closed.forged-there.title': 'A device or firewall next to the {resetter} sent it',
  'cause.closed.forged-there.text':
    "This was recorded at the {resetter}, or on its network, and the RST in its name is not the {resetter}'s: its own firewall, a proxy in front of it or a device on that network made it. Proof: `nft list ruleset` and `iptables -vnL` there, with their counters, and `ss -tanp` of the {resetter}, which may still list the connection.",
  'cause.closed.reject-rule.title': 'A firewall rejects with RST in the middle of the connection',
  'cause.closed.reject-rule.text':
    'A rule that came into force after the handshake, or that looks at the data, answers with `reject with tcp reset` as a host without that socket would. Proof: `ss` at the {resetter} still lists the connection.',
  'cause.closed.closed-both.title': 'Both ends had closed',
  'cause.closed.closed-both.text':
    'The {resetter} had not only shut down sending but closed its socket for good, so its kernel answers the last FIN with RST. All data had arrived before; nothing needs to be done.',
  'cause.closed.ports-again.title': 'The ports were used again too soon',
  'cause.closed.ports-again.text':
    'The server still holds an older connection with the same addresses and ports, often one whose end it never heard of. The RST clears it, and the next SYN is answered.',
  'cause.closed.killed.title': 'The process of the {resetter} was killed or ended',
  'cause.closed.killed.text':
    'When a process ends, by a signal or for lack of memory, its kernel closes its sockets: with RST where data is unread, else with FIN. Proof: the log of the service manager, and `dmesg` for the out-of-memory killer.',
  'cause.closed.between.title': 'Something between the two sent it',
  'cause.closed.between.text':
    'Firewalls and NATs forge RSTs. A TTL or IP ID that does not fit the other packets of that end would be told here, where the recording has them; one that fits proves nothing. Proof: a capture at that end, which shows that it sent none.',
} as const;
