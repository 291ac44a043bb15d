import { statSync } from 'node:fs';
import { groupPieces, joinPieces } from '../core/session/capture';
import type { IncidentCapture, IncidentTableText } from '../core/session/incident';
import type { SocketSession, TableProblemView } from '../core/session/sockets';
import type { Locale } from '../core/words';
import type { Environment } from './environment';
import { asInputError, InputError, NotACapture, shownName } from './errors';
import type { FoundEvidence } from './find-evidence';
import { type OpenCapture, openCapture, openSource } from './open-capture';
import { tablesBeside, tablesInstead } from './socket-tables';
import { refuseUnread } from './unread';

/** A file of an incident: a recording, socket tables, or one text with both. */
export interface EvidenceFile {
  readonly path: string;
  readonly capture: OpenCapture | null;
  readonly tables: SocketSession | null;
  /** Of its tables, be there rows or not. */
  readonly problems: readonly TableProblemView[];
}

/** What was read, and what a folder or a glob led to and is neither a recording nor a table. */
export interface ReadEvidence {
  readonly files: readonly EvidenceFile[];
  readonly passedOver: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * What files hold, read to their ends. Throws an InputError for one that was given by name and cannot be read, and where
 * none can be; all that was opened is closed then.
 */
export async function readEvidence(
  environment: Pick<Environment, 'stdin'>,
  found: readonly FoundEvidence[],
  locale: Locale,
): Promise<ReadEvidence> {
  const files: EvidenceFile[] = [];
  const passedOver: { path: string; reason: string }[] = [];
  try {
    for (const { path, given } of found)
      try {
        if (!given) refuseSpecial(path);
        files.push(await readFile(environment, path, locale));
      } catch (error) {
        if (given || !(error instanceof InputError)) throw error;
        passedOver.push({ path, reason: error.message });
      }
    if (files.length === 0) throw new InputError(passedOver[0].reason);
    return { files, passedOver };
  } catch (error) {
    await closeEvidence(files);
    throw error;
  }
}

/** To read a pipe or a device may take for ever. Throws an InputError for what is none of the files that end. */
export function refuseSpecial(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || stats.isFile()) return;
  throw new InputError(
    `${shownName(path)}: a pipe, a socket or a device, which is not read unless it is named itself`,
  );
}

export async function closeEvidence(files: readonly EvidenceFile[]): Promise<void> {
  for (const { capture } of files) await capture?.close();
}

async function readFile(
  environment: Pick<Environment, 'stdin'>,
  path: string,
  locale: Locale,
): Promise<EvidenceFile> {
  try {
    return await readOpened(await openCapture(environment, path, locale), path, locale);
  } catch (error) {
    throw asInputError(error, shownName(path));
  }
}

async function readOpened(capture: OpenCapture, path: string, locale: Locale): Promise<EvidenceFile> {
  try {
    await capture.load();
    refuseUnread(capture.summary(), path);
    const { session, problems } = await tablesBeside(capture, path, locale);
    return { path, capture, tables: session, problems };
  } catch (error) {
    const tables = error instanceof NotACapture ? await tablesInstead(capture, path, locale) : null;
    await capture.close();
    if (tables === null) throw error;
    return { path, capture: null, tables, problems: tables.problems() };
  }
}

/** A recording of an incident, be it in one file or in pieces. */
export interface Recording extends IncidentCapture {
  readonly capture: OpenCapture;
}

/** The recordings in files, pieces of one as one; in the order of their first files. */
export async function recordingsOf(
  files: readonly EvidenceFile[],
  locale: Locale,
): Promise<readonly Recording[]> {
  const single = files.flatMap(({ path, capture }) =>
    capture === null ? [] : [{ name: path, client: capture.client, capture }],
  );
  if (single.length < 2) return single;
  const groups = await groupPieces(single);
  return Promise.all(
    groups.map((group) =>
      group.length === 1
        ? single[group[0]]
        : inOne(
            group.map((at) => single[at]),
            locale,
          ),
    ),
  );
}

async function inOne(pieces: readonly Recording[], locale: Locale): Promise<Recording> {
  const source = await joinPieces(pieces);
  const capture = openSource(source, locale);
  await capture.load();
  const { client } = capture;
  const pieceOf = (index: number) => {
    const { name, start } = source.pieceAt(client.byteOffset(index));
    return { name, linesBefore: client.linesBefore(start) };
  };
  return { name: pieces.map(({ name }) => name).join(' '), client, capture, pieceOf };
}

export const tablesOf = (files: readonly EvidenceFile[]): IncidentTableText[] =>
  files.flatMap(({ path, tables }) => (tables === null ? [] : [{ name: path, table: tables.table }]));

/** Rows that could not be read, by file. */
export const tableProblems = (
  files: readonly EvidenceFile[],
): { readonly path: string; readonly problems: readonly TableProblemView[] }[] =>
  files.map(({ path, problems }) => ({ path, problems }));
