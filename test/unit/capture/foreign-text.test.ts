import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/core/capture';

const detected = (text: string, name = 'pasted.txt') => detectFormat(new TextEncoder().encode(text), name);

/** Lines by the tools' man pages and documents, and by the tools themselves where they run here. */
const outputs: readonly (readonly [string, string])[] = [
  [
    'strace',
    '10:00:00.123456 accept(3, {sa_family=AF_INET, sin_port=htons(40112), sin_addr=inet_addr("192.0.2.1")}, [16]) = 4\n10:00:00.123480 recvfrom(4, "GET / HTTP/1.1\\r\\n", 1024, 0, NULL, NULL) = 16\n',
  ],
  // As tshark 4.0.17 prints them.
  [
    'tshark -T jsonraw',
    '[\n  {\n    "_index": "packets-2026-11-22",\n    "_type": "doc",\n    "_score": null,\n    "_source": {\n      "layers": {\n        "frame_raw": [\n          "02000088000202000088000108004500003c21ae40004006045c0a5800010a5800029c411f40cf9a31e100000000a002faf0fda30000020405b40402080aa15edc59000000000103030a",\n          0,\n          74,\n          0,\n          1\n        ],\n',
  ],
  [
    'tshark -z',
    '================================================================================\nTCP Conversations\nFilter:<No Filter>\n                                                           |       <-      | |       ->      | |     Total     |    Relative    |   Duration   |\n                                                           | Frames  Bytes | | Frames  Bytes | | Frames  Bytes |      Start     |              |\n10.88.0.1:40001            <-> 10.88.0.2:8000                   4 278 bytes       5 345 bytes       9 623 bytes     0.000000000         0.3827\n',
  ],
  [
    'tshark -z',
    '===================================================================\nFollow: tcp,ascii\nFilter: tcp.stream eq 0\nNode 0: 192.0.2.1:40001\n',
  ],
  [
    'tshark -T ek -j',
    '{"timestamp":"1795371799246","layers":{"frame":{"frame_frame_encap_type":{"filtered":"frame.encap_type"},"frame_frame_time":{"filtered":"frame.time"},"frame_fra\n',
  ],
  ['tcpvcon', '[TCP] C:\\srv\\server.exe\n        PID:     4242\n        State:   CLOSE_WAIT\n'],
  [
    'pfiles',
    '4242:   /usr/local/bin/server\n   5: S_IFSOCK mode:0666 dev:327,0 ino:34567 uid:0 gid:0 size:0\n        sockname: AF_INET 192.0.2.2  port: 8000\n',
  ],
  [
    'ipvsadm',
    'IPVS connection entries\npro expire state       source             virtual            destination\nTCP 14:58  ESTABLISHED 198.51.100.7:50123 192.0.2.2:80       203.0.113.2:8080\n',
  ],
  ['pfctl -s state', 'all tcp 192.0.2.2:8000 <- 198.51.100.7:50123       CLOSING:ESTABLISHED\n'],
  [
    'ls -l /proc/PID/fd',
    '$ ls -l /proc/4242/fd\ntotal 0\nlrwx------ 1 root root 64 Nov 28 23:40 5 -> socket:[123457]\n',
  ],
  ['strace', '[pid  4242] close(4) = 0\n[pid  4242] epoll_wait(5, [], 8, 1000) = 0\n'],
  ['truss', '4242/1:\t\taccept(4, 0xFFBFF9B8, 0xFFBFF9CC, SOV_DEFAULT)\t= 5\n4242/1:\t\tclose(5)\t\t\t= 0\n'],
  [
    'snoop',
    '  1   0.00000    client -> server       TCP D=8000 S=40112 Syn Seq=1000 Len=0 Win=64240\n  2   0.00010    server -> client       TCP D=40112 S=8000 Syn Ack=1001 Seq=5000 Len=0 Win=65160\n',
  ],
  ['snoop -v', 'ETHER:  ----- Ether Header -----\nETHER:\nETHER:  Packet 1 arrived at 10:00:00.00\n'],
  [
    'tcpdump -x',
    '\t0x0000:  4500 003c 21ae 4000 4006 045c 0a58 0001\n\t0x0010:  0a58 0002 9c41 1f40 cf9a 3a21 0000 0000\n',
  ],
  [
    'hexdump',
    '00000000  45 00 00 3c 21 ae 40 00  40 06 04 5c 0a 58 00 01  |E..<!.@.|\n00000010  0a 58 00 02 9c 41 1f 40  cf 9a 3a 21 00 00 00 00  |.X...A.@|\n',
  ],
  [
    'tshark -V',
    'Frame 1: 74 bytes on wire (592 bits), 74 bytes captured (592 bits)\n    Encapsulation type: Ethernet (1)\n',
  ],
  // The headings of bcc's and bpftrace's tools (their man pages' examples).
  [
    'tcpdrop',
    'TIME     PID    IP SADDR:SPORT          > DADDR:DPORT          STATE (FLAGS)\n20:49:06 0      4  10.32.119.56:443     > 10.66.65.252:22912   CLOSE (ACK)\n',
  ],
  [
    'tcpretrans',
    'TIME     PID    IP LADDR:LPORT          T> RADDR:RPORT          STATE\n01:55:05 0      4  10.153.223.157:22    R> 69.53.245.40:34619   ESTABLISHED\n',
  ],
  [
    'tcpaccept',
    'PID    COMM         IP RADDR            RPORT LADDR            LPORT\n907    sshd         4  192.168.56.1     32324 192.168.56.102   22\n',
  ],
  [
    'tcpconnect',
    'PID    COMM         IP SADDR            DADDR            DPORT\n1479   telnet       4  127.0.0.1        127.0.0.1        23\n',
  ],
  [
    'ngrep',
    'interface: eth0 (192.0.2.0/255.255.255.0)\nfilter: port 8000\n#\nT 192.0.2.1:40112 -> 192.0.2.2:8000 [AP]\n  GET / HTTP/1.1..\n',
  ],
  [
    'FortiGate sniffer',
    'interfaces=[any]\nfilters=[port 8000]\n2.171304 192.0.2.1.40112 -> 192.0.2.2.8000: syn 1000\n2.171404 192.0.2.2.8000 -> 192.0.2.1.40112: syn 5000 ack 1001\n',
  ],
  [
    'iptables LOG',
    'Nov 28 10:00:00 gw kernel: [123.456789] IN=eth0 OUT= MAC=02:00:00:00:00:01 SRC=192.0.2.1 DST=192.0.2.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP SPT=40112 DPT=8000 WINDOW=64240 RES=0x00 SYN URGP=0\n',
  ],
];

