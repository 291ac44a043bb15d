import type { SiteRole } from '../../lint/workspace';
import type { LintFinding } from '../lint';

/** A place in a source; lines and columns count from 1. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A step from a call to the number of its port, or another place that is of interest, in words. */
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
  /** Where nothing was found: the calls that close a connection there, each with what it waits for. */
  readonly closes: readonly CodeStep[];
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

/** A finding of the linter on a port, with the way that proves it. */
export interface FindingInWords extends CodeStep {
  readonly rule: string;
  readonly steps: readonly CodeStep[];
}

/** The same in words, for who shows it. */
export interface CodeInWords {
  readonly title: string;
  readonly sites: readonly {
    /** Where it listens or connects, and how sure that is. */
    readonly at: CodeStep;
    /** Where its port comes from. */
    readonly steps: readonly CodeStep[];
    /** What the linter says of it, in a sentence, before its findings or the closes. */
    readonly judgement: string;
    readonly findings: readonly FindingInWords[];
    readonly closes: readonly CodeStep[];
  }[];
  /** Findings in files without such a call, and the sentence before them. */
  readonly elsewhere: { readonly told: string; readonly findings: readonly FindingInWords[] } | null;
  /** What was looked for where nothing was found, and what was not searched. */
  readonly notes: readonly string[];
}
