import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { version } from '../../package.json';
import { say } from '../core/explain';
import { Style } from '../core/report';
import type { CaptureSummary } from '../core/session/capture';
import { BothEnds, IncidentSession } from '../core/session/incident';
import { spelledOut } from '../core/text';
import type { Locale } from '../core/words';
import { readLiveSockets } from '../host/node';
import {
  type AgentRequest,
  type CaptureCommand,
  type CommandRequest,
  type EditorRequest,
  type ExportRequest,
  type LintRequest,
  readArguments,
  type SocketsRequest,
} from './arguments';
import type { Capture } from './capture';
import { annotate } from './commands/annotate';
import { connections } from './commands/connections';
import type { Context } from './commands/context';
import { explain } from './commands/explain';
import { exportRecording } from './commands/export';
import { incident } from './commands/incident';
import { mcp } from './commands/mcp';
import { socketTable } from './commands/socket-table';
import { sockets } from './commands/sockets';
import {
  type Environment,
  environmentLocale,
  proseColumns,
  terminalColumns,
  wantsColour,
} from './environment';
import { asInputError, InputError, isForReader, isUsageError, NotACapture, shownName } from './errors';
import { type FoundEvidence, findEvidence } from './find-evidence';
import { helpText } from './help';
import { type OpenCapture, openCapture } from './open-capture';
import {
  closeEvidence,
  type EvidenceFile,
  type Recording,
  readEvidence,
  recordingsOf,
  tableProblems,
  tablesOf,
} from './read-evidence';
import { type FoundTables, tablesBeside, tablesInstead } from './socket-tables';
import { BrokenPipe, Output } from './terminal/output';
import { refuseUnread } from './unread';

const COMMANDS: Readonly<Record<CaptureCommand, (context: Context) => Promise<void>>> = {
  annotate,
  connections,
  explain,
};

/** Runs one command line and returns its exit status: 0 done, 1 lint found something, 2 the command line or the input cannot be used. */
export async function run(environment: Environment, argv: readonly string[]): Promise<number> {
  const output = new Output(environment.stdout, environment.stdoutName);
  let found = false;
  try {
    const request = readArguments(argv);
    if (request.kind === 'help') await output.write(helpText(request.command));
    else if (request.kind === 'version') await output.write(`${version}\n`);
    else if (request.kind === 'sockets') await runSockets(environment, output, request);
    else if (request.kind === 'export') await runExport(environment, output, request);
    else if (request.kind === 'mcp') await runMcp(environment, request);
    else if (request.kind === 'lsp') await runLsp(environment, request);
    else if (request.kind === 'lint') {
      found = await runLint(environment, output, request);
    } else await runCommand(environment, output, request);
    await output.flush();
    return found ? 1 : 0;
  } catch (error) {
    if (error instanceof BrokenPipe) return found ? 1 : 0;
    await output.flush().catch(() => undefined);
    if (!isForReader(error)) throw error;
    complain(environment, error);
    return 2;
  }
}

async function runSockets(environment: Environment, output: Output, request: SocketsRequest): Promise<void> {
  await sockets({
    request,
    locale: request.locale ?? environmentLocale(environment.variables),
    output,
    toTerminal: environment.stdout.isTTY === true,
    style: new Style(wantsColour(environment)),
    columns: terminalColumns(environment),
    proseColumns: proseColumns(environment),
    read: readLiveSockets,
    now: () => Date.now() / 1000,
    wait: (seconds) => delay(seconds * 1000, true),
  });
}

async function runExport(environment: Environment, output: Output, request: ExportRequest): Promise<void> {
  const locale = request.locale ?? environmentLocale(environment.variables);
  const { files, passedOver } = await readEvidence(environment, findEvidence(request.files), locale);
  try {
    const recordings = await recordingsOf(files, locale);
    const told = await exportRecording(recordings, {
      ...{ request, locale, output, toTerminal: environment.stdout.isTTY === true },
    });
    for (const { name, capture } of recordings) warn(environment, capture.summary(), request, name);
    for (const one of told) complain(environment, new Error(one));
    for (const { path, tables } of files)
      if (tables !== null)
        complain(environment, new Error(`${shownName(path)}: ${say(locale, 'export.no-tables')}`));
    for (const { reason } of passedOver.slice(0, TOLD)) complain(environment, new Error(reason));
  } finally {
    await closeEvidence(files);
  }
}