describe('what other tools print is refused by their names', () => {
  it.each(outputs)('%s', (tool, text) => {
    for (const name of ['pasted.txt', 'saved.tcpdump', '-'])
      expect(detected(text, name)).toMatchObject({
        kind: 'unsupported',
        problem: { id: 'format.other-tool', values: { tool } },
      });
  });

  it.each(outputs)('%s beside lines of tcpdump is a part of their log', (_tool, text) => {
    const line =
      '10:00:00.000000 IP 192.0.2.1.40112 > 192.0.2.2.8000: Flags [S], seq 1000, win 64240, length 0\n';
    expect(detected(`${text}${line}`)).toEqual({ kind: 'capture', format: 'text' });
  });
});

describe('the heading of a socket table alone', () => {
  it.each([
    ['ss -tanp', 'State      Recv-Q Send-Q Local Address:Port  Peer Address:Port Process\n'],
    [
      'netstat -antp',
      'Active Internet connections (servers and established)\nProto Recv-Q Send-Q Local Address           Foreign Address         State\n',
    ],
    ['netstat -antp', 'Proto Recv-Q Send-Q Adresse locale          Adresse distante        Etat\n'],
    ['netstat -anv -p tcp', 'Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)\n'],
    [
      'netstat -ano',
      'Active Connections\n\n  Proto  Local Address          Foreign Address        State           PID\n',
    ],
    ['lsof -nP -i TCP', 'COMMAND   PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME\n'],
    ['Get-NetTCPConnection', 'LocalAddress LocalPort RemoteAddress RemotePort State AppliedSetting\n'],
    ['conntrack -L -p tcp', 'conntrack v1.4.8 (conntrack-tools): 0 flow entries have been shown.\n'],
  ])('%s', (command, text) => {
    expect(detected(text)).toMatchObject({
      kind: 'unsupported',
      problem: { id: 'format.table-without-rows', values: { command } },
    });
  });
});

/** Zeek's logs by docs.zeek.org: conn.log is read as a table of sockets, where it has rows of TCP. */
describe('a log of Zeek', () => {
  const HEAD = '#separator \\x09\n#set_separator\t,\n';
  const FIELDS = '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto';
  const ROW = '1300475167.096535\tCXWv\t10.0.0.5\t51514\t10.0.0.9\t53\tudp';
  it.each([
    ['zeek-without-tcp', `${HEAD}#path\tconn\n${FIELDS}\tconn_state\n${ROW}\tSF\n`],
    ['zeek-without-tcp', '{"ts":1.5,"uid":"C1","id.orig_h":"10.0.0.5","proto":"udp","conn_state":"SF"}\n'],
    ['zeek-other-log', `${HEAD}#path\tdns\n${FIELDS}\tquery\n${ROW}\texample.com\n`],
    ['zeek-other-log', `${FIELDS}\tquery\n${ROW}\texample.com\n`],
    ['zeek-other-log', '{"ts":1.5,"uid":"C1","id.orig_h":"10.0.0.5","proto":"udp","query":"example.com"}\n'],
  ])('%s', (id, text) => {
    expect(detected(text)).toMatchObject({ kind: 'unsupported', problem: { id: `format.${id}` } });
  });
});

describe('a log of something else holds no packets', () => {
  it.each([
    ['times with six digits', '2026-11-28 10:00:00.123456 INFO connection from 192.0.2.1 closed\n'],
    [
      'times of day with six digits',
      '10:00:00.123456 worker 3: socket closed\n10:00:00.223456 worker 4: idle\n',
    ],
    ['seconds since 1970', '1795371799.257449 [debug] accept() = 5\n'],
    ['an arrow', '10:00:01 state ESTABLISHED -> CLOSE_WAIT after 3 s\n'],
    ['an arrow and a number', '12 10:00:01.5 pool -> worker busy 3\n'],
    ['flags in words', 'the server answers [RST, ACK] and the client sends [SYN]\n'],
    ['nginx', '192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 612 "-" "curl/8.0"\n'],
    ['JSON', '{"time":"2026-11-28T10:00:00Z","level":"info","tcp":{"port":8000}}\n'],
  ])('%s', (_name, text) => {
    expect(detected(text.repeat(5)).kind).toBe('unsupported');
  });
});
