import { statSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { IncidentSession } from '../../core/session/incident';
import type { Locale } from '../../core/words';
import { InputError } from '../errors';
import { findEvidence } from '../find-evidence';
import {
  closeEvidence,
  type EvidenceFile,
  type Recording,
  readEvidence,
  recordingsOf,
  refuseSpecial,
  tablesOf,
} from '../read-evidence';

/** Incidents that are kept open: an agent asks several things of one. */
const MOST_OPEN = 2;

/** Recordings and tables, read to their ends. */
export interface OpenIncident {
  readonly session: IncidentSession;
  readonly recordings: readonly Recording[];
  /** Files of a folder that are neither a recording nor a table, each with the reason. */
  readonly passedOver: readonly string[];
}

interface Held {
  readonly key: string;
  readonly files: readonly EvidenceFile[];
  readonly incident: OpenIncident;
}

/** What was asked about last stays open, until a file of it has changed. */
export class EvidenceShelf {
  private held: Held[] = [];

  constructor(private readonly locale: Locale) {}

  /** Reads files, folders and globs as one incident. Rejects with an InputError where nothing can be read. */
  async open(paths: readonly string[]): Promise<OpenIncident> {
    const found = findEvidence(paths);
    for (const { path, given } of found) if (given) refuseSpecial(path);
    const key = JSON.stringify(found.map(({ path }) => [path, ...stamp(path)]));
    const known = this.held.find((one) => one.key === key);
    if (known !== undefined) return known.incident;
    while (this.held.length >= MOST_OPEN) await closeEvidence(this.held.shift()?.files ?? []);
    const { files, passedOver } = await readEvidence({ stdin: nothing() }, found, this.locale);
    const recordings = await recordingsOf(files, this.locale);
    const session = new IncidentSession(recordings, tablesOf(files), this.locale);
    const incident = { session, recordings, passedOver: passedOver.map(({ reason }) => reason) };
    this.held.push({ key, files, incident });
    return incident;
  }

  async close(): Promise<void> {
    for (const { files } of this.held.splice(0)) await closeEvidence(files);
  }
}

function stamp(path: string): readonly number[] {
  // Standard input is the protocol's own.
  if (path === '-') throw new InputError('-: there is no standard input to read here; give a file');
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? [] : [stats.size, stats.mtimeMs];
}

function nothing(): PassThrough {
  const stream = new PassThrough();
  stream.end();
  return stream;
}
