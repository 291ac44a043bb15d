import type { code as english } from '../en/code';

export const code: Readonly<Record<keyof typeof english, string>> = {
  'code.title.listens': '监听端口 {port} 的代码',
  'code.title.connects': '连接到端口 {port} 的代码',
  'code.title.guess': '可能使用端口 {port} 的代码',
  'code.site.listens': '{within}在此监听（{call}）',
  'code.site.connects': '{within}在此发起连接（{call}）',
  'code.outside': '文件顶层代码',
  'code.step.named': '{name} 的值在此给出',
  'code.step.argument': '此调用传入 {name}',
  'code.step.field': '名为 {name} 的字段在此得到该值',
  'code.site.likely': '{site}；可能：这是默认值，或几个值之一',
  'code.site.open': '{site}；代码中没有写明端口：它来自命令行、环境变量或文件',
  'code.explains': '代码检查在此处发现的、能解释该状态的问题：',
  'code.no-finding':
    '代码检查在此处没有发现能解释该状态的问题。请检查每一条没有执行 close() 就离开这段代码的路径。',
  'code.step.hint': '此文件中写有 {text}',
  'code.closes': '代码检查在此处没有发现能解释该状态的问题。连接在此处关闭：',
  'code.close': '{call}',
  'code.close.call': '{call}，只有在第 {line} 行的 {name}() 返回之后才会执行',
  'code.close.event': "{call}，位于 '{name}' 事件的监听函数中",
  'code.left-out': '{count} 个文件：全部文件合计过长',
  'code.elsewhere': '其他文件中能解释该状态的问题：',
  'code.none.listens':
    '在 {files} 个源文件中，没有发现监听端口 {port} 的代码。已搜索：带地址的 bind()，Asio、libuv、libevent 等 C 和 C++ 库，以及 Node 的 listen() 和 serve()。',
  'code.none.connects':
    '在 {files} 个源文件中，没有发现连接到端口 {port} 的代码。已搜索：connect()、createConnection() 以及带端口的请求。',
  'code.other-ports': '这些文件使用的端口：{ports}。',
  'code.unread': '未搜索：{file}',
  'code.no-sources': '{folder} 中没有 C、C++、TypeScript 或 JavaScript 文件。',
};
