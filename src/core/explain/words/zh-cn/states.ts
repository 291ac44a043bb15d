import type { states as en } from '../en/states';

export const states: Record<keyof typeof en, string> = {
  'state.UNKNOWN.meaning': '抓包里看到的不够，无法判断：要么开始得太晚，要么只有一个方向。',
  'state.UNKNOWN.ends': '只有这一端自己发出的报文才能说明问题。',
  'state.CLOSED.meaning': '这里已经没有（或者还没有）连接。',
  'state.CLOSED.ends':
    '如果程序还拿着这个套接字，下一次调用就会知道：正常关闭后 read() 返回 0，被重置后返回 ECONNRESET 或 EPIPE。',
  'state.LISTEN.meaning': '程序在等待连接。握手由内核代为完成，完成后在队列里等 accept()。',
  'state.LISTEN.ends': '只有 close() 监听套接字才会结束。',
  'state.SYN_SENT.meaning': '程序正在 connect()，等待对方回答它的 SYN。',
  'state.SYN_SENT.ends':
    '内核会重发 SYN，最后以 ETIMEDOUT 放弃：Linux 约 2 分钟（net.ipv4.tcp_syn_retries），macOS 75 秒，Windows 约 21 秒。',
  'state.SYN_RECEIVED.meaning':
    '收到了 SYN，内核也应答了，但握手的最后一个 ACK 还没有使连接完成。程序对此一无所知。',
  'state.SYN_RECEIVED.ends':
    '内核会重发 SYN/ACK，然后丢弃这次请求，在 Linux 上约 1 分钟（net.ipv4.tcp_synack_retries）。',
  'state.ESTABLISHED.meaning':
    '连接在两个方向上都是通的。不过这是内核的看法：在服务端，它并不证明程序已经调用了 accept()。',
  'state.ESTABLISHED.ends':
    '没有定时器会结束它，除非开了 keep-alive 或者有数据等待确认；在此之前，对端消失了也不会被察觉。',
  'state.FIN_WAIT_1.meaning':
    '本端已经关闭（或关闭了发送方向），FIN 还没有被确认。正常情况下只持续一个往返时间。',
  'state.FIN_WAIT_1.ends':
    '收到 ACK 就结束。收不到的话，内核会重发 FIN 一段时间，然后丢弃连接（Linux 上程序关闭套接字之后由 net.ipv4.tcp_orphan_retries 决定）。',
  'state.FIN_WAIT_2.meaning': '本端已经关闭，对端内核也已知道，只等对端程序关闭。',
  'state.FIN_WAIT_2.ends':
    '收到对端的 FIN 就结束。如果程序已经关闭了套接字，还有定时器：Linux 60 秒（net.ipv4.tcp_fin_timeout），Windows 120 秒。只调用了 shutdown(SHUT_WR) 的话，没有定时器。',
  'state.CLOSE_WAIT.meaning':
    '对端已经结束，本端内核也知道。缺的是本端的程序：它不关闭，套接字、缓冲区和文件描述符就一直留着。',
  'state.CLOSE_WAIT.ends':
    'CLOSE_WAIT 没有定时器。只有 close()、进程退出或者被重置才会结束；调内核参数没有用。',
  'state.CLOSING.meaning': '双方同时关闭：本端已收到对端的 FIN，还在等自己那个 FIN 的 ACK。',
  'state.CLOSING.ends': '收到 ACK 就进入 TIME_WAIT。收不到的话，内核重发 FIN，最后放弃。',
  'state.LAST_ACK.meaning': '双方程序都已关闭。本端发出了第二个 FIN，在等它的 ACK。',
  'state.LAST_ACK.ends': '收到 ACK 就结束。收不到的话，内核重发 FIN，最后放弃；与程序已经无关。',
  'state.TIME_WAIT.meaning':
    '连接已经关闭。本端先关闭（或与对端同时关闭），所以内核把这对端口再保留一段时间，以接住迟到的报文。没有进程，也不占描述符，只是内核里的一个小条目。',
  'state.TIME_WAIT.ends':
    '由定时器结束：Linux 60 秒（固定），macOS 30 秒，Windows 1 到 4 分钟（TcpTimedWaitDelay）。',
};
