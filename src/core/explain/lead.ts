import { citedPackets, type Finding, roleOf } from '../findings';
import type { Side } from '../tcp';
import type { ConnectionFacts } from './connection-facts';

/** What is worth knowing beside the story, and never is the story. */
const isContext = ({ id, kind, severity }: Finding): boolean =>
  roleOf(id) === 'context' || (id === 'stalled-server' && severity === 'info' && !kind.startsWith('lone'));

const WEIGHT: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/**
 * The finding that explains the connection: the most severe one, the first told among equals. Null where nothing was
 * found, or where the moment that is asked about was before the trouble began.
 */
export function leadOf({ findings, at }: Pick<ConnectionFacts, 'findings' | 'at'>): Finding | null {
  const told = findings.filter(
    (finding) => !isContext(finding) && (at === null || at >= citedPackets(finding.evidence)[0]),
  );
  const whole = told.find(({ id, kind }) => id === 'stalled-server' && kind === 'answered-too-late');
  // It tells of the CLOSE_WAIT, of the write after it and of the reset in one.
  if (whole !== undefined) return whole;
  for (const severity of WEIGHT) {
    const equals = told.filter((finding) => finding.severity === severity);
    const lead = equals.find((finding) => !isAfterwards(finding)) ?? equals.at(0);
    if (lead !== undefined) return lead;
  }
  return null;
}

/** What came when all was over explains nothing, unless there is nothing else. */
const isAfterwards = ({ id, kind }: Finding): boolean => id === 'no-socket' && kind === 'ended';

/** The headline of this finding is a state of its endpoint, and how long it lasted. */
export const isOfAState = ({ id, kind }: Finding): boolean => roleOf(id) === 'state' && !isOnTheWay(id, kind);

/** ICMP errors about an open connection: its state does not tell of them. */
const isOnTheWay = (id: Finding['id'], kind: string): boolean =>
  id === 'icmp-error' && kind.endsWith('.open');

/** A finding that takes the place of the state's own headline and causes at this end of the connection. */
export const leadsAt = (lead: Finding | null, side: Side): boolean =>
  lead !== null && !isOfAState(lead) && (lead.endpoint === null || lead.endpoint === side);
