import type { commands as en } from '../en/commands';

export const commands: Record<keyof typeof en, string> = {
  'command.sockets': '用 root 运行：处于这个状态的套接字及其进程。没有进程的那一行：没有程序 accept 过它。',
  'command.sockets.accepted':
    '用 root 运行：处于该状态的套接字和进程；Recv-Q 是程序还没读的量（FIN 也算一个）。',
  'command.sockets.others':
    '用 root 运行：端口上现在还有哪些连接和进程。这一条已经结束；别的连接可能有同样的问题。',
  'command.connection.others': '到该服务端的其他连接和进程。这一条已经结束。',
  'command.socket.there':
    '用 root 运行：这台机器是否还列着这条连接。如果还在，RST 就不是它的内核发的，而是防火墙或别的设备。',
  'command.rules':
    '用 root 运行：这台机器的防火墙规则，有计数器的会带上计数：看有没有 `reject with tcp reset`。',
  'command.sockets.orphan': '没有进程的行：程序已经关闭，定时器正在倒计时；有进程的行：只是关闭了发送方向。',
  'command.sockets.netstat':
    '用 root 运行：这个端口上的所有套接字。netstat 里有而 lsof 里没有的，就是没有被 accept 的。',
  'command.sockets.netstat.client': '用 root 运行：通往这个端口的所有套接字及其进程。',
  'command.sockets.windows': '这个端口上的所有套接字；最后一列是进程号。',
  'command.sockets.powershell': '处于这个状态的连接，带进程号和建立时间。',
  'command.process': '这个进程是什么程序，承载哪些服务。',
  'command.sockets.connecting': '还没有得到应答的连接请求，以及在等它的进程。',
  'command.sockets.embryonic': '尚未完成的握手。',
  'command.sockets.retransmits': '这条连接和它的定时器：`timer:(on,...,n)` 表示重传了 n 次仍无应答。',
  'command.connection': '在它自己的机器上看这条连接及其进程。',
  'command.listener': '监听套接字：Recv-Q 是等待 accept() 的连接数，Send-Q 是上限。',
  'command.listener.netstat': '监听队列：三个数字中的第一个是等待 accept() 的连接数。',
  'command.overflows': '因 accept 队列满而丢弃的计数，不应增长。',
  'command.descriptors':
    '用 root 运行：持有这类连接的所有进程，以及描述符编号。处于这个状态却没有列在这里的：没有被 accept。',
  'command.descriptors.client': '用 root 运行：持有这类连接的所有进程，以及描述符编号。',
  'command.stack.kernel.client': '进程睡在内核的哪里：本该读这个套接字时，它在等什么？',
  'command.trace.client': '进程从现在起对套接字做了什么：它有没有关闭这一个？',
  'command.stack.kernel':
    '进程睡在内核的哪里：`inet_csk_accept` 是在等客户端，`tcp_recvmsg` 是在读某个客户端。',
  'command.stack.program': '所有线程停在哪一行代码：本该读这个套接字的是哪一个？',
  'command.trace': '进程从现在起对套接字做了什么；看不到 accept，也看不到 close，就是答案。',
  'command.process-sockets': '该进程持有的 TCP 套接字，含描述符和状态。',
  'command.whole-table':
    '以 root 身份：全部 TCP 套接字，含进程、计时器、inode 和时间；隔一分钟列两次，就能看出哪些一直在。',
  'command.count': '一共有多少个。',
  'command.ports': '本地端口的范围；对同一个服务端，每个 TIME_WAIT 占用一个。',
  'command.reach': '端口有没有回应：连上、被拒绝，还是毫无回应。',
  'command.watch.syn': 'SYN 有没有到达这台机器，SYN/ACK 有没有离开。',
  'command.watch': '缺的那个报文有没有到达这台机器。',
};
