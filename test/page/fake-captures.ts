import type {
  CaptureOverview,
  CaptureSummary,
  ConnectionRow,
  EndpointState,
  Explanation,
  FindingView,
  FollowedStream,
  LadderStep,
  PacketDetail,
  PacketRow,
  Row,
  ServerList,
  StreamPiece,
} from '../../src/core/session/capture';
import type { SocketRowView } from '../../src/core/session/incident';
import { packetIndex, packetNumber } from '../../src/core/tcp';
import type { CodeHere } from '../../src/protocol';

/** A capture as the page sees one, made up: rows by number, so that 50 million of them cost nothing. */
export interface FakeCapture {
  readonly summary: CaptureSummary;
  row(row: number): Row;
  detail(index: number): PacketDetail;
  readonly connections: readonly ConnectionRow[];
  readonly sockets?: readonly SocketRowView[];
  readonly steps: readonly LadderStep[];
  readonly explanation: Explanation;
  readonly servers?: ServerList;
  readonly overview?: CaptureOverview;
  /** What the workspace has on its port; by default no folder is open. */
  readonly code?: CodeHere;
  /** What the ends of its connections sent; by default nothing. */
  readonly stream?: FollowedStream;
}

const state = (
  name: EndpointState['state'],
  certainty: EndpointState['certainty'] = 'confirmed',
): EndpointState => ({
  state: name,
  certainty,
});

const CLIENT = '192.168.1.110:52552';
const SERVER = '192.168.1.177:8000';

function packet(fields: Partial<PacketRow> & Pick<PacketRow, 'row' | 'packet' | 'index'>): PacketRow {
  return {
    kind: 'packet',
    line: null,
    text: null,
    time: '61843.150463',
    connection: 1,
    sender: 'client',
    from: CLIENT,
    to: SERVER,
    flags: '.',
    seq: null,
    ack: null,
    relativeSeq: null,
    relativeAck: 1,
    window: 256,
    length: 0,
    client: state('ESTABLISHED'),
    server: state('ESTABLISHED'),
    clientChanged: false,
    serverChanged: false,
    analysis: [],
    note: '',
    stuck: null,
    ...fields,
  };
}

/** The rows of the sample log (samples/close-wait.tcpdump), given its lines. */
function sampleRows(lines: readonly string[]): Row[] {
  const facts: Partial<PacketRow>[] = [
    {
      time: '61843.150463',
      flags: 'S',
      relativeSeq: 0,
      relativeAck: null,
      seq: 4020000773,
      client: state('SYN_SENT'),
      server: state('LISTEN', 'inferred'),
      clientChanged: true,
      serverChanged: true,
      window: 8192,
      note: 'client asks for a connection',
    },
    {
      time: '61843.150518',
      flags: 'S.',
      sender: 'server',
      relativeSeq: 0,
      seq: 2818288395,
      ack: 4020000774,
      client: state('SYN_SENT'),
      server: state('SYN_RECEIVED'),
      serverChanged: true,
      window: 29200,
      note: 'kernel answers for the server',
    },
    {
      time: '61843.150652',
      client: state('ESTABLISHED'),
      server: state('ESTABLISHED', 'inferred'),
      clientChanged: true,
      serverChanged: true,
      ack: 2818288396,
      note: 'handshake complete',
    },
    {
      time: '61895.668512',
      flags: 'F.',
      relativeSeq: 1,
      seq: 4020000774,
      ack: 2818288396,
      client: state('FIN_WAIT_1'),
      server: state('CLOSE_WAIT', 'inferred'),
      clientChanged: true,
      serverChanged: true,
      stuck: 'server',
      note: 'client closes',
    },
    {
      time: '61895.668851',
      sender: 'server',
      relativeAck: 2,
      ack: 4020000775,
      window: 229,
      client: state('FIN_WAIT_2', 'inferred'),
      server: state('CLOSE_WAIT'),
      clientChanged: true,
      stuck: 'server',
      note: 'stuck for 120 s: no FIN from the server',
    },
    {
      time: '62015.670464',
      flags: 'R.',
      relativeSeq: 2,
      seq: 4020000775,
      ack: 2818288396,
      window: 0,
      client: state('CLOSED'),
      server: state('CLOSED', 'inferred'),
      clientChanged: true,
      serverChanged: true,
      note: 'client gives up after 120 s',
    },
  ];
  let index = 0;
  return lines.map((text, row): Row => {
    if (!/^\d\d:/.test(text)) return { kind: 'line', row, line: row + 1, text, of: null, problem: null };
    const at = index++;
    const fields = facts[at];
    const swapped = fields.sender === 'server' ? { from: SERVER, to: CLIENT } : {};
    return packet({ row, packet: at + 1, index: at, line: row + 1, text, ...swapped, ...fields });
  });
}

