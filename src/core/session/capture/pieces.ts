import { MemorySource } from '../../bytes';
import { type Piece, PiecedSource } from '../../capture';
import type { CaptureClient, RecordedPiece } from './capture-client';
import type { ConnectionEnds } from './connection-ends';
import type { PacketSighting } from './views';

/** A recording that may be a piece of a longer one. */
export interface PieceCandidate {
  readonly name: string;
  readonly client: CaptureClient;
}

/** Packets of several processors reach a file this much out of order, so that pieces may overlap by it. Seconds. */
const DISORDER = 0.01;
/** Recordings of the same time at two places overlap by much more of their length. */
const OVERLAPPING_PART = 0.02;
/** Classic pcap's file header, which only the first piece keeps (draft-ietf-opsawg-pcap, section 4). */
const PCAP_HEADER = 24;
const LINE_FEED = 0x0a;

/**
 * Which recordings are pieces of one: of the same format, one after another in time, and named as recorders name pieces
 * (`trace.pcap0 trace.pcap1`, `dump_00001_20261122182319.pcap`) or with a connection that goes on from one to the next.
 * Groups of indices, in the order of time; a recording that stands alone is a group of its own.
 */
export async function groupPieces(candidates: readonly PieceCandidate[]): Promise<number[][]> {
  const order = new Intl.Collator('en', { numeric: true });
  const sorted = candidates
    .map((candidate, index) => ({ ...candidate, index, about: candidate.client.asPiece() }))
    .sort((a, b) => a.about.first - b.about.first || 0 || order.compare(a.name, b.name));
  const groups: (typeof sorted)[] = [];
  for (const next of sorted) {
    const before: (typeof sorted)[] = [];
    for (const group of groups) if (await goesOn(group[group.length - 1], next)) before.push(group);
    const group = before.at(-1);
    if (group === undefined) groups.push([next]);
    else group.push(next);
  }
  return groups.map((group) => group.map(({ index }) => index)).sort((a, b) => a[0] - b[0]);
}

type Rated = PieceCandidate & { readonly about: RecordedPiece };

async function goesOn(before: Rated, next: Rated): Promise<boolean> {
  const [a, b] = [before.about, next.about];
  if (a.format !== b.format || a.troubled || !isBehind(a, b)) return false;
  if (!namedAlike(before.name, next.name) && !sharesConnection(before.client, next.client)) return false;
  if (await holdsTheSame(before.client, next.client)) return false;
  if (a.format !== 'pcap') return true;
  const headers = await Promise.all([before, next].map(({ client }) => client.bytes(0, PCAP_HEADER)));
  return headers[0].every((byte, at) => byte === headers[1][at]);
}

interface Span {
  readonly first: number;
  readonly last: number;
}

/** False where times are not known. */
function isBehind(before: Span, next: Span): boolean {
  const overlap = before.last - next.first;
  const shorter = Math.min(before.last - before.first, next.last - next.first);
  return overlap <= Math.min(DISORDER, shorter * OVERLAPPING_PART);
}

/** Names that differ in their numbers only; the first piece may have none. */
const namedAlike = (one: string, other: string): boolean => stemOf(one) === stemOf(other);

const stemOf = (path: string): string =>
  path
    .replace(/\.(?:gz|zst)$/i, '')
    .replace(/\d+/g, '#')
    .replace(/[._-]?#$/, '');

/** A connection that is open where the one recording ends is in the next. */
function sharesConnection(before: CaptureClient, next: CaptureClient): boolean {
  const open = new Set(before.ends().filter(isOpen).flatMap(tuplesOf));
  return next.ends().some((ends) => tuplesOf(ends).some((tuple) => open.has(tuple)));
}

/** Connections that are looked through for packets that both recordings hold. */
const COMPARED = 8;
const LEAST_ALIKE = 2;

/**
 * Some packets are in both: they were recorded at two places whose clocks differ, not one after another. A segment that was
 * sent again has another identification, or another timestamp.
 */
async function holdsTheSame(before: CaptureClient, next: CaptureClient): Promise<boolean> {
  const known = new Map(before.ends().flatMap((ends) => tuplesOf(ends).map((tuple) => [tuple, ends])));
  const shared = next
    .ends()
    .flatMap((ends) => tuplesOf(ends).flatMap((tuple) => [[ends, known.get(tuple)] as const]))
    .filter(([, held]) => held !== undefined)
    .slice(0, COMPARED);
  let alike = 0;
  for (const [ends, held] of shared) {
    const there = new Set((await before.sightings(held?.connection ?? 0)).flatMap(fingerprint));
    for (const sighting of await next.sightings(ends.connection))
      if (fingerprint(sighting).some((print) => there.has(print)) && ++alike >= LEAST_ALIKE) return true;
  }
  return false;
}

/** What no two packets of a connection share; nothing where too little is known of it. */
const fingerprint = ({ flags, seq, ack, length, ipId, timestamps }: PacketSighting): string[] =>
  seq === null || ((ipId ?? 0) === 0 && timestamps === null)
    ? []
    : [[flags, seq, ack, length, ipId, timestamps?.join(' ')].join(' ')];

const isOpen = ({ states }: ConnectionEnds): boolean =>
  ![states.client, states.server].every(({ state }) => state === 'CLOSED' || state === 'TIME_WAIT');

/** Which end is the client, a recording that begins in the middle may not know. */
const tuplesOf = ({ client, server }: ConnectionEnds): string[] => [
  `${client} ${server}`,
  `${server} ${client}`,
];

/** Pieces, in their order, as one recording. */
export const joinPieces = async (candidates: readonly PieceCandidate[]): Promise<PiecedSource> =>
  new PiecedSource(candidates[0].name, await piecesOf(candidates));

/** What each piece, in their order, adds to the recording. */
export async function piecesOf(candidates: readonly PieceCandidate[]): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const [at, { name, client }] of candidates.entries()) {
    const { format, source } = client.asPiece();
    const from = format === 'pcap' && at > 0 ? PCAP_HEADER : 0;
    const to = await source.size();
    pieces.push({ name, source, from, to });
    const [last] = await client.bytes(to - 1, to);
    if (format === 'text' && last !== LINE_FEED)
      pieces.push({ name, source: new MemorySource(name, Uint8Array.of(LINE_FEED)), from: 0, to: 1 });
  }
  return pieces;
}
