import type { ByteSource, StopSignal } from '../../bytes';
import { say } from '../../explain';
import {
  CaptureSession,
  decompressed,
  groupPieces,
  joinPieces,
  NotACaptureError,
  type PieceCandidate,
  PiecedSource,
  type SessionOptions,
} from '../capture';
import { BothEnds } from './both-ends';
import { canGrow, GrowingPieces } from './growing-pieces';
import type { IncidentCapture, IncidentTableText } from './incident-session';
import { holdsAnything, TableText } from './table-text';

/** Recordings that a message names. */
const MOST_NAMED = 5;

/** What is known beside the recording that an editor lists: others of the same connections, and tables in other files. */
export interface Beside {
  /** The file that is listed, among the others; null: there are no others. */
  readonly own: string | null;
  readonly captures: readonly IncidentCapture[];
  readonly tables: readonly IncidentTableText[];
}

export const NOTHING_BESIDE: Beside = { own: null, captures: [], tables: [] };

export interface OpenedEvidence {
  readonly source: ByteSource;
  readonly beside: Beside;
  /** What takes in further pieces; null: whatever comes has to be read from its start. */
  readonly growing: GrowingPieces | null;
}

/**
 * Files as one incident: the pieces of a recording in the order of their times, recordings of its connections that were made
 * elsewhere, and socket tables. Rejects, in words, where one is none of that, or where recordings have no connection in
 * common; the files belong to what is returned, and are closed where nothing is.
 */
export async function openEvidence(
  name: string,
  sources: readonly ByteSource[],
  options: SessionOptions,
  signal: StopSignal,
): Promise<OpenedEvidence> {
  const close = async () => {
    for (const source of sources) await source.close();
  };
  try {
    const { recordings, tables } = await readAll(sources, options, signal);
    const [main, ...others] = await asRecordings(recordings, options, signal);
    if (main === undefined) {
      const [own, ...rest] = tables;
      const source = sources.find((one) => one.name === own.name) ?? sources[0];
      const beside = { own: own.name, captures: [], tables: rest };
      return { source: { ...delegated(source), name, close }, beside, growing: null };
    }
    await assertOneIncident(main, others, options);
    const captures = others.map(({ name: other, client }) => ({ name: other, client }));
    const beside = { own: main.name, captures, tables };
    const isAlone = others.length + tables.length === 0;
    const growing = isAlone ? await growingOf(main, recordings, options) : null;
    return { source: { ...delegated(main.source), name, close }, beside, growing };
  } catch (error) {
    await close();
    throw error;
  }
}

const delegated = (source: ByteSource): Pick<ByteSource, 'size' | 'read'> => ({
  size: () => source.size(),
  read: (at, target) => source.read(at, target),
});

interface Read {
  readonly recordings: readonly (PieceCandidate & { readonly source: ByteSource })[];
  readonly tables: readonly IncidentTableText[];
}

async function readAll(
  sources: readonly ByteSource[],
  options: SessionOptions,
  signal: StopSignal,
): Promise<Read> {
  const recordings: Read['recordings'][number][] = [];
  const tables: IncidentTableText[] = [];
  for (const source of sources) {
    const { name } = source;
    const session = CaptureSession.create(source, options);
    try {
      await session.load(signal, () => {});
      recordings.push({ name, client: session.client(), source });
    } catch (error) {
      const table = error instanceof NotACaptureError ? await tableIn(source) : null;
      if (table === null) throw error;
      tables.push({ name, table });
    }
  }
  // tcpdump begins another piece before anything is recorded in it.
  const held = recordings.filter(({ client }) => client.summary().packets > 0);
  const kept = held.length + tables.length > 0 ? held : recordings.slice(0, 1);
  return { recordings: kept, tables: [...tables, ...(await tablesBeside(kept))] };
}

async function tableIn(source: ByteSource): Promise<IncidentTableText['table'] | null> {
  const table = await new TableText(await decompressed(source)).read();
  return table !== null && holdsAnything(table) ? table : null;
}

/** Of the recording that is listed, the session itself finds the tables in the same text. */
async function tablesBeside([, ...others]: Read['recordings']): Promise<IncidentTableText[]> {
  const found: IncidentTableText[] = [];
  for (const { name, client } of others) {
    const content = client.summary().format === 'text' ? client.content() : null;
    const table = content === null ? null : await new TableText(content).read();
    if (table !== null && table.rows.length > 0) found.push({ name, table });
  }
  return found;
}

interface Recording extends PieceCandidate {
  readonly source: ByteSource;
  /** The pieces that it is made of, in the order of time. */
  readonly pieces: Read['recordings'];
}

async function growingOf(
  { source, pieces }: Recording,
  recordings: Read['recordings'],
  options: SessionOptions,
): Promise<GrowingPieces | null> {
  if (!(source instanceof PiecedSource) || pieces.length !== recordings.length) return null;
  if (!pieces.every((piece) => canGrow(piece, piece.source))) return null;
  const known = [];
  for (const { name, source: piece } of pieces) known.push({ name, size: await piece.size() });
  return new GrowingPieces(source, known, options);
}

/** The pieces of each recording as one. */
async function asRecordings(
  read: Read['recordings'],
  options: SessionOptions,
  signal: StopSignal,
): Promise<Recording[]> {
  const whole: Recording[] = [];
  for (const group of read.length < 2 ? read.map((_, at) => [at]) : await groupPieces(read)) {
    const pieces = group.map((at) => read[at]);
    const [{ name, client, source: first }] = pieces;
    if (pieces.length === 1) {
      const source = canGrow(pieces[0], first) ? await joinPieces(pieces) : first;
      whole.push({ name, client, source, pieces });
      continue;
    }
    const source = await joinPieces(pieces);
    const session = CaptureSession.create(source, options);
    await session.load(signal, () => {});
    whole.push({ name, client: session.client(), source, pieces });
  }
  return whole;
}

/** Every other recording has to hold some connection of the one that is listed, or the rest of it would be hidden. */
async function assertOneIncident(
  main: Recording,
  others: readonly Recording[],
  options: SessionOptions,
): Promise<void> {
  const strangers: string[] = [];
  for (const other of others) if ((await BothEnds.of([main, other])) === null) strangers.push(other.name);
  if (strangers.length === 0) return;
  const names = [main.name, ...strangers].slice(0, MOST_NAMED).join(', ');
  throw new Error(say(options.locale, 'pieces.several', { count: strangers.length + 1, names }));
}