function summaryOf(fields: Partial<CaptureSummary>): CaptureSummary {
  return {
    name: 'close-wait.tcpdump',
    format: 'text',
    description: 'tcpdump text',
    bytesRead: 1247,
    bytes: 1247,
    rows: 0,
    packets: 0,
    tcpPackets: 0,
    connections: 1,
    done: true,
    problems: [],
    moreProblems: 0,
    comments: [],
    quality: null,
    dropped: null,
    ...fields,
  };
}

const cited = (packet: number) => ({
  kind: 'packet' as const,
  file: null,
  index: packetIndex(packet - 1),
  packet: packetNumber(packet),
});

const stuckFinding: FindingView = {
  id: 'close-wait',
  title: 'Stuck in CLOSE_WAIT',
  message: 'The server was told of the end by packet 4 and has not closed for 120 s.',
  endpoint: 'server',
  severity: 'warning',
  sureness: 'proven',
  since: '61895.668512',
  seconds: 120.001952,
  evidence: [cited(4), cited(5)],
};

const connectionRow = (connection: number): ConnectionRow => ({
  connection,
  client:
    connection === 1
      ? CLIENT
      : `10.0.${(connection >> 8) & 255}.${connection & 255}:${40000 + (connection % 20000)}`,
  server: SERVER,
  roleBy: connection % 7 === 3 ? 'port' : 'syn',
  firstPacket: connection,
  lastPacket: connection + 5,
  firstIndex: connection - 1,
  packets: 6 + (connection % 90),
  start: '61843.150463',
  end: '62015.670464',
  seconds: 172.520001 / connection,
  clientBytes: connection * 1234,
  serverBytes: connection * 98_765,
  clientState: connection % 3 === 0 ? state('TIME_WAIT', 'inferred') : state('CLOSED'),
  serverState: connection % 5 === 1 ? state('CLOSE_WAIT') : state('CLOSED', 'inferred'),
  history: 'ShAFar',
  completeness: 55,
  completenessName: 'Complete, NO_DATA',
  handshakeRoundTrip: 0.0002,
  clientRetransmittedBytes: 0,
  serverRetransmittedBytes: 0,
  clientWindowScale: 7,
  serverWindowScale: 7,
  closedFirst: 'client',
  stuck: connection % 5 === 1 ? { endpoint: 'server', since: null, seconds: 120, sureness: 'proven' } : null,
  findings: connection % 5 === 1 ? [stuckFinding] : [],
});

const explanation: Explanation = {
  title: 'CLOSE_WAIT on 192.168.1.177:8000: this connection was never accepted',
  summary:
    'The client closed; the server’s kernel acknowledged, and waits for the program to call close(). For 120 s it did not, and the client’s system gave the connection up with a reset.',
  connection: connectionRow(1),
  quality: null,
  captureFindings: [],
  statements: [],
  endpoints: [
    {
      side: 'server',
      address: SERVER,
      state: 'CLOSE_WAIT',
      certainty: 'confirmed',
      since: 'since 17:11:35.668851, for 120.0 s, until the reset',
      why: ['The client sent FIN (packet 4).', 'This end acknowledged it (packet 5) and never sent its own.'],
      evidence: [
        {
          ...cited(4),
          row: 9,
          text: '17:11:35.668512 client → server FIN, ACK',
        },
        {
          ...cited(5),
          row: 10,
          text: '17:11:35.668851 server → client ACK of the FIN',
        },
      ],
      meaning:
        'The kernel has told the program that the peer is done; only the program can finish the connection.',
      causes: [
        {
          title: 'The connection was never accepted',
          text: 'No byte was ever sent by the server.',
          supports: ['Neither end sent a byte of data.'],
          opposes: [],
        },
        {
          title: 'The program leaks the descriptor',
          text: 'An error return skips close().',
          supports: [],
          opposes: ['Nothing shows that a program ever had the connection.'],
        },
      ],
      commands: [
        {
          platform: 'linux',
          command: "ss -tanp state close-wait '( sport = :8000 )'",
          purpose: 'Which process owns the socket; none: it was never accepted.',
        },
        { platform: 'macos', command: 'lsof -nP -iTCP:8000', purpose: 'Which process owns the socket.' },
        {
          platform: 'windows',
          command: 'netstat -ano | findstr :8000',
          purpose: 'Which process owns the socket.',
        },
      ],
    },
  ],
};

