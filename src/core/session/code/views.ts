import type { SiteRole } from '../../lint/workspace';
import type { LintFinding } from '../lint';

/** A place in a source; lines and columns count from 1. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A step from a call to the number of its port, in words. */
export interface CodeStep extends CodePlace {
  readonly message: string;
}

/** A call that listens on a port or connects to one. */
export interface CodeSite extends CodePlace {
  readonly role: SiteRole;
  readonly call: string;
  /** The function that it stands in; null outside of all. */
  readonly within: string | null;
  readonly port: number | null;
  readonly sureness: 'certain' | 'likely' | 'open';
  readonly steps: readonly CodeStep[];
  /** What the linter found in the same file that can explain the connection's state. */
  readonly findings: readonly LintFinding[];
}

/** The code of a workspace that can be one end of a connection. */
export interface CodeOnPort {
  readonly port: number;
  readonly role: SiteRole;
  /** How many sources were searched. */
  readonly files: number;
  readonly sites: readonly CodeSite[];
  /** The other calls of this role, by the port that they have: there is code, but for other ports. */
  readonly otherPorts: readonly number[];
  /** Files that could not be read, each with the reason. */
  readonly unread: readonly string[];
  /** What can explain the state in files without such a call. */
  readonly elsewhere: readonly LintFinding[];
}
