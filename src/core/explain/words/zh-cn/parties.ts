import type { parties as en } from '../en/parties';

export const parties: Record<keyof typeof en, string> = {
  'party.client': '客户端',
  'party.server': '服务端',
  'party.Client': '客户端',
  'party.Server': '服务端',

  'party.between': '中间设备',

  'certainty.confirmed': '已证实',
  'certainty.inferred': '推断',

  'duration.unknown': '一段未知的时间',

  'moment.at': '在 {time} ',
  'moment.after': '在 {duration}之后',
  'moment.packet': '在报文 {packet} ',

  'role.syn': '发出 SYN 的一端是客户端。',
  'process.at-end': '抓包记录了这一端的程序：{program}。',
  'process.with-pid': '{name}（PID {pid}）',
  'process.container': '容器 {container}',
  'process.pod': 'Pod {pod}',
  'process.and': '，',

  'role.syn-ack': 'SYN/ACK 发往的一端是客户端；SYN 本身不在抓包中。',
  'role.port': '抓包中没有这条连接的握手：端口号像是临时端口的一端视为客户端。',
  'role.first-sender': '抓包中没有这条连接的握手，端口号也无法区分：最先发出报文的一端视为客户端。',
};