const runMcp = (environment: Environment, { folders, locale }: AgentRequest): Promise<void> =>
  mcp({ folders, locale: locale ?? environmentLocale(environment.variables), version, environment, run });

async function runLsp({ stdin, stdout }: Environment, { locale }: EditorRequest): Promise<void> {
  const { inThread, serve } = await import('./language-server');
  await serve({ stdin, stdout, version, locale, root: dirname(__dirname), start: inThread });
}

async function runLint(environment: Environment, output: Output, request: LintRequest): Promise<boolean> {
  const { lint } = await import('./linter');
  const locale = request.locale ?? environmentLocale(environment.variables);
  return lint({
    ...request,
    environment,
    locale,
    output,
    style: new Style(wantsColour(environment)),
    version,
  });
}

async function runCommand(environment: Environment, output: Output, request: CommandRequest): Promise<void> {
  const locale = request.locale ?? environmentLocale(environment.variables);
  const toTerminal = environment.stdout.isTTY === true;
  const style = new Style(wantsColour(environment));
  const [columns, prose] = [terminalColumns(environment), proseColumns(environment)];
  const context = { request, locale, output, toTerminal, style, columns, proseColumns: prose };
  const files = findEvidence(request.files);
  const [{ path: file, given }] = files;
  if (files.length > 1 || !given) return runOnSeveral(environment, context, files);
  try {
    const capture = await openCapture(environment, file, locale);
    try {
      await runOn(environment, { ...context, capture });
    } finally {
      await capture.close();
    }
  } catch (error) {
    throw asInputError(error, shownName(file));
  }
}

type Opened = Omit<Context, 'capture'> & { readonly capture: OpenCapture };

/** Runs the command on a capture, on a socket table where the file is one, or on both where a text holds both. */
async function runOn(environment: Environment, context: Opened): Promise<void> {
  const { capture, request, locale } = context;
  let unlooked: FoundTables['problems'] = [];
  try {
    if (request.command !== 'annotate') {
      await capture.load();
      refuseUnread(capture.summary(), request.file);
      const tables = await tablesBeside(capture, request.file, locale);
      if (tables.session !== null)
        return await runOnFiles(environment, context, [
          { path: request.file, capture, tables: tables.session, problems: tables.problems },
        ]);
      unlooked = tables.problems;
    }
    await COMMANDS[request.command](context);
    refuseUnread(capture.summary(), request.file);
    warn(environment, capture.summary(), request, request.file);
    warnOf(environment, unlooked, shownName(request.file), 0);
  } catch (error) {
    const table = error instanceof NotACapture ? await tablesInstead(capture, request.file, locale) : null;
    if (table === null) throw error;
    await socketTable(context, table);
    warnOf(environment, table.problems(), shownName(request.file), 0);
    // Rows of packets stand beside the table, and none of them could be read.
    if (error instanceof NotACapture && capture.summary().undecoded !== undefined)
      complain(environment, error);
  }
}

/** Several files are one incident. */
async function runOnSeveral(
  environment: Environment,
  context: Omit<Context, 'capture'>,
  found: readonly FoundEvidence[],
): Promise<void> {
  const { files, passedOver } = await readEvidence(environment, found, context.locale);
  try {
    await runOnFiles(environment, context, files);
    for (const { reason } of passedOver.slice(0, TOLD)) complain(environment, new Error(reason));
    const more = passedOver.length - TOLD;
    if (more > 0)
      complain(environment, new Error(`${more} more files could not be read as a capture or a socket table`));
  } finally {
    await closeEvidence(files);
  }
}

