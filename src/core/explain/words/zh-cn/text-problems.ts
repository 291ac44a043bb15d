import type * as en from '../en/text-problems';

/** What the tcpdump text reader could not read. */
export const textProblems: Record<keyof typeof en.textProblems, string> = {
  'text.nothing-read': '共 {lines} 行，没有一行是 tcpdump 或 tshark 打印的报文；开头是：{firstLine}',
  'text.cut-packet':
    '这个数据包的文本中途断掉了：后面本应有“{expected}”。可能是该行被截断，也可能是日志里缺了后半段。已有的内容已经解析，其余未知。',
  'text.unreadable-packet':
    '这一行看起来是数据包，但从这里起无法解析：此处应为“{expected}”，实际是“{found}”。前面的内容已经解析。',
  'text.long-line':
    '这一行有 {bytes} 字节，超出了 tcpdump 一行可能的长度。只显示并解析开头部分，文件内容没有丢失。',
  'text.binary':
    '从偏移 {offset} 起有 {bytes} 个字节不是文本，已跳过；此处原有的内容未知，任何时长都不跨越这一段。',
  'text.unknown-service':
    '端口名“{service}”不在任何已注册的服务列表中，因此端口号未知。用 tcpdump -nn 抓取可直接输出数字端口。',
  'text.too-many-names':
    '日志中的主机名太多，超出保存上限。之后涉及新主机名的数据包仍会显示，但不归入任何连接。建议用 tcpdump -n 抓取。',
  'text.no-numbers':
    '这些行没有确认号，因此无从得知哪一端收到了什么（尤其是 FIN），半关闭的连接也认不出来。请一并打印：tshark ... -e tcp.seq -e tcp.ack -e tcp.len。',
};
