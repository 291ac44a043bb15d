import { version } from '../../package.json';
import { Style } from '../core/report';
import type { CaptureSummary } from '../core/session/capture';
import { spelledOut } from '../core/text';
import { type CaptureCommand, type CommandRequest, type LintRequest, readArguments } from './arguments';
import { annotate } from './commands/annotate';
import { connections } from './commands/connections';
import type { Context } from './commands/context';
import { explain } from './commands/explain';
import { lint } from './commands/lint';
import { besidePackets, openSocketTable, socketTable } from './commands/socket-table';
import {
  type Environment,
  environmentLocale,
  proseColumns,
  terminalColumns,
  wantsColour,
} from './environment';
import { asInputError, InputError, NotACapture, OutputError, shownName, UsageError } from './errors';
import { helpText } from './help';
import { openCapture } from './open-capture';
import { modelsFrom } from './read-models';
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
    else if (request.kind === 'lint') {
      found = await runLint(environment, output, request);
    } else await runCommand(environment, output, request);
    await output.flush();
    return found ? 1 : 0;
  } catch (error) {
    if (error instanceof BrokenPipe) return found ? 1 : 0;
    await output.flush().catch(() => undefined);
    if (!(error instanceof UsageError || error instanceof InputError || error instanceof OutputError))
      throw error;
    complain(environment, error);
    return 2;
  }
}

async function runLint(environment: Environment, output: Output, request: LintRequest): Promise<boolean> {
  const { paths, format, rules, models, printIr } = request;
  const locale = request.locale ?? environmentLocale(environment.variables);
  return lint({
    environment,
    paths,
    format,
    rules,
    printIr,
    models: models === null ? [] : modelsFrom(models, locale),
    locale,
    output,
    style: new Style(wantsColour(environment)),
    version,
  });
}

async function runCommand(environment: Environment, output: Output, request: CommandRequest): Promise<void> {
  const locale = request.locale ?? environmentLocale(environment.variables);
  try {
    const capture = await openCapture(environment, request.file, locale);
    try {
      const toTerminal = environment.stdout.isTTY === true;
      const style = new Style(wantsColour(environment));
      const [columns, prose] = [terminalColumns(environment), proseColumns(environment)];
      const context = { capture, request, locale, output, toTerminal, style, columns, proseColumns: prose };
      await runOn(environment, context);
    } finally {
      await capture.close();
    }
  } catch (error) {
    throw asInputError(error, shownName(request.file));
  }
}

/** Runs the command on a capture, or on a socket table where the file is one. */
async function runOn(environment: Environment, context: Context): Promise<void> {
  const { capture, request } = context;
  try {
    await COMMANDS[request.command](context);
    refuseUnread(capture.summary(), request.file);
    warn(environment, capture.summary(), request);
    const beside = await besidePackets(context);
    if (beside !== null) warnOf(environment, [beside], shownName(request.file), 0);
  } catch (error) {
    const table = error instanceof NotACapture ? await openSocketTable(context) : null;
    if (table === null) throw error;
    await socketTable(context, table);
    warnOf(environment, table.problems(), shownName(request.file), 0);
  }
}

/** Problems told on standard error; the rest are counted. */
const TOLD = 3;

/** What the capture could not be read of: it did not stop the command, and the person should know. */
function warn(environment: Environment, summary: CaptureSummary, request: CommandRequest): void {
  // Annotated text tells the problems of its lines where they are.
  const shown = request.command === 'annotate' && request.format === 'text' && summary.format === 'text';
  const problems = summary.problems.filter(
    ({ severity, line }) => severity !== 'info' && !(shown && line !== null),
  );
  warnOf(environment, problems, shownName(request.file), shown ? 0 : summary.moreProblems);
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
  const help =
    error instanceof UsageError
      ? ` (closewait ${error.command === null ? '' : `${error.command} `}--help)`
      : '';
  stderr.write(`closewait: ${line}${help}\n`);
}