function steps(rows: readonly Row[]): LadderStep[] {
  const names: Readonly<Record<string, string>> = {
    S: 'SYN',
    'S.': 'SYN, ACK',
    '.': 'ACK',
    'F.': 'FIN, ACK',
    'R.': 'RST, ACK',
  };
  return rows.flatMap((row) =>
    row.kind !== 'packet' || row.client === null || row.server === null || row.sender === null
      ? []
      : [
          {
            index: row.index,
            packet: row.packet,
            time: row.time,
            sender: row.sender,
            label: `${names[row.flags]}  seq ${row.relativeSeq ?? '-'}, ack ${row.relativeAck ?? '-'}`,
            client: row.client,
            server: row.server,
          },
        ],
  );
}

/** The first look at the sample log, as the engine tells it. */
const SAMPLE_OVERVIEW: CaptureOverview = {
  verdict: 'Stuck half-closed: 1 of 1 · Never accepted',
  healthy: false,
  recorded: 'Packets: 6, connections: 1, in 173 s. Nothing is known to be missing from the recording.',
  servers: [
    {
      server: SERVER,
      connections: 1,
      states: [{ state: 'CLOSED', side: 'server', count: 1 }],
      stuck: { client: 0, server: 1 },
      possible: 0,
      oldest: {
        endpoint: 'server',
        seconds: 120.001952,
        sureness: 'proven',
        connection: 1,
        client: CLIENT,
        index: 3,
        line: 12,
      },
      claims: [
        {
          title: 'Never accepted',
          severity: 'warning',
          sureness: 'likely',
          connections: 1,
          connection: 1,
          index: 3,
        },
      ],
      moreClaims: 0,
    },
  ],
  more: 0,
  claims: [],
};

/** Many servers, of which some are left out. */
function manyServers(): CaptureOverview {
  const [server] = SAMPLE_OVERVIEW.servers;
  return {
    ...SAMPLE_OVERVIEW,
    verdict: 'Stuck half-closed: 20 of 900 · Never accepted',
    servers: Array.from({ length: 20 }, (_, at) => ({
      ...server,
      server: `192.0.2.${at + 1}:8000`,
      connections: 45,
      states: [
        { state: 'CLOSE_WAIT', side: 'server', count: 30 } as const,
        { state: 'ESTABLISHED', side: 'server', count: 15 } as const,
      ],
      oldest: { ...(server.oldest as NonNullable<typeof server.oldest>), connection: 1, index: at },
      moreClaims: 2,
    })),
    more: 7,
  };
}

const piece = (
  index: number,
  from: 'client' | 'server',
  text: string,
  missing = 0,
  cut = false,
): StreamPiece => {
  const bytes = new TextEncoder().encode(text);
  const base64 = btoa(String.fromCharCode(...bytes));
  const time = `1795361418.${String(index).padStart(6, '0')}`;
  return { index, packet: index + 1, time, from, bytes: base64, length: bytes.length, missing, cut };
};

/** A request whose last character goes on in the next packet, an answer that acts, and bytes that are not there. */
const STREAM: FollowedStream = {
  connection: 1,
  client: CLIENT,
  server: SERVER,
  pieces: [
    piece(2, 'client', 'GET /caf'),
    piece(3, 'client', '\u00e9 HTTP/1.1\r\nHost: example\r\n\r\n'),
    piece(4, 'server', 'HTTP/1.1 200 OK\r\n\r\n<img src=x onerror=pwned=1>\u202e\u001b[31m', 1448, false),
    piece(5, 'server', 'tail', 7, true),
  ],
  more: true,
};

export function sampleCapture(lines: readonly string[]): FakeCapture {
  const rows = sampleRows(lines);
  const packets = rows.filter((row) => row.kind === 'packet');
  return {
    summary: summaryOf({ rows: rows.length, packets: packets.length, tcpPackets: packets.length }),
    overview: SAMPLE_OVERVIEW,
    stream: STREAM,
    row: (row) => rows[row],
    detail: (index) => {
      const row = packets[index];
      const text = row.text ?? '';
      const at = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
      return {
        row,
        sentences: [
          'The client’s window was closed by hand: it sends FIN.',
          'The server’s kernel will acknowledge; the program must call close() to finish.',
        ],
        layers: [
          { name: 'Time', ...at(text.slice(0, 15)), fields: [] },
          {
            name: 'IPv4',
            ...at(text.slice(16, 63)),
            fields: [
              { name: 'Source', value: CLIENT, ...at('192.168.1.110.52552') },
              { name: 'Destination', value: SERVER, ...at('192.168.1.177.irdmi') },
            ],
          },
          {
            name: 'TCP',
            start: text.indexOf('Flags'),
            end: text.length,
            fields: [
              { name: 'Flags', value: row.flags, ...at(/\[[^\]]*\]/.exec(text)?.[0] ?? '') },
              { name: 'Window', value: String(row.window), ...at(/win \d+/.exec(text)?.[0] ?? '') },
            ],
          },
        ],
        bytes: null,
        capturedLength: 0,
        originalLength: 0,
        text,
      };
    },
    connections: [connectionRow(1)],
    steps: steps(rows),
    explanation,
  };
}