async function runOnFiles(
  environment: Environment,
  context: Omit<Context, 'capture'>,
  files: readonly EvidenceFile[],
): Promise<void> {
  const recordings = await recordingsOf(files, context.locale);
  if (context.request.command === 'annotate') {
    if (recordings.length === 0)
      throw new InputError(say(context.locale, 'socket.annotate', { file: shownName(files[0].path) }));
    await annotateAll(context, recordings);
  } else {
    const ends = await BothEnds.of(recordings);
    const session = new IncidentSession(recordings, tablesOf(files), context.locale, ends);
    await incident({ ...context, recordings: recordings.map(aboutAll) }, session);
    const passedOver = session.passedOver();
    if (passedOver !== null) complain(environment, new Error(passedOver));
  }
  for (const { name, capture } of recordings) warn(environment, capture.summary(), context.request, name);
  for (const { path, problems } of tableProblems(files)) warnOf(environment, problems, shownName(path), 0);
  if (context.request.command === 'annotate')
    for (const { path, capture, tables } of files)
      if (capture === null && tables !== null) tellTable(environment, context.locale, path);
}

const aboutAll = ({ name, capture }: Recording) => ({
  name,
  quality: capture.summary().quality,
  findings: capture.findings(),
});

function tellTable(environment: Environment, locale: Locale, path: string): void {
  const message = say(locale, 'socket.annotate', { file: shownName(path) });
  warnOf(environment, [{ message, line: null }], shownName(path), 0);
}

/** Recordings one after another; connections are numbered through all of them, as the other commands do. */
async function annotateAll(
  context: Omit<Context, 'capture'>,
  recordings: readonly Recording[],
): Promise<void> {
  let before = 0;
  for (const recording of recordings) {
    if (context.request.format === 'text' && recordings.length > 1)
      await context.output.write(`==> ${spelledOut(shownName(recording.name))} <==\n`);
    await annotate({ ...context, capture: asPart(recording, before) });
    before += recording.capture.summary().connections;
  }
}

/** A recording among others: its packets name their file, and its connections go on from those before. */
const asPart = ({ name, capture, pieceOf }: Recording, before: number): Capture => ({
  ...capture,
  rows: async (from, to) =>
    (await capture.rows(from, to)).map((row) => {
      if (row.kind === 'line') return row;
      const connection = row.connection === null ? null : row.connection + before;
      const piece = pieceOf?.(row.index) ?? null;
      const line = row.line === null || piece === null ? row.line : row.line - piece.linesBefore;
      return { ...row, connection, line, file: piece?.name ?? name };
    }),
});

/** Problems told on standard error; the rest are counted. */
const TOLD = 3;

/** What the capture could not be read of: it did not stop the command, and the person should know. */
function warn(
  environment: Environment,
  summary: CaptureSummary,
  request: CommandRequest | ExportRequest,
  path: string,
): void {
  // Annotated text tells the problems of its lines where they are.
  const annotates = 'command' in request && request.command === 'annotate';
  const shown = annotates && request.format === 'text' && summary.format === 'text';
  const problems = summary.problems.filter(
    ({ severity, line }) => severity !== 'info' && !(shown && line !== null),
  );
  warnOf(environment, problems, shownName(path), shown ? 0 : summary.moreProblems);
}

function warnOf(
  environment: Environment,
  problems: readonly { readonly message: string; readonly line: number | null }[],
  file: string,
  untold: number,
): void {
  for (const { message, line } of problems.slice(0, TOLD))
    complain(environment, new Error(`${line === null ? file : `${file}:${line}`}: ${message}`));
  const more = Math.max(0, problems.length - TOLD) + untold;
  if (more > 0) complain(environment, new Error(`${file}: ${more} more problems`));
}

/** Several lines as sentences of one. */
const oneLine = (message: string): string =>
  message
    .split(/\s*\n\s*/)
    .map((line, at, all) => (at < all.length - 1 && !/[.:!?。：]$/.test(line) ? `${line}.` : line))
    .join(' ')
    .trim();

/** One line on standard error, whatever the message holds. */
function complain({ stderr }: Environment, error: Error): void {
  const line = spelledOut(oneLine(error.message));
  const help = isUsageError(error)
    ? ` (closewait ${error.command === null ? '' : `${error.command} `}--help)`
    : '';
  stderr.write(`closewait: ${line}${help}\n`);
}
