import type { analysis as en } from '../en/analysis';

export const analysis: Record<keyof typeof en, string> = {
  'analysis.retransmission': '重传',
  'analysis.fast-retransmission': '快速重传（由重复 ACK 触发）',
  'analysis.spurious-retransmission': '虚假重传（数据早已被确认）',
  'analysis.out-of-order': '乱序',
  'analysis.duplicate-ack': '重复 ACK',
  'analysis.lost-segment': '它之前有报文不在抓包中',
  'analysis.ack-lost-segment': '确认了不在抓包中的报文',
  'analysis.keep-alive': '保活探测',
  'analysis.keep-alive-ack': '保活探测得到应答',
  'analysis.zero-window': '零窗口：{sender}程序没有在读',
  'analysis.zero-window-probe': '零窗口探测',
  'analysis.zero-window-probe-ack': '零窗口探测得到应答',
  'analysis.window-update': '窗口更新：{sender}又能接收了',
  'analysis.window-full': '填满了{receiver}的窗口',
  'analysis.reused-ports': '端口被重新使用：这是一条新连接',
};
