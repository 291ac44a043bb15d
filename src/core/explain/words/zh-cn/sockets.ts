import type { sockets as en } from '../en/sockets';

export const sockets: Record<keyof typeof en, string> = {
  'socket.table-title': '套接字表 {file}',
  'socket.row-title': '套接字表 {file} 的第 {row} 行记录',
  'socket.rows': 'TCP 套接字共 {rows} 行。',
  'socket.counts-only': '这份文本只有套接字的计数：{counts}。',
  'socket.nothing-found': '在列出的那一刻，没有任何内容显示有故障。',
  'socket.nothing-found-read': '在连同状态一起读出的行里，列出的那一刻没有任何内容显示有故障。',
  'socket.counts-show-little': '计数看不出某个连接是否有问题：`ss -tanp` 会列出每个连接及其状态和进程。',
  'socket.no-states-found': '其中没有套接字的状态，因此无法由它判断是否有套接字出了问题。',
  'socket.unread': '看起来是表中的行但无法读取的有 {count} 行。',
  'socket.not-established':
    '尝试过但没有建立的连接：{count} 个。对端拒绝、地址不可达、没有收到应答，或者程序放弃了。',
  'socket.stateless': '文本中没有给出状态的行：{count} 行。',
  'socket.found': '{count} 项发现。',
  'socket.at-least': '对端的最后一个报文是 {duration}前到达的，所以这种情况至少已经持续了这么久。',
  'socket.a-process': '某个进程',
  'socket.the-listener': '在那里监听的程序',
  'socket.process': '{name}（进程 {pid}）',
  'socket.process-number': '进程 {pid}',
  'socket.unknown-address': '列表未显示的地址',
  'socket.endpoints': '端点',
  'socket.lines': '（第 {lines} 行）',
  'socket.more-alike': '另有 {count} 项“{title}”{lines}',
  'socket.listening': '监听',
  'socket.connects': '连接到',
  'socket.no-connections': '没有连接',
  'socket.next': '下一步在 Linux 上运行',
  'socket.none': '没有逐行记录，只有计数：{counts}。',
  'socket.stuck': '{count} 个卡在半关闭状态。查看原因：closewait explain --connection {connection} {file}',
  'socket.possible':
    '最后看到 {count} 个处于 CLOSE_WAIT。表里看不出持续了多久：再列一次就知道哪些一直停在那里。',
  'socket.column.local': '本地',
  'socket.column.peer': '对端',
  'socket.column.state': '状态',
  'socket.column.seen': '已见',
  'socket.column.process': '进程',
  'socket.column.findings': '发现',
  'socket.annotate':
    '{file} 是套接字表，没有可以注解的报文。请用 closewait connections 或 closewait explain。',
  'socket.beside-title': '同一份文本里的套接字表',
  'socket.no-row': '没有第 {row} 行；最后一行是 {last}',
  'socket.expected':
    '{file} 里没有报文，也没有套接字表的行。Closewait 可读取 pcap、pcapng 和 tcpdump 的文本，以及 ss、netstat、lsof -i、/proc/net/tcp、conntrack -L、tcpstates、tcplife、Get-NetTCPConnection 的表和 Node 的诊断报告。',

  'table.unreadable-row': '这一行看起来是套接字表的一行，但无法读取：{text}',
  'table.not-looked-further':
    '只在文本的前 {text} MiB（到这一行为止）里查找了套接字表，其后没有查找：请把表单独存为一个文件。',
  'table.too-many-rows': '超过 {text} 行：其余的没有读取。',

  'socket.live.elsewhere':
    '此系统没有可供读取套接字的 /proc/net/tcp；请提供一张表：macOS 上 `netstat -anv -p tcp | closewait explain -`，Windows 上 `netstat -ano | closewait explain -`',
  'socket.live.none': '本机没有 TCP 套接字。',
  'socket.live.hidden':
    '此用户无权查看的进程：{hidden} 个。持有者未知的套接字：{unnamed} 个；以 root 运行可得知。',
  'socket.live.changed': '{duration} 内的变化',
  'socket.live.stuck': '{count} 个连接卡在半关闭状态。',
  'socket.live.possible': '此刻有 {count} 个处于 CLOSE_WAIT；--refresh 5 可显示其中哪些一直如此。',

  'socket.over-time.stays.title': '一直处于 {state}',
  'socket.over-time.stays':
    '{address} 有 {after} 个连接在两次列表中都处于 {state}：在第一次列表之前就已如此。',
  'socket.over-time.stays.timed':
    '{address} 有 {after} 个连接在相隔 {duration} 的两次列表中都处于 {state}：在第一次列表之前就已如此。',
  'socket.over-time.stays.close-wait': '对端已经关闭；在这整段时间里本端没有关闭。',
  'socket.over-time.grew.title': '{state} 增多',
  'socket.over-time.grew': '{address} 处于 {state} 的连接：第一次列表中 {before} 个，最后一次 {after} 个。',
  'socket.over-time.grew.timed':
    '{address} 处于 {state} 的连接：第一次列表中 {before} 个，{duration} 之后的最后一次 {after} 个。',
  'socket.over-time.counted-grew.title': '{state} 增多',
  'socket.over-time.counted-grew': '计数为 {state} 的套接字：最初 {before} 个，最后 {after} 个。',
  'socket.over-time.counted-grew.timed':
    '计数为 {state} 的套接字：最初 {before} 个，{duration}后 {after} 个。',
  'socket.over-time.counter-grew.title': '计数增加：{counter}',
  'socket.over-time.counter-grew': '内核的计数最初为 {before}，最后为 {after}：仍在发生。所计的是{counter}。',
  'socket.over-time.counter-grew.timed':
    '内核的计数最初为 {before}，{duration}后为 {after}：仍在发生。所计的是{counter}。',
  'socket.counter.overflows': '因 accept 队列已满而丢弃的连接',
  'socket.counter.listen-drops': '在监听套接字处丢弃的 SYN 和握手',
  'socket.counter.abort-on-data': '因关闭之后有数据到达而重置的连接',
  'socket.counter.abort-on-close': '关闭时还有数据未读取的连接',
  'socket.counter.abort-on-timeout': '因对端没有应答而放弃的连接',
  'socket.counter.abort-on-memory': '因内存不足或孤立套接字过多而终止的连接',
  'socket.over-time.queue-grew.title': '等待 accept() 的连接增多',
  'socket.over-time.queue-grew':
    '在 {address} 等待 accept() 的连接：第一次列表中 {before} 个，最后一次 {after} 个。{process}接受得比到来的慢，或根本不接受。',
  'socket.over-time.queue-grew.timed':
    '在 {address} 等待 accept() 的连接：第一次列表中 {before} 个，{duration} 之后的最后一次 {after} 个。{process}接受得比到来的慢，或根本不接受。',

  'socket.accept-queue-overflow.title': 'accept 队列已满',
  'socket.accept-queue-overflow.full':
    '{address} 上有 {waiting} 条连接在等待 accept()，上限是 {limit}：队列满了。在{process}调用 accept() 之前，内核会丢弃后续握手的最后一个 ACK 以及新的 SYN。',

  'socket.accept-queue-overflow.counted':
    '内核统计到 {count} 条连接因为 accept 队列已满而被丢弃（ListenOverflows）。计数从系统启动或上一次运行 nstat 算起，没有端口。',

  'socket.never-accepted.title': '没有被 accept',
  'socket.never-accepted.closed-one':
    '{peer} 连到了 {address}，并且已经关闭；没有描述符指向这条连接。握手由内核自行完成，{process}没有为它调用 accept()：程序别处的 close() 结束不了它。',
  'socket.never-accepted.closed-many':
    '连到 {address} 的 {count} 条连接已被对端关闭，没有描述符指向它们。握手由内核自行完成，{process}没有为它们调用 accept()：程序别处的 close() 结束不了它们。',
  'socket.never-accepted.waiting-one':
    '{peer} 到 {address} 的连接已建立，没有描述符指向它：它在等{process}调用 accept()。',
  'socket.never-accepted.waiting-many':
    '连到 {address} 的 {count} 条连接已建立，没有描述符指向它们：它们在等{process}调用 accept()。',
  'socket.never-accepted.queue-one':
    '此刻 {address} 上有一条连接在等待 accept()。短暂如此属于正常；如果一直在等，说明{process}顾不上 accept()。',
  'socket.never-accepted.queue-many':
    '此刻 {address} 上有 {waiting} 条连接在等待 accept()。如果一直在等，说明{process}顾不上 accept()。',
  'socket.never-accepted.doubt':
    '列表没有显示谁在那里监听：如果是其他用户或容器的进程，连接可能由它持有而没有显示出来。',

  'socket.close-wait-pile-up.title': 'CLOSE_WAIT 堆积',
  'socket.close-wait-pile-up.server':
    '同一时刻，连到 {address} 的 {count} 条连接处于 CLOSE_WAIT：对端已经关闭，本机没有。',
  'socket.close-wait-pile-up.client':
    '同一时刻，本机连到 {address} 的 {count} 条连接处于 CLOSE_WAIT：服务端已经关闭，本机的程序还留着它们。',
  'socket.close-wait-pile-up.counted':
    '统计到 {count} 个套接字处于 CLOSE_WAIT：对端已经关闭，本机没有。计数里没有端口，也没有进程。',

  'socket.accepted-not-read.title': '已 accept，没有读',
  'socket.accepted-not-read.with-fin':
    '{process}持有 {peer} 的连接，还有 {bytes} 字节没有读，后面跟着 FIN（Recv-Q {queue}）：已经 accept，没有读到末尾，也没有关闭。',
  'socket.accepted-not-read.queue':
    '{process}持有 {peer} 的连接，对端已经关闭，缓冲区还没有读完（Recv-Q {queue}；在 Linux 上 FIN 也算一个）：已经 accept，没有读到末尾，也没有关闭。',

  'socket.close-wait.title': '处于 CLOSE_WAIT',
  'socket.close-wait.read':
    '{peer} 已经关闭。{process}已读完每一个字节（Recv-Q 0），却没有关闭自己的套接字：它读到了文件末尾却没有处理，或者不再读取，因而没有察觉。',
  'socket.close-wait.unread-fin':
    '{peer} 已经关闭。{process}读完了所有字节，但还没有读到文件末尾（Recv-Q 1）：它不再对这个套接字调用 recv()，或者还没轮到，也没有关闭它。',
  'socket.close-wait.held': '{peer} 已经关闭。{process}持有这个套接字，还没有关闭。',
  'socket.close-wait.owner':
    '{peer} 已经关闭。套接字属于{process}，它没有关闭套接字，或者还没有 accept 这条连接：在这种系统上，列表分不清这两种情况。',
  'socket.close-wait.unseen':
    '{peer} 已经关闭，本端没有。套接字由哪个进程持有、是否有进程持有，列表没有显示。',
  'socket.close-wait.monitored':
    'Zeek 看到 {peer} 关闭，而本端没有关闭，直到它写下这一行：连接数分钟没有动静或 Zeek 结束时才写。此后发生的不在其中。',
  'socket.close-wait.recorded':
    '{peer} 的连接在 {beforeState} 停留了 {before}，之后对端关闭，进入 CLOSE_WAIT。之后没有记录到变化：到记录结束时它没有关闭。',

  'socket.descriptor-leak.title': '没有连接的描述符',
  'socket.descriptor-leak.one':
    '{process}留着描述符 {highest}，它是一个 TCP 套接字，却不在内核的任何表里：连接已经结束而程序没有关闭它，或者它从未连接过。（属于另一个网络命名空间即容器的套接字，lsof 也是这样显示的。）',
  'socket.descriptor-leak.many':
    '{process}留着 {count} 个 TCP 套接字的描述符，它们不在内核的任何表里：连接已经结束而程序没有关闭它们，或者它们从未连接过。（属于另一个网络命名空间即容器的套接字，lsof 也是这样显示的。）',
  'socket.descriptor-leak.one-near-limit':
    '{process}留着描述符 {highest}，它是一个 TCP 套接字，却不在内核的任何表里：连接已经结束而程序没有关闭它，或者它从未连接过。这个编号接近 {limit}，即进程常见的上限：如果它的上限就是这样，accept() 和 open() 快要失败了。（属于另一个网络命名空间即容器的套接字，lsof 也是这样显示的。）',
  'socket.descriptor-leak.many-near-limit':
    '{process}留着 {count} 个 TCP 套接字的描述符，它们不在内核的任何表里：连接已经结束而程序没有关闭它们，或者它们从未连接过。最大的编号 {highest} 接近 {limit}，即进程常见的上限：如果它的上限就是这样，accept() 和 open() 快要失败了。（属于另一个网络命名空间即容器的套接字，lsof 也是这样显示的。）',

  'socket.descriptor-held.title': '描述符仍然打开',
  'socket.descriptor-held.paused':
    '{process}的描述符 {fd} 仍有对端 {peer}，所以套接字既没有关闭，也没有被重置。它的句柄不活动：程序没有在读，也就无法察觉对端关闭。',
  'socket.descriptor-held.reading':
    '{process}的描述符 {fd} 仍有对端 {peer}，所以套接字既没有关闭，也没有被重置。程序正在读它。',

  'socket.middlebox-forgets.title': '中间设备即将忘记这条连接',
  'socket.middlebox-forgets.tracked':
    '路由器或防火墙的连接跟踪里，{address} 到 {peer} 处于 CLOSE_WAIT：它看到了一端的 FIN 和对它的确认，没有看到另一端的 FIN。如果没有报文经过，{forgotten}后它就忘记这条连接；之后另一端发来的报文对它是 INVALID，多半被丢弃。',
  'socket.middlebox-forgets.translated':
    '路由器或防火墙的连接跟踪里，{address} 到 {peer} 处于 CLOSE_WAIT：它看到了一端的 FIN 和对它的确认，没有看到另一端的 FIN。如果没有报文经过，{forgotten}后它就忘记这条连接以及地址转换的方式；之后另一端发来的报文对它是 INVALID，到不了对端。',
  'socket.middlebox-forgets.unknown':
    '路由器或防火墙的连接跟踪里，{address} 到 {peer} 处于 CLOSE_WAIT：它看到了一端的 FIN 和对它的确认，没有看到另一端的 FIN。列表没有显示它何时忘记这条连接。',

  'socket.half-open-peer.title': '对端没有应答',
  'socket.half-open-peer.silent':
    '{peer} 目前不可达：已有 {duration}没有收到它的任何报文，{retries} 次重传没有应答。下一次在 {next}后。Linux 默认 15 次后放弃（net.ipv4.tcp_retries2；已关闭的套接字更早）；在此之前程序一直等待。',
  'socket.half-open-peer.retransmitting':
    '发往 {peer} 的 {retries} 次重传没有应答，下一次在 {next}后：它不可达，或者途中丢失了发出的内容。',

  'socket.no-answer.title': 'SYN 无应答',
  'socket.no-answer.repeated':
    '发往 {peer} 的 SYN 已重发 {retries} 次，没有应答，下一次在 {next}后：在途中被丢弃，或者主机不存在，或者它的 accept 队列已满。',
  'socket.no-answer.monitored':
    'Zeek 看到发往 {peer} 的 SYN，没有看到应答（S0）：SYN 被丢弃，或者主机不存在，或者应答走了另一条路。',

  'socket.receiver-not-reading.title': '数据还没有被读',
  'socket.receiver-not-reading.own': '此刻有来自 {peer} 的 {bytes} 字节在等{process}读取。',
  'socket.receiver-not-reading.peer':
    '{peer} 关闭了接收窗口：那边的程序没有在读。这里有 {bytes} 字节在等待；{next}后再次探测窗口。',

  'socket.fin-wait-2-held.title': '半关闭并被持有',
  'socket.fin-wait-2-held.without-timer':
    '{process}关闭了发往 {peer} 的方向，但仍持有套接字，所以没有计时器结束 FIN_WAIT_2：它会一直停在那里，直到对端关闭或程序调用 close()。',
  'socket.fin-wait-2-held.held':
    '{process}关闭了发往 {peer} 的方向，但仍持有套接字：它停在 FIN_WAIT_2，直到对端关闭或程序调用 close()。',

  'socket.closing-unacknowledged.title': '已关闭，尚未被确认',
  'socket.closing-unacknowledged.orphan':
    '程序已经关闭了到 {peer} 的套接字；内核还在发送 {bytes} 字节（包括 FIN），并会自行结束连接。',

  'socket.port-exhaustion.title': '本地端口将要用尽',
  'socket.port-exhaustion.range':
    '一个本地地址到 {address} 有 {count} 条连接，默认的本地端口共 {ports} 个：connect() 会变慢，或者以 EADDRNOTAVAIL 失败。',

  'socket.time-wait-pile-up.title': '大量 TIME_WAIT',
  'socket.time-wait-pile-up.client':
    '到 {address} 的 {count} 条连接处于 TIME_WAIT：本机先关闭，并且没有复用连接。每条占用一个本地端口一分钟。',
  'socket.time-wait-pile-up.server':
    '连到 {address} 的 {count} 条连接处于 TIME_WAIT：本机先关闭。它们占用内存，不占描述符，会自行结束。',
  'socket.time-wait-pile-up.counted':
    '统计到 {count} 个套接字处于 TIME_WAIT。它们会自行结束；本地端口是否会用尽，要看它们连向哪里。',

  'socket.kernel-counters.title': '内核的计数',
  'socket.kernel-counters.listen-drops':
    '监听套接字处有 {count} 个 SYN 或握手被丢弃（ListenDrops），原因不限：accept 队列已满（ListenOverflows）是其中之一。该计数从系统启动或上次运行 nstat 时算起。',
  'socket.kernel-counters.abort-on-data':
    '本机重置了 {count} 个连接，因为程序关闭之后又有数据到达，或程序以 SO_LINGER 0 关闭（TCPAbortOnData）。该计数从系统启动或上次运行 nstat 时算起。',
  'socket.kernel-counters.abort-on-close':
    '本机重置了 {count} 个连接，因为程序关闭它们时还有数据没有读取（TCPAbortOnClose）。该计数从系统启动或上次运行 nstat 时算起。',
  'socket.kernel-counters.abort-on-timeout':
    '{count} 个连接因为对端没有应答而被放弃（TCPAbortOnTimeout）。该计数从系统启动或上次运行 nstat 时算起。',
  'socket.kernel-counters.abort-on-memory':
    '{count} 个连接因为孤立套接字过多或 TCP 内存不足而被终止（TCPAbortOnMemory）。该计数从系统启动或上次运行 nstat 时算起。',

  'socket.listing-incomplete.title': '这份列表无法显示的内容',
  'socket.listing-incomplete.no-processes':
    '这份列表没有一行写出进程（没有用相应的选项，或者不是 root）：连接是否被 accept、由谁持有，从中得不出结论。',
  'socket.listing-incomplete.no-states':
    '此列表的行都没有状态：它只列出所选的状态，而文本没有说明是哪些。`ss -tanp` 会列出全部套接字及其状态。',
  'socket.listing-incomplete.partial':
    '这份列表不是以 root 身份列出的：缺少其他用户的进程，所以没有进程的行说明不了什么。',
  'socket.listing-incomplete.descriptors':
    'lsof 列出的是进程持有的内容：没有被任何程序 accept 的连接不在其中。',
  'socket.listing-incomplete.middlebox':
    'conntrack 列出的是路由器或防火墙记住的内容，有它自己的超时：两端的套接字可能处于其他状态，或者已经不在了。',
  'socket.listing-incomplete.one-process': '报告显示的是一个 Node 进程的套接字，没有状态。',
  'socket.listing-incomplete.lives': 'tcplife 显示的是它运行期间结束的连接：卡住的连接不在其中。',
  'socket.listing-incomplete.monitor':
    'conn.log 是 Zeek 在旁路看到的：连接结束或被 Zeek 遗忘时才写一行。其中没有进程，也没有 Zeek 看不到的数据。Zeek 所读的抓包能说明更多。',
  'socket.listing-incomplete.changes':
    'tcpstates 显示的是它运行期间的变化：之前和之后的不在其中，写出的进程是那一刻正在运行的进程。',
};
