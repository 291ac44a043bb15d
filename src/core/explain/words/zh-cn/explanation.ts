import type { explanation as en } from '../en/explanation';

export const explanation: Record<keyof typeof en, string> = {
  'headline.accept-queue-overflow': 'accept 队列已满',
  'headline.idle-cut': '连接在空闲时被切断',
  'headline.half-open-peer': '不再应答',
  'headline.half-open-peer.unknown': '已经不认识这条连接',
  'headline.write-after-close': '在{other}关闭之后仍在写',
  'headline.aborted-with-unread-data': '关闭时还有没读的数据',
  'headline.reset-in-data': '在数据传输中途重置了连接',
  'headline.aborted-by-linger': '用 RST 结束了连接',
  'headline.receiver-not-reading': '有 {duration}没有读数据',
  'headline.large-segments-lost': '大报文段到不了对端',
  'headline.keep-alive-race': '关闭空闲连接时，下一个请求正好到来',
  'headline.stalled-server': '让客户端一直等到放弃',
  'headline.stalled-server.answered-too-late': '过了 {duration}才应答，客户端早已放弃',
  'headline.much-retransmitted': '重传了 {percent} % 的数据段',
  'headline.slow-to-close': '比{other}晚 {duration}才关闭',

  'title.of': '{Side} {address}：{title}',
  'title.lasting': '{state} 持续 {duration}',
  'title.state': '{state}',
  'title.reset': '{state} 持续 {duration}，直到{resetter}重置连接',
  'title.left': '{state} 持续 {duration}，到报文 {packet} 为止',
  'title.closed': '正常关闭',
  'title.closed.reset': '被{resetter}重置',
  'title.closed.unreachable': 'connect() 失败，收到 ICMP 差错',
  'title.closed.refused': '被{resetter}拒绝',

  'summary.CLOSE_WAIT': '{other}{when}关闭了连接；{side}内核随即确认，{side}程序却一直没有关闭自己这一端。',
  'summary.CLOSE_WAIT.unconfirmed':
    '{other}{when}关闭了连接。抓包里没有{side}对此的确认，所以 CLOSE_WAIT 是推断出来的。',
  'summary.CLOSE_WAIT.acknowledged': '{other}{when}关闭了连接，{side}内核随即确认。',
  'summary.CLOSE_WAIT.later': '{other}{when}关闭了连接；{side}内核随即确认，{side}程序随后也关闭了。',
  'summary.CLOSE_WAIT.aborted':
    '{other}{when}关闭了连接，{side}内核随即确认。{side}没有正常关闭，而是重置了连接（报文 {packet}）：程序关闭时还有没读的数据，或者用了 SO_LINGER 0，或者连接还排在监听套接字的队列里而监听套接字没了。',
  'summary.served-later':
    '双方一个字节的数据都没有发过；但到同一端口的连接 {later} 来得更晚，却得到了服务，所以程序也 accept 过这一条，只是把它弄丢了。',
  'summary.write-after-close':
    '{side}继续发送，{other}用 RST 回应（报文 {packet}）：它已经完全关闭，而不只是关闭发送方向。',
  'summary.brief.open': '{duration}后抓包就结束了，还不能说程序关闭得慢。',
  'summary.brief.reset': '仅仅 {duration}之后{resetter}就重置了连接（报文 {packet}），还不能说程序关闭得慢。',
  'summary.never-accepted':
    '双方一个字节的数据都没有发过：内核完成了握手、却没有程序 accept 的连接，正是这个样子。先查 accept 循环是不是卡在别处，再去找漏掉的 close()。',
  'summary.unanswered':
    '{other}发来的 {peerBytes} 字节得到了确认，却没有回应；程序有没有 accept 过，从报文里看不出来。',
  'summary.after-data':
    '此前双方都传过数据，说明程序确实 accept 了；现在它要么忙于别处，要么已经把这个套接字弄丢了。',
  'summary.still-sending': '此后{side}仍在发送：这是有意使用的半关闭。',
  'summary.pool': '这样的套接字通常属于一个还没有察觉的连接池。',

  'summary.FIN_WAIT_2': '{side}{when}关闭了连接，{other}内核已经确认；{other}的 FIN 一直没有来。',
  'summary.FIN_WAIT_1': '{side}{when}发出了 FIN，还没有得到确认。',
  'summary.CLOSING': '双方{when}同时关闭；{side}在等自己那个 FIN 的 ACK。',
  'summary.LAST_ACK': '双方都已关闭；{side}{when}发出的 FIN 还没有得到确认。',
  'summary.TIME_WAIT': '正常关闭。先关闭的是{side}，所以由它停留在 TIME_WAIT；没有问题。',
  'summary.TIME_WAIT.both': '正常关闭。双方同时关闭，所以两端都停留在 TIME_WAIT；没有问题。',
  'summary.SYN_SENT': '{side}请求连接 {peer}，SYN 没有得到应答。',
  'summary.SYN_RECEIVED': '{side}{when}应答了 SYN，握手还没有完成。',
  'summary.SYN_RECEIVED.unconfirmed': '{other}{when}向{side}发出 SYN；抓包里没有{side}的应答。',
  'summary.ESTABLISHED': '连接是通的。抓包里没有任何迹象说明它不该如此。',
  'summary.ESTABLISHED.silent-server':
    '握手已经完成，但这只是内核的工作；服务端没有发过一个字节的数据，没有任何迹象表明程序 accept 了这条连接。',
  'summary.CLOSED': '双方正常关闭，什么都没有留下。',
  'summary.CLOSED.half': '{side}与这条连接已经无关。',
  'summary.CLOSED.reset': '{resetter}{when}用 RST 终止了连接，当时{side}处于 {stateBefore}。',
  'summary.CLOSED.unreachable':
    '{side}请求与 {peer} 建立连接；它的 SYN {when}换来了一条 ICMP 差错，connect() 失败。',
  'summary.CLOSED.refused': '{resetter}{when}拒绝了连接。',
  'summary.SYN_SENT.left': '{side}{when}请求连接 {peer}；它的 SYN {after}得到应答（报文 {packet}）。',
  'summary.SYN_SENT.left.CLOSED': '{side}{when}请求连接 {peer}；这次尝试{after}结束（报文 {packet}）。',
  'summary.SYN_RECEIVED.left': 'SYN {when}到达{side}；握手{after}完成（报文 {packet}）。',
  'summary.SYN_RECEIVED.left.CLOSED':
    'SYN {when}到达{side}；握手始终没有完成，{after}结束（报文 {packet}）。',
  'summary.ESTABLISHED.left': '连接曾是通的；{side}{after}发出 FIN（报文 {packet}）。',
  'summary.ESTABLISHED.left.by-other': '连接曾是通的；{after}{other}的 FIN 到来（报文 {packet}）。',
  'summary.FIN_WAIT_1.left': '{side}{when}发出 FIN；{after}得到确认（报文 {packet}）。',
  'summary.FIN_WAIT_1.left.CLOSING':
    '{side}{when}发出 FIN；在它得到确认之前，{after}{other}自己的 FIN 先到了（报文 {packet}）。',
  'summary.FIN_WAIT_2.left':
    '{side}{when}关闭了连接，{other}内核已经确认；{other}的 FIN {after}到来（报文 {packet}）。',
  'summary.CLOSING.left': '双方{when}同时关闭；{side}的 FIN {after}得到确认（报文 {packet}）。',
  'summary.LAST_ACK.left': '双方都已关闭；{side}{when}发出的 FIN {after}得到确认（报文 {packet}）。',
  'summary.TIME_WAIT.left': '{side}{when}进入 TIME_WAIT；{after}结束（报文 {packet}）。',
  'summary.left': '{side}处于 {state}，到报文 {packet} 为止。',
  'summary.CLOSED.left': '在报文 {packet} 之前，{side}这里没有连接。',
  'summary.UNKNOWN.left': '在报文 {packet} 之前，这条连接抓到的太少，无法判断状态。',

  'summary.LISTEN': '{side}在监听，还没有报文到达。',
  'summary.UNKNOWN': '这条连接抓到的太少，无法判断状态。',

  'ending.reset': '{duration}之后{resetter}用 RST 终止了它（报文 {packet}）。',
  'ending.reset.untimed': '最后{resetter}用 RST 终止了它（报文 {packet}）。',
  'ending.reset.windows':
    '{duration}之后{resetter}放弃，发出 RST（报文 {packet}）；120 秒正是 Windows 在 FIN_WAIT_2 里等待的时间。',
  'ending.left': '前后用了 {duration}（到报文 {packet} 为止）。',
  'ending.open': '{duration}后抓包结束，没有任何变化。',

  'since.time': '从 {time} 起（报文 {packet}）',
  'since.packet': '从报文 {packet} 起',
  'since.start': '在抓包开始之前',
  'since.for': '{since}，持续 {duration}',
  'since.until': '{since}，到报文 {packet} 为止（{to}）',
  'since.until.reset': '{since}，到{resetter}发出 RST 为止（报文 {packet}）',
  'since.end': '{since}，直到抓包结束',
  'since.end.timer': '{since}；{duration}后抓包结束，在那之前可能已有定时器结束了这个状态',

  'why.packet': '报文 {packet}：{sentence}',
  'why.absent.CLOSE_WAIT': '此后抓包里没有{side}的 FIN：程序既没有 close()，也没有 shutdown()。',
  'why.absent.FIN_WAIT_2': '此后抓包里没有{other}的 FIN：{other}程序没有关闭。',
  'why.absent.FIN_WAIT_1': '抓包里没有对这个 FIN 的确认。',
  'why.absent.CLOSING': '抓包里没有对这个 FIN 的确认。',
  'why.absent.LAST_ACK': '抓包里没有对这个 FIN 的确认。',
  'why.absent.SYN_SENT': '抓包里没有对它的应答。',
  'why.absent.SYN_RECEIVED': '抓包里没有能使握手完成的报文。',
  'why.silent': '双方一个字节的数据都没有发过。',

  'evidence.silent': '双方一个字节的数据都没有发过。',
  'evidence.no-sign': '没有任何迹象表明有程序拿到过这条连接。',
  'evidence.unanswered': '{other}发来的 {peerBytes} 字节，一个字节的回应都没有。',
  'evidence.served': '{side}在这条连接上发过 {bytes} 字节，说明程序 accept 过它。',
  'evidence.served-meanwhile':
    '当时到同一端口的连接 {meanwhile} 正开着并在通信：一次只处理一个客户端的程序正忙于它。',
  'evidence.served-later':
    '到同一端口的连接 {later} 来得更晚，却得到了服务；accept() 按顺序取连接，所以这一条在它之前就被 accept 了。',
  'evidence.closed-others': '服务端关闭过这个端口上的另外 {closed} 条连接。',
  'evidence.pile-up': '同一时刻这个端口上有 {pileUp} 条连接卡在 CLOSE_WAIT。',
  'evidence.known-timer': '{timer}是下列默认值：{timers}。',
  'evidence.overflow': '服务端忽略了客户端的好几个 ACK，而不只是可能丢失的一个。',

  'report.for': '支持：{fact}',
  'report.against': '反对：{fact}',
  'report.findings': '发现',
  'report.capture-findings': '整个抓包',
  'report.why': '经过',
  'report.meaning': '含义',
  'report.causes': '可能的原因',
  'report.commands': '接下来运行',
  'report.evidence': '相关报文',
  'report.on': '在 {address} 上，{platform}',
  'report.any': '任何系统',
  'report.pid': 'PID 指列表中给出的进程号。',
};
