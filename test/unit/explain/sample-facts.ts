import type { ConnectionFacts, TransitionFacts } from '../../../src/core/explain';
import { type Finding, NO_NEIGHBOURS } from '../../../src/core/findings';
import type { ConnectionRow } from '../../../src/core/session/capture';
import { packetIndex, packetNumber } from '../../../src/core/tcp';
import { secondsBetween } from '../../../src/core/words';

/** samples/close-wait.tcpdump as the state machine records it: RFC 9293 section 3.3.2, followed by hand. */
const TIMES = [
  '61843.150463',
  '61843.150518',
  '61843.150652',
  '61895.668512',
  '61895.668851',
  '62015.670464',
];

type Change = Pick<TransitionFacts, 'side' | 'sender' | 'flags' | 'from' | 'to' | 'certainty' | 'reason'>;

export const transition = (packet: number, change: Change): TransitionFacts => ({
  index: packetIndex(packet - 1),
  packet: packetNumber(packet),
  row: packet + 4,
  time: TIMES[packet - 1] ?? null,
  ...change,
});

const client = { sender: 'client' } as const;
const server = { sender: 'server' } as const;

// biome-ignore format: one change a line reads as the table it is
export const SAMPLE_TRANSITIONS: readonly TransitionFacts[] = [
  transition(1, { side: 'client', ...client, flags: 'S', from: 'CLOSED', to: 'SYN_SENT', certainty: 'confirmed', reason: 'sent-syn' }),
  transition(1, { side: 'server', ...client, flags: 'S', from: 'LISTEN', to: 'SYN_RECEIVED', certainty: 'inferred', reason: 'received-syn' }),
  transition(2, { side: 'server', ...server, flags: 'S.', from: 'SYN_RECEIVED', to: 'SYN_RECEIVED', certainty: 'confirmed', reason: 'sent-syn-ack' }),
  transition(2, { side: 'client', ...server, flags: 'S.', from: 'SYN_SENT', to: 'ESTABLISHED', certainty: 'inferred', reason: 'received-syn-ack' }),
  transition(3, { side: 'client', ...client, flags: '.', from: 'ESTABLISHED', to: 'ESTABLISHED', certainty: 'confirmed', reason: 'sent-handshake-ack' }),
  transition(3, { side: 'server', ...client, flags: '.', from: 'SYN_RECEIVED', to: 'ESTABLISHED', certainty: 'inferred', reason: 'received-handshake-ack' }),
  transition(4, { side: 'client', ...client, flags: 'F.', from: 'ESTABLISHED', to: 'FIN_WAIT_1', certainty: 'confirmed', reason: 'sent-fin' }),
  transition(4, { side: 'server', ...client, flags: 'F.', from: 'ESTABLISHED', to: 'CLOSE_WAIT', certainty: 'inferred', reason: 'received-fin' }),
  transition(5, { side: 'server', ...server, flags: '.', from: 'CLOSE_WAIT', to: 'CLOSE_WAIT', certainty: 'confirmed', reason: 'acknowledged-fin' }),
  transition(5, { side: 'client', ...server, flags: '.', from: 'FIN_WAIT_1', to: 'FIN_WAIT_2', certainty: 'inferred', reason: 'fin-acknowledged' }),
  transition(6, { side: 'client', ...client, flags: 'R.', from: 'FIN_WAIT_2', to: 'CLOSED', certainty: 'confirmed', reason: 'sent-reset' }),
  transition(6, { side: 'server', ...client, flags: 'R.', from: 'CLOSE_WAIT', to: 'CLOSED', certainty: 'inferred', reason: 'received-reset' }),
];

export const SAMPLE_ROW: ConnectionRow = {
  connection: 1,
  client: '192.168.1.110:52552',
  server: '192.168.1.177:8000',
  roleBy: 'syn',
  firstPacket: 1,
  lastPacket: 6,
  firstIndex: 0,
  packets: 6,
  start: TIMES[0],
  end: TIMES[5],
  seconds: 172.520001,
  clientBytes: 0,
  serverBytes: 0,
  clientState: { state: 'CLOSED', certainty: 'confirmed' },
  serverState: { state: 'CLOSED', certainty: 'inferred' },
  history: 'ShAFaR',
  completeness: 55,
  completenessName: 'Complete, NO_DATA',
  handshakeRoundTrip: 0.0002,
  clientRetransmittedBytes: 0,
  serverRetransmittedBytes: 0,
  clientWindowScale: 7,
  serverWindowScale: 7,
  closedFirst: 'client',
  stuck: { endpoint: 'server', since: TIMES[3], seconds: 120.000001, sureness: 'proven' },
  findings: [],
};

/** A finding, for an explanation to speak of; what makes a finding is tested with the findings. */
export const finding = (
  id: Finding['id'],
  kind: string,
  endpoint: Finding['endpoint'],
  ...packets: readonly number[]
): Finding => ({
  id,
  kind,
  endpoint,
  severity: 'warning',
  sureness: 'likely',
  since: packetIndex(packets[0] - 1),
  seconds: null,
  evidence: packets.map((packet) => ({ kind: 'packet', file: null, index: packetIndex(packet - 1) })),
});

/** What there is to find in the sample log. */
export const SAMPLE_FINDINGS: readonly Finding[] = [
  finding('never-accepted', 'silent', 'server', 2, 3, 4, 5, 6),
  finding('close-wait', 'silent.peer-reset', 'server', 4, 5, 6),
  finding('fin-wait-2-given-up', 'windows', 'client', 5, 6),
];

/** Facts of the sample, changed; `captureEnd` is the time at which its recording ends. */
export const sampleFacts = ({
  captureEnd = TIMES[5],
  transitions = SAMPLE_TRANSITIONS,
  ...change
}: Partial<ConnectionFacts<ConnectionRow>> & {
  captureEnd?: string | null;
} = {}): ConnectionFacts<ConnectionRow> => ({
  connection: SAMPLE_ROW,
  file: null,
  transitions,
  findings: SAMPLE_FINDINGS,
  captureFindings: [],
  complete: true,
  recordedAt: null,
  tcpAlone: false,
  neighbours: NO_NEIGHBOURS,
  pileUp: 0,
  at: null,
  side: null,
  clientSentAfterFin: false,
  serverSentAfterFin: false,
  fins: { client: { sent: true, acknowledged: true }, server: { sent: false, acknowledged: false } },
  seconds: (from, to) => {
    const timeOf = (index: number) => transitions.find((t) => t.index === index)?.time ?? null;
    return secondsBetween(timeOf(from), to === null ? captureEnd : timeOf(to));
  },
  isFollowed: () => false,
  timeBase: 'midnight',
  ...change,
});

/** The same log cut after the acknowledgment of the FIN and read on for a while: no end has closed yet. */
export const openSample = (): ConnectionFacts<ConnectionRow> =>
  sampleFacts({
    transitions: SAMPLE_TRANSITIONS.slice(0, 10),
    findings: openFindings('silent'),
    captureEnd: '61955.668512',
  });

/** A CLOSE_WAIT that is still open, of a program of which the data before says this. */
export const openFindings = (kind: 'silent' | 'unanswered' | 'served' | 'unexplained'): Finding[] => {
  const closeWait = finding('close-wait', `${kind}.open`, 'server', 4, 5);
  const silent = kind === 'silent' || kind === 'unanswered';
  return silent ? [finding('never-accepted', kind, 'server', 2, 3, 4, 5), closeWait] : [closeWait];
};
