import type { lint as en } from '../en/messages';

/** 静态检查的说法：哪里不对、为什么要紧、该怎么改；步骤说明能证明它的那条路径。 */
export const lint: Record<keyof typeof en, string> = {
  'lint.missing-close.return':
    '函数在这里返回时，由 {callee}() 打开的“{name}”还没有关闭。请在返回之前关闭它。',
  'lint.missing-close.return.too':
    '函数在这里返回时，由 {callee}() 打开的“{name}”还没有关闭。这条路径上也要关闭它。',
  'lint.missing-close.left':
    '函数在这里失败返回时，由 {callee}() 打开的“{name}”还没有关闭，而调用者看到失败，不会想到还有描述符要关闭。请在返回之前关闭它。',
  'lint.missing-close.failed-call':
    '{callee}() 失败时没有关闭“{name}”，之后也没有任何地方关闭它。请在这里关闭，或者让 {callee}() 在失败之前关闭它。',
  'lint.missing-close.dropped':
    '{callee}() 在这里打开的描述符没有存进任何变量，之后再也没有办法关闭它。请保存返回值，用完后关闭。',
  'lint.missing-close.overwritten':
    '“{name}”里还存着上一次 {callee}() 打开的描述符，却在这里被覆盖，之后再也没有办法关闭它。请先关闭。',
  'lint.missing-close.scope': '由 {callee}() 打开的“{name}”在作用域结束时还没有关闭。请先关闭它。',
  'lint.missing-close.scope.too':
    '由 {callee}() 打开的“{name}”在作用域结束时还没有关闭。这条路径上也要关闭它。',
  'lint.missing-close.throw':
    '异常从这里离开函数时，由 {callee}() 打开的“{name}”还没有关闭。请在 throw 之前关闭它，或者交给带析构函数的对象持有。',
  'lint.missing-close.constructor':
    '构造函数在这里抛出异常时，由 {callee}() 打开的“{name}”还没有关闭：没有构造完的对象不会析构，它的析构函数不会运行。请在 throw 之前关闭它，或者交给带析构函数的成员持有。',
  'lint.missing-close.freed':
    '由 {callee}() 打开的“{name}”还没有关闭，存放它的内存就在这里释放了。请先关闭。',
  'lint.missing-close.main':
    '从 main 的这个出口离开时，由 {callee}() 打开的“{name}”没有关闭。进程退出时内核会收回它，但照抄到别处的代码就会泄漏。',
  'lint.missing-close.both.return':
    '函数在这里返回时，由 {callee}() 打开的“{name}”和“{other}”都还没有关闭。请在返回之前关闭这两个描述符。',
  'lint.missing-close.both.return.too':
    '函数在这里返回时，由 {callee}() 打开的“{name}”和“{other}”都还没有关闭。这条路径上也要关闭它们。',
  'lint.missing-close.both.left':
    '函数在这里失败返回时，由 {callee}() 打开的“{name}”和“{other}”都还没有关闭，而调用者看到失败，不会想到还有描述符要关闭。请在返回之前关闭这两个描述符。',
  'lint.missing-close.both.overwritten':
    '“{name}”和“{other}”里还存着上一次 {callee}() 打开的描述符，却在这里被覆盖，之后再也没有办法关闭它们。请先关闭。',
  'lint.missing-close.both.scope':
    '由 {callee}() 打开的“{name}”和“{other}”在作用域结束时都还没有关闭。请先关闭它们。',
  'lint.missing-close.both.scope.too':
    '由 {callee}() 打开的“{name}”和“{other}”在作用域结束时都还没有关闭。这条路径上也要关闭它们。',
  'lint.missing-close.both.throw':
    '异常从这里离开函数时，由 {callee}() 打开的“{name}”和“{other}”都还没有关闭。请在 throw 之前关闭它们，或者交给带析构函数的对象持有。',
  'lint.missing-close.both.constructor':
    '构造函数在这里抛出异常时，由 {callee}() 打开的“{name}”和“{other}”都还没有关闭：没有构造完的对象不会析构，它的析构函数不会运行。请在 throw 之前关闭它们，或者交给带析构函数的成员持有。',
  'lint.missing-close.both.freed':
    '由 {callee}() 打开的“{name}”和“{other}”都还没有关闭，存放它们的内存就在这里释放了。请先关闭。',
  'lint.missing-close.both.main':
    '从 main 的这个出口离开时，由 {callee}() 打开的“{name}”和“{other}”没有关闭。进程退出时内核会收回它们，但照抄到别处的代码就会泄漏。',
  'lint.missing-close.assigned':
    '“{name}”在这里被替换，它原先持有的描述符没有关闭：只有析构函数调用 {callee}()。请先关闭它，或者交换两者。',
  'lint.missing-destructor':
    '{object} 用 {callee}() 打开“{name}”，却没有关闭它的析构函数：不论是离开作用域还是抛出异常，每个销毁的 {object} 都会留下一个打开的描述符。请在析构函数里关闭它，或者让“{name}”成为会自行关闭的类型。',
  'lint.missing-destructor.given':
    '由 {callee}() 打开的“{name}”交给了 {object}，而它只是使用：{object} 既没有关闭它的析构函数，也没有关闭它的方法，这个函数也没有关闭它。请在析构函数里关闭。',
  'lint.double-close':
    '“{name}”在这条路径上已经关闭过，{callee}() 又关了一次。这时同一个编号可能已经属于别的线程打开的描述符。',
  'lint.double-close.copied':
    '“{name}”取自另一个 {object}，而后者仍保留着它：两个对象的析构函数都会对它调用 {callee}()。请在对方留下一个不是描述符的值（std::exchange({name}, -1)），或者删除这个构造函数。',
  'lint.use-after-close': '“{name}”在这条路径上已经关闭，{callee}() 却还在使用它。',
  'lint.unreachable-close':
    '对“{name}”的 close 永远执行不到：它前面的循环没有出口。请让循环能够结束，或者在离开循环的地方关闭。',
  'lint.serial-accept':
    '这个循环接受“{name}”之后，就在 {callee}() 里无限期地等它。这个客户端没处理完，就没有人去 accept 下一个：内核照样会完成后者的三次握手，等对方放弃并关闭，连接就停在 CLOSE_WAIT，而且不属于任何进程。请为每个连接使用线程或进程，或使用 poll/epoll，或设置 SO_RCVTIMEO。',
  'lint.eof-ignored':
    '对端关闭后，{callee}() 对“{name}”返回 0，而这里没有因此结束循环：它会空转，连接一直停在 CLOSE_WAIT。返回 0 时应跳出循环并关闭。',
  'lint.eof-ignored.returned':
    '对端关闭后，{callee}() 对“{name}”返回 0，而这个处理函数随后什么也不做就返回：连接一直停在 CLOSE_WAIT，事件循环又会立刻再次调用它。返回 0 时应关闭。',
  'lint.eof-ignored.freed':
    '{callee}() 返回 0（对端已关闭）之后，保存“{name}”的对象被释放，而“{name}”仍然打开：如果它是连接，就会停在 CLOSE_WAIT。请先关闭它。',
  'lint.eof-ignored.waits':
    '对端关闭后，{callee}() 对“{name}”返回 0，而循环随后什么也不做就继续等待：连接一直停在 CLOSE_WAIT，等待每次都立刻返回。返回 0 时应关闭。',
  'lint.eof-ignored.like-later':
    '对端关闭后，{callee}() 对“{name}”返回 0，而这里的返回值与“暂时没有数据”相同：调用者无法区分，连接一直停在 CLOSE_WAIT。请为对端关闭使用单独的返回值。',
  'lint.unchecked-descriptor':
    '在打开“{name}”失败的路径上，{callee}() 仍然使用了它。请在第一次使用之前检查。',
  'lint.descriptor-inherited.parent':
    '{fork}() 之后，父进程没有关闭自己手里的那份“{name}”就把它丢了。子进程用完之后，连接或管道仍然不会结束。父进程也要关闭它。',
  'lint.descriptor-inherited.child':
    '{fork}() 在这里产生的子进程始终没有关闭“{name}”，即父进程用来 accept 的套接字。父进程先退出时，端口仍被占用。请在子进程中关闭它。',
  'lint.descriptor-inherited.exec':
    '“{name}”由 {opener}() 打开时没有设置 close-on-exec，{callee}() 启动的程序里它仍然开着；那个程序不结束，连接或端口就不会释放。请用 SOCK_CLOEXEC 打开，或在子进程中关闭。',
  'lint.descriptor-inherited.end':
    '{callee}() 在这里等待文件结束，但永远等不到：管道的另一端“{name}”还由本进程自己开着。请在 {fork}() 之后关闭它。',
  'lint.models.no-list': '应为模型列表，实际是 {found}',
  'lint.models.no-object': '第 {number} 个模型：应为对象，实际是 {found}',
  'lint.models.unknown': '第 {number} 个模型：没有 {property} 这个属性，可用的有 {known}',
  'lint.models.nameless': '第 {number} 个模型：缺少 "function"，即它所描述的函数名',
  'lint.models.empty': '第 {number} 个模型：没有说明这个函数做什么，应至少包含 {known} 之一',
  'lint.models.alone': '第 {number} 个模型："{property}" 不能与其他说明同时出现',
  'lint.models.name': '第 {number} 个模型："{property}" 应为 C 函数名，实际是 {found}',
  'lint.models.opens': '第 {number} 个模型："{property}" 应为 "result" 或 {argument}，实际是 {found}',
  'lint.models.kind':
    '第 {number} 个模型："{property}" 应为 descriptor、socket、stream 或 directory，实际是 {found}',
  'lint.models.number': '第 {number} 个模型："{property}" 应为整数，实际是 {found}',
  'lint.models.argument': '第 {number} 个模型："{property}" 应为参数序号（从 1 开始），实际是 {found}',
  'lint.models.arguments':
    '第 {number} 个模型："{property}" 应为参数序号（从 1 开始）或序号列表，实际是 {found}',
  'lint.models.true': '第 {number} 个模型："{property}" 只能是 true，实际是 {found}',
  'lint.fix.close': '在这里关闭：{code}',
  'lint.fix.goto': '跳转到“{label}”，那里会关闭它',
  'lint.fix.zero': '把 0 也当作结束处理：{code}',
  'lint.fix.end': '返回 0 时离开循环：{code}',
  'lint.fix.cloexec': '打开时加上 {flag}',
  'lint.fix.suppress': '在这一行忽略 {rule}，并写明理由',
  'lint.step.acquired': '{callee}() 在这里打开“{name}”',
  'lint.step.acquired.both': '{callee}() 在这里打开“{name}”和“{other}”',
  'lint.step.taken': '条件 {condition} 成立时走这个分支',
  'lint.step.exception': '{callee}() 抛出异常时走这条路径',
  'lint.step.missing-destructor': '{object} 没有关闭“{name}”的析构函数',
  'lint.step.not-taken': '条件 {condition} 不成立时走这个分支',
  'lint.step.fails': '{callee}() 失败时走这个分支',
  'lint.step.failed': '{callee}() 在这里失败',
  'lint.step.closed': '{callee}() 在这里关闭“{name}”',
  'lint.step.passed': '“{name}”在这里交给 {callee}()',
  'lint.step.forked.parent': '{callee}() 在这里产生两个进程，以下是父进程',
  'lint.step.forked.child': '{callee}() 在这里产生两个进程，以下是子进程',
  'lint.step.forked.failed': '{callee}() 在这里失败',
  'lint.step.leaked.return': '在这里返回，没有关闭“{name}”',
  'lint.step.leaked.throw': '异常从这里离开函数，没有关闭“{name}”',
  'lint.step.leaked.constructor': '构造函数在这里抛出异常，没有关闭“{name}”',
  'lint.step.leaked.dropped': '{callee}() 的返回值没有存进任何变量',
  'lint.step.leaked.left': '函数在这里失败返回，没有关闭“{name}”',
  'lint.step.leaked.overwritten': '“{name}”没有关闭就在这里被覆盖',
  'lint.step.leaked.scope': '“{name}”没有关闭，作用域就在这里结束',
  'lint.step.leaked.freed': '“{name}”没有关闭，存放它的内存就在这里释放',
  'lint.step.leaked.both.return': '在这里返回，没有关闭“{name}”和“{other}”',
  'lint.step.leaked.both.throw': '异常从这里离开函数，没有关闭“{name}”和“{other}”',
  'lint.step.leaked.both.constructor': '构造函数在这里抛出异常，没有关闭“{name}”和“{other}”',
  'lint.step.leaked.both.left': '函数在这里失败返回，没有关闭“{name}”和“{other}”',
  'lint.step.leaked.both.overwritten': '“{name}”和“{other}”在这里被覆盖，没有先关闭',
  'lint.step.leaked.both.scope': '“{name}”和“{other}”的作用域在这里结束，没有关闭',
  'lint.step.leaked.both.freed': '存放“{name}”和“{other}”的内存在这里释放，没有先关闭',
  'lint.step.given-to-object': '“{name}”在这里交给 {object}',
  'lint.step.double-close.copied': '从这里起，两个对象都持有“{name}”',
  'lint.step.missing-close.assigned': '“{name}”原先持有的描述符在这里丢失',
  'lint.step.double-close': '{callee}() 在这里再次关闭“{name}”',
  'lint.step.use-after-close': '“{name}”关闭之后，{callee}() 在这里使用它',
  'lint.step.unchecked-descriptor': '{callee}() 没有检查就在这里使用“{name}”',
  'lint.step.eof-ignored': '{callee}() 可能已经返回 0，却又对“{name}”调用一次',
  'lint.step.end-received': '对端关闭后，{callee}() 对“{name}”在这里返回 0',
  'lint.step.end-freed': '保存“{name}”的对象在这里被释放，没有关闭它',
  'lint.step.end-returned': '随后函数在这里返回，什么也没有做',
  'lint.step.end-waits': '随后循环在这里继续，什么也没有做',
  'lint.step.end-like-later': '在这里的返回值与 errno 表示“暂时没有数据”时相同',
  'lint.step.child-ended': '子进程在这里结束，始终没有关闭“{name}”',
  'lint.step.inherited': '“{name}”随 {callee}() 留在新程序里，仍然打开',
  'lint.step.end-kept': '{callee}() 在这里等待，而“{name}”还开着',
  'lint.step.endless-loop': '这个循环没有出口',
  'lint.step.unreachable-close': '所以“{name}”永远不会在这里关闭',
  'lint.step.accepts': '在这里接受“{name}”',
  'lint.step.waits': '又由同一个线程在这里的 {callee}() 中等待它',
  'lint.skipped.large': '超过 3 MB，应该是程序生成的',
  'lint.skipped.binary': '不是文本文件',
  'lint.skipped.zeros':
    '不是文本文件：有 {count} 个 NUL 字节，第一个在第 {line} 行第 {column} 列；请将其删除，或将文件另存为 UTF-8',
  'lint.only-tests': '这里的文件（{count} 个）都是测试或示例，其结果仅在 --tier strict 时显示',
  'lint.skips': '已跳过：{parts}',
  'lint.skips.between': '；',
  'lint.skips.one': '{first}，{why}',
  'lint.skips.several': '{count} 处，{why}（首处 {first}）',
  'lint.skipped.unreadable': '无法读取',
  'lint.skipped.mostly': '大部分内容无法读取；所用语言可能与文件名所示的不同',
  'lint.skipped.special': '设备、管道或套接字，不是文件',
  'lint.skipped.link': '指向别处文件夹的链接',
  'lint.skipped.language': '不是本检查器支持的语言',
  'lint.skipped.declarations': '只有声明，没有代码',
  'lint.skipped.minified': '已压缩的代码，应该是程序生成的',
  'lint.skipped.line': '第 {line} 行：{why}',
  'lint.skipped.function': '第 {line} 行，{name}：{why}',
  'lint.skipped.head': '无法识别函数头',
  'lint.skipped.macro': '此处的函数由宏写出，未被读取',
  'lint.skipped.cut': '函数体未能读到末尾',
  'lint.skipped.unbalanced': '大括号不配对，无法得知它在哪里结束',
  'lint.skipped.configuration': '位于未读取的 #if 分支中',
  'lint.skipped.call': '此调用会打开资源，但不在任何能读取的函数中',
  'lint.skipped.nested': '嵌套过深，无法跟踪',
  'lint.skipped.long': '过长，应该是程序生成的',
  'lint.skipped.unfinished': '路径过多，或单个函数、文件的工作量过大，没有跟踪到底',
  'lint.skipped.many': '其中发现的问题过多，没有全部列出',
  'lint.skipped.failed-function': '检查器在此出错，对该函数不作任何结论',
  'lint.skipped.failed-file': '检查器在此出错，对该文件不作任何结论',
};
