import type { ByteSource } from '../bytes';
import type { CaptureFormat } from './capture-reader';
import { type Compression, DecompressedSource } from './compression';
import { type Detection, detectFormat } from './detection';
import { isLive } from './live-source';
import type { Problem } from './problem';
import { reportsProblems } from './reporting-source';

const HEAD = 64 << 10;
/** Text logs may begin with much that is not tcpdump's: so far its first packet is looked for. */
const TEXT_HEAD = 4 << 20;
const PACKETS_MAY_FOLLOW: ReadonlySet<string> = new Set([
  'format.text-without-packets',
  'format.other-tool',
  'format.zeek-without-tcp',
  'format.zeek-other-log',
]);
/** A capture compressed while it was rotated, and once more when it was sent. */
const MOST_LAYERS = 2;

export type OpenedSource =
  | {
      readonly ok: true;
      readonly format: CaptureFormat;
      /** The capture itself, decompressed: offsets count in it. */
      readonly source: ByteSource;
      /** Outermost first. */
      readonly compression: readonly Compression[];
    }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Finds out what a source holds, through compression. `pause` lets other work run while much has to be
 * decompressed again. Rejects when the source cannot be read.
 */
export async function openCaptureSource(
  source: ByteSource,
  pause: () => Promise<void> = async () => {},
): Promise<OpenedSource> {
  const compression: Compression[] = [];
  let inner = source;
  for (;;) {
    const detection = await detect(inner);
    if (detection.kind === 'capture')
      return { ok: true, format: detection.format, source: inner, compression };
    if (detection.kind === 'unsupported') return { ok: false, problem: cause(inner) ?? detection.problem };
    if (compression.length === MOST_LAYERS) return { ok: false, problem: tooManyLayers(compression) };
    compression.push(detection.compression);
    inner = new DecompressedSource(inner, detection.compression, pause);
  }
}

/** What a source holds once decompressed, be it a capture or not. */
export async function decompressed(
  source: ByteSource,
  pause: () => Promise<void> = async () => {},
): Promise<ByteSource> {
  let inner = source;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const head = new Uint8Array(HEAD);
    const detection = detectFormat(head.subarray(0, await inner.read(0, head)), inner.name);
    if (detection.kind !== 'compressed') break;
    inner = new DecompressedSource(inner, detection.compression, pause);
  }
  return inner;
}

async function detect(source: ByteSource): Promise<Detection> {
  const head = new Uint8Array(HEAD);
  let length = 0;
  for (;;) {
    const count = await source.read(length, head.subarray(length));
    length += count;
    const detection = detectFormat(head.subarray(0, length), source.name);
    // From a pipe, the next bytes may tell what the first ones do not.
    if (detection.kind !== 'unsupported' || !isLive(source)) return furtherOn(source, detection);
    if (count === 0 || length === HEAD) return detection;
  }
}

/** Text without a packet so far: the first packet may come later. */
async function furtherOn(source: ByteSource, detection: Detection): Promise<Detection> {
  if (detection.kind !== 'unsupported' || !PACKETS_MAY_FOLLOW.has(detection.problem.id)) return detection;
  const piece = new Uint8Array(HEAD);
  for (let offset = HEAD; offset < TEXT_HEAD; offset += HEAD) {
    const count = await source.read(offset, piece);
    const later = detectFormat(piece.subarray(0, count), source.name);
    if (later.kind === 'capture' && later.format === 'text') return later;
    if (count < HEAD) break;
  }
  return detection;
}

/** Nothing useful came out of a compressed stream: because it is damaged from the beginning? */
function cause(source: ByteSource): Problem | undefined {
  return reportsProblems(source) ? source.problems()[0] : undefined;
}

const tooManyLayers = (compression: readonly Compression[]): Problem => ({
  id: 'format.compressed-too-often',
  severity: 'error',
  offset: 0,
  values: { layers: compression.join(', '), limit: MOST_LAYERS },
});
