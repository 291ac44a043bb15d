import { PassThrough, Writable } from 'node:stream';
import type { Capture } from '../../../src/cli/capture';
import type { Environment } from '../../../src/cli/environment';
import type {
  CaptureSummary,
  ConnectionRow,
  LineRow,
  PacketRow,
  Row,
} from '../../../src/core/session/capture';

/** A stream that keeps what is written to it. */
export class Written extends Writable {
  private readonly chunks: Buffer[] = [];
  isTTY?: boolean;
  columns?: number;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(Buffer.from(chunk));
    done();
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  get text(): string {
    return this.bytes.toString('utf8');
  }
}

export interface TestEnvironment extends Environment {
  readonly stdout: Written;
  readonly stderr: Written;
}

export const environment = (
  variables: Record<string, string> = {},
  input: string | Buffer = '',
): TestEnvironment => {
  const stdin = new PassThrough();
  stdin.end(input);
  return { stdin, stdout: new Written(), stderr: new Written(), variables };
};

export const packet = (change: Partial<PacketRow> = {}): PacketRow => ({
  kind: 'packet',
  row: 0,
  packet: 1,
  index: 0,
  line: null,
  text: null,
  time: '1795361418.430407',
  connection: 2,
  sender: 'client',
  from: '192.0.2.1:33482',
  to: '192.0.2.2:8000',
  flags: 'F.',
  seq: 950634545,
  ack: 1027388556,
  relativeSeq: 8,
  relativeAck: 1,
  window: 63,
  length: 0,
  client: { state: 'FIN_WAIT_1', certainty: 'confirmed' },
  server: { state: 'CLOSE_WAIT', certainty: 'inferred' },
  clientChanged: true,
  serverChanged: true,
  analysis: [],
  note: 'FIN: client will send no more; server must close()',
  stuck: null,
  ...change,
});

export const line = (row: number, text: string, problem: LineRow['problem'] = null): LineRow => ({
  kind: 'line',
  row,
  line: row + 1,
  text,
  of: null,
  problem,
});

export const connection = (change: Partial<ConnectionRow> = {}): ConnectionRow => ({
  connection: 2,
  client: '192.0.2.1:33482',
  server: '192.0.2.2:8000',
  roleBy: 'syn',
  firstPacket: 6,
  lastPacket: 12,
  firstIndex: 5,
  packets: 7,
  start: '1795361416.3',
  end: '1795361418.4',
  seconds: 2.1,
  clientBytes: 7,
  serverBytes: 0,
  clientState: { state: 'FIN_WAIT_2', certainty: 'confirmed' },
  serverState: { state: 'CLOSE_WAIT', certainty: 'confirmed' },
  history: 'ShADaFa',
  completeness: 31,
  completenessName: 'Complete, WITH_DATA',
  handshakeRoundTrip: 0.0002,
  clientRetransmittedBytes: 0,
  serverRetransmittedBytes: 0,
  clientWindowScale: 7,
  serverWindowScale: 7,
  closedFirst: 'client',
  stuck: { endpoint: 'server', since: '1795361418.472530', seconds: 2.1, sureness: 'proven' },
  findings: [],
  ...change,
});

/** A capture of given rows; a text log when it has the bytes of a file. */
export function fakeCapture(parts: {
  rows?: readonly Row[];
  file?: Buffer;
  connections?: readonly ConnectionRow[];
}): Capture {
  const { rows = [], file, connections = [] } = parts;
  const ends = file === undefined ? [] : lineEnds(file);
  const summary: CaptureSummary = {
    name: 'fake',
    format: file === undefined ? 'pcap' : 'text',
    description: '',
    bytesRead: 0,
    bytes: 0,
    rows: rows.length,
    packets: rows.length,
    tcpPackets: rows.length,
    connections: connections.length,
    done: true,
    problems: [],
    moreProblems: 0,
    comments: [],
    quality: null,
    dropped: null,
  };
  return {
    summary: () => summary,
    load: async () => {},
    rows: async (from, to) => rows.slice(from, to),
    lineExtent: async (at) => ({ start: at === 0 ? 0 : ends[at - 1], end: ends[at] }),
    bytes: async (from, to) => new Uint8Array(file?.subarray(from, to) ?? []),
    packetLines: async (rows) =>
      rows.map(() => 'IP 192.0.2.1.33482 > 192.0.2.2.8000: Flags [F.], seq 8, ack 1, win 63, length 0'),
    connections: async (from, to) => connections.slice(from, to),
    findings: () => [],
    firstToExplain: () => ({ connection: connections.length > 0 ? 1 : 0, otherStuck: 0 }),
    explain: async () => ({
      title: '',
      summary: '',
      connection: null,
      quality: null,
      captureFindings: [],
      endpoints: [],
      statements: [],
    }),
    close: async () => {},
  };
}

function lineEnds(file: Buffer): number[] {
  const ends: number[] = [];
  for (let at = 0; at < file.length; ) {
    const feed = file.indexOf(0x0a, at);
    at = feed < 0 ? file.length : feed + 1;
    ends.push(at);
  }
  return ends;
}
