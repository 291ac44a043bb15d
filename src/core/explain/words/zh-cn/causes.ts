import type { causes as en } from '../en/causes';

export const causes: Record<keyof typeof en, string> = {
  'cause.close-wait.never-accepted.title': '连接从未被 accept',
  'cause.close-wait.never-accepted.text':
    '只要 listen() 了，内核就会自己完成握手；在 accept() 把连接从队列里取走之前，它不属于任何进程，代码里的 close() 也管不到它。常见原因是 accept 循环正忙于另一个客户端，或者卡死了。求证：监听套接字的 Recv-Q 大于 0，而且 CLOSE_WAIT 那一行没有进程。',
  'cause.close-wait.unanswered.title': '从未被 accept，或者 accept 了却没有处理',
  'cause.close-wait.unanswered.text':
    '数据在 accept() 之前就可以被内核确认，所以得到确认说明不了程序做过什么。CLOSE_WAIT 那一行没有进程：从未 accept；有进程而 Recv-Q 大于 1（FIN 也算一个）：accept 了但没有读。',
  'cause.close-wait.still-sending.title': '使用了半关闭',
  'cause.close-wait.still-sending.text':
    '{other}的 FIN 之后，{side}仍在发数据。这是有意使用的半关闭：{other}发完请求，关闭发送方向，然后读取应答。只有数据停了却没有 FIN，才是出了问题。',
  'cause.close-wait.listener-closed.title': '监听套接字没了',
  'cause.close-wait.listener-closed.text':
    '监听套接字关闭或者它的进程退出时，内核会重置还在 accept 队列里等待的每一条连接。那时其他排队的连接会在同一时刻被重置，下一个 SYN 会被拒绝。证明：服务管理器的日志。',
  'cause.close-wait.blocked.title': '已经 accept，但程序卡在别处',
  'cause.close-wait.blocked.text':
    '持有这个套接字的线程在等别的东西（锁、数据库、另一个套接字），走不到那个会返回 0 的 read()。求证：看这个线程的调用栈。',
  'cause.close-wait.busy.title': '程序卡在别处',
  'cause.close-wait.busy.text':
    '持有这个套接字的线程在等别的东西（锁、数据库、另一个套接字），走不到那个会返回 0 的 read()。求证：看这个线程的调用栈。',
  'cause.close-wait.leaked.title': '某条路径上漏了 close()',
  'cause.close-wait.leaked.text':
    'read() 返回了 0 或者出错，程序却经由提前 return、异常或遗漏的分支离开，没有关闭。这样的套接字只会越积越多。求证：进程还占着描述符，却没有线程在用它。',
  'cause.slow-to-close.busy.title': '{other}关闭时，程序正忙于别处',
  'cause.slow-to-close.busy.text':
    '它会关闭，只是晚了：本该读到文件结束的线程先在等别的东西（锁、数据库、定时器）。证据：这段时间里该线程的调用栈，或程序自己当时的日志。',
  'cause.close-wait.inherited.title': '描述符还被另一个进程拿着',
  'cause.close-wait.inherited.text':
    '最后一个副本关闭时才会发出 FIN。fork() 之后子进程没有关闭自己那一份，连接就一直留着。求证：lsof 在多个 PID 下列出同一条连接。',
  'cause.close-wait.pool.title': '连接池里的空闲连接',
  'cause.close-wait.pool.text':
    '服务端先关闭了，客户端要到下一次使用或检查这条连接时才会发现。少量无害；把连接池的空闲超时设得比服务端短即可。',

  'cause.stalled-server.stalled.title': '服务端停住了',
  'cause.stalled-server.stalled.text':
    '它的内核收下了请求，程序却没有应答：卡在锁、数据库或别的服务上，线程用尽，或被垃圾回收暂停。看看它从收到请求起在做什么。',
  'cause.stalled-server.lost.title': '应答在路上丢了',
  'cause.stalled-server.lost.text':
    '如果路径只容得下小包（路径 MTU），大的应答会一再被丢弃，客户端只看得到确认。证据：在服务端抓包，同一个大报文段会发出好几次。',
  'cause.stalled-server.timeout.title': '{other}的超时比应答所需的时间短',
  'cause.stalled-server.timeout.text':
    '{other}按自己的时限放弃了。调大时限只会掩盖原因；但两边的时限要配合，而且服务端应当停下没有人再等的工作。',
  'cause.slow-answer.busy.title': '程序慢，或者正忙于别的客户端',
  'cause.slow-answer.busy.text':
    '内核会立即确认请求，程序轮到它时才去读。后端慢、锁、工作线程太少或一次只处理一个客户端，都会让别的客户端等待。求证：当时该连接和监听套接字的 Recv-Q，以及程序自己那一刻的日志。',
  'cause.slow-answer.for-more.title': '请求不完整，或者本来就要等',
  'cause.slow-answer.for-more.text':
    '等待请求其余部分的服务端会应答得晚，往往是超时应答（408）；长轮询则是有意如此。求证：请求的内容，以及应答的内容。',
  'cause.keep-alive-race.timeout.title': '服务端的空闲超时短于客户端的',
  'cause.keep-alive-race.timeout.text':
    '两端都保留连接以便复用，而服务端先关闭了它。把客户端或代理的空闲超时设得比服务端短，或者重试可以重复的请求。',
  'cause.large-segments-lost.mtu.title': '路径的 MTU 比两端以为的小',
  'cause.large-segments-lost.mtu.text':
    '隧道、VPN 或叠加网络只能通过更小的报文，而告知这一点的 ICMP 消息（需要分片）被过滤了。调低网卡的 MTU 或限制 MSS；net.ipv4.tcp_mtu_probing=1 可以绕过。证据：到对端的 `ping -M do -s 1472` 失败，而更小的有应答。',
  'cause.large-segments-lost.loss.title': '大报文因别的原因被丢弃',
  'cause.large-segments-lost.loss.text':
    '错误的卸载设置或损坏的链路会丢弃大帧。证据：在{other}抓包，看实际到达了什么。',
  'cause.much-retransmitted.loss.title': '路径丢包，或者延迟太大',
  'cause.much-retransmitted.loss.text':
    '没有及时得到确认的数据会被重传：队列已满、链路不良、限速，或者对端已经不在。证据：沿途网卡和交换机的计数器，以及在两端同时抓取同一传输。',

  'cause.server.process-ended.title': '服务端的进程结束了',
  'cause.server.process-ended.text':
    '进程结束时，内核会关闭它所有的描述符：用 FIN；若有没读的数据，或连接还在 accept 队列里，则用 RST。证据：服务管理器的日志，`dmesg` 里的内存不足记录，pod 的退出状态。',
  'cause.server.health-check.title': '客户端是健康检查',
  'cause.server.health-check.text':
    '负载均衡一再地打开连接，一句话不说就关闭。它没有错；程序没有 accept 并关闭的每一条都会停留在 CLOSE_WAIT。证据：这个地址属于负载均衡或监控，间隔正是那里配置的。',
  'cause.health-check.reset.title': '客户端是健康检查',
  'cause.health-check.reset.text':
    '负载均衡或监控询问端口有没有应答，然后用 RST 结束，这样两端都不留下 TIME_WAIT。没有什么不对。证据：这个地址属于负载均衡或监控，间隔正是那里配置的。',
  'cause.server.limit.title': '服务端到了上限',
  'cause.server.limit.text':
    "它有多少描述符或工作线程就服务多少条连接，在空出一个之前，accept() 失败（EMFILE）或根本不被调用。证据：比较 `ls /proc/PID/fd | wc -l` 与 `grep 'open files' /proc/PID/limits`，以及监听套接字的 Recv-Q 大于 0。",
  'cause.server.one-at-a-time.title': '程序一次只服务一个客户端',
  'cause.server.one-at-a-time.text':
    '它处理一个的时候，不会为其他连接调用 accept() 或 read()。证据：监听套接字的 Recv-Q 大于 0，以及它唯一线程的调用栈。',
  'cause.server.hangs.title': '程序挂住了',
  'cause.server.hangs.text':
    '它先前提供服务，现在却不再服务，而这里并没有打开的连接让它忙碌。证据：各线程的调用栈，以及它们在等什么。',

  'cause.server.stood-still.title': '整个进程停住了或被卡住了',
  'cause.server.stood-still.text':
    '垃圾回收、被堵住的事件循环、每个请求都要的锁、cgroup 限流、暂停的容器或虚拟机、没有响应的磁盘或交换区。证据：垃圾回收的日志，cgroup 的 `cpu.stat`，以及停住时各线程的栈。',
  'cause.server.backend.title': '所有请求都在等服务端背后的同一样东西',
  'cause.server.backend.text':
    '数据库、缓存或别的服务有这么久没有应答，或者到它的连接池用光了。证据：同一时间服务端自己打开的连接的抓包。',

  'cause.fin-wait-2.peer.title': '{other}程序没有关闭',
  'cause.fin-wait-2.peer.text':
    '{other}处于 CLOSE_WAIT：内核确认了 FIN，程序还没有关闭。原因在那一边，不在这里。',
  'cause.fin-wait-2.shutdown.title': '只关闭了发送方向',
  'cause.fin-wait-2.shutdown.text':
    'shutdown(SHUT_WR) 之后套接字仍归程序所有，可以一直等剩下的应答，没有时限。',
  'cause.fin-wait-2.before.title': '{other}在录制开始之前就已关闭',
  'cause.fin-wait-2.before.text':
    '录制是从连接中途开始的，里面没有{other}的数据：它的 FIN 可能更早就发出了。那样的话双方都已关闭。',
  'cause.fin-wait-2.lost.title': '{other}的 FIN 没有到达',
  'cause.fin-wait-2.lost.text':
    '中间的防火墙或 NAT 可能已经删掉了表项。求证：在{other}的机器上抓包，看它的 FIN 是否发出。',

  'cause.fin-wait-1.unreachable.title': '{other}已经不在，或者不可达',
  'cause.fin-wait-1.unreachable.text': 'FIN 发出后没有得到确认：主机消失了，或者路径在某个方向上丢包。',
  'cause.fin-wait-1.capture.title': '抓包结束得太早',
  'cause.fin-wait-1.capture.text': 'ACK 通常在一个往返时间内就到，可能只是没有录进文件。',

  'cause.closing.lost.title': '有一个 ACK 丢了',
  'cause.closing.lost.text':
    '双方的 FIN 交错，而这个 FIN 的 ACK 没有来。内核会重发；长期停在 CLOSING 说明路径在丢包。',

  'cause.last-ack.lost.title': '最后一个 ACK 丢了',
  'cause.last-ack.lost.text': '内核会重发 FIN，处于 TIME_WAIT 的对端会再次确认。程序不需要做什么。',
  'cause.last-ack.gone.title': '{other}已经不在，或者不可达',
  'cause.last-ack.gone.text':
    '如果{other}还在，只是忘了这条连接，它会用 RST 回应 FIN。毫无回应说明报文在途中被丢弃。',

  'cause.time-wait.normal.title': '它先关闭',
  'cause.time-wait.normal.text': '先关闭的一端总要在这里等一段时间，这本身没有问题。',
  'cause.time-wait.ports.title': '只有在客户端大量堆积时才是问题',
  'cause.time-wait.ports.text':
    '每一条占用一个本地端口。如果 connect() 返回 EADDRNOTAVAIL，请保持并复用连接，或者让服务端先关闭。',

  'cause.syn-sent.filtered.title': '防火墙丢弃了 SYN',
  'cause.syn-sent.filtered.text':
    '端口没开的话会立刻收到 RST；毫无回应，正是丢包型过滤规则的样子。求证：在服务端抓包，看 SYN 是否到达。',
  'cause.syn-sent.filtered-there.title': '{other}那边的防火墙丢弃了 SYN',
  'cause.syn-sent.filtered-there.text':
    'SYN 是在{other}或它所在的网络上录下的：到那里为止路是通的。端口没开的话会立刻收到 RST。求证：发 SYN 前后比较那台机器自己防火墙的报文计数（`nft list ruleset`、`iptables -vnL`），再看反向路径过滤。',
  'cause.syn-sent.down.title': '主机没开，或者地址错了',
  'cause.syn-sent.down.text': '没有人应答。求证：其他端口和 ping 也没有回应。',
  'cause.syn-sent.backlog.title': '服务端的 accept 队列满了',
  'cause.syn-sent.backlog.text':
    '程序 accept 得太慢时，Linux 会丢弃 SYN。求证：在服务端看监听套接字的 Recv-Q 是否达到 Send-Q，ListenOverflows 是否在增长。',
  'cause.syn-sent.answered.title': '应答没有送到',
  'cause.syn-sent.answered.text': '抓包里有 SYN/ACK，客户端却像没有收到一样：它在抓包点之后丢了。',

  'cause.syn-received.queue-full.title': 'accept 队列满了',
  'cause.syn-received.queue-full.text':
    '抓包里有握手的最后一个 ACK。如果此后 SYN/ACK 还在重发，就是程序 accept 得太慢，Linux 忽略了那个 ACK。求证：监听套接字的 Recv-Q 达到 Send-Q。',
  'cause.syn-received.lost.title': '握手的最后一个 ACK 没有到达',
  'cause.syn-received.lost.text': 'SYN/ACK 或者对它的回应丢了：路由不对称、防火墙，或者客户端已经离开。',
  'cause.syn-received.flood.title': 'SYN 来自伪造的地址',
  'cause.syn-received.flood.text': '同时有大量来自不同地址的这类条目，就是 SYN 洪泛；SYN cookie 可以应付。',

  'cause.established.not-accepted.title': '可能还没有被 accept',
  'cause.established.not-accepted.text':
    '抓包里{side}程序没有发过一个字节，所以这一切可能都只是内核完成的。求证：那一行没有进程，且监听套接字的 Recv-Q 大于 0。',
  'cause.established.not-reading.title': '有一端的程序不读数据',
  'cause.established.not-reading.text':
    '接收缓冲区已满，窗口关闭：持有它的程序正忙、被阻塞或者停住了。求证：那台机器上这条连接的 Recv-Q，以及该线程的调用栈。',
  'cause.established.cut.title': '中间设备的空闲超时',
  'cause.established.cut.text':
    'NAT、防火墙或负载均衡丢掉了这条静默的连接，两端都没有得到通知。让 keep-alive 的间隔短于它的超时即可。求证：两端都把它列为 ESTABLISHED，而另一端的抓包里没有这些报文。',
  'cause.established.dropped.title': '有什么丢弃了这条连接的报文',
  'cause.established.dropped.text':
    '防火墙、NAT 或负载均衡不再认识这条连接，或者把它交给了另一台机器，于是丢弃属于它的报文，两端都不会知道。证据：在每个这样的设备的另一侧抓包，以及那里的 `conntrack -L`。',
  'cause.established.gone.title': '有一端已经不在，或者无法到达',
  'cause.established.gone.text':
    '再也没有任何回应：断电、断网、重启，或者防火墙不再认识这条连接而丢弃它的报文。还在发送的一端会在重传之后放弃（Linux：约 15 分钟，net.ipv4.tcp_retries2）。',
  'cause.established.icmp-filter.title': '防火墙用 ICMP 差错拒绝',
  'cause.established.icmp-filter.text':
    '某条规则在握手之后才生效，或者会检查数据，于是用 `reject with icmp admin-prohibited` 之类来回应，可能在对端主机上，也可能在途中：ICMP 差错的源地址就是它的位置。证明：那里各条规则的计数器，以及{other}上的 `ss`，那里仍然列着这条连接。',
  'cause.established.icmp-route.title': '到{other}的路断了',
  'cause.established.icmp-route.text':
    '某个路由器丢了路由，或者最后一段网络上的主机不再应答：关机、迁移或拔了网线。ICMP 差错的源地址说明路断在哪里。证明：在那里执行 `ip route get`，看 ARP 或邻居发现有没有回应。',
  'cause.established.idle.title': '连接空闲',
  'cause.established.idle.text': '长连接和连接池的正常状态。',
  'cause.established.half-open.title': '{other}可能已经不在了',
  'cause.established.half-open.text':
    '断电、断路由、NAT 表项过期都不会发 FIN。只有通信才能发现：keep-alive，或者一次永远得不到确认的写。',

  'cause.unknown.capture.title': '这条连接抓得不完整',
  'cause.unknown.capture.text': '请在这一端、在连接建立之前、双向抓包；或者用下面的命令直接问那台机器。',

  'cause.closed.queue-full.title': '服务端的 accept 队列满了',
  'cause.closed.queue-full.text':
    '打开 net.ipv4.tcp_abort_on_overflow 后，队列放不下的连接会被 Linux 重置。求证：ListenOverflows 在增长，监听套接字的 Recv-Q 达到 Send-Q。',
  'cause.closed.forgotten.title': 'FIN_WAIT_2 已被定时器结束',
  'cause.closed.forgotten.text':
    '{resetter}已经关闭了套接字，对端的 FIN 没有及时来，内核就忘了这条连接：Linux 上是 60 秒（net.ipv4.tcp_fin_timeout）。RST 只是结果；原因是{resetVictim}程序关闭得太慢。',
  'cause.closed.idle.title': '中间设备的空闲超时',
  'cause.closed.idle.text':
    'NAT、防火墙和负载均衡会丢弃或重置静默太久的连接。让 keep-alive 的间隔短于它的超时即可：设置 SO_KEEPALIVE 和 TCP_KEEPIDLE，或者在协议里发心跳。求证：另一端仍把这条连接列为 ESTABLISHED。',
  'cause.closed.unreachable.title': '{resetVictim}已经不在，或者不可达',
  'cause.closed.unreachable.text':
    '{resetter}一再发送都没有回应，于是重置了连接：对端断电、断网、路由失效，或者防火墙开始丢弃原先放行的报文。',
  'cause.closed.given-up.title': '{resetter}早已放弃这条连接',
  'cause.closed.given-up.text':
    '它的数据一直没有得到确认，内核于是停止重传，没有发出任何报文就丢掉了套接字（Linux：net.ipv4.tcp_retries2，约 15 分钟，或 TCP_USER_TIMEOUT）。这段时间到{resetVictim}的路断了，或者{resetVictim}不在。证明：{resetter}程序日志里的 ETIMEDOUT。',
  'cause.closed.not-asked.title': '客户端没有在等这个 SYN/ACK',
  'cause.closed.not-asked.text':
    '内核收到与自己任何套接字都不相符的 SYN/ACK 时，会用 RST 回答。如果 NAT（kube-proxy、Docker、负载均衡器）转换了 SYN，而回应走了另一条路，客户端看到的就是它没有请求过的地址；半开扫描和已经放弃的程序看起来也一样。证明：在客户端抓包，看 SYN 发往的地址和 SYN/ACK 来自的地址是否不同。',
  'cause.closed-without-answer.ended.title': '工作进程结束了，或者放弃了这个请求',
  'cause.closed-without-answer.ended.text':
    '进程或线程崩溃、被杀死或到了自己的超时，内核会关闭它的套接字：数据都读过时用 FIN。证明：程序当时的日志、工作进程的重启记录、`dmesg` 里的 OOM 记录。',
  'cause.closed-without-answer.unwanted.title': '程序不接受它读到的内容',
  'cause.closed-without-answer.unwanted.text':
    '对方说的不是这个端口的协议（把明文 HTTP 发给 TLS、缺少 PROXY 头）、连接数上限，或者地址不被允许。证明：请求的字节，以及程序的日志。',
  'cause.closed.orderly.title': '双方正常关闭',
  'cause.closed.orderly.text': 'FIN 和 ACK 在两个方向上都完成了。',
  'cause.closed.gave-up.title': '{resetter}等不到 FIN，放弃了',
  'cause.closed.gave-up.text':
    '它此前已经关闭，停在 FIN_WAIT_2。RST 只是结果；原因是{resetVictim}程序没有关闭。',
  'cause.closed.write-after-close.title': '{resetVictim}向{resetter}已经关闭的连接写了数据',
  'cause.closed.write-after-close.text':
    '{resetter}发出 FIN 之后，{resetVictim}还在发数据，{resetter}用 RST 回应：它已经完全关闭了套接字，而不只是关闭发送方向。写之前先读：read() 返回 0 就说明对端已经结束。',
  'cause.closed.not-listening-then.title': '那一刻那个端口没有程序在监听',
  'cause.closed.not-listening-then.text':
    '地址和端口都没有错：那里接受过其他连接。服务当时正在启动、重启或者刚刚结束，或者负载均衡把这一条送到了没有运行该服务的机器。证明：服务管理器在那个时间的日志。',
  'cause.closed.not-listening.title': '那个端口没有程序在监听',
  'cause.closed.not-listening.text':
    '服务没有启动，或者监听在别的地址（只有 127.0.0.1、只有 IPv6）或别的端口。求证：列出服务端的监听套接字。',
  'cause.closed.icmp-filter.title': '防火墙用 ICMP 差错拒绝',
  'cause.closed.icmp-filter.text':
    '诸如 `reject with icmp admin-prohibited` 的规则回答了 SYN，可能在对端主机上，也可能在途中：ICMP 差错的源地址就是它的位置。它后面的端口可能是开着的。',
  'cause.closed.icmp-route.title': '到{other}没有通路',
  'cause.closed.icmp-route.text':
    '某个路由器没有路由，或者最后一段网络上没有主机应答这个地址。ICMP 差错的源地址说明路断在哪里。证明：在那里执行 `ip route get`，看 ARP 或邻居发现有没有回应。',
  'cause.closed.rejected.title': '防火墙用 RST 拒绝',
  'cause.closed.rejected.text': '像 nftables 的 `reject with tcp reset` 这样的规则，从这里看是一样的。',
  'cause.closed.unread.title': '{resetter}关闭时还有没读的数据',
  'cause.closed.unread.text':
    '接收缓冲区里还有数据时 close()，发出的是 RST 而不是 FIN：比如服务端没读完请求就返回了错误。',
  'cause.closed.linger.title': '{resetter}有意中止',
  'cause.closed.linger.text':
    'SO_LINGER 时间为 0，或者代理、负载均衡超时后选择重置而不是关闭。证明：代码里或者 `strace -f -e trace=setsockopt,close` 里的 SO_LINGER，或者代理的日志。',
  'cause.closed.no-socket.title': '{resetter}已经不认识这条连接',
  'cause.closed.no-socket.text':
    '主机重启了，进程退出了或者套接字已经关闭而录制里看不到，或者忘掉了连接的 NAT 给它换了端口。发给不存在的套接字的报文会得到 RST。',
  'cause.closed.no-socket-soon.title': '{resetter}已经不认识这条连接',
  'cause.closed.no-socket-soon.text':
    '它关闭了套接字而录制里看不到，没有发任何报文就丢失了套接字（数据一直没有得到确认，内核就像 TCP_USER_TIMEOUT 那样放弃了，或者容器的网络被删除），或者忘掉了连接的 NAT、负载均衡给它换了端口或送到了别的机器。发给不存在的套接字的报文会得到 RST。证明：{resetter}上的 `ss` 不再列出这条连接。',
  'cause.closed.forgotten-half-close.title': 'conntrack 或 IPVS 忘掉了半关闭的连接',
  'cause.closed.forgotten-half-close.text':
    '一端关闭之后，Linux 的 conntrack 只把连接保留 60 秒（nf_conntrack_tcp_timeout_close_wait；IPVS 为 120 秒），更晚的报文属于 INVALID：被丢弃，或者换来 RST。花费更久的回答永远到不了。应当更早回答、不要在得到回答之前半关闭，或者调大这个超时。证明：NAT 或防火墙上的 `conntrack -L`，以及它另一侧的抓包。',
  'cause.closed.forged.title': '两者之间的防火墙或其他设备发出了它',
  'cause.closed.forged.text':
    '防火墙、入侵防御、代理和负载均衡会以某一端的名义用 RST 切断连接。证明：在那一端抓包，会看到它没有发过 RST，自己反而也收到了一个。',
  'cause.closed.forged-there.title': '{resetter}旁边的设备或防火墙发出了它',
  'cause.closed.forged-there.text':
    '这份录制就在{resetter}那里或它的网络上，而以它名义发出的 RST 并不是{resetter}发的：是它自己的防火墙、它前面的代理或那个网络里的设备。证明：在那里看 `nft list ruleset` 和 `iptables -vnL` 的计数器，并用 `ss -tanp` 看{resetter}是否还列着这条连接。',
  'cause.closed.reject-rule.title': '防火墙在连接中途用 RST 拒绝',
  'cause.closed.reject-rule.text':
    '握手之后才生效的规则，或者查看数据内容的规则，用 `reject with tcp reset` 像没有这个套接字的主机那样回答。证明：{resetter}上的 `ss` 仍然列出这条连接。',
  'cause.closed.closed-both.title': '双方都已经关闭',
  'cause.closed.closed-both.text':
    '{resetter}不只是停止发送，而是彻底关闭了套接字，所以内核用 RST 回答最后的 FIN。此前数据都已送达，不需要做什么。',
  'cause.closed.ports-again.title': '这对端口过早地被再次使用',
  'cause.closed.ports-again.text':
    '服务端还留着一条地址和端口都相同的旧连接，往往是它从未得知已经结束的那一条。RST 会清掉它，下一个 SYN 就会得到回答。',
  'cause.closed.killed.title': '{resetter}的进程被杀死或已经结束',
  'cause.closed.killed.text':
    '进程因信号或内存不足而结束时，内核会关闭它的套接字：有未读数据就发 RST，否则发 FIN。证明：服务管理器的日志，以及 `dmesg` 里内存不足的记录。',
  'cause.closed.between.title': '中间设备发的',
  'cause.closed.between.text':
    '防火墙和 NAT 会伪造 RST。录制里有 TTL 或 IP ID 而与那一端的其他报文不一致时，这里会说明；一致并不能证明什么。求证：在那一端抓包，看它有没有发过这个 RST。',
};
