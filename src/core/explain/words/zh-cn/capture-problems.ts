import type { captureProblems as en } from '../en/capture-problems';

const supported =
  'Closewait 支持 pcap、pcapng 以及 tcpdump 和 tshark 打印的文本，也可以是经 gzip 或 Zstandard 压缩的；在命令行里还支持 ss、netstat、lsof 等工具打印的套接字表。';

export const captureProblems: Record<keyof typeof en, string> = {
  'format.empty': `{file} 是空文件。\n如果抓包仍在进行，数据可能还没落盘：tcpdump -U 会逐包写入。\n${supported}`,
  'format.unknown': `无法识别 {file} 的抓包格式。\n文件开头是 {hex}  {ascii}\n${supported}`,
  'format.text-without-packets': `{file} 是文本，但里面没有 tcpdump 或 tshark 打印的报文行。\n文件开头是：{firstLine}\n报文行形如：12:34:56.789012 IP 192.0.2.1.33482 > 192.0.2.2.8000: Flags [S], seq 1, win 64240, length 0\n${supported}`,
  'format.table-without-rows': `{file} 里有套接字表的表头，下面却没有 TCP 套接字：要么没有列出任何套接字，要么文本里缺少这些行。\n列出全部 TCP 套接字：{command}\n文件开头是：{firstLine}\n${supported}`,
  'format.other-tool': `{file} 是 {tool} 的输出，Closewait 不支持。\n可以这样得到能读取的内容：{command}\n文件开头是：{firstLine}\n${supported}`,
  'format.zeek-without-tcp': `{file} 是 Zeek 的 conn.log，但其中没有能读取的 TCP 行，即 proto 为“tcp”、带有 conn_state 的行，位于以 ts、uid、id.orig_h 开头的 #fields 之下，或为 JSON。\n如果录制过 TCP：{command}\n文件开头是：{firstLine}\n${supported}`,
  'format.zeek-other-log': `{file} 是 Zeek 的日志，但不是 conn.log；Closewait 只读取 conn.log。\n可以这样得到能读取的内容：{command}\n文件开头是：{firstLine}\n${supported}`,
  'format.other-capture': `{file} 是 {format} 格式的抓包文件，Closewait 不支持。\n可用 Wireshark 自带的 editcap 转换：editcap {file} converted.pcapng\n文件开头是 {hex}  {ascii}\n${supported}`,
  'format.event-trace': `{file} 看起来是 Windows 事件跟踪文件。\n请先转换：pktmon 的用 pktmon etl2pcap，netsh trace 的用微软的 etl2pcapng。\n文件开头是 {hex}  {ascii}\n${supported}`,
  'format.archive': `{file} 是 {format} 压缩包，Closewait 不会解包。\n请先解压（{tool}），再打开里面的抓包文件。\n文件开头是 {hex}  {ascii}\n${supported}`,
  'format.other-file': `{file} 不是抓包文件，而是 {format}。\n文件开头是 {hex}  {ascii}\n${supported}`,
  'format.cut-pcapng': `{file} 的开头像 pcapng，但节头块（SHB）损坏或不完整。\n文件开头是 {hex}  {ascii}\n类型和长度之后应为字节 1a 2b 3c 4d 或 4d 3c 2b 1a。请重新获取该文件，不要用文本模式传输。\n${supported}`,
  'format.compressed-too-often': `{file} 被压缩了不止 {limit} 层（{layers}，之后还有）。\n请先自行解压。`,

  'pcap.cut-file-header':
    '文件在 pcap 文件头内就结束了：应有 {expected} 字节，只有 {found} 字节，不含任何报文。',
  'pcap.bad-magic': 'pcap 文件不会以 {found} 开头。',
  'pcap.version': '文件声称是 pcap {found} 版，而已知的只有 2.x。按 2.4 版读取，结果可能有误。',
  'pcap.cut-packet-header':
    '文件在偏移 {offset} 处的报文头内结束：应有 {expected} 字节，只有 {found} 字节。可能仍在写入，也可能被截断。此前的报文均已显示。',
  'pcap.cut-packet':
    '文件在最后一个报文内结束（报文头位于偏移 {offset}）：应有 {expected} 字节，只有 {found} 字节。可能仍在写入，也可能被截断。此前的报文均已显示。',
  'pcap.bad-length':
    '偏移 {offset} 处的报文头声称抓到 {found} 字节，而一个报文最多只有 {limit} 字节。文件在此处已损坏。',
  'pcap.length-beyond-end':
    '偏移 {offset} 处的报文头声称抓到 {found} 字节，但文件只剩 {rest} 字节，而且其中还有别的报文。损坏的是这个长度字段。',
  'pcap.hole': '从偏移 {offset} 起，本该是报文头的地方全是零：这部分文件从未写入，常见于系统崩溃或磁盘写满。',
  'pcap.joined':
    '偏移 {offset} 处的报文之间出现了另一个捕获文件的文件头：几个文件被首尾拼接（cat a.pcap b.pcap）。所有文件的报文都已读取，按其在文件中的顺序。',
  'pcap.joined-other':
    '从偏移 {offset} 起是另一个以不同方式写成的捕获文件（链路类型是 {link}，此前是 {known}；字节序或时间分辨率也可能不同）：几个文件被首尾拼接。从该处起的内容没有读取。合并捕获文件请用 mergecap。',
  'pcap.resumed':
    '从偏移 {offset} 起又能读到连续的报文。从 {from} 开始的 {bytes} 字节被跳过，其中有多少报文不得而知。',
  'pcap.lost-to-end': '从偏移 {offset} 到文件末尾（{bytes} 字节）辨认不出任何报文。此前的报文均已显示。',
  'pcap.stopped':
    '读取在偏移 {offset} 处停止：其后的 {searched} 字节中辨认不出任何报文。此前的报文均已显示。',
  'pcap.fraction':
    '偏移 {offset} 处的报文头中，秒以下部分为 {found}，而最大只能是 {limit}。超出部分已进位到秒，其他类似报文也照此处理。',
  'pcap.captured-exceeds-original':
    '报文头声称从 {original} 字节的报文中抓到了 {captured} 字节（偏移 {offset}）。原始长度改按抓到的长度计，其他类似报文也照此处理。',
  'pcap.captured-exceeds-snap-length':
    '报文长度（偏移 {offset} 处为 {captured} 字节）超过了文件声明的抓包长度（snaplen）{snapLength}。抓到的字节全部显示。',

  'pcapng.bad-magic': 'pcapng 文件应以节头块开头，而不是类型为 {found} 的块。',
  'pcapng.byte-order':
    '偏移 {offset} 处的节头块中，标识字节序的位置是 {found}，应为 1a 2b 3c 4d 或 4d 3c 2b 1a。文件在此处已损坏。',
  'pcapng.version':
    '偏移 {offset} 处的节声称是 pcapng {found} 版，而已知的只有 1.x。按 1.0 版读取，结果可能有误。',
  'pcapng.block-length':
    '偏移 {offset} 处的块（类型 {type}）声称长 {found} 字节，合理范围是 {least} 到 {limit}。文件在此处已损坏。',
  'pcapng.trailing-length':
    '偏移 {offset} 处的块首尾长度不一致：开头为 {leading}，末尾为 {trailing}。文件在此处已损坏。',
  'pcapng.trailing-length-ignored':
    '一个块首尾长度不一致：开头为 {leading}，末尾为 {trailing}（偏移 {offset}）。由于 {leading} 字节之后正好是另一个块，以开头的为准。',
  'pcapng.length-beyond-end':
    '偏移 {offset} 处的块声称长 {found} 字节，但文件只剩 {rest} 字节，而且其中还有别的块。损坏的是这个长度字段。',
  'pcapng.cut-block':
    '文件在偏移 {offset} 处的块内结束：应有 {expected} 字节，只有 {found} 字节。可能仍在写入，也可能被截断。此前的内容均已显示。',
  'pcapng.cut-skipped-block':
    '文件在偏移 {offset} 处的块内结束，该块声称长 {expected} 字节。文件可能被截断，也可能是这个长度已损坏。此前的内容均已显示。',
  'pcapng.short-block':
    '偏移 {offset} 处的块（类型 {type}）只有 {found} 字节，装下必需字段至少要 {expected} 字节。该块已跳过。',
  'pcapng.packet-length':
    '偏移 {offset} 处的报文块声称抓到 {found} 字节，而最多只容得下 {limit} 字节。该块已跳过。',
  'pcapng.captured-exceeds-original':
    '报文块声称从 {original} 字节的报文中抓到了 {captured} 字节（偏移 {offset}）。原始长度改按抓到的长度计，其他类似报文也照此处理。',
  'pcapng.unknown-interface':
    '偏移 {offset} 处的块属于接口 {found}，但所在的节目前只描述了 {interfaces} 个接口（从 0 编号）。链路类型无从得知，该块已跳过。',
  'pcapng.too-many-interfaces': '文件描述的接口超过 {limit} 个。从偏移 {offset} 起的接口及其报文均已跳过。',
  'pcapng.time-out-of-range':
    '按接口的时间分辨率和时间偏移，偏移 {offset} 处报文的时间距 1970 年超过 2.85 亿年。此类报文的时间不予显示。',
  'pcapng.cut-option':
    '偏移 {offset} 处的块中，选项 {code} 声称长 {length} 字节，超出了块的范围。从该选项起的选项均已跳过。',
  'pcapng.resumed':
    '从偏移 {offset} 起又能读到连续的块。从 {from} 开始的 {bytes} 字节被跳过，其中有多少报文不得而知。',
  'pcapng.lost-to-end': '从偏移 {offset} 到文件末尾（{bytes} 字节）辨认不出任何块。此前的内容均已显示。',
  'pcapng.stopped':
    '读取在偏移 {offset} 处停止：其后的 {searched} 字节中辨认不出任何块。此前的内容均已显示。',

  'capture.link-not-decoded':
    '{total} 个报文中有 {count} 个的链路类型是 {link}（{name}），无法解析，因此对它们不作任何判断。请换一个接口抓包，或让 tcpdump 以其他链路类型写出（tcpdump -y，tcpdump -L 可列出可选类型）。',
  'capture.headers-not-read':
    '{total} 个报文中有 {count} 个读不到端口：要么在此之前就被截断（请用 tcpdump -s 128 或更大的值抓包），要么其内容与文件所写的链路类型不符。对它们不作任何判断。',
  'capture.rows-without-ports':
    '{total} 行中有 {count} 行可能属于 TCP，但没有显示 TCP 的端口和标志，因此无法读成连接。请直接打开捕获文件，或这样打印：tshark -n -r FILE.pcap -T fields -E header=y -e frame.time_epoch -e ip.src -e ip.dst -e tcp.srcport -e tcp.dstport -e tcp.flags -e tcp.seq -e tcp.ack -e tcp.len',

  'capture.too-many-packets':
    '捕获文件中的报文超过 {limit} 个，这已是所能保留的上限。从偏移 {offset}（解压后）起的内容没有读取，此前的内容均已显示。可用 editcap 或 tcpdump -r 截取文件的一部分。',
  'capture.too-many-lines':
    '日志超过 {limit} 行，这已是所能保留的上限。从偏移 {offset}（解压后）起的内容没有读取，此前的内容均已显示。可用 head、tail 或 grep 截取文件的一部分。',

  'gzip.bad-header':
    '压缩文件偏移 {compressedOffset} 处不是有效的 gzip 头。文件可能已损坏，或者根本不是 gzip。',
  'gzip.cut':
    'gzip 数据不完整，读到 {compressedOffset} 字节就结束了。文件可能仍在写入，也可能被截断。已能解压的部分（{offset} 字节）照常显示。',
  'gzip.corrupt':
    'gzip 数据在压缩文件偏移 {compressedOffset} 附近损坏。此前的部分（解压后 {offset} 字节）照常显示。',
  'gzip.checksum':
    '压缩文件偏移 {compressedOffset} 处的 gzip 校验和与此前的数据不符：其中有损坏，但仍照原样显示。',
  'gzip.trailing-bytes':
    'gzip 数据之后，从压缩文件偏移 {compressedOffset} 起还有不属于 gzip 的内容，已忽略。',
  'zstd.bad-header':
    '压缩文件偏移 {compressedOffset} 处不是有效的 Zstandard 帧头。文件可能已损坏，或者根本不是 Zstandard。',
  'zstd.cut':
    'Zstandard 数据不完整，读到 {compressedOffset} 字节就结束了。文件可能仍在写入，也可能被截断。已能解压的部分（{offset} 字节）照常显示。',
  'zstd.corrupt':
    'Zstandard 数据在压缩文件偏移 {compressedOffset} 附近损坏。此前的部分（解压后 {offset} 字节）照常显示。',
  'zstd.checksum':
    '压缩文件偏移 {compressedOffset} 处的 Zstandard 校验和与此前的数据不符：其中有损坏，但仍照原样显示。',
  'zstd.dictionary':
    '文件压缩时使用了 Zstandard 字典 {dictionary}，没有字典就无法读取。请先解压：zstd -d -D 字典文件 {file}',
  'zstd.window':
    '解压这个 Zstandard 流需要 {window} 字节的窗口，而这里最多使用 {limit} 字节。请先解压：zstd -d --long=31 {file}',
  'zstd.trailing-bytes':
    'Zstandard 数据之后，从压缩文件偏移 {compressedOffset} 起还有不属于 Zstandard 的内容，已忽略。',
};
