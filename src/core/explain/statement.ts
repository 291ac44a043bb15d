import { type CaptureFinding, citedPackets, type Finding } from '../findings';
import type { ConnectionId, PacketIndex, Side, TcpStateName } from '../tcp';
import { absencesOf } from './account';
import type { ConnectionFacts } from './connection-facts';
import type { EndpointView } from './endpoint-view';
import { sentencesOf } from './summary';

/**
 * A sentence about packets before it is put into words: what a program can hold against the packets. The words of
 * `id` say it in each language.
 */
export interface Statement {
  /** `summary.FIN_WAIT_2.left`, `why.absent.CLOSE_WAIT`; of a finding `finding.close-wait.open`. */
  readonly id: string;
  /** The end that it speaks of; null: both. */
  readonly side: Side | null;
  /** The state that the sentence is about; null for a finding. */
  readonly state: TcpStateName | null;
  /** The packets, indices from 0, since which and until which it holds; null: before the first, and to the end. */
  readonly from: PacketIndex | null;
  readonly until: PacketIndex | null;
  /** How long; null where the recording does not say. */
  readonly seconds: number | null;
  /** The packets that a finding cites, and its numbers. */
  readonly packets: readonly PacketIndex[];
  readonly values: Readonly<Record<string, number>>;
}

/** A sentence about a server, or about the recording. */
export interface ServerStatement extends Statement {
  /** The connections that it is about, from 0; none: the recording as a whole. */
  readonly connections: readonly ConnectionId[];
}

/** What is said of servers, and of the recording. */
export const serverStatementsOf = (findings: readonly CaptureFinding[]): ServerStatement[] =>
  findings.map((finding) => ({ ...ofFinding(finding), connections: finding.connections }));

/** Every statement about packets of an explanation: its summary's, what each end's account misses, and the findings'. */
export function statementsOf(
  facts: ConnectionFacts,
  views: readonly [EndpointView, EndpointView],
): Statement[] {
  const [first, second] = views;
  return [
    ...sentencesOf(facts, first, second).map((id) => ofState(id, first)),
    ...views.flatMap((view) => absencesOf(facts, view).map((id) => ofState(id, view))),
    ...facts.findings.map(ofFinding),
  ];
}

const ofState = (id: string, { side, state, entered, left, seconds }: EndpointView): Statement => ({
  id,
  side,
  state,
  from: entered?.index ?? null,
  until: left?.index ?? null,
  seconds,
  packets: [],
  values: {},
});

function ofFinding(finding: Finding | CaptureFinding): Statement {
  const { id, kind, endpoint, since, seconds, evidence, values } = finding;
  const part = 'inPart' in finding ? '.part' : '';
  const packets = citedPackets(evidence);
  return {
    id: `finding.${id}.${kind}${part}`,
    side: endpoint,
    state: null,
    from: since,
    until: packets.at(-1) ?? null,
    seconds,
    packets,
    values: values ?? {},
  };
}
