import type { findings as en } from '../en/findings';

export const findings: Record<keyof typeof en, string> = {
  'finding.accept-queue-overflow.title': 'accept 队列已满',
  'finding.accept-queue-overflow.ignored':
    '客户端已有 {count} 个报文应答了 SYN/ACK，服务端仍在重发：accept 队列满了的内核正是这样。程序 accept 得太慢。',
  'finding.accept-queue-overflow.ignored-afar':
    '客户端发出了 {count} 个应答 SYN/ACK 的报文，服务端仍在重发：它的 accept 队列满了，或者这些报文到不了它。',
  'finding.accept-queue-overflow.reset':
    '服务端用 RST 回应了握手的最后一个 ACK：accept 队列已满（tcp_abort_on_overflow），或者是防火墙拒绝。',

  'finding.accept-queue-overflow.unacknowledged':
    '服务端应答了 SYN，之后却没有确认客户端的任何报文（{duration}内 {count} 个），而同一端口上的其他连接得到了回应：它的 accept 队列满了，而在 SYN cookie 之后，对放不进队列的连接内核什么都不保留；或者客户端发的报文到不了它。',

  'finding.never-accepted.title': '从未被 accept',
  'finding.never-accepted.silent':
    '内核完成了握手，之后 {duration}内双方一个字节的数据都没有发过：没有任何迹象表明有程序 accept 过这条连接。',
  'finding.never-accepted.unanswered':
    '内核确认了客户端的 {bytes} 字节，{duration}内却没有任何回应：从未被 accept，或者 accept 了却没有处理。',
  'finding.never-accepted.waiting':
    '客户端的 {bytes} 字节已经等了 {duration}，还没有回应：程序 accept 了正忙着，或者从未 accept。',

  'finding.close-wait.title': '卡在 CLOSE_WAIT',
  'finding.close-wait.title.stopped': '记录停止时处于半关闭',
  'finding.close-wait.title.stopped.part': '这段记录停止时处于半关闭',
  'finding.close-wait.stopped':
    '记录停止时{side}处于半关闭（CLOSE_WAIT）：{other}已经关闭，{side}程序当时还没有。它停留了多久，记录中看不出。',
  'finding.close-wait.stopped.part':
    '这段记录停止时{side}处于半关闭（CLOSE_WAIT）：{other}已经关闭，{side}程序当时还没有。它停留了多久，记录中看不出。',
  'finding.close-wait.open':
    '{side}处于 CLOSE_WAIT {duration}，直到抓包结束：{other}已经关闭，{side}程序还没有。',
  'finding.close-wait.open.part':
    '{side}处于 CLOSE_WAIT {duration}，直到这段记录结束：{other}已经关闭，{side}程序还没有。',
  'finding.close-wait.peer-reset':
    '{side}处于 CLOSE_WAIT {duration}，直到{other}重置连接：{side}程序始终没有关闭。',
  'finding.close-wait.foreign-reset':
    '{side}处于 CLOSE_WAIT {duration}，直到一个以{other}名义发来的 RST 终止了连接：到那时为止{side}程序还没有关闭。',
  'finding.close-wait.own-reset': '{side}处于 CLOSE_WAIT {duration}，最后没有正常关闭，而是重置了连接。',

  'finding.refused.title': '连接被拒绝',
  'finding.refused.syn': '{side}用 RST 回应了 SYN：那里没有程序在监听，或者是防火墙拒绝。',

  'finding.icmp-error.title': 'ICMP 差错',
  'finding.icmp-error.prohibited.connect':
    '被 {router} 拒绝（SYN 之后 {duration}）：ICMP 差错说明那里的过滤规则不放行这条连接，connect() 失败。',
  'finding.icmp-error.port.connect':
    '被 {router} 拒绝（SYN 之后 {duration}），方式是 ICMP 差错"端口不可达"。主机对 TCP 会用 RST 回答，所以这是防火墙规则在拒绝，connect() 失败。',
  'finding.icmp-error.unreachable.connect':
    '{router} 在 SYN 之后 {duration}用 ICMP 表明它到不了{other}：没有路由，或者那里的主机没有应答。connect() 失败。',
  'finding.icmp-error.expired.connect':
    '{router} 在 SYN 之后 {duration}用 ICMP 表明报文被转发了太多次：路由成环，或者 TTL 太小。connect() 失败。',
  'finding.icmp-error.prohibited.open':
    '连接已经建立，{side}的一个报文段却被 {router} 用 ICMP 差错回应：那里的过滤规则不放行。内核记下这个差错，并重传数据。',
  'finding.icmp-error.port.open':
    '连接已经建立，{side}的一个报文段却被 {router} 用 ICMP 差错“端口不可达”回应。主机对 TCP 会用 RST 回答，所以这是防火墙规则在拒绝。内核记下这个差错，并重传数据。',
  'finding.icmp-error.unreachable.open':
    '连接已经建立，{side}的一个报文段却被 {router} 用 ICMP 差错回应：它到不了{other}。内核记下这个差错，并重传数据。',
  'finding.icmp-error.expired.open':
    '连接已经建立，{side}的一个报文段却被 {router} 用 ICMP 差错回应：它被转发了太多次，像是路由成环。内核记下这个差错，并重传数据。',
  'finding.icmp-error.too-big':
    '{router} 用 ICMP 表明{side}的报文段对后面的路径来说太大：{side}必须发得小一些。',
  'finding.icmp-error.told':
    '{router} 就{side}的一个报文段发来 ICMP 差错：连接已经建立，内核只是记下来，继续工作。',

  'finding.self-connect.title': '连接到了自己',
  'finding.self-connect.itself':
    '这个套接字连接到了它自己：端口上没有程序监听，内核又恰好选中同一个端口作为本地端口。程序读到的就是它自己写出的数据。',

  'finding.no-answer.title': 'SYN 无应答',
  'finding.no-answer.repeated':
    '发了 {count} 个 SYN，最后一个在第一个之后 {spread}，{duration}内一个应答都没有。',

  'finding.reset-from-between.title': '途中伪造的 RST',
  'finding.reset-from-between.hop-limit':
    '以{side}名义发出的 RST 并不是{side}发的：它到达时 TTL 为 {hopLimit}，而{side}自己的报文 TTL 为 {usual}。它出自两者之间的某个设备。',
  'finding.reset-from-between.ip-id':
    '以{side}名义发出的 RST 带着它所回答的那个报文的 IP ID {ipId}，这个编号不是{side}分配的。它出自两者之间的某个设备。',
  'finding.reset-from-between.window':
    '以{side}名义发出的 RST 没有 ACK、没有时间戳，窗口却是 {window}。{side}的每个报文都带时间戳：这样的主机在没有套接字时发窗口 0，主动终止的套接字则带 ACK。它出自两者之间的某个设备。',
  'finding.reset-from-between.timestamps':
    '以{side}名义发出的 RST 带 ACK、窗口为 0、没有时间戳，而{side}的每个报文都带时间戳：这样的主机上主动终止的套接字会照旧带上窗口和时间戳。它出自两者之间的某个设备。',
  'finding.reset-from-between.went-on':
    '以{side}名义发出 RST 之后，{side}仍在继续发送，而真正重置了连接的一端做不到这一点：这个 RST 另有出处。',

  'finding.idle-cut.title': '空闲时被切断',
  'finding.idle-cut.dropped':
    '静默 {duration}之后，连续 {count} 个报文没有回应：中间有设备丢掉了这条空闲连接。',
  'finding.idle-cut.rejected':
    '静默 {duration}之后，下一个报文得到的是 RST：对端或者中间设备已经忘了这条空闲连接。',
  'finding.idle-cut.reset': '静默 {duration}之后，来了一个以{side}名义发出的 RST：那一端或者中间有空闲超时。',

  'finding.half-open-peer.title': '对端已经不在',
  'finding.half-open-peer.silent':
    '{duration}内发往{side}的 {count} 个报文没有回应：它已经不在或者不可达，而{other}并不知道。',
  'finding.half-open-peer.silent-large':
    '{duration}内发往{side}的 {count} 个报文没有回应，其中 {size} 字节的报文段一再重发；得到确认的从来没有超过 {passed} 字节的。要么大报文过不去，要么{side}恰好在那时不在了。',
  'finding.half-open-peer.silent-there':
    '{duration}内发往{side}的 {count} 个报文没有回应，而它回应了同一端口上的其他连接：它还在，只是这条连接的报文被丢弃了，要么在路上（防火墙或 NAT 不再认识这条连接，或者路径断了这么久），要么在{side}。',
  'finding.half-open-peer.gave-up': '{side} {duration}没有任何回应；{other}用 RST 放弃了连接。',
  'finding.half-open-peer.unknown':
    '录制里没有{side}的关闭，却有一个不带 ACK 的 RST 以它的名义回答没有这条连接：它重启过或丢失了套接字，在录制之外关闭了，认得的是别的端口（忘掉了连接的 NAT），或者防火墙在替它拒绝。',
  'finding.half-open-peer.title.soon': '回答得好像不认识',
  'finding.half-open-peer.title.others': '回答得好像不认识',
  'finding.half-open-peer.unknown.soon':
    '录制里没有{side}的关闭，而在它最后一个报文之后 {waited}，就有一个不带 ACK 的 RST 以它的名义回答没有这条连接。主机几乎不可能重启得这么快：防火墙或别的设备在替它拒绝，它在录制之外关闭了，或者没有发任何报文就丢失了套接字。',
  'finding.half-open-peer.unknown.others':
    '录制里没有{side}的关闭，却有一个不带 ACK 的 RST 以它的名义回答没有这条连接，而同一端口上此前打开的其他连接仍在继续：它没有重启。防火墙或别的设备在替它拒绝，它在录制之外关闭了，或者负载均衡、NAT 把这个报文送到了别处。',

  'finding.half-open-peer.given-up-before':
    '{side}在 {duration}里把同样的数据重传了 {count} 次以上，都没有得到确认，之后就不再认识这条连接：内核已经放弃，没有发出任何报文，后来的报文得到的是 RST。',
  'finding.half-open-peer.keep-alive-silent':
    '发给{side}的 {count} 个 keep-alive 探测在 {duration}内都没有回应：它已经不在，或者无法到达。',
  'finding.half-open-peer.keep-alive-gave-up':
    'keep-alive：发给{side}的 {count} 个探测都没有回应，{duration}之后{other}用 RST 放弃了连接。{side}已经不在，或者无法到达。',

  'finding.no-socket.title': '回答者没有这个套接字',
  'finding.no-socket.data':
    '不带 ACK 的 RST 回答了{other}发出的内容：没有对应套接字的主机会这样回答，替它回答的防火墙拒绝规则也会。带着未读数据 close() 发出的 RST 带有 ACK。',
  'finding.no-socket.opening-fin':
    '{other}没有完成握手，而是发了 FIN，{side}用 RST 回答。没有发送过数据，什么也没有丢，{side}仍然在。',
  'finding.no-socket.closed':
    '{side}已经关闭，在自己的 FIN 之后 {duration}用 RST 回答了{other}的 FIN：它的套接字已经彻底消失。双方都已关闭，没有丢失数据。',
  'finding.no-socket.ended':
    '两端都已按序关闭；之后{side}用 RST 回答了{other}迟到的报文，因为那时它的套接字已经不在了。没有数据丢失。',
  'finding.no-socket.title.syn-ack': 'SYN/ACK 被 RST 回答',
  'finding.no-socket.syn-ack':
    '有一个 RST 以客户端的名义回答了 SYN/ACK，就像没有谁在等它的内核那样：可能是程序已经放弃 connect()，可能 SYN 是旧的副本或者是扫描发出的，也可能 NAT 改了 SYN 的地址却没有改回应的地址。',
  'finding.no-socket.old':
    '服务端用一个确认别的内容的 ACK 回答了 SYN，说明它在这对端口上还留着更早的连接；客户端内核用 RST 回答。没有握手，也没有数据：什么也没有丢。',

  'finding.write-after-close.title': '关闭后仍在写',
  'finding.write-after-close.knew':
    '{other}的 FIN 已经得到确认，{duration}之后{side}仍发来数据；{other}早已完全关闭，用 RST 回应。',
  'finding.write-after-close.late':
    '{side}已经确认了{other}的 FIN，{duration}之后又发送数据，得到的是 RST：要么{other}已经彻底关闭，要么途中的 NAT 已经忘掉了这条半关闭的连接（Linux conntrack 为 60 秒）。',
  'finding.write-after-close.crossed':
    '{side}的数据与{other}的 FIN 在途中交错；{other}已经完全关闭，用 RST 回应：这些数据丢了。',

  'finding.aborted-with-unread-data.title': '没有回应就重置',
  'finding.aborted-with-unread-data.unanswered':
    '{side}收到了数据，什么都没有回，在最后一份数据之后 {waited}重置了连接：还有未读数据时 close() 就会这样；SO_LINGER 时间为 0、进程结束，或者这条连接还在排队时监听套接字没了，也会这样。',
  'finding.aborted-with-unread-data.answered':
    '{side}没有回应最后收到的数据，{waited}之后重置了连接：还有未读数据时 close() 就会这样，SO_LINGER 时间为 0 也会。',

  'finding.aborted-with-unread-data.after-fin':
    '{side}在自己的 FIN 之后 {duration}重置了连接，而且从未回答过收到的数据：带着未读数据 close() 就是这样，先 shutdown() 也一样。',

  'finding.reset-in-data.title': '数据传输中被重置',
  'finding.reset-in-data.lost':
    '{side}重置连接时，它发出的数据还有 {bytes} 字节没有得到确认：这些数据可能丢了。',
  'finding.reset-in-data.lost-answer':
    '{side}紧跟在自己的回应之后就重置了连接，其中 {bytes} 字节没有得到确认，可能丢了：还有东西没读就 close() 会这样，例如请求的其余部分没有读。',
  'finding.reset-in-data.unwanted':
    '{other}发来的 {bytes} 字节还在途中，{side}就重置了连接：它不再需要这些数据，中止下载就是这样。',

  'finding.aborted-by-linger.title': '用 RST 终止',
  'finding.aborted-by-linger.idle':
    '没有数据在途中，{side}却用 RST 而不是 FIN 结束了连接：SO_LINGER 时间为 0，或者代理直接重置。',
  'finding.aborted-by-linger.bare':
    '一个不带 ACK 的 RST 以{side}的名义结束了连接，而它并没有回答{other}发送的任何东西。程序中止连接时发的 RST 带 ACK：更可能是防火墙、代理或别的设备发的。',
  'finding.aborted-by-linger.opening':
    '客户端用（带 ACK 的）RST 回答了 SYN/ACK：它的程序在握手完成之前就用 SO_LINGER、时间 0 关闭了套接字，HAProxy 的检查就是这样。',
  'finding.aborted-by-linger.received':
    '{side}在收到数据之后用（带 ACK 的）RST 结束了连接：带着其中一部分未读数据 close() 会这样，SO_LINGER 时间为 0 也会。',
  'finding.aborted-by-linger.answered':
    '没有数据在途中，{side}却用（带 ACK 的）RST 而不是 FIN 结束了连接：SO_LINGER 时间为 0 会这样，留有未读数据时 close()、进程带着未读数据结束，或者代理直接重置也会。',
  'finding.aborted-by-linger.answered-at-once':
    '{side}发完最后的数据，随即用（带 ACK 的）RST 结束了连接：留有未读数据时 close() 会这样，SO_LINGER 时间为 0 也会。',
  'finding.aborted-by-linger.queued':
    '这条连接从未传过数据，服务端就用 RST 结束了它：监听套接字关闭时它还排在 accept 队列里，或者程序关闭它时用了时间为 0 的 SO_LINGER。',
  'finding.aborted-by-linger.unused-or-queued':
    '这条连接从未传过数据，服务端就用 RST 结束了它：程序关闭它时用了时间为 0 的 SO_LINGER，或者监听套接字关闭时它还排在 accept 队列里。两者发出的报文相同。',
  'finding.aborted-by-linger.unused':
    '这条连接从未传过数据，服务端就用 RST 结束了它，而该端口上仍在接受其他连接，说明监听套接字还在：是程序或者代理用时间为 0 的 SO_LINGER 关闭了这一条。',

  'finding.receiver-not-reading.title': '接收方不读数据',
  'finding.receiver-not-reading.open': '{side}的窗口关闭了 {duration}，直到抓包结束：程序没有在读。',
  'finding.receiver-not-reading.open.part': '{side}的窗口关闭了 {duration}，直到这段记录结束：程序没有在读。',
  'finding.receiver-not-reading.over': '{side}的窗口关闭了 {duration}：这段时间里程序没有读。',
  'finding.receiver-not-reading.reset': '{side}的窗口关闭了 {duration}，直到连接被重置：程序没有在读。',

  'finding.stalled-server.title': '客户端等不到应答而放弃',
  'finding.stalled-server.answered-too-late':
    '服务端过了 {duration}才应答请求；客户端等了 {patience}就已放弃并关闭，这个应答被丢弃了。',
  'finding.stalled-server.gave-up':
    '客户端最后发的数据有 {duration}没有得到应答，然后它关闭了。如果那是一个请求，那么服务端停住了，而客户端的超时大约就是这么长。',
  'finding.stalled-server.gave-up-reset':
    '客户端最后发的数据有 {duration}没有得到应答，然后它重置了连接。如果那是一个请求，那么服务端停住了，而客户端的超时大约就是这么长。',
  'finding.stalled-server.lone':
    '客户端一次发完了全部数据，{duration}之后关闭，没有收到过一个字节。如果那是一个请求，那么服务端停住了，或者它的应答到不了这里；客户端的超时大约就是这么长。',
  'finding.stalled-server.lone-reset':
    '客户端一次发完了全部数据，{duration}之后重置了连接，没有收到过一个字节。如果那是一个请求，那么服务端停住了，或者它的应答到不了这里；客户端的超时大约就是这么长。',
  'finding.keep-alive-race.title': '请求与空闲关闭擦肩而过',
  'finding.keep-alive-race.crossed':
    '连接空闲 {duration}之后服务端将它关闭，而客户端的下一个请求已经在路上：它得到的是 RST，没有被处理。代理把这报告为 502，程序看到的是 ECONNRESET。',
  'finding.large-segments-lost.title': '大报文段到不了',
  'finding.large-segments-lost.small-pass':
    '{side}发出的 {size} 字节的报文段在 {duration}里一再重发，始终没有得到确认，而不超过 {passed} 字节的都得到了确认：路径上有东西丢弃大报文。',
  'finding.large-segments-lost.large-only':
    '{side}发出的 {size} 字节的报文段在 {duration}里一再重发，始终没有得到确认，而{other}一直在应答：路径上有东西丢弃大报文。',
  'finding.closed-without-answer.title': '没有应答就关闭',
  'finding.closed-without-answer.nothing':
    '服务端在客户端最后的数据之后 {duration}关闭了连接，没有发过一个字节；客户端的 {bytes} 字节没有得到应答。代理会报 502（upstream prematurely closed），curl 会报空回应。',
  'finding.slow-answer.title': '应答缓慢',
  'finding.slow-answer.first':
    '客户端等了 {duration}才等到服务端的第一份数据：程序用了这么久，或者在那之前还没有 accept 这条连接。',
  'finding.slow-answer.later':
    '从客户端的最后一份数据到服务端的下一份数据过了 {duration}：程序用了这么久，或者在等更多的数据，或者在那之前没有要发送的。',
  'finding.much-retransmitted.title': '大量重传',
  'finding.much-retransmitted.share': '{side}的 {segments} 个数据段中有 {repeated} 个（{percent} %）被重传。',
  'finding.much-retransmitted.stood-still':
    '{side}的 {segments} 个数据段中有 {repeated} 个（{percent} %）被重传，其中一次数据停顿了 {duration}。',

  'finding.slow-to-close.title': '关闭得慢',
  'finding.slow-to-close.server':
    '{other}关闭之后，{side}已经没有数据要发，却过了 {duration}才关闭：这段时间里程序没有走到 close()。',
  'finding.slow-to-close.sending':
    '{other}关闭 {duration}之后{side}才关闭。其间它还发送过数据，最后一次发送之后又过了好一阵才关闭。',
  'finding.slow-to-close.pool': '服务端关闭 {duration}之后客户端才关闭：连接池要到下次使用时才检查连接。',

  'finding.fin-wait-2-given-up.title': '放弃 FIN_WAIT_2',
  'finding.fin-wait-2-given-up.windows':
    '{side}等{other}的 FIN 等了 {duration}，最后用 RST 放弃：120 秒正是 Windows 在 FIN_WAIT_2 里等待的时间。',
  'finding.fin-wait-2-given-up.reset': '{side}等{other}的 FIN 等了 {duration}，最后用 RST 放弃。',
  'finding.fin-wait-2-given-up.forgotten':
    '{side}关闭 {duration}之后已经忘了这条连接：套接字关闭后，FIN_WAIT_2 由定时器悄悄结束（Linux 默认 60 秒）。',
  'finding.fin-wait-2-given-up.forgotten-early':
    '{side}在关闭之后 {duration}已经忘掉了这条连接，早于 Linux 默认结束 FIN_WAIT_2 的 60 秒（那里的 net.ipv4.tcp_fin_timeout 或 TCP_LINGER2 更小，或者套接字已经不在）。',
  'finding.fin-wait-2-given-up.silent':
    '{side}等 FIN 等了 {duration}。如果程序已经关闭了套接字，内核到这时已经放弃：Linux 上是 60 秒，不发任何报文。',

  'finding.syn-ack-retransmitted.title': 'SYN/ACK 重传',
  'finding.syn-ack-retransmitted.completed':
    '握手完成之前，{duration}内发了 {count} 个 SYN/ACK：其中一个，或应答它的 ACK，丢失或迟到了，或者服务端要等到数据才 accept（TCP_DEFER_ACCEPT）。',
  'finding.syn-ack-retransmitted.unanswered':
    '{duration}内发了 {count} 个 SYN/ACK，没有回应：到不了客户端，或者 SYN 的源地址是伪造的。',
  'finding.syn-ack-retransmitted.given-up':
    '{duration}内发了 {count} 个 SYN/ACK，没有回应：它们到不了客户端，或者 SYN 来自伪造的地址。服务端内核到现在已经放弃（Linux 为第一个之后 63 秒）。',
  'finding.syn-ack-retransmitted.ignored':
    '客户端已经应答，{duration}内仍发了 {count} 个 SYN/ACK：客户端的 ACK 丢了，或者被忽略了。',

  'finding.syn-retransmitted.title': 'SYN 重传',
  'finding.syn-retransmitted.answered':
    '第 {count} 个 SYN 才得到应答，距第一个 {duration}：丢过包，或者因 accept 队列满而被丢弃。',

  'finding.syn-retransmitted.old':
    '第 {count} 个 SYN 才打开连接，距第一个 {duration}：在那之前服务端用一个确认别的内容的 ACK 回答，说明它在这对端口上还留着更早的连接。',

  'finding.half-close.title': '在用半关闭',
  'finding.half-close.used': '{other}发出 FIN 之后{side}仍在发数据，{other}也照常接收。',

  'finding.simultaneous-close.title': '同时关闭',
  'finding.simultaneous-close.crossed': '双方在收到对方的 FIN 之前都发出了 FIN：两个 FIN 在途中交错。',

  'finding.port-reused.title': '端口重用',
  'finding.port-reused.time-wait':
    '与连接 {connection} 的端口相同，距它的最后一个报文 {duration}：还在它的 TIME_WAIT 之内。',
  'finding.port-reused.after-reset': '与连接 {connection} 的端口相同，在它被重置 {duration}之后。',
  'finding.port-reused.open': '与连接 {connection} 的端口相同，而有一端当时还没有忘记那条连接。',

  'finding.capture-one-sided.title': '只抓到一个方向',
  'finding.capture-one-sided.connection': '{side}发出的报文都不在抓包里：它的状态只能推断。',

  'finding.capture-mid-stream.title': '早于抓包建立',
  'finding.capture-mid-stream.connection': '握手不在抓包里：之前发生了什么无从得知。',

  'finding.stopped-serving.title': '新连接得不到服务',
  'finding.stopped-serving.several':
    '到 {address} 有 {served} 条连接开着并得到服务，而之后来的 {count} 条白等了最多 {duration}：程序到了这个数目就不再接受。描述符上限（EMFILE）会造成这种情况，工作线程池只有这么多也会。',
  'finding.stopped-serving.one':
    '到 {address} 有一条连接开着并得到服务，而之后来的 {count} 条白等了最多 {duration}：程序一次只处理一个客户端，或者挂住了。',
  'finding.stopped-serving.none':
    '{address} 上的服务端先前服务过连接，而最后的 {count} 条白等了最多 {duration}，尽管其他连接都已不再开着：程序挂住了，或在等别的东西。',
  'finding.stopped-serving.title.freed-one': '别的连接结束后才得到服务',
  'finding.stopped-serving.title.freed-several': '别的连接结束后才得到服务',
  'finding.stopped-serving.freed-several':
    '到 {address} 有 {served} 条连接打开着并得到了服务；之后来的一条等了 {duration}才有第一份数据，正是在其中一条结束的时候：同时只接这么多的程序就是这样，比如有描述符上限（EMFILE）或同样多的工作线程。',
  'finding.stopped-serving.freed-one':
    '到 {address} 有一条连接打开着并得到了服务；之后来的一条等了 {duration}才有第一份数据，正是在前一条结束的时候：一次只处理一个客户端的程序就是这样。',
  'finding.server-went-down.title': '所有连接同时结束',
  'finding.server-went-down.ended':
    '{address} 上的服务端在 {duration}内结束了全部 {count} 条连接，并拒绝了下一个 SYN：它的进程已经结束（被杀、崩溃、内存不足或被停止）。',
  'finding.server-went-down.restarted':
    '{address} 上的服务端在 {duration}内结束了全部 {count} 条连接，后来又接受了新连接：它的进程重启过。',
  'finding.server-went-down.unknown':
    '{address} 上的服务端在 {duration}内结束了全部 {count} 条连接：它的进程结束或重启了，或者是有意关闭的。',
  'finding.server-stalled.title': '服务端停住了一段时间',
  'finding.server-stalled.stood-still':
    '{address} 的 {count} 个客户端同时在等，最长 {duration}，这段时间里它在任何连接上都没有发数据；随后半秒之内全部得到应答。此前它的应答更快。整个程序停住了，或者它们都在等同一样东西。',
  'finding.syn-flood.title': 'SYN 洪水',
  'finding.syn-flood.answered':
    '{duration}内有来自 {hosts} 个地址的 {count} 个 SYN 发往 {address}，得到应答却从未完成握手，也没有重发：这是 SYN 洪水。SYN cookie（net.ipv4.tcp_syncookies）可以保住这个端口。',
  'finding.syn-flood.unanswered':
    '{duration}内有来自 {hosts} 个地址的 {count} 个 SYN 发往 {address}，没有一个重发或完成握手：这是 SYN 洪水。SYN cookie（net.ipv4.tcp_syncookies）可以保住这个端口。',

  'finding.health-checks.title': '健康检查',
  'finding.health-checks.silent':
    '{client} 到 {address} 开了 {count} 条连接，每条都一个字节不发就关闭，每隔 {duration}一条：负载均衡或监控在看端口有没有应答。',

  'finding.health-checks.half-open':
    '{client} 向 {address} 发了 {count} 个 SYN，每次都用 RST 回答 SYN/ACK，每隔 {duration}一次：负载均衡或监控在看端口有没有应答，并不打开连接。',

  'finding.close-wait-pile-up.title': 'CLOSE_WAIT 堆积',
  'finding.close-wait-pile-up.server':
    '同一时刻有 {count} 条到 {address} 的连接在服务端卡在 CLOSE_WAIT：程序在泄漏套接字，或者根本没有 accept。',
  'finding.close-wait-pile-up.client':
    '同一时刻有 {count} 条到 {address} 的连接在客户端卡在 CLOSE_WAIT：连接池没有察觉服务端已经关闭。',

  'finding.port-exhaustion.title': '本地端口将耗尽',
  'finding.port-exhaustion.range':
    '{client} 同一时刻有 {count} 个到 {address} 的本地端口处于 TIME_WAIT；Linux 默认只有 28232 个。下一次 connect() 可能返回 EADDRNOTAVAIL。',
  'finding.port-exhaustion.reuse':
    '{client} 到 {address} 的连接中，有 {count} 条用了还在 TIME_WAIT 的端口：几乎没有别的端口可用了。',

  'finding.time-wait-pile-up.title': 'TIME_WAIT 堆积',
  'finding.time-wait-pile-up.client':
    '{client} 同一时刻有 {count} 个到 {address} 的本地端口处于 TIME_WAIT：每个请求都新建一条连接，并由客户端先关闭。',

  'finding.capture-dropped.title': '抓包丢了报文',
  'finding.capture-dropped.counted': '抓包丢了 {count} 个报文：看似丢失或无应答的，可能只是没有录进文件。',

  'finding.capture-incomplete.title': '记录不完整',
  'finding.capture-incomplete.data':
    '{percent}% 的数据得到过确认，记录里却没有：看似丢失或无应答的，可能只是没有录进文件。',
  'finding.capture-incomplete.flags':
    '只记录了带 SYN、FIN 或 RST 的报文：其余的被过滤掉了。它们之间的状态是推断出来的。',

  'finding.capture-gap.title': '记录分成几段',
  'finding.capture-gap.recordings':
    '记录分成 {count} 段，相邻两段之间最长的空缺是 {duration}。空缺里发生了什么无从得知，时长不跨越空缺计算。',

  'finding.capture-clock.title': '时钟跳变',
  'finding.capture-clock.once': '抓包的时钟向后跳了一次，跳了 {duration}：时长不跨越这次跳变计算。',
  'finding.capture-clock.back': '抓包的时钟向后跳了 {count} 次，最多 {duration}：时长不跨越跳变计算。',
  'finding.capture-clock.ahead':
    '其中混有快了最多 {duration}的另一个时钟的报文（{count} 次）：两个时钟之间不计算时长。',

  'finding.capture-one-sided-largely.title': '只抓到一个方向',
  'finding.capture-one-sided-largely.most':
    '{total} 条连接中有 {count} 条只抓到一个方向：另一个方向没有抓到（路由不对称，或者只镜像了一个方向）。',

  'finding.capture-duplicates.title': '报文被抓到两次',
  'finding.capture-duplicates.twice':
    '{percent} % 的报文在抓包里出现两次，`-i any` 或者双向镜像就会这样。副本不算重传。',

  'finding.capture-snap-length.title': '报文被截断',
  'finding.capture-snap-length.cut': '每个报文只抓前 {bytes} 字节：载荷不全。状态和各项发现不受影响。',
  'finding.capture-snap-length.headers':
    '每个报文只抓前 {bytes} 字节，TCP 首部被截断：确认号、窗口或选项可能缺失，状态也可能因此不明。请用 tcpdump -s 128 或更大的值抓包。',
};
