import type { bothEnds as en } from '../en/both-ends';

export const bothEnds: Record<keyof typeof en, string> = {
  'ends.title': '两端都有记录',
  'ends.verdict': '在两份记录之间丢失：{count} 个数据包中的 {lost} 个。',
  'ends.verdict.likely': '在两份记录之间丢失，或其中一份没有录到：{count} 个数据包中的 {lost} 个。',
  'ends.by.sequence':
    '{clientFile} 中的连接 {client}（靠近客户端）与 {serverFile} 中的连接 {server}（靠近服务端）是同一个连接：初始序列号相同。',
  'ends.by.timestamps':
    '{clientFile} 中的连接 {client}（靠近客户端）与 {serverFile} 中的连接 {server}（靠近服务端）是同一个连接：SYN 带有相同的时间戳。',
  'ends.by.addresses':
    '{clientFile} 中的连接 {client}（靠近客户端）与 {serverFile} 中的连接 {server}（靠近服务端）是同一个连接：地址和数据包相同。SYN 并非在两份记录中都有。',
  'ends.translated': '{side}的地址在两者之间被转换：{clientFile} 中是 {client}，{serverFile} 中是 {server}。',
  'ends.rewritten': '两者之间有设备改写了{side}的序列号。',
  'ends.clock.ahead':
    '{serverFile} 的时钟比 {clientFile} 的快 {span}，误差不超过 {within}（来回最快的两个数据包共需时间的一半）。',
  'ends.clock.behind':
    '{serverFile} 的时钟比 {clientFile} 的慢 {span}，误差不超过 {within}（来回最快的两个数据包共需时间的一半）。',
  'ends.clock.none': '两个时钟之差未知：没有两个方向都带时间且在两份记录中都有的数据包。',
  'ends.clock.drift': '它每秒快 {microseconds} µs。',
  'ends.hops': '去服务端途中跳数限制减少 {client}，返回途中减少 {server}。',
  'ends.cut': '每份记录只比较了前 {count} 个数据包。',
  'ends.count': '两份记录中都有的数据包：{both}。',
  'ends.regrouped': '网卡或内核切分或合并了报文段：{count} 处大小不同。',
  'ends.lost': '{side}发出、在两者之间丢失：{count} 个（{file} 的{packets}）。',
  'ends.lost.likely':
    '{side}发出而 {other} 中没有：{count} 个（{file} 的{packets}）。它们在两者之间丢失，或那份记录有缺失或未覆盖那段时间。',
  'ends.partly-lost': '{side}整块发出的报文段中有 {bytes} 字节在两者之间丢失（{file} 的{packets}）。',
  'ends.made-between':
    '以{side}的名义、但不是{side}发出：{count} 个（{file} 的{packets}）。{side}处的记录中没有它们，跳数限制也与它的其他数据包不同。是两者之间的设备造的。',
  'ends.made-between.likely':
    '以{side}的名义、而{side}处的记录中没有的重置：{count} 个（{file} 的{packets}）。很可能是两者之间的设备造的。',
  'ends.duplicated': '到达两次的副本（{side}的）：{count} 个（{file} 的{packets}）。',
  'ends.not-recorded':
    '{side}的数据包经过了那里，而 {other} 中没有：{count} 个（{file} 的{packets}）。那份记录有缺失。',
  'ends.outside': '{side}的数据包在 {other} 覆盖的时间之前或之后：{count} 个。',
  'ends.changed.hop-limit': '{side}的数据包中跳数限制与其余不同：{count} 个（{file} 的{packets}）。',
  'ends.changed.window': '{side}的数据包在途中窗口被改：{count} 个（{file} 的{packets}）。',
  'ends.changed.options':
    '{side}的数据包在途中 TCP 选项被改：{count} 个（{file} 的{packets}），{before} 变为 {after}。',
  'ends.changed.flags': '{side}的数据包在途中 ECN 或紧急位被改：{count} 个（{file} 的{packets}）。',
  'ends.changed.timestamps': '{side}的数据包在途中时间戳被改：{count} 个（{file} 的{packets}）。',
  'ends.unanswered-there':
    '{file} 中也有客户端的 SYN（{packets}），而两份记录中都没有应答：到那里为止路是通的。不应答的是服务端主机、它自己的防火墙，或者那处记录之后的设备。',
  'ends.fin-lost': '{file} 中没有{side}的 FIN：就那份记录所及，{other}并未得知{side}已关闭。',
  'ends.packets': '数据包 {numbers}',
  'ends.packet': '数据包 {numbers}',
  'ends.packets.more': '{numbers} 等另外 {count} 个',
  'ends.fate.regrouped': '大小不同',
  'ends.fate.partly-lost': '途中丢失 {bytes} 字节',
  'ends.fate.lost': '途中丢失',
  'ends.fate.lost.likely': '途中丢失，或那里未记录',
  'ends.fate.duplicated': '副本',
  'ends.fate.made-between': '途中伪造，不是{side}发出',
  'ends.fate.made-between.likely': '很可能是途中伪造',
  'ends.fate.not-recorded': '另一份记录缺失',
  'ends.fate.outside': '另一份记录未覆盖',
  'ends.change.hop-limit': '跳数限制 {before} -> {after}',
  'ends.change.window': '窗口 {before} -> {after}',
  'ends.change.options': '选项被改',
  'ends.change.flags': '标志被改',
  'ends.change.timestamps': '时间戳被改',
  'ends.same': '另有 {count} 个数据包两边都有',
  'ends.beside': '另有在别处记录的 {file}：其中 {shared} 个连接也在此列表中，其时序图显示两端的时钟。',
  'ends.beside.rest': '其余连接（{count} 个）不在此列表中：请单独打开 {file}。',
  'ends.pairs': '在两处都有记录的同一连接：{pairs}。对其中一个的解释会显示它的数据包在途中的去向。',
  'ends.passed-over':
    '以下文件的连接太多，没有查找其他记录中是否也有这些连接：{files}。只过滤出一个服务器会少一些：tcpdump -r FILE -w OUT port PORT。',
  'ends.pairs.more': '{pairs} 及另外 {count} 个',
  'ends.client-clock': '客户端侧',
  'ends.server-clock': '服务端侧',
};
