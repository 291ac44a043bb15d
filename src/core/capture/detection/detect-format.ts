import { decodeUtf8, u32be, u32le } from '../../bytes';
import type { CaptureFormat } from '../capture-reader';
import { type Compression, isSkippableMagic, ZSTD_MAGIC } from '../compression';
import { pcapHeaderLength } from '../pcap';
import { isPcapng } from '../pcapng';
import type { Problem } from '../problem';
import { looksLikeTcpdumpText } from '../tcpdump';
import { firstLine, isText, markupName, shownBytes } from './first-bytes';
import { findForeignFormat } from './foreign-formats';
import { commandOfTable, findForeignText } from './foreign-text';

export type Detection =
  | { readonly kind: 'capture'; readonly format: CaptureFormat }
  | { readonly kind: 'compressed'; readonly compression: Compression }
  | { readonly kind: 'unsupported'; readonly problem: Problem };

const capture = (format: CaptureFormat): Detection => ({ kind: 'capture', format });
const compressed = (compression: Compression): Detection => ({ kind: 'compressed', compression });
const unsupported = (id: string, values: Problem['values']): Detection => ({
  kind: 'unsupported',
  problem: { id, severity: 'error', offset: 0, values },
});

/** Names under which a file is taken for a text log, even before tcpdump has written a line to it. */
const TEXT_NAME = /\.tcpdump$/i;
/** Bytes of a text that are searched for lines of another tool. */
const TEXT_SAMPLE = 1 << 16;
/** Windows' own traces have no magic number of their own, but are what people are told to record. */
const EVENT_TRACE_NAME = /\.etl$/i;

/** What a file is, by its first bytes (64 KiB are plenty), and by its name where they do not tell. */
export function detectFormat(bytes: Uint8Array, name: string): Detection {
  if (bytes.length === 0) return TEXT_NAME.test(name) ? capture('text') : unsupported('format.empty', {});
  return detectMagic(bytes) ?? detectForeign(bytes) ?? detectText(bytes, name) ?? unknown(bytes, name);
}

function detectMagic(bytes: Uint8Array): Detection | null {
  if (bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b) return compressed('gzip');
  if (bytes.length < 4) return null;
  if (pcapHeaderLength(bytes, 0) > 0) return capture('pcap');
  if (isPcapng(bytes)) return capture('pcapng');
  const magic = u32le(bytes, 0);
  return magic === ZSTD_MAGIC || isSkippableMagic(magic) ? compressed('zstd') : null;
}

function detectForeign(bytes: Uint8Array): Detection | null {
  const foreign = findForeignFormat(bytes);
  if (!foreign) return null;
  const { kind, name, tool } = foreign;
  return unsupported(kind, { format: name, ...shownBytes(bytes), ...(tool !== undefined && { tool }) });
}

function detectText(bytes: Uint8Array, name: string): Detection | null {
  if (looksLikeTcpdumpText(bytes) > 0) return capture('text');
  if (!isText(bytes)) return null;
  const text = decodeUtf8(bytes.subarray(0, TEXT_SAMPLE));
  const foreign = findForeignText(text);
  if (foreign !== undefined) {
    const { tool, command, problem = 'format.other-tool' } = foreign;
    return unsupported(problem, { tool, command, firstLine: firstLine(text) });
  }
  if (TEXT_NAME.test(name)) return capture('text');
  const command = commandOfTable(text);
  if (command !== null)
    return unsupported('format.table-without-rows', { command, firstLine: firstLine(text) });
  const markup = markupName(text);
  if (markup) return unsupported('format.other-file', { format: markup, ...shownBytes(bytes) });
  return unsupported('format.text-without-packets', { firstLine: firstLine(text) });
}

function unknown(bytes: Uint8Array, name: string): Detection {
  const shown = shownBytes(bytes);
  if (EVENT_TRACE_NAME.test(name)) return unsupported('format.event-trace', shown);
  if (isSectionHeader(bytes)) return unsupported('format.cut-pcapng', shown);
  return unsupported('format.unknown', shown);
}

/** A pcapng file of which not even the byte order is there, or one that text mode transfer has damaged. */
const isSectionHeader = (bytes: Uint8Array): boolean => bytes.length >= 4 && u32be(bytes, 0) === 0x0a0d0d0a;
