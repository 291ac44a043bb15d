import type { incident as en } from '../en/incident';

export const incident: Record<keyof typeof en, string> = {
  'incident.title': '套接字表：{files} 个',
  'incident.line': '第 {line} 行',
  'incident.line-of-file': '{file} 第 {line} 行',
  'incident.queue': '，Recv-Q 为 {queue}',
  'incident.no-state': '未给出的状态',
  'incident.row': '套接字表（{place}）显示{side}处于 {state}{queue}，{holder}。',
  'incident.row.middlebox': '中间设备的连接跟踪（{place}）中该连接处于 {state}；这并非任何一端自己的状态。',
  'incident.row.ended': 'tcplife（{place}）看到该连接结束；在{side}它属于{process}。',
  'incident.held': '由{process}持有',
  'incident.owned': '是{process}的套接字，是否已接受不得而知',
  'incident.held-unnamed': '由一个未给出名称的进程持有',
  'incident.not-held': '没有任何描述符指向该套接字',
  'incident.holder-unseen': '未显示由谁持有该套接字',
  'incident.same': '数据包结束时{side}处于同一状态。',
  'incident.later.peers-fin':
    '数据包结束时{side}处于 {packetState}：其中没有{other}的 FIN。记录在它之前结束，或丢失了它。',
  'incident.later.own-fin':
    '数据包结束时{side}处于 {packetState}：其中没有它自己的 FIN。记录在它之前结束，或丢失了它。',
  'incident.later.both-fins':
    '数据包结束时{side}处于 {packetState}：其中没有两端的 FIN。记录在它们之前结束，或丢失了它们。',
  'incident.later.answer':
    '数据包结束时{side}处于 {packetState}：其中没有{other}的应答。记录在它之前结束，或丢失了它。',
  'incident.later.end': '数据包结束时{side}处于 {packetState}：其中没有连接的结束。',
  'incident.older': '数据包还在继续：结束时{side}处于 {packetState}。因此该表早于记录的结尾。',
  'incident.older.inferred':
    '按数据包{side}应已进入 {packetState}：该表早于记录的结尾，或者{other}发送的内容没有到达{side}。',
  'incident.contradiction':
    '数据包结束时{side}处于 {packetState}，而这两个状态谁也不可能在另一个之后：该行属于同一端口上的另一个连接，或者缺少数据包。',
  'incident.ports-again': '记录中有多个连接先后使用了这些端口；该行属于其中哪一个只是很可能，并未证实。',
  'incident.by-conntrack': '表中的连接跟踪显示了中间的地址转换。',
  'incident.translated-client':
    '该行为 {local} 和 {peer}，数据包中客户端为 {translated}：很可能是同一个连接，分处地址转换的两侧。',
  'incident.translated-server':
    '该行为 {local} 和 {peer}，数据包中服务器为 {translated}：很可能是同一个连接，分处地址转换的两侧。',
  'incident.together': '数据包和表中都有的连接：{both}；只在数据包中：{packetsOnly}；只在表中：{tableOnly}。',
  'incident.together.agree': '与数据包结束时状态相同的行：{count}。',
  'incident.together.later': '状态在最后一个数据包之后的行：{count}。',
  'incident.together.older': '状态已被数据包越过的行（该表较早）：{count}。',
  'incident.together.contradict': '状态与数据包不相容的行：{count}。',
  'incident.together.none':
    '没有任何一行具有所记录连接的地址：该表来自另一台主机或另一时间，或者两者之间有地址转换。',
  'incident.tables-only': '只在套接字表中',
};