/** 54 bytes of Ethernet, IPv4 and TCP headers, made by hand, and a payload that counts up. */
function frame(index: number): Uint8Array {
  const bytes = Uint8Array.from({ length: 54 + (index % 5) * 40 }, (_, i) => i & 255);
  bytes.set([0x08, 0x00, 0x45, 0x00], 12);
  return bytes;
}

export function hugeCapture(rows: number): FakeCapture {
  const row = (at: number): PacketRow =>
    packet({
      row: at,
      packet: at + 1,
      index: at,
      time: `${1795361418 + Math.floor(at / 1000)}.${String((at % 1000) * 1000 + 7).padStart(6, '0')}`,
      connection: 1 + (at % 1000),
      sender: at % 2 === 0 ? 'client' : 'server',
      from: at % 2 === 0 ? CLIENT : SERVER,
      to: at % 2 === 0 ? SERVER : CLIENT,
      flags: ['S', 'S.', '.', 'P.', '.', 'F.', '.', 'R.'][at % 8],
      relativeSeq: at % 100_000,
      seq: (4_020_000_773 + at) % 2 ** 32,
      ack: (2_818_288_395 + at) % 2 ** 32,
      length: at % 1461,
      client: state(
        (['SYN_SENT', 'ESTABLISHED', 'ESTABLISHED', 'FIN_WAIT_1', 'FIN_WAIT_2', 'TIME_WAIT'] as const)[
          at % 6
        ],
        at % 4 === 3 ? 'inferred' : 'confirmed',
      ),
      server: state(
        (['LISTEN', 'SYN_RECEIVED', 'ESTABLISHED', 'CLOSE_WAIT', 'LAST_ACK', 'CLOSED'] as const)[at % 6],
        at % 3 === 1 ? 'inferred' : 'confirmed',
      ),
      clientChanged: at % 4 === 0,
      serverChanged: at % 4 === 1,
      analysis: at % 17 === 3 ? ['retransmission'] : [],
      note: at % 17 === 3 ? 'retransmission of packet 12' : '',
      stuck: at % 6 === 3 ? 'server' : null,
    });
  return {
    ...(rows > 0 && { overview: manyServers() }),
    summary: summaryOf({
      name: 'busy-server.pcapng',
      format: 'pcapng',
      description: 'pcapng, Ethernet',
      rows,
      packets: rows,
      tcpPackets: rows,
      connections: 1000,
      bytes: rows * 90,
      bytesRead: rows * 90,
      dropped: 12,
      comments: ['recorded on web-3, the one that hangs'],
      problems: [
        {
          severity: 'warning',
          message: 'A packet claims 70000 bytes; the rest of the block is skipped.',
          offset: 123456,
          line: null,
        },
      ],
    }),
    row,
    detail: (index) => {
      const bytes = frame(index);
      return {
        row: row(index),
        sentences: [`Packet ${index + 1} acknowledges what the client sent.`],
        layers: [
          {
            name: 'Ethernet II',
            start: 0,
            end: 14,
            fields: [
              { name: 'Destination', value: '00:01:02:03:04:05', start: 0, end: 6 },
              { name: 'Source', value: '06:07:08:09:0a:0b', start: 6, end: 12 },
              { name: 'Type', value: 'IPv4 (0x0800)', start: 12, end: 14 },
            ],
          },
          {
            name: 'IPv4',
            start: 14,
            end: 34,
            fields: [
              { name: 'Header checksum', value: '0x1819', start: 24, end: 26, problem: 'bad checksum' },
            ],
          },
          {
            name: 'TCP',
            start: 34,
            end: 54,
            fields: [
              { name: 'Source port', value: '8000', start: 34, end: 36 },
              {
                name: 'Options',
                value: '',
                start: 44,
                end: 54,
                children: [{ name: 'Timestamp', value: '1', start: 44, end: 48 }],
              },
            ],
          },
        ],
        bytes: btoa(String.fromCharCode(...bytes)),
        capturedLength: bytes.length,
        originalLength: bytes.length + 20,
        text: null,
      };
    },
    connections: Array.from({ length: 1000 }, (_, index) => connectionRow(index + 1)),
    steps: [],
    explanation,
  };
}

