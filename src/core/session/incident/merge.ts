import type { Joined, TableFacts } from '../../incident';
import type { Side } from '../../tcp';
import type { Locale, Severity } from '../../words';
import type { ConnectionRow } from '../capture';
import type { ProcessView, SocketConnection, SocketFindingView } from '../sockets';
import type { IncidentConnection, IncidentFinding } from './views';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
const SURENESS = ['proven', 'likely', 'possible'] as const;

const stronger = <Value>(order: readonly Value[], a: Value, b: Value): Value =>
  order.indexOf(a) <= order.indexOf(b) ? a : b;

export const ofRows = (finding: SocketFindingView): IncidentFinding => {
  const { id, title, message, endpoint, severity, sureness, seconds, evidence } = finding;
  return { id, title, message, endpoint, severity, sureness, since: null, seconds, evidence };
};

/** Findings that packets and rows show alike are one, which cites both. */
export function mergedFindings(
  locale: Locale,
  packets: readonly IncidentFinding[],
  rows: readonly IncidentFinding[],
): IncidentFinding[] {
  const merged = [...packets];
  for (const finding of rows) {
    const at = merged.findIndex(({ id, endpoint }) => id === finding.id && endpoint === finding.endpoint);
    if (at < 0) merged.push(finding);
    else merged[at] = both(locale, merged[at], finding);
  }
  return merged.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

const both = (locale: Locale, first: IncidentFinding, second: IncidentFinding): IncidentFinding => ({
  ...first,
  message: [first.message, second.message].join(locale === 'en' ? ' ' : ''),
  severity: stronger(SEVERITIES, first.severity, second.severity),
  sureness: stronger(SURENESS, first.sureness, second.sureness),
  since: first.since ?? second.since,
  seconds: first.seconds === null ? second.seconds : Math.max(first.seconds, second.seconds ?? 0),
  evidence: [...first.evidence, ...second.evidence],
});

/**
 * Stuck by packets, by a row, or both: the surer word, and the longer time. A row that the packets prove to be left behind
 * says nothing of now; where they only suggest that, it may be that what would have ended the state never arrived.
 */
export function mergedStuck(
  packets: ConnectionRow['stuck'],
  rows: readonly { readonly joined: Joined; readonly socket: SocketConnection }[],
): IncidentConnection['stuck'] {
  let stuck: IncidentConnection['stuck'] = packets;
  for (const { joined, socket } of rows) stuck = surer(stuck, stuckByRow(joined, socket));
  return stuck;
}

/** What was known first stays, unless the other speaks of the same end. */
function surer(
  known: IncidentConnection['stuck'],
  own: IncidentConnection['stuck'],
): IncidentConnection['stuck'] {
  if (known === null || own === null) return known ?? own;
  if (known.endpoint !== own.endpoint) return known;
  const seconds = known.seconds === null ? own.seconds : Math.max(known.seconds, own.seconds ?? 0);
  return { ...known, seconds, sureness: stronger(SURENESS, known.sureness, own.sureness) };
}

function stuckByRow(joined: Joined, { stuck }: SocketConnection): IncidentConnection['stuck'] {
  const { agreement, connection, side, sure } = joined;
  if (stuck === null || !sure) return null;
  if (agreement === 'same' || agreement === 'later') return { ...stuck, endpoint: side };
  const doubted = agreement === 'older' && connection.states[side].certainty === 'inferred';
  return doubted ? { ...stuck, endpoint: side, sureness: 'possible' } : null;
}

type Programs = NonNullable<ConnectionRow['processes']>;

/** The program at each end: what a table names, with what else the recording knows of it. */
export function mergedPrograms(
  recorded: ConnectionRow['processes'],
  rows: readonly { readonly joined: Joined; readonly facts: TableFacts }[],
): Programs {
  const at = (side: Side): Programs[Side] => {
    const known = recorded?.[side] ?? null;
    const holder = rows.find(({ joined }) => joined.side === side && joined.row.processes.length > 0);
    const process = holder?.joined.row.processes[0];
    if (process === undefined) return known;
    const same = known !== null && (known.pid === null || known.pid === process.pid);
    const { container, pod } = same ? known : { container: null, pod: null };
    return { name: process.name, pid: process.pid, container, pod };
  };
  return { client: at('client'), server: at('server') };
}

/** One program for the connection: at the end that is stuck, else the server's, else the client's. */
export function programOf(programs: Programs, stuck: IncidentConnection['stuck']): ProcessView | null {
  const named = (stuck === null ? null : programs[stuck.endpoint]) ?? programs.server ?? programs.client;
  return named === null ? null : { name: named.name, pid: named.pid, container: named.container };
}
