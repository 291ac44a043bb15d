/** What another tool prints, by how its lines look, and what to run to get something that is read here. */
export interface ForeignText {
  /** The tool's own name, not translated. */
  readonly tool: string;
  /** A command, not translated. */
  readonly command: string;
  readonly line: RegExp;
  /** Lines that must look like it. */
  readonly least: number;
  /** What is told of it; left out: that it is not read. */
  readonly problem?: string;
}

/** Of tools that tell of events, what shows the sockets as they are. */
const SOCKETS = 'ss -tanpo (or tcpstates, for every change of state)';
const CAPTURE = 'tcpdump -i any -n -w out.pcap tcp port PORT';

const ZEEK = 'closewait connections FILE.pcap (the capture that Zeek read)';

const text = (tool: string, line: RegExp, command: string, least = 1): ForeignText => ({
  tool,
  line,
  command,
  least,
});

/** Forms by man pages and by the tools' own outputs; the most telling first. */
const FOREIGN_TEXTS: readonly ForeignText[] = [
  text('Wireshark PSML', /^\s*<(?:psml|psml_)\b|<psml\b/, 'tshark -n -r FILE.pcap'),
  text('tshark -T jsonraw', /^\s*"frame_raw": ?\[/, 'tshark -n -T json -r FILE.pcap'),
  text('tshark -T ek -j', /^\{.*"layers":\{.*\{"filtered":"frame/, 'tshark -n -T ek -r FILE.pcap'),
  text(
    'tshark -z',
    /^(?:(?:TCP|IPv[46]|Ethernet) (?:Conversations|Endpoints)|Protocol Hierarchy Statistics|Follow: tcp,\w+|\| IO Statistics +\|)\s*$/,
    'closewait connections FILE.pcap (the capture that tshark read)',
  ),
  text('Wireshark (copied as YAML)', /^# Packet \d+ from \S/, 'tshark -n -r FILE.pcap'),
  // Rows of TCP are read as a socket table.
  {
    ...text(
      'Zeek conn.log',
      /^#path\s+conn\s*$|^#fields\s.*\bconn_state\b|"id\.orig_h":.*"conn_state":/,
      ZEEK,
    ),
    problem: 'format.zeek-without-tcp',
  },
  {
    ...text('Zeek', /^#separator \\x09|^#fields\s+ts\s+uid\s|"id\.orig_h":/, `conn.log, or ${ZEEK}`),
    problem: 'format.zeek-other-log',
  },
  text(
    'tshark -V',
    /^(?:Frame \d+: \d+ bytes on wire|Transmission Control Protocol, Src Port)/,
    'tshark -n -r FILE.pcap',
  ),
  text(
    'snoop',
    /^\s*(?:\d+\s+)?(?:[\d:.]+\s+)?\S+ -> \S+ +(?:ETHER|IP|TCP|HTTP|TELNET)\b.*\b[DRC] (?:port=|=)|^\s*(?:\d+\s+)?(?:[\d:.]+\s+)?\S+ -> \S+ +TCP [DS]=\d+ [DS]=\d+/,
    'snoop -o out.snoop tcp port PORT; editcap out.snoop out.pcapng',
  ),
  text(
    'snoop -v',
    /^(?:ETHER|IP|TCP): {2,}-{3,} /,
    'snoop -o out.snoop tcp port PORT; editcap out.snoop out.pcapng',
  ),
  text(
    'FortiGate sniffer',
    /^[\d: .-]*\d+\.\d+ (?:\S+ (?:in|out|--) )?\d+\.\d+\.\d+\.\d+\.\d+ -> \d+\.\d+\.\d+\.\d+\.\d+: (?:syn|fin|rst|psh|ack)\b/,
    "diagnose sniffer packet any 'tcp port PORT' 6 0 l; fgt2eth.pl -in FILE -out out.pcap",
  ),
  text(
    'ngrep',
    /^[TUI] (?:\+[\d.]+ |[\d/]+ [\d:.]+ )?\S+:\d+ -> \S+:\d+(?: \[[SAFRPUEW]+\])?/,
    'ngrep -O out.pcap port PORT',
  ),
  text('tcpdrop', /^TIME\s+PID\s+(?:IP\s+SADDR:SPORT\s+>|COMM\s+SADDR:SPORT)\s+DADDR:DPORT\s+STATE/, SOCKETS),
  text('tcpretrans', /^TIME\s+PID\s+(?:IP\s+)?LADDR:LPORT\s+(?:T>\s+)?RADDR:RPORT\s+STATE/, SOCKETS),
  text('tcpaccept', /^(?:TIME\S*\s+)?PID\s+COMM\s+IP\s+RADDR\s+RPORT\s+LADDR\s+LPORT/, SOCKETS),
  text(
    'tcpconnect',
    /^(?:TIME\S*\s+)?(?:UID\s+)?PID\s+COMM\s+IP\s+SADDR\s+(?:LPORT\s+)?DADDR\s+DPORT/,
    SOCKETS,
  ),
  text('tcptracer', /^T\s+PID\s+COMM\s+IP\s+SADDR\s+DADDR\s+SPORT\s+DPORT/, SOCKETS),
  text('tcpvcon', /^\[TCP(?:V6)?\] \S/, 'tcpvcon -a -c -n'),
  text('pfiles', /^\s+(?:sockname|peername): AF_INET6?\b/, 'netstat -an -u -f inet'),
  text(
    'ipvsadm',
    /^IPVS connection entries|^pro expire state\s+source\b/,
    'ss -tanp (on the server behind it)',
  ),
  text(
    'pfctl -s state',
    /^(?:all|[a-z]+\d+) tcp \S+:\d+ (?:\(\S+\) )?(?:->|<-) .*\s[A-Z_0-9]+:[A-Z_0-9]+\s*$/,
    'netstat -an -p tcp',
  ),
  text('ls -l /proc/PID/fd', /^l\S{9} .*\s\d+ -> '?socket:\[\d+\]/, 'lsof -nP -a -p PID -i TCP'),
  text('tcpflow', /^\d{3}\.\d{3}\.\d{3}\.\d{3}\.\d{5}-\d{3}\.\d{3}\.\d{3}\.\d{3}\.\d{5}: /, CAPTURE),
  text(
    'strace',
    /^(?:\[pid +\d+\] |\d+ +)?(?:[\d:.]+ )?(?:socket|bind|listen|connect|accept4?|close|shutdown|read|write|recv\w*|send\w*|e?poll\w*|select|fcntl|execve|brk|mmap|openat|getsockopt|setsockopt)\(.*\) += +(?:-?\d|0x)/,
    CAPTURE,
    2,
  ),
  text(
    'truss',
    /^(?:\d+(?:\/\d+)?:\s+)(?:so_socket|accept|close|read|write|recv\w*|send\w*|connect|listen)\(.*\)\s+(?:= |Err#)/,
    CAPTURE,
    2,
  ),
  text('dtruss', /^(?:SYSCALL\(args\)\s+= return|\s*\d+\/0x[\da-f]+:\s+\w+\(.*\)\s+= -?\d)/, CAPTURE),
  text(
    'pktmon',
    /Microsoft-Windows-PktMon\b|^\[\d+\][\da-f]+\.[\da-f]+::\d{4}-\d\d-\d\d .*\bPktGroupId \d+/i,
    'pktmon etl2pcap FILE.etl -o out.pcapng',
  ),
  text('iptables LOG', /\bIN=\S* OUT=\S* .*\bSRC=\S+ DST=\S+ .*\bPROTO=TCP SPT=\d+ DPT=\d+/, CAPTURE),
  text(
    'Windows Firewall',
    /^#Software: Microsoft Windows Firewall/,
    'pktmon start --capture --pkt-size 0; pktmon etl2pcap PktMon.etl -o out.pcapng',
  ),
  text('VPC flow log', /^(?:version account-id interface-id|\d \d{12} eni-[\da-f]+ )/, CAPTURE),
  text('NetFlow', /^Date first seen\s+(?:Event\s+)?.*Src IP Addr:Port/, CAPTURE),
  text('Argus', /^\s*StartTime\s+Flgs\s+Proto\s+SrcAddr/, CAPTURE),
  text(
    'tcptrace',
    /^\d+ arg remaining, starting with|^\s*TCP connection \d+:$/,
    'closewait connections FILE.pcap (the capture that tcptrace read)',
  ),
  text('tcpdump -x', /^\s*0x[\da-f]{4}:\s+(?:[\da-f]{4} ){1,7}[\da-f]{2,4}\b/, 'tcpdump -n -r FILE.pcap', 2),
  text(
    'hexdump',
    /^[\da-f]{4,8}:? {1,3}(?:[\da-f]{2} ){8}|^[\da-f]{8}: (?:[\da-f]{4} ){8}/,
    "text2pcap FILE out.pcap (of 'od -Ax -tx1' and Wireshark's hex dumps)",
    2,
  ),
];

/** Headings of the tables that are read, and what lists all TCP sockets where they are printed. */
const TABLE_HEADINGS: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:Netid\s+)?(?:State\s+)?Recv-Q\s+Send-Q\s+Local Address:\s?Port/, 'ss -tanp'],
  [/^\s*Proto\s+Recv-Q\s+Send-Q\s+Local Address\s+Foreign Address\s+\(state\)/, 'netstat -anv -p tcp'],
  [/^\s*Proto\s+(?:\S+-\S+\s+\S+-\S+|Recib\s+Enviad)\s+\S/, 'netstat -antp'],
  [/^\s*(?:Proto|协议|Имя|プロトコル|Protokół|프로토콜|通訊協定)\s{1,6}\S+ \S+\s{2,}\S/, 'netstat -ano'],
  [/^\s*COMMAND\s+PID\s+.*\bFD\s+TYPE\b/, 'lsof -nP -i TCP'],
  [/^\s*"?(?:LocalAddress|LocalPort)"?[\s,;].*(?:RemoteAddress|State)/, 'Get-NetTCPConnection'],
  [/^\s*sl\s+local_address\s+rem/, 'cat /proc/net/tcp /proc/net/tcp6'],
  [/^\s*USER\s+COMMAND\s+PID\s+FD\s+PROTO\b/, 'sockstat -s -P tcp'],
  [/^conntrack v[\d.]+ .*: \d+ flow entries/, 'conntrack -L -p tcp'],
];

/** The command that lists all sockets in the form of a heading in the text; null: there is none. */
export function commandOfTable(sample: string): string | null {
  const lines = sample.split(/\r\n?|\n/, MOST_LINES).map((line) => line.slice(0, MOST_CHARACTERS));
  const found = TABLE_HEADINGS.find(([heading]) => lines.some((line) => heading.test(line)));
  return found === undefined ? null : found[1];
}

const MOST_LINES = 2000;
const MOST_CHARACTERS = 1000;

/** The tool whose output a text is; undefined where none is recognised. */
export function findForeignText(sample: string): ForeignText | undefined {
  const lines = sample.split(/\r\n?|\n/, MOST_LINES).map((line) => line.slice(0, MOST_CHARACTERS));
  return FOREIGN_TEXTS.find(({ line, least }) => {
    let found = 0;
    return lines.some((each) => line.test(each) && ++found >= least);
  });
}
