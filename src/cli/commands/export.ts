import { exportedReport, exportedStream } from '../../core/report';
import {
  type CaptureClient,
  type CaptureFileFormat,
  ExportRefused,
  exportTold,
  noProgress,
} from '../../core/session/capture';
import type { Locale } from '../../core/words';
import type { ExportRequest } from '../arguments';
import { InputError, shownName } from '../errors';
import type { Recording } from '../read-evidence';
import { NewFile } from '../terminal/new-file';
import type { Output } from '../terminal/output';

export interface ExportContext {
  readonly request: ExportRequest;
  readonly locale: Locale;
  /** Standard output, where no file is named. */
  readonly output: Output;
  readonly toTerminal: boolean;
}

interface Written {
  write(data: Uint8Array | string): Promise<void> | undefined;
}

/** Resolves to what has to be said of what is not in the file. */
export async function exportRecording(
  recordings: readonly Recording[],
  context: ExportContext,
): Promise<readonly string[]> {
  const { request } = context;
  const [recording, ...others] = recordings;
  const files = request.files.map(shownName).join(' ');
  if (recording === undefined) throw new InputError(`${files}: a socket table; export writes captures`);
  if (others.length > 0)
    throw new InputError(`${files}: ${recordings.length} recordings; export writes one at a time`);
  const { client } = recording.capture;
  await filter(client, request, files);
  checkConnection(recording, request, files);
  const isCapture = ['pcap', 'pcapng', 'log'].includes(request.format);
  if (request.output === null && isCapture && context.toTerminal)
    throw new InputError(`${request.format} is not for a terminal; name a file with --output`);
  if (request.output === null) return write(client, context, context.output, files);
  const file = await NewFile.create(request.output, request);
  try {
    const told = await write(client, context, file, files);
    await file.complete();
    return told;
  } catch (error) {
    await file.discard();
    throw error;
  }
}

async function filter(client: CaptureClient, request: ExportRequest, files: string): Promise<void> {
  if (request.filter.trim() === '') return;
  const { error, note, rows } = await client.filter({ text: request.filter });
  if (error !== null) throw new InputError(`--filter ${request.filter}: ${error.message}`);
  if (rows === 0)
    throw new InputError(
      `${files}: --filter ${request.filter} leaves nothing${note === null ? '' : `. ${note}`}`,
    );
}

function checkConnection({ capture }: Recording, { connection }: ExportRequest, files: string): void {
  const total = capture.summary().connections;
  if (connection !== null && connection > total)
    throw new InputError(`${files}: there is no connection ${connection}; the last one is ${total}`);
}

async function write(
  client: CaptureClient,
  { request, locale }: ExportContext,
  to: Written,
  files: string,
): Promise<readonly string[]> {
  const { format, subject, connection, anonymise } = request;
  const filtered = request.filter.trim() !== '';
  const signal = { aborted: false };
  if (format === 'csv' || format === 'json' || format === 'markdown') {
    const whole = { subject, format, filtered, connection } as const;
    for await (const piece of exportedReport(locale, client, whole, signal)) await to.write(piece);
    return [];
  }
  if (format === 'stream') {
    const whole = { connection: connection ?? 0, side: 'both', form: 'text' } as const;
    for await (const piece of exportedStream(locale, client, whole)) await to.write(piece);
    return [];
  }
  const progress = noProgress();
  const wanted = { format: format as CaptureFileFormat, filtered, connection, anonymise };
  try {
    for await (const piece of client.exported(wanted, progress)) await to.write(piece);
  } catch (error) {
    throw error instanceof ExportRefused ? new InputError(`${files}: ${error.message}`) : error;
  }
  return exportTold(locale, progress, format as CaptureFileFormat).map((one) => `${files}: ${one}`);
}
