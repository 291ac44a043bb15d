import type { lintRules as en } from '../en/rules';

/** 每条规则针对什么问题（设置和 README 中使用），以及为什么重要：套接字和程序最后会怎样。 */
export const lintRules: Record<keyof typeof en, string> = {
  'lint.rule.missing-close': '在某条路径上打开之后没有关闭',
  'lint.why.missing-close':
    '没人关闭的描述符会一直开到进程结束。如果它是套接字，对端关闭后它就一直停在 CLOSE_WAIT；积累多了，accept() 和 open() 会因为描述符用尽而失败。',
  'lint.rule.missing-destructor': 'C++ 类打开了描述符，却没有关闭它的析构函数',
  'lint.why.missing-destructor':
    '对象消失的地方比作者看到的多：每一个 return，每一处有异常经过的地方。只有析构函数在所有这些地方都会运行。',
  'lint.rule.double-close': '同一条路径上关闭两次',
  'lint.why.double-close':
    '关闭后的编号会被重新分配。第二次 close 可能关掉别的线程刚打开的描述符，那个连接就会莫名其妙地断开。',
  'lint.rule.use-after-close': '关闭之后仍然使用',
  'lint.why.use-after-close': '这个调用要么以 EBADF 失败，要么落到后来用同一编号打开的对象上。',
  'lint.rule.unreachable-close': 'close 位于没有出口的循环之后',
  'lint.why.unreachable-close': '看上去描述符会被关闭，其实永远不会。',
  'lint.rule.serial-accept': '同一个线程 accept 之后又等待该连接',
  'lint.why.serial-accept':
    '这样的连接在 netstat 中没有所属进程：它从未被 accept，代码里的 close() 都够不着它。',
  'lint.rule.eof-ignored': 'recv 返回 0 之后循环仍然继续',
  'lint.why.eof-ignored': '对端关闭之后，连接总是可读，但读不出任何数据：这样的循环会占满一个处理器核。',
  'lint.rule.unchecked-descriptor': '打开可能失败，却未经检查就使用',
  'lint.why.unchecked-descriptor':
    '打开失败时值为 -1，之后的每个调用都会以 EBADF 失败：真正的错误被掩盖，错误信息指向错误的调用。',
  'lint.rule.descriptor-inherited': '子进程继承的描述符在父进程关闭后仍然开着',
  'lint.why.descriptor-inherited':
    '只有持有连接的所有进程都关闭了它，连接才真正关闭。子进程继承的描述符在父进程关闭之后仍然开着，对端收不到 FIN。',
  'lint.rule.half-open-never-ended': '`allowHalfOpen` 套接字，自己这一端从不结束',
  'lint.why.half-open-never-ended':
    '设置 allowHalfOpen 后，Node 不会自动回应对端的 FIN。不调用 end() 或 destroy()，套接字会停在 CLOSE_WAIT，直到进程结束。',
  'lint.rule.fin-never-read': '没有代码读取套接字，对端的关闭不会被发现',
  'lint.why.fin-never-read':
    '只有在读取时，Node 才会发现对端的 FIN。没有人读取的套接字不会触发 end 事件，会一直停在 CLOSE_WAIT。',
  'lint.rule.timeout-without-destroy': '超时之后没有销毁套接字',
  'lint.why.timeout-without-destroy':
    'timeout 事件只是通知，Node 不会关闭任何东西。监听器不调用 destroy()，沉默的对端就会一直占着这个套接字。',
  'lint.rule.end-without-destroy': '只调用 `end()`，而对端可能永远不关闭',
  'lint.why.end-without-destroy':
    'end() 只发送 FIN。在对端发送它的 FIN 之前，套接字一直停在 FIN_WAIT_2，占着描述符；Node 没有时限。',
  'lint.rule.connect-after-close': '对象关闭之后又得到了连接',
  'lint.why.connect-after-close':
    '关闭只结束当时已有的连接。之后因等待结束或重连而来的连接没有代码关闭，会一直留到对端关闭或进程结束。',
  'lint.rule.no-time-limit': '等待对端，却没有时限',
  'lint.why.no-time-limit': 'http 和 net 都不会放弃一直没有动静的对端。等待方会一直等下去，连接也一直留着。',
  'lint.rule.upstream-not-aborted': '客户端离开后，为它请求的连接仍然开着',
  'lint.why.upstream-not-aborted':
    '目标关闭后，pipe() 只是放开来源。来源一直暂停，它的连接也一直开着，直到另一台服务器放弃。',
  'lint.rule.unconsumed-response': '在某条路径上响应既没有读取也没有取消',
  'lint.why.unconsumed-response': '没有人读取的响应会一直占用它的套接字：既不关闭，也不归还给 agent。',
  'lint.rule.pipe-without-teardown': '管道一端断开，另一端仍然开着',
  'lint.why.pipe-without-teardown':
    'pipe() 会传递数据和结束，但不会传递错误和提前关闭：一端断开后，另一端仍然开着。',
  'lint.rule.raw-socket-unowned': '在某条路径上没有销毁 upgrade 或 connect 得到的套接字',
  'lint.why.raw-socket-unowned':
    'upgrade 或 connect 事件之后，套接字完全归你管理：HTTP 服务器既不会让它超时，也不会关闭它。',
  'lint.rule.agent-not-destroyed': '启用 keep-alive 的 agent 从未销毁',
  'lint.why.agent-not-destroyed':
    '启用 keep-alive 的 agent 会一直持有空闲套接字，进程也因此无法退出，直到 agent 被销毁。',
  'lint.rule.server-not-closed': '在某条路径上服务器没有关闭',
  'lint.why.server-not-closed': '处于监听状态的服务器会一直占用端口，并使进程无法退出，直到被关闭。',
};
