import type { overview as en } from '../en/overview';

export const overview: Record<keyof typeof en, string> = {
  'overview.healthy': '没有发现问题',
  'overview.healthy.one': '仅就这份记录而言，没有发现问题',
  'overview.lost': '数据包在两份记录之间丢失（连接 {connection}：{count} 个中的 {lost} 个）',
  'overview.no-connections': '其中没有 TCP 连接',
  'overview.unread': '其中的报文无法读成连接',
  'overview.stuck': '卡在半关闭：{connections} 条中的 {count} 条',
  'overview.possible': '抓包结束时处于半关闭：{connections} 条中的 {count} 条',
  'overview.possible.listed': '列表中处于半关闭：{connections} 条中的 {count} 条',
  'overview.lacks': '{lacks}。',
  'overview.unanswered': '抓包结束时有一个请求还没有得到应答',
  'overview.recorded': '报文 {packets} 个，连接 {connections} 条，历时 {duration}。',
  'overview.recorded.untimed': '报文 {packets} 个，连接 {connections} 条。',
  'overview.complete': '没有发现抓包缺少内容。',
  'overview.dropped': '抓包程序丢失了 {count} 个报文。',
};
