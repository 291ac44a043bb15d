import type { Site, SiteRole } from '../lint/workspace';

/** What code is looked for: an end of a connection, by the server's port. */
export interface CodeSubject {
  readonly port: number;
  /** The end that is in trouble: a server's program listens on the port, a client's connects to it. */
  readonly role: SiteRole;
  /** Ids of what was found about it, the one that explains most first. */
  readonly findings: readonly string[];
}

/** For each finding the rules of the linter whose faults bring it about, the likeliest first. */
export const EXPLAINED_BY: Readonly<Record<string, readonly string[]>> = {
  'never-accepted': ['serial-accept', 'missing-close', 'unchecked-descriptor'],
  'accept-queue-overflow': ['serial-accept', 'missing-close', 'unchecked-descriptor'],
  'close-wait': [
    'eof-ignored',
    'missing-close',
    'half-open-never-ended',
    'fin-never-read',
    'descriptor-inherited',
    'raw-socket-unowned',
    'serial-accept',
  ],
  'slow-to-close': ['descriptor-inherited', 'eof-ignored', 'half-open-never-ended'],
  'fin-wait-2-given-up': [
    'eof-ignored',
    'missing-close',
    'half-open-never-ended',
    'fin-never-read',
    'serial-accept',
  ],
  'aborted-with-unread-data': ['unconsumed-response', 'missing-close', 'raw-socket-unowned'],
  'write-after-close': ['eof-ignored', 'double-close', 'use-after-close'],
  'half-open-peer': ['timeout-without-destroy', 'end-without-destroy'],
  'stalled-server': ['serial-accept', 'upstream-not-aborted', 'timeout-without-destroy'],
  'receiver-not-reading': ['unconsumed-response', 'fin-never-read', 'serial-accept'],
  'accepted-not-read': ['serial-accept', 'fin-never-read', 'unconsumed-response'],
  'descriptor-leak': ['missing-close'],
  'descriptor-held': ['missing-close'],
  'fin-wait-2-held': ['eof-ignored', 'missing-close', 'half-open-never-ended', 'fin-never-read'],
  'port-exhaustion': ['agent-not-destroyed', 'unconsumed-response', 'missing-close'],
  'stopped-serving': ['missing-close', 'serial-accept', 'descriptor-inherited'],
  'close-wait-pile-up': [
    'eof-ignored',
    'missing-close',
    'half-open-never-ended',
    'fin-never-read',
    'serial-accept',
  ],
};

/** Whether what was found can be a fault of the code. */
export const explainsByCode = (finding: string): boolean => Object.hasOwn(EXPLAINED_BY, finding);

/** The rules that can explain what was found, the likeliest first. */
export const rulesExplaining = (findings: readonly string[]): readonly string[] => [
  ...new Set(findings.flatMap((id) => EXPLAINED_BY[id] ?? [])),
];

const ORDER: Readonly<Record<Site['sureness'], number>> = { certain: 0, likely: 1, open: 2 };

/** Calls that the code leaves open are told only where none is known to be on the port. */
const MOST_OPEN = 5;

/** The code on the subject's port, the surest first. */
export function codeOnPort(sites: readonly Site[], { port, role }: CodeSubject): readonly Site[] {
  const own = sites.filter((site) => site.role === role);
  const known = own.filter((site) => site.port === port);
  if (known.length > 0) return [...known].sort((a, b) => ORDER[a.sureness] - ORDER[b.sureness]);
  return own.filter((site) => site.port === null).slice(0, MOST_OPEN);
}