const socket = (connection: number, line: number, joined: boolean): SocketRowView => ({
  connection,
  client: CLIENT,
  server: SERVER,
  clientState: state('UNKNOWN', 'inferred'),
  serverState: state('CLOSE_WAIT'),
  side: 'server',
  stuck: { endpoint: 'server', since: null, seconds: 120, sureness: 'proven' },
  process: { name: 'server', pid: 4242, container: null },
  joined,
  outdated: false,
  file: null,
  findings: [],
  socket: {
    tool: 'ss',
    line,
    local: SERVER,
    peer: joined ? CLIENT : '198.51.100.7:40112',
    state: 'CLOSE_WAIT',
    recvQ: 1,
    sendQ: 0,
    listenLimit: null,
    descriptors: [{ name: 'server', pid: 4242, container: null, fd: 5 }],
    timer: null,
    lastReceivedMs: null,
    lastSentMs: null,
    inode: null,
    forgottenInSeconds: null,
  },
});

/** A text with packets and a socket table: of its two rows the second is of the recorded connection. */
export function socketsCapture(lines: readonly string[]): FakeCapture {
  const sample = sampleCapture(lines);
  const summary = { ...sample.summary, sockets: 2 };
  return { ...sample, summary, sockets: [socket(2, 31, false), socket(1, 32, true)] };
}

/** The same packets, in which nothing is found. */
export function healthyCapture(lines: readonly string[]): FakeCapture {
  const overview = { ...SAMPLE_OVERVIEW, healthy: true, verdict: 'Nothing wrong was found' };
  return { ...sampleCapture(lines), overview };
}

/** The same, with a workspace that has code on its port. */
export function codedCapture(lines: readonly string[]): FakeCapture {
  const place = { file: '/w/server.c', line: 40, column: 9 };
  const finding = { ...place, message: 'one client at a time', rule: 'serial-accept', steps: [] };
  const site = {
    at: { ...place, line: 30, message: 'main() listens here' },
    steps: [],
    judgement: 'The linter found:',
    findings: [finding],
    closes: [],
  };
  const code = { title: 'Listens on port 8000', sites: [site], elsewhere: null, notes: [] };
  return { ...sampleCapture(lines), code: { code, told: '', names: { '/w/server.c': 'server.c' } } };
}

export const HOSTILE = [
  '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>',
  '17:00:00.1 IP 192.0.2.1.\u202e0008 > evil\u2066: Flags [S]\u001b[31m red \u0007\u0000\u200b',
  `17:00:00.2 IP ${'A'.repeat(200_000)}`,
  '17:00:00.3 IP broken packet line with a reason',
];

export function hostileCapture(): FakeCapture {
  const rows: Row[] = HOSTILE.map((text, row) =>
    row === 1
      ? packet({
          row,
          packet: 1,
          index: 0,
          line: 2,
          text,
          from: '<b>evil</b>\u202e',
          to: '"><svg onload=pwned=1>',
          note: '<img src=x onerror=pwned=1>\u202e',
          flags: '<',
        })
      : {
          kind: 'line',
          row,
          line: row + 1,
          text,
          of: null,
          problem: row === 3 ? { message: '<i>no</i> address\u202e here', column: 15 } : null,
        },
  );
  const sample = hugeCapture(1);
  return {
    overview: {
      ...SAMPLE_OVERVIEW,
      verdict: HOSTILE[0],
      recorded: HOSTILE[1],
      servers: SAMPLE_OVERVIEW.servers.map((server) => ({ ...server, server: HOSTILE[0] })),
    },
    ...sample,
    summary: summaryOf({
      name: '<img src=x onerror=pwned=1>',
      rows: rows.length,
      packets: 1,
      tcpPackets: 1,
      comments: ['<img src=x onerror=pwned=1>'],
      problems: [{ severity: 'error', message: '<img src=x onerror=pwned=1>', offset: 0, line: 4 }],
    }),
    row: (row) => rows[row],
    detail: () => ({
      row: rows[1] as PacketRow,
      sentences: ['<img src=x onerror=pwned=1>'],
      layers: [
        {
          name: '<img src=x onerror=pwned=1>',
          start: 0,
          end: 4,
          fields: [{ name: '\u202ename', value: '<svg onload=pwned=1>', start: 0, end: 2 }],
        },
      ],
      bytes: null,
      capturedLength: 0,
      originalLength: 0,
      text: HOSTILE[1],
    }),
    explanation: { ...explanation, title: '<img src=x onerror=pwned=1>' },
  };
}
