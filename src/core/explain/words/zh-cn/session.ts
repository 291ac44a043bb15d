import type { session as en } from '../en/session';

export const session: Record<keyof typeof en, string> = {
  'filter.unknown-field': '没有“{field}”这个字段。可用字段：{known}。',
  'filter.unknown-state': '没有“{state}”这个状态。可用状态：{known}。',
  'filter.bad-address': '“{text}”不是地址。写法如 192.0.2.1、192.0.2.0/24 或 2001:db8::1。',
  'filter.bad-port': '“{text}”不是端口。请写 0 到 65535 的数字。',
  'filter.bad-flag': '“{text}”不是 TCP 标志。可用标志：{known}。',
  'filter.unknown-analysis': '序列分析中没有“{text}”这一项。可用：{known}。',
  'filter.expected-value': '“{field}”后面缺少值。',
  'filter.unclosed-quote': '引号没有闭合。',
  'filter.unclosed-paren': '括号没有闭合。',
  'filter.unexpected': '“{text}”不该出现在这里。',
  'filter.unexpected-end': '表达式不完整，末尾缺少内容。',
  'filter.bad-connection': '“{text}”不是连接编号。',
  'explain.not-tcp.title': '报文 {packet} 不是 TCP',
  'explain.not-tcp.summary': '报文 {packet} 不属于任何 TCP 连接，没有状态可解释。请选择一个 TCP 报文。',

  'description.pcap': 'pcap',
  'description.pcapng': 'pcapng',
  'description.text': 'tcpdump 文本',
  'description.gzip': 'gzip',
  'description.zstd': 'zstd',
  'description.nanoseconds': '纳秒',
  'description.big-endian': '大端',
  'description.interfaces': '{count} 个接口',
  'description.snap-length': '每个报文只抓前 {bytes} 字节',
  'description.unknown-link': '链路类型 {number}',
};
