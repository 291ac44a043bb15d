import type { lintTypescript as en } from '../en/messages-node';

/** 静态检查对 TypeScript 和 JavaScript 的说法：哪里不对、Node 会怎么处理、该怎么改。 */
export const lintTypescript: Record<keyof typeof en, string> = {
  'lint.missing-close.create':
    '由 {callee}() 创建的“{name}”在这条路径离开函数时仍然打开，而且再也没有别人持有它。这里也要 end 或 destroy。',
  'lint.missing-close.accept':
    '这个监听函数（“{callee}”）接收到的“{name}”在这条路径结束时仍然打开，而且再也没有别人持有它。这里也要 end 或 destroy。',
  'lint.missing-close.hold':
    '这里已经把失败告诉了调用方，但由 {callee}() 创建的“{name}”仍然打开，此后没有人能再关闭它。这里也要 destroy。',
  'lint.missing-close.overwritten-field':
    '“{name}”里的连接还打开着，就被 {callee}() 创建的新连接顶替了，旧连接再也无法关闭。请先 destroy 旧连接。',
  'lint.missing-close.dropped-field':
    '“{name}”的监听函数被移除，引用也被丢弃，但连接本身仍然打开，再也没有什么会关闭它。请先 destroy。',
  'lint.missing-close.kept-field':
    '由 {callee}() 创建的“{name}”在这个类里没有任何方法关闭它，“{method}”也没有。请在那里 destroy。',
  'lint.missing-close.evicted':
    "'{name}' 中保存着打开的连接。这里取出一个却没有关闭它，其他代码也不再持有它。请先销毁它。",
  'lint.missing-close.refused':
    "'{list}' 已满时，这条路径既不保存 '{name}' 也不关闭它，而归还它的代码已不再使用它。请在这里关闭它。",
  'lint.missing-close.cleared': "'{name}' 中保存着打开的连接。这里把它们全部丢弃，却没有关闭。请先逐个销毁。",
  'lint.missing-close.no-closer':
    '{klass} 没有任何方法关闭由 {callee}() 创建的“{name}”，也没有用来结束自己的方法：创建这个对象的人无法结束它的连接。请添加这样的方法。',
  'lint.missing-close.attempt-replaced':
    '“{name}”在这里得到另一个客户端，而这条路上没有代码关闭原来的那个：{method}() 只关闭最后一个。请先关闭原来的。',
  'lint.missing-close.attempt-failed':
    '此时“{name}”已经有连接。如果这一步失败，调用方会得知没有连接，而除了 {method}() 没有代码会关闭它。请先关闭它，再把失败传出去。',
  'lint.unconsumed-response.reader-left':
    "这里在响应体结束之前离开循环，也没有取消 '{name}'：连接一直保持打开。请先调用 {name}.cancel()。",
  'lint.unconsumed-response.create':
    '这条路径既没有读取也没有取消“{name}”的响应体，它占用的连接不能复用，会一直打开。请读取响应体，或者取消它（`await response.body?.cancel()`）。',
  'lint.unconsumed-response.hold':
    "这条路径报告了失败，但 '{name}' 仍在继续到来：服务器发完全部内容之前，连接一直保持。请在此处销毁它。",
  'lint.unconsumed-response.accept':
    '这条路径上没有人读取“{name}”，它永远不会结束：套接字一直打开，服务器关闭后停在 CLOSE_WAIT。请调用 resume() 或 destroy()。',
  'lint.raw-socket-unowned.accept':
    '这条路径丢下了“{name}”。“{callee}”事件之后，套接字只归这个监听函数所有，http 既不会让它超时也不会关闭它。请在这里 destroy。',
  'lint.raw-socket-unowned.hold':
    '这里已经把失败告诉了调用方，但“{callee}”事件之后“{name}”只归这个监听函数所有，别人不会关闭它。请在这里 destroy。',
  'lint.raw-socket-unowned.refused':
    '“{name}”只监听了“upgrade”。服务器拒绝升级时触发的是“response”：这里没有代码关闭“{client}”，它的对端会一直等下去。请同时监听“response”，并在那里关闭“{client}”。',
  'lint.upstream-not-aborted.written':
    '“{client}”后面的客户端离开后，“{name}”仍会一直读到结束，而结束可能永远不来：没有代码结束发往另一台服务器的请求。请在“{client}”关闭时中止它。',
  'lint.upstream-not-aborted.upload':
    '“{client}”后面的客户端在发完之前离开时，pipe() 不会结束“{name}”：另一台服务器会等待剩余的数据，连接会留着。请在“{client}”关闭时销毁它，或使用 stream.pipeline()。',
  'lint.upstream-not-aborted.piped':
    '“{client}”的客户端离开后，pipe() 会放开“{name}”并让它一直暂停：通往另一台服务器的连接仍然打开。请在“{client}”关闭时 destroy 它，或者使用 stream.pipeline()。',
  'lint.missing-close.sibling':
    '这条路径报告失败却让连接开着，而本函数的其他失败路径先用“{call}”结束了它。请在这里也调用它。',
  'lint.missing-close.client':
    '这条路径离开函数时，由 {callee}() 创建的“{name}”仍占着连接，也没有其他代码持有它。请在这里也关闭它。',
  'lint.connect-after-close.waited':
    '在这里等待期间，{method}() 可能被调用。之后“{name}”才得到连接，再也没有代码关闭它。请在等待之后检查 {flag}，并在那里 destroy 这个连接。',
  'lint.connect-after-close.late-client':
    '在这里等待期间，{method}() 可能被调用。之后“{name}”才得到客户端，再也没有代码关闭它。请在等待之后检查是否已调用，并在那里关闭这个客户端。',
  'lint.connect-after-close.again':
    '{method}() 关闭“{name}”，而它的结束在这里被监听并又建立一个连接：这个对象关不掉。请在 {method}() 中记下已关闭，之后不要再连接。',
  'lint.connect-after-close.again-unasked':
    '{method}() 关闭“{name}”，而它的结束在这里被监听，不看 {flag} 就又建立一个连接：这个对象关不掉。{flag} 已设置时不要再连接。',
  'lint.connect-after-close.timer':
    '{method}() 可能在定时器等待重新连接时被调用，而它没有取消这个定时器。此后“{name}”才建立，再没有代码会关闭它。请在 {method}() 中清除定时器，或在定时器里检查是否已关闭。',
  'lint.no-time-limit.request':
    '没有任何限制规定 {callee}() 等待应答多久：服务器一直没有动静，连接和等待方就一直留着。请设置时限，在“timeout”监听函数中 destroy 这个请求，或者给它 signal。',
  'lint.no-time-limit.socket':
    '没有任何限制规定等待“{name}”的数据多久：对端一直没有动静，或者无声无息地消失，套接字和等待方就一直留着。请设置会结束它的时限。',
  'lint.timeout-without-destroy.handler':
    '“timeout”事件只说明一段时间内没有动静，它不会关闭任何东西。这个处理函数既没有 end 也没有 destroy“{name}”，连接会一直留着。请调用 destroy()。',
  'lint.timeout-without-destroy.server':
    '服务器一旦有了“timeout”监听函数，就不再自动销毁超时的套接字，而这个监听函数也没有销毁。请 destroy 传入的套接字。',
  'lint.timeout-without-destroy.unheard':
    '给“{name}”设置了时限，却没有人监听“timeout”，而超时本身不会关闭任何东西。请在“timeout”监听函数里 destroy 它。',
  'lint.end-without-destroy.timeout':
    '超时之后只对“{name}”调用了 end()：它发送 FIN 后要等对端的 FIN，而对端早已没有动静。连接会停在 FIN_WAIT_2，多久由对端决定。请调用 destroy()。',
  'lint.end-without-destroy.closing':
    '这里只对“{name}”调用 end()，这个类也没有代码 destroy 它：end() 发送 FIN 后要等对端的 FIN。对端不发送，连接就一直停在 FIN_WAIT_2。没有及时关闭时，请 destroy 它。',
  'lint.end-without-destroy.ping':
    '“{name}”的 ping 已经失败，这里却只调用 close()：它等待现有的流，而这个对端不会结束它们。连接会一直留着。请调用 destroy()。',
  'lint.end-without-destroy.timer':
    '这个定时器报告了失败，却只对“{name}”调用 end()：它发送 FIN 后要等对端的 FIN，而那可能永远不来。请调用 destroy()。',
  'lint.end-without-destroy.limit-off':
    '“{name}”的时限已经取消，之后只调用了 end()：对端不关闭，连接就一直停在 FIN_WAIT_2。过一段时间仍未关闭时，请 destroy 它。',
  'lint.half-open-never-ended.server':
    '设置 allowHalfOpen 后，对端的 FIN 只结束它那个方向，而这里没有代码结束我们这个方向：套接字会永远停在 CLOSE_WAIT。请在“end”事件时调用 end()，或者去掉 allowHalfOpen。',
  'lint.half-open-never-ended.socket':
    '“{name}”创建时设置了 allowHalfOpen，对端结束时却没有代码结束它：它会永远停在 CLOSE_WAIT。请在“end”事件时调用 end()，或者去掉 allowHalfOpen。',
  'lint.fin-never-read.unread':
    '没有代码读取“{name}”：没有“data”监听函数，也没有 pipe、resume() 或迭代。对端的 FIN 永远不会被读到，“end”不会触发，连接停在 CLOSE_WAIT。如果不关心数据，请调用 resume()。',
  'lint.fin-never-read.paused':
    '“{name}”在这里暂停后没有代码恢复它：对端的 FIN 永远不会被读到，连接停在 CLOSE_WAIT。请在每条路径上调用 resume()。',
  'lint.pipe-without-teardown.written':
    '来自“{name}”的数据写入“{other}”，反之亦然，但其中一个关闭时没有代码关闭另一个：它的连接会一直打开。请使用 stream.pipeline()，或在一个关闭时销毁另一个。',
  'lint.pipe-without-teardown.pair':
    '“{name}”和“{other}”互相 pipe，但 pipe() 既不传递错误也不传递关闭：一边断开后，另一边会一直打开。请使用 stream.pipeline()，或者在一边关闭时 destroy 另一边。',
  'lint.server-not-closed.create':
    '“{name}”正在监听，这条路径离开函数时没有关闭它，而另一条路径会关闭。这里也要关闭。',
  'lint.server-not-closed.hold':
    '这里已经把失败告诉了调用方，但“{name}”仍在监听，此后没有人能再关闭它。这里也要关闭。',
  'lint.server-not-closed.in-test':
    '“{name}”在这个测试里开始监听，却没有代码关闭它：端口和进程都会留着。请在测试结束时关闭。',
  'lint.server-not-closed.port':
    '“{name}”为了寻找空闲端口而监听，却始终没有关闭：给出去的端口仍被占用。请先关闭。',
  'lint.server-not-closed.kept-field':
    '“{name}”正在监听，而这个类没有任何方法关闭它，连“{method}”也没有。请在那里关闭。',
  'lint.server-not-closed.no-closer':
    '“{name}”正在监听，而 {klass} 没有关闭它的方法：创建这个对象的人无法停止它。请添加一个，并让它也结束已接受的连接。',
  'lint.server-not-closed.clients':
    '“{name}.close()”不再接受新客户端，但保留已有的客户端。这里没有代码结束它们：连接会留着，最后一个客户端离开前服务器不会关闭。请在这里对“{name}.clients”逐个调用 terminate()。',
  'lint.server-not-closed.waits-unkept':
    '“{name}.close()”不再接受新连接，并等待已有的连接，而这里没有代码结束它们或限制它们：只要有一个客户端不离开，服务器就永远不会关闭。请把套接字放进一个集合，并在这里销毁它们。',
  'lint.server-not-closed.waits':
    '“{name}.close()”会等待服务器接受的每个连接。它们保存在“{list}”里，这里没有代码 end 或 destroy 它们：只要有一个对端不离开，服务器就永远关不掉。请在这里销毁它们。',
  'lint.agent-not-destroyed.create':
    '“{name}”会保持连接，每次调用都新建一个，这里却没有销毁它：空闲的套接字会越积越多。请只创建一次供所有调用共用，或者在每条路径上 destroy。',
  'lint.agent-not-destroyed.kept-field':
    '“{name}”会保持连接，而这个类没有任何方法销毁它，连“{method}”也没有。请在那里 destroy。',
  'lint.step.create': '“{name}”在这里由 {callee}() 创建',
  'lint.step.accept': '“{name}”在这里随“{callee}”事件到来',
  'lint.step.hold': '“{name}”是在这里由 {callee}() 创建的',
  'lint.step.thrown': '这里抛出异常，在后面被捕获',
  'lint.step.throws': '{call} 在这里抛出异常或被拒绝',
  'lint.step.leaked.missing-close': '路径在这里结束，“{name}”仍然打开',
  'lint.step.leaked.unconsumed-response': '路径在这里结束，没有人读取过“{name}”',
  'lint.step.leaked.raw-socket-unowned': '路径在这里结束，“{name}”仍然打开',
  'lint.step.leaked.server-not-closed': '路径在这里结束，“{name}”仍在监听',
  'lint.step.leaked.agent-not-destroyed': '路径在这里结束，“{name}”没有被销毁',
  'lint.step.written-on': '这里只传递数据',
  'lint.step.sibling': '另一条失败路径在这里结束它',
  'lint.step.pipe': '这个 pipe 只传递结束',
  'lint.step.half-open': '这里设置了 allowHalfOpen',
  'lint.step.timeout-heard': '在这里得知超时',
  'lint.step.ping': 'ping 在这里发出',
  'lint.step.timer': '定时器在这里设置',
  'lint.step.kept-in': '服务器接受的连接保存在这里',
  'lint.step.upstream': '在这里请求另一台服务器',
  'lint.step.late-timer': '重新建立它的定时器',
  'lint.step.late-waited': '在这里等待期间，对象可能被关闭',
  'lint.step.late-again': '关闭之后这个监听函数也会运行',
  'lint.step.limit-off': '时限在这里取消',
  'lint.step.kept-only': '只有还有空位时，才保存在这里',
  'lint.step.kept-in-list': '这里创建的连接保存在其中',
  'lint.step.reader-made': '响应体由这里创建的读取器读取',
  'lint.step.overwritten-by': '这里在旧连接仍打开时创建了新连接',
  'lint.fix.clients': '在这里终止 {name} 的客户端',
  'lint.fix.sibling': '在这里也调用 {call}',
  'lint.fix.destroy': '在这里 destroy {name}',
  'lint.fix.abort': '{client} 关闭时 destroy {name}',
  'lint.fix.resume': '丢弃响应体：{name}.resume()',
  'lint.fix.cancel': '取消 {name} 的响应体',
  'lint.fix.end-socket': '对端结束时也结束 {name}',
  'lint.fix.discard': '丢弃收到的数据：{name}.resume()',
  'lint.fix.pipeline': '两个方向都改用 pipeline()',
  'lint.fix.close-server': '在这里关闭 {name}',
};
