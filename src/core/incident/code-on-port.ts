import type { SiteRole } from '../lint/workspace';
import type { Side } from '../tcp';

/** What code is looked for: an end of a connection, by the server's port. */
export interface CodeSubject {
  readonly port: number;
  /** The end that is in trouble: a server's program listens on the port, a client's connects to it. */
  readonly role: SiteRole;
  /** Ids of what was found about it, the one that explains most first. */
  readonly findings: readonly string[];
  /** The program at that end, where it is named. */
  readonly program?: Program | null;
  /** Folders that are said to hold the code of this port. */
  readonly folders?: readonly string[];
}

/** A program as tables and captures name it. */
export interface Program {
  readonly name: string;
  readonly container?: string | null;
  /** Its working folder. */
  readonly folder?: string | null;
}

/** What an explanation is about, as far as the code behind it is concerned. */
export interface Explained {
  /** `192.0.2.2:8000`; null where it is about no server in particular. */
  readonly server: string | null;
  readonly findings: readonly { readonly id: string; readonly endpoint?: Side | null }[];
  readonly programs?: Readonly<Record<Side, Program | null>>;
}

/** The end that the finding which code can explain is about; without one, the server. Null: about no port. */
export function codeSubject({ server, findings, programs }: Explained): CodeSubject | null {
  const port = Number(/:(\d+)$/.exec(server ?? '')?.[1] ?? 0);
  if (port === 0) return null;
  const lead = findings.find(({ id }) => explainsByCode(id));
  const side = lead?.endpoint === 'client' ? 'client' : 'server';
  return {
    port,
    role: side === 'client' ? 'connects' : 'listens',
    findings: findings.map(({ id }) => id),
    program: programs?.[side] ?? null,
  };
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
