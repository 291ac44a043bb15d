import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { MemorySource } from '../../../src/core/bytes';
import {
  type CaptureFindingView,
  CaptureSession,
  type ConnectionRow,
  type FindingView,
} from '../../../src/core/session/capture';
import type { Locale } from '../../../src/core/words';
import { type CapturePoint, readRecording } from '../kernel/recordings';

/** All connections of one capture, and what was found of it as a whole. */
export interface Found {
  readonly rows: readonly ConnectionRow[];
  readonly capture: readonly CaptureFindingView[];
}

const PAGE = 1000;

export async function openCapture(bytes: Uint8Array, locale: Locale = 'en') {
  const source = new MemorySource('capture', bytes);
  const session = CaptureSession.create(source, { locale, pause: async () => {} });
  await session.load(new AbortController().signal, () => {});
  return session;
}

export async function find(bytes: Uint8Array, locale: Locale = 'en'): Promise<Found> {
  const client = (await openCapture(bytes, locale)).client();
  const rows: ConnectionRow[] = [];
  for (let total = 1; rows.length < total; ) {
    const query = { sort: 'connection', descending: false, filtered: false } as const;
    const answer = client.connections({ from: rows.length, to: rows.length + PAGE, ...query });
    rows.push(...answer.rows);
    total = answer.total;
  }
  return { rows, capture: client.findings() };
}

/** The numbers of the packets that a finding cites. */
export const packetsOf = ({ evidence }: Pick<FindingView, 'evidence'>): number[] =>
  evidence.flatMap((cited) => (cited.kind === 'packet' ? cited.packet : []));

/** `close-wait server warning 8,9`: a finding in one line. */
export const inOneLine = ({ rows }: Found): string[] =>
  rows.flatMap(({ connection, findings }) =>
    findings.map(
      (finding) =>
        `${connection}: ${finding.id} ${finding.endpoint ?? 'both'} ${finding.severity} ${packetsOf(finding).join()}`,
    ),
  );

/** The ids of what was found anywhere in a capture. */
export const idsOf = ({ rows, capture }: Found): Set<string> =>
  new Set([...rows.flatMap(({ findings }) => findings), ...capture].map(({ id }) => id));

export const recorded = (name: string, point: CapturePoint): Uint8Array => readRecording(name).capture(point);

const MANY = join(__dirname, '../../fixtures/findings');

/** A capture of many connections, test/fixtures/findings. */
export const manyConnections = (name: string): Uint8Array =>
  new Uint8Array(gunzipSync(readFileSync(join(MANY, `${name}.pcap.gz`))));
