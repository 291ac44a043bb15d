import type { commandLine as en } from '../en/command-line';

export const commandLine: Record<keyof typeof en, string> = {
  'annotate.unreadable': '无法读取：{message}（第 {column} 列）',

  'table.client': '客户端',
  'table.server': '服务端',
  'table.client-state': '客户端状态',
  'table.server-state': '服务端状态',
  'table.packets': '报文',
  'table.duration': '时长',
  'table.history': '历史',
  'table.stuck': '卡住',
  'table.findings': '发现',
  'table.none': '没有 TCP 连接。',
  'table.possibly-stuck-connections':
    '{count} 条在记录停止时处于半关闭状态；持续了多久，记录中看不出。查看原因：closewait explain --connection {connection} {file}',
  'table.possibly-stuck-rows':
    '套接字表里有 {count} 个连接处于 CLOSE_WAIT；持续了多久，表里看不出来。解释其中一个：closewait explain --connection {connection} {file}',
  'table.stuck-connections':
    '{count} 条卡在半关闭状态。查看原因：closewait explain --connection {connection} {file}',

  'report.more-stuck': '另有 {count} 条连接卡在半关闭状态：closewait connections {file}',

  'report.capture': '捕获 {name}',
  'report.servers': '服务器',
  'report.connections': '连接',
  'report.most-connections': '共 {total} 个中的前 {shown} 个，卡住最久的在前。',
  'report.problems': '文件中未能读出的内容',
  'report.problem-line': '第 {line} 行：',
  'report.more-problems': '另有 {count} 个问题',
  'report.no-findings': '没有发现问题。',
  'report.about': '数据包：{packets}。TCP 连接：{connections}。格式：{description}。',
  'report.server-column': '服务器',
  'report.states-column': '各状态的连接数',
  'report.stuck-column': '卡住',
  'report.more-findings': '还有 {count} 条发现。要查看全部，请导出发现。',
};
