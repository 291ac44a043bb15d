import { type IcmpError, isTooBig } from '../../flow';
import { NO_PACKET, otherSide } from '../../tcp';
import { connectionRule, type Found } from '../finding';
import type { Story } from '../story';

/** A router or a firewall answered a segment by an ICMP error: it ends a connect(), and is told to a connection that is open. */
export const icmpError = connectionRule(
  { id: 'icmp-error', severities: ['warning', 'info'], signs: ['icmp-error'], role: 'state' },
  (story) => {
    const errors = story.tracker.icmpErrors.of(story.connection);
    // A SYN that was sent again shows that an error before it had ended nothing: a busy kernel notes it only.
    const ended = errors.findLast(({ ends }) => ends);
    if (ended !== undefined) return of(story, ended, `${reasonOf(ended)}.connect`, 'proven');
    const [first] = errors;
    if (first === undefined) return null;
    if (isTooBig(first)) return of(story, first, 'too-big', 'proven');
    return of(story, first, goesOn(story, first) ? 'told' : `${reasonOf(first)}.open`, 'proven');
  },
);

function of(story: Story, error: IcmpError, kind: string, sureness: Found['sureness']): Found {
  const { syn } = story[error.aboutClient ? 'client' : 'server'];
  const asked = kind.endsWith('connect')
    ? syn.packets.filter((index) => index < error.packet).at(-1)
    : undefined;
  return {
    kind,
    endpoint: error.aboutClient ? 'client' : 'server',
    severity: kind.endsWith('connect') || !goesOn(story, error) ? 'warning' : 'info',
    sureness,
    since: error.packet,
    seconds: asked === undefined ? null : story.seconds(asked, error.packet),
    evidence: story.cite(asked ?? NO_PACKET, error.packet),
    router: error.router,
  };
}

/** The peer was heard after it, and nothing waits for an acknowledgment. */
function goesOn(story: Story, { packet, aboutClient }: IcmpError): boolean {
  const side = aboutClient ? 'client' : 'server';
  return story[side].delivery.stuck === null && story[otherSide(side)].last > packet;
}

const PROHIBITED = { 4: new Set([9, 10, 13]), 6: new Set([1, 5, 6]) } as const;
const PORT = { 4: 3, 6: 4 } as const;
const UNREACHABLE = { 4: 3, 6: 1 } as const;
const TIME_EXCEEDED = { 4: 11, 6: 3 } as const;

/** Codes of destination unreachable by what they mean for the program that connects (RFC 792, RFC 1812 section 5.2.7.1, RFC 4443). */
function reasonOf({ ipVersion, type, code }: IcmpError): 'prohibited' | 'port' | 'unreachable' | 'expired' {
  if (type === TIME_EXCEEDED[ipVersion]) return 'expired';
  if (type !== UNREACHABLE[ipVersion]) return 'unreachable';
  if (PROHIBITED[ipVersion].has(code)) return 'prohibited';
  return code === PORT[ipVersion] ? 'port' : 'unreachable';
}
